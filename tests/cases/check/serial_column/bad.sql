CREATE TABLE vendor (
  id bigserial PRIMARY KEY,
  label text NOT NULL
);
