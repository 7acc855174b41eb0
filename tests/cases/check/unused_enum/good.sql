CREATE TYPE colour AS ENUM ('red', 'green');
CREATE TYPE size AS ENUM ('small', 'large');
CREATE TABLE product (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL, tint colour[] NOT NULL);
CREATE FUNCTION biggest() RETURNS size LANGUAGE sql AS $$SELECT 'large'::size$$;
