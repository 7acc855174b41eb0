CREATE TABLE playlist (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE playlist_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  playlist_id bigint NOT NULL REFERENCES playlist ON DELETE RESTRICT,
  song text NOT NULL
);
CREATE INDEX ON playlist_entry (playlist_id);
