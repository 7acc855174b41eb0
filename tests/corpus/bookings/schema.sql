-- Exclusion constraints in every form: named by PostgreSQL and by hand, copied by LIKE, renamed, dropped.
CREATE EXTENSION btree_gist;
CREATE TABLE booking (id bigint PRIMARY KEY, room int NOT NULL, during tstzrange NOT NULL, note text, cancelled boolean NOT NULL DEFAULT false,
  EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled),
  CONSTRAINT no_overlap EXCLUDE USING gist (lower(note) WITH =, during WITH &&) INCLUDE (id) WITH (fillfactor = 70) DEFERRABLE INITIALLY DEFERRED);
COMMENT ON CONSTRAINT no_overlap ON booking IS 'no two';
CREATE TABLE copy (LIKE booking INCLUDING ALL);
ALTER TABLE booking ADD EXCLUDE USING hash (note WITH =);
ALTER TABLE booking ADD CONSTRAINT gone EXCLUDE (note WITH =);
ALTER TABLE booking DROP CONSTRAINT gone;
ALTER TABLE booking RENAME COLUMN room TO room_id;
ALTER TABLE booking RENAME CONSTRAINT booking_note_excl TO booking_note_x;
ALTER INDEX no_overlap RENAME TO no_overlap2;
