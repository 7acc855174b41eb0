CREATE TABLE contacts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  address_line1 text,
  address_line2 text,
  address_line3 text,
  phone1 text,
  phone2 text,
  md5 text,
  sha256 text,
  x0 numeric,
  x1 numeric,
  x2 numeric
);
