CREATE TABLE seat (
  hall text, floor integer, line integer, place integer,
  PRIMARY KEY (hall, floor, line, place)
);
CREATE TABLE ticket (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hall text NOT NULL, floor integer NOT NULL, line integer NOT NULL, place integer NOT NULL,
  FOREIGN KEY (hall, floor, line, place) REFERENCES seat ON DELETE RESTRICT
);
CREATE INDEX ON ticket (hall, floor, line, place);
