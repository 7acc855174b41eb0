CREATE TABLE sighting (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  a text NOT NULL, b text, c text, d text, e text, f text
);
CREATE INDEX sighting_all ON sighting (a, b, c) INCLUDE (d, e, f);
