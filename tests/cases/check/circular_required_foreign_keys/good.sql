CREATE TABLE departments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  head bigint
);
CREATE TABLE employees (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  department bigint NOT NULL REFERENCES departments ON DELETE RESTRICT,
  manager bigint NOT NULL REFERENCES employees ON DELETE RESTRICT
);
ALTER TABLE departments ADD CONSTRAINT departments_head_fkey
  FOREIGN KEY (head) REFERENCES employees ON DELETE RESTRICT;
CREATE INDEX departments_head ON departments (head);
CREATE INDEX employees_department ON employees (department);
CREATE INDEX employees_manager ON employees (manager);
