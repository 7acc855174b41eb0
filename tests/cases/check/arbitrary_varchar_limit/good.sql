CREATE TABLE vendor (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  label text NOT NULL,
  code varchar(12) NOT NULL
);
