CREATE TABLE letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sent timestamptz NOT NULL
);
CREATE INDEX letter_sent ON letter (sent) WHERE sent IS NOT NULL;
