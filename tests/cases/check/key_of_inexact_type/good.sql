CREATE TABLE reading (
  sensor bigint NOT NULL,
  depth numeric(8, 3) NOT NULL,
  temperature double precision,
  PRIMARY KEY (sensor, depth)
);
CREATE INDEX reading_temperature ON reading (temperature);
