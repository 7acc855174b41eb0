CREATE TABLE letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sent timestamptz NOT NULL,
  answered timestamptz
);
CREATE INDEX letter_sent ON letter (sent);
CREATE INDEX letter_answered ON letter (sent) WHERE answered IS NOT NULL;
