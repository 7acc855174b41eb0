CREATE TABLE plan (id serial PRIMARY KEY, name text NOT NULL, prepaid boolean NOT NULL, monthly numeric(6,2), top_up numeric(6,2), CHECK (CASE WHEN prepaid THEN top_up > 0 AND monthly IS NULL ELSE monthly > 0 AND top_up IS NULL END));
CREATE UNIQUE INDEX plan_name ON plan (upper(btrim(name)));
CREATE TABLE line (msisdn text PRIMARY KEY CHECK (msisdn ~ '^49[0-9]{9,11}$'), plan_id int NOT NULL REFERENCES plan, sim text NOT NULL UNIQUE CHECK (char_length(sim) = 19), ip inet, activated date NOT NULL, suspended date, reactivated date, CHECK (suspended > activated), CHECK (reactivated > suspended), CHECK (reactivated IS NULL OR suspended IS NOT NULL));
CREATE TABLE call (from_line text NOT NULL REFERENCES line, started timestamptz NOT NULL, to_number text NOT NULL, seconds int NOT NULL CHECK (seconds BETWEEN 1 AND 14400), cost numeric(8,4) NOT NULL CHECK (cost >= 0), PRIMARY KEY (from_line, started), CHECK (from_line <> to_number)) PARTITION BY HASH (from_line);
CREATE TABLE call_0 PARTITION OF call FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE call_1 PARTITION OF call FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE call_2 PARTITION OF call FOR VALUES WITH (MODULUS 3, REMAINDER 2);
CREATE TABLE bill (msisdn text REFERENCES line, period daterange CHECK (lower(period) = date_trunc('month', lower(period)) AND upper(period) - lower(period) BETWEEN 1 AND 31), net numeric(8,2) NOT NULL, tax numeric(8,2) NOT NULL, gross numeric(8,2) NOT NULL CHECK (gross = net + tax), id bigserial PRIMARY KEY, CHECK (tax >= 0 AND net >= 0));
