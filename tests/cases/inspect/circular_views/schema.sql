CREATE TABLE film (id integer PRIMARY KEY, title text NOT NULL);

CREATE VIEW titles AS SELECT id, title FROM film;
CREATE VIEW long_titles AS SELECT id, title FROM titles WHERE length(title) > 20;

CREATE OR REPLACE VIEW titles AS SELECT id, title FROM long_titles;
