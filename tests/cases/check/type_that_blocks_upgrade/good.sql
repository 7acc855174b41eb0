CREATE TABLE hook (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  relation regclass NOT NULL,
  handler text NOT NULL
);
