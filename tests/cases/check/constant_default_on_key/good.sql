CREATE TABLE warehouse (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  label text NOT NULL UNIQUE,
  place text NOT NULL DEFAULT ''
);
CREATE TABLE setting (
  one smallint PRIMARY KEY DEFAULT 1 CHECK (one = 1),
  motto text NOT NULL
);
