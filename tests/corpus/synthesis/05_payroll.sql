CREATE DOMAIN money_amount AS numeric(12,2) CHECK (VALUE >= 0);
CREATE DOMAIN salary AS money_amount CHECK (VALUE <= 500000) CHECK (VALUE >= 12000);
CREATE TABLE department (id serial PRIMARY KEY, name text NOT NULL UNIQUE, head_id int NOT NULL);
CREATE TABLE employee (id serial PRIMARY KEY, department_id int NOT NULL REFERENCES department, manager_id int REFERENCES employee ON DELETE SET NULL, born_on date NOT NULL, hired_on date NOT NULL, left_on date, pay salary NOT NULL, bonus money_amount, CHECK (hired_on >= born_on + interval '16 years'), CHECK (left_on > hired_on), CHECK (bonus <= pay * 0.5), CHECK (born_on > '1930-01-01'));
ALTER TABLE department ADD CONSTRAINT department_head FOREIGN KEY (head_id) REFERENCES employee DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE payslip (employee_id int REFERENCES employee, month date CHECK (month = date_trunc('month', month)), gross money_amount NOT NULL, tax money_amount NOT NULL, net money_amount NOT NULL, PRIMARY KEY (employee_id, month), CONSTRAINT adds_up CHECK (gross = tax + net), CHECK (tax <= gross));
