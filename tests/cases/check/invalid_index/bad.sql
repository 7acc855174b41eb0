CREATE TABLE events (
  happened_on date,
  number bigint,
  topic text NOT NULL,
  PRIMARY KEY (happened_on, number)
) PARTITION BY RANGE (happened_on);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- The partition never got its part.
CREATE INDEX events_kind ON ONLY events (topic);
