CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE feeling (mood mood PRIMARY KEY, weight int NOT NULL CHECK (weight > 0));
CREATE TABLE person (id int PRIMARY KEY, boss int REFERENCES person, mood mood NOT NULL REFERENCES feeling);
CREATE TABLE seat (person_id int NOT NULL UNIQUE REFERENCES person, row_letter char(1) NOT NULL);
