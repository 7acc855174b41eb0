CREATE TABLE departments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  head bigint NOT NULL
);
CREATE TABLE employees (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  department bigint NOT NULL REFERENCES departments ON DELETE RESTRICT
);
ALTER TABLE departments ADD CONSTRAINT departments_head_fkey
  FOREIGN KEY (head) REFERENCES employees ON DELETE RESTRICT;
CREATE INDEX departments_head ON departments (head);
CREATE INDEX employees_department ON employees (department);
