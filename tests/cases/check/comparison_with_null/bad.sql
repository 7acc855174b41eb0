CREATE TABLE letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  opened timestamptz,
  read_by text,
  CONSTRAINT opened_first CHECK (opened <> NULL OR read_by IS NULL)
);
CREATE INDEX letter_unread ON letter (id) WHERE read_by = NULL;
