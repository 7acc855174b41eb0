CREATE TABLE appointments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  booked_at timestamptz(3) NOT NULL,
  day date NOT NULL,
  opens time NOT NULL
);
