CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE portrait (
  person_id bigint PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  media_type text NOT NULL, width integer NOT NULL, height integer NOT NULL, bytes bytea NOT NULL
);
