CREATE TABLE readings (
  sensor text,
  taken_at timestamptz,
  celsius numeric(5, 2) NOT NULL,
  PRIMARY KEY (sensor, taken_at)
);

-- A partition has the key of its parent.
CREATE TABLE visits (
  visitor bigint,
  visited_on date,
  PRIMARY KEY (visitor, visited_on)
) PARTITION BY RANGE (visited_on);
CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
