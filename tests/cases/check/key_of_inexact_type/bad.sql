CREATE TABLE reading (
  sensor bigint NOT NULL,
  depth double precision NOT NULL,
  PRIMARY KEY (sensor, depth)
);
