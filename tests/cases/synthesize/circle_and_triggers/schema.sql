CREATE TABLE department (id int PRIMARY KEY, head_id int NOT NULL);
CREATE TABLE employee (id int PRIMARY KEY, department_id int NOT NULL REFERENCES department);
ALTER TABLE department ADD CONSTRAINT head FOREIGN KEY (head_id) REFERENCES employee;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON employee FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TABLE impossible (id int PRIMARY KEY, n int NOT NULL, CONSTRAINT shut CHECK (false));
