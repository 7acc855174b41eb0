SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', 'public', false);

CREATE TYPE region AS ENUM ('north', 'south', 'overseas');

CREATE TABLE vehicle (
  vin character(17) NOT NULL,
  region region NOT NULL,
  plate text,
  model text NOT NULL,
  built integer,
  CONSTRAINT vehicle_built_check CHECK (built > 1950),
  CONSTRAINT vehicle_pkey PRIMARY KEY (vin)
);

CREATE TABLE measurement (
  vin character(17) NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  kind smallint NOT NULL DEFAULT 0,
  value double precision,
  quality real DEFAULT 1.0 CHECK (quality >= 0 AND quality <= 1),
  payload jsonb,
  CONSTRAINT measurement_pkey PRIMARY KEY (vin, taken_at),
  CONSTRAINT measurement_vin_fkey FOREIGN KEY (vin) REFERENCES vehicle (vin) ON DELETE CASCADE
) PARTITION BY RANGE (taken_at);
CREATE INDEX measurement_kind_idx ON measurement (kind, taken_at DESC);
CREATE TABLE measurement_2023 PARTITION OF measurement
  FOR VALUES FROM ('2023-01-01 00:00:00+00') TO ('2024-01-01 00:00:00+00');
CREATE TABLE measurement_2024 PARTITION OF measurement
  FOR VALUES FROM ('2024-01-01 00:00:00+00') TO (MAXVALUE);
CREATE TABLE measurement_old PARTITION OF measurement DEFAULT;
CREATE INDEX measurement_payload_idx ON measurement USING gin (payload);
CREATE INDEX measurement_2023_taken_at_brin ON measurement_2023 USING brin (taken_at) WITH (pages_per_range = 64);
ALTER TABLE measurement_2024 ALTER COLUMN quality SET DEFAULT 0.5;

CREATE TABLE trip (
  id bigint GENERATED ALWAYS AS IDENTITY,
  region region NOT NULL,
  vin character(17) REFERENCES vehicle,
  started timestamp without time zone NOT NULL,
  ended timestamp without time zone,
  distance_km numeric(9,3) DEFAULT 0,
  duration interval,
  PRIMARY KEY (id, region),
  CHECK (ended IS NULL OR ended >= started)
) PARTITION BY LIST (region);
CREATE TABLE trip_north PARTITION OF trip FOR VALUES IN ('north') PARTITION BY HASH (id);
CREATE TABLE trip_north_0 PARTITION OF trip_north FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE trip_north_1 PARTITION OF trip_north FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE trip_south (
  id bigint NOT NULL,
  region region NOT NULL,
  vin character(17),
  started timestamp without time zone NOT NULL,
  ended timestamp without time zone,
  distance_km numeric(9,3) DEFAULT 0,
  duration interval,
  CONSTRAINT trip_check CHECK (ended IS NULL OR ended >= started)
);
CREATE INDEX trip_south_by_start ON trip_south (started);
ALTER TABLE ONLY trip ATTACH PARTITION trip_south FOR VALUES IN ('south', 'overseas');
CREATE INDEX trip_started_idx ON trip (started);

CREATE TABLE stop (
  trip_id bigint NOT NULL,
  region region NOT NULL,
  seq integer NOT NULL,
  place text,
  geofence polygon,
  PRIMARY KEY (trip_id, region, seq),
  FOREIGN KEY (trip_id, region) REFERENCES trip (id, region)
);

CREATE TABLE alert (
  id integer NOT NULL,
  vin character(17) NOT NULL,
  severity text DEFAULT 'info'::text NOT NULL,
  raised_at timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  acknowledged boolean,
  rule_name character varying(64)[]
);
CREATE SEQUENCE alert_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE alert_id_seq OWNED BY alert.id;
ALTER TABLE ONLY alert ALTER COLUMN id SET DEFAULT nextval('alert_id_seq'::regclass);
ALTER TABLE ONLY alert ADD CONSTRAINT alert_pkey PRIMARY KEY (id);
ALTER TABLE ONLY alert ADD CONSTRAINT alert_severity_check
  CHECK (severity = ANY (ARRAY['info'::text, 'warning'::text, 'critical'::text]));
ALTER TABLE ONLY alert ADD CONSTRAINT alert_vin_fkey FOREIGN KEY (vin) REFERENCES vehicle(vin) NOT DEFERRABLE;
CREATE UNIQUE INDEX alert_open_idx ON alert USING btree (vin, severity) WHERE (acknowledged IS NOT TRUE);

CREATE FUNCTION weighted_add(state double precision, value double precision, weight double precision)
  RETURNS double precision LANGUAGE sql IMMUTABLE AS $$ SELECT state + value * weight $$;
CREATE AGGREGATE weighted_sum(double precision, double precision) (
  SFUNC = weighted_add, STYPE = double precision, INITCOND = '0'
);

CREATE VIEW latest_measurement AS
  SELECT DISTINCT ON (m.vin, m.kind) m.vin, m.kind, m.value, m.taken_at
  FROM measurement m
  ORDER BY m.vin, m.kind, m.taken_at DESC;

CREATE VIEW vehicle_overview AS
  SELECT v.vin, v.model, COALESCE(v.plate, '-') AS plate,
         l.value AS last_value,
         row_number() OVER w AS place,
         lag(l.value, 1) OVER w AS previous,
         t.km,
         GREATEST(t.km, 0) > 100 AS busy
  FROM vehicle v
  LEFT JOIN latest_measurement l ON l.vin = v.vin AND l.kind = 0
  CROSS JOIN LATERAL (
    SELECT sum(trip.distance_km) AS km FROM trip WHERE trip.vin = v.vin AND trip.started >= '2024-01-01'
  ) t
  WINDOW w AS (PARTITION BY v.model ORDER BY v.vin);

CREATE VIEW quality_report AS
  SELECT date_trunc('day', taken_at) AS day,
         weighted_sum(value, quality::double precision) AS score,
         count(*) FILTER (WHERE quality < 0.5) AS poor,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median
  FROM measurement
  WHERE taken_at > now() - interval '90 days' AND value IS NOT NULL
  GROUP BY 1;
