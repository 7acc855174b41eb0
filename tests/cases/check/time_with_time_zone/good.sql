CREATE TABLE shops (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  opens_at time NOT NULL,
  zone text NOT NULL,
  founded_at timestamptz
);
