CREATE TABLE machine (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bought timestamp
);
CREATE VIEW machine_list AS SELECT id, bought FROM machine;
CREATE VIEW new_machines AS SELECT id FROM machine_list WHERE bought > '2025-01-01';
GRANT SELECT ON new_machines TO PUBLIC;
COMMENT ON VIEW machine_list IS 'what the office sees';
