CREATE TABLE member (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE club (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE TABLE membership (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  member_id bigint NOT NULL REFERENCES member ON DELETE CASCADE,
  club_id bigint NOT NULL REFERENCES club ON DELETE CASCADE,
  UNIQUE (member_id, club_id)
);
CREATE INDEX ON membership (club_id);
CREATE TABLE visit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  member_id bigint NOT NULL REFERENCES member ON DELETE CASCADE,
  club_id bigint NOT NULL REFERENCES club ON DELETE CASCADE,
  guests integer NOT NULL
);
CREATE INDEX ON visit (member_id);
CREATE INDEX ON visit (club_id);
