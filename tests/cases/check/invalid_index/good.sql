CREATE TABLE events (
  happened_on date,
  number bigint,
  topic text NOT NULL,
  PRIMARY KEY (happened_on, number)
) PARTITION BY RANGE (happened_on);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX events_kind ON events (topic);

-- Built part by part, and complete.
CREATE INDEX events_number ON ONLY events (number);
CREATE INDEX events_2024_number ON events_2024 (number);
ALTER INDEX events_number ATTACH PARTITION events_2024_number;
