-- public.car: 200 rows
-- public.truck: 200 rows
CREATE TYPE vehicle_kind AS ENUM ('car', 'truck', 'bike');
CREATE TABLE vehicle (id bigserial PRIMARY KEY, kind vehicle_kind NOT NULL, plate varchar(9) NOT NULL UNIQUE, built smallint NOT NULL CHECK (built >= 1950 AND built <= 2025), UNIQUE (id, kind));
CREATE TABLE car (id bigint PRIMARY KEY, kind vehicle_kind NOT NULL DEFAULT 'car' CHECK (kind = 'car'), doors smallint NOT NULL CHECK (doors IN (2, 3, 4, 5)), FOREIGN KEY (id, kind) REFERENCES vehicle (id, kind) ON DELETE CASCADE);
CREATE TABLE truck (id bigint PRIMARY KEY, kind vehicle_kind GENERATED ALWAYS AS ('truck'::vehicle_kind) STORED, axles smallint NOT NULL CHECK (axles BETWEEN 2 AND 9), payload int NOT NULL, gross int NOT NULL, CHECK (gross > payload * 1.2), FOREIGN KEY (id, kind) REFERENCES vehicle (id, kind));
CREATE TABLE inspection (vehicle_id bigint REFERENCES vehicle, on_day date, passed boolean NOT NULL, defects text[] NOT NULL DEFAULT '{}', PRIMARY KEY (vehicle_id, on_day), CHECK (passed = (cardinality(defects) = 0)));
