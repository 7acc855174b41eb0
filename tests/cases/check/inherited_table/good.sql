CREATE TABLE city (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL, capital_of text);
