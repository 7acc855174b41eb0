CREATE TABLE messages (
  id serial PRIMARY KEY,
  body text NOT NULL
);
ALTER TABLE messages ALTER COLUMN id TYPE bigint;
ALTER SEQUENCE messages_id_seq AS bigint;
