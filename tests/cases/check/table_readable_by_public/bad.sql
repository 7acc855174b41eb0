CREATE TABLE patient (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE VIEW patient_name AS SELECT name FROM patient;
GRANT SELECT ON patient, patient_name TO PUBLIC;
