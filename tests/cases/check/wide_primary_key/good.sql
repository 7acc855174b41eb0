CREATE TABLE seat (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hall text NOT NULL, floor integer NOT NULL, line integer NOT NULL, place integer NOT NULL,
  UNIQUE (hall, floor, line, place)
);
CREATE TABLE ticket (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seat_id bigint NOT NULL REFERENCES seat ON DELETE RESTRICT
);
CREATE INDEX ON ticket (seat_id);
CREATE TABLE sale (
  hall text, floor integer, line integer, place integer,
  PRIMARY KEY (hall, floor, line, place)
);
