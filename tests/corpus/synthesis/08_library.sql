CREATE TYPE person_name AS (given text, family text);
CREATE TABLE author (id serial PRIMARY KEY, name person_name NOT NULL, born smallint, died smallint, CHECK (died IS NULL OR died - born BETWEEN 0 AND 120), CHECK (born BETWEEN 1400 AND 2010));
CREATE TABLE book (isbn char(13) PRIMARY KEY CHECK (isbn ~ '^97[89][0-9]{10}$'), title text NOT NULL, subtitle text, pages int CHECK (pages > 0), languages text[] NOT NULL CHECK (languages <@ ARRAY['en', 'de', 'fr', 'tr'] AND array_length(languages, 1) >= 1), full_title text GENERATED ALWAYS AS (title || coalesce(': ' || subtitle, '')) STORED);
CREATE UNIQUE INDEX book_full_title ON book (full_title);
CREATE TABLE book_author (isbn char(13) REFERENCES book ON UPDATE CASCADE, author_id int REFERENCES author, place smallint NOT NULL CHECK (place >= 1), PRIMARY KEY (isbn, author_id), UNIQUE (isbn, place));
CREATE TABLE copy (barcode text PRIMARY KEY CHECK (barcode LIKE 'LIB-%' AND length(barcode) = 12), isbn char(13) NOT NULL REFERENCES book, condition text NOT NULL CHECK (condition IN ('new', 'good', 'worn')), removed_on date);
CREATE TABLE loan (id bigserial PRIMARY KEY, barcode text NOT NULL REFERENCES copy, lent_on date NOT NULL, due_on date NOT NULL, returned_on date, CHECK (due_on - lent_on <= 60 AND due_on > lent_on), CHECK (returned_on >= lent_on));
CREATE UNIQUE INDEX loan_open ON loan (barcode) WHERE returned_on IS NULL;
