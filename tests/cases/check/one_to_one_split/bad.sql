CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE person_nickname (
  person_id bigint PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  nickname text NOT NULL
);
