CREATE TABLE messages (
  id serial PRIMARY KEY,
  body text NOT NULL
);
-- The column was widened, its sequence was forgotten.
ALTER TABLE messages ALTER COLUMN id TYPE bigint;
