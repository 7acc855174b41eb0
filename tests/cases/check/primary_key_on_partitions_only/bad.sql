CREATE TABLE reading (sensor bigint NOT NULL, day date NOT NULL, level numeric NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE reading_2024 PARTITION OF reading (PRIMARY KEY (sensor, day)) FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE reading_2025 PARTITION OF reading (PRIMARY KEY (sensor, day)) FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
