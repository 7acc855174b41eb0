CREATE TABLE login (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ip_address inet NOT NULL,
  address text NOT NULL
);
