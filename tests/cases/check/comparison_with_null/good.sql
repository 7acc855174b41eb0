CREATE TABLE letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  opened timestamptz,
  read_by text,
  CONSTRAINT opened_first CHECK (opened IS NOT NULL OR read_by IS NULL),
  CONSTRAINT word CHECK (read_by <> ' = NULL')
);
CREATE INDEX letter_unread ON letter (opened) WHERE read_by IS NULL;
