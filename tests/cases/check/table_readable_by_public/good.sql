CREATE TABLE patient (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE VIEW patient_name AS SELECT name FROM patient;
GRANT SELECT ON patient, patient_name TO nurse;
-- What row level security guards.
CREATE TABLE bed (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ward text NOT NULL);
ALTER TABLE bed ENABLE ROW LEVEL SECURITY;
ALTER TABLE bed FORCE ROW LEVEL SECURITY;
CREATE POLICY own_ward ON bed USING (ward = (SELECT current_setting('app.ward')));
GRANT SELECT ON bed TO PUBLIC;
