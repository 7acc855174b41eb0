CREATE TYPE colour AS ENUM ('red', 'green');
CREATE TABLE product (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
