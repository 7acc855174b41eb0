CREATE TABLE a (id bigint);

CREATE TABEL b (
  id bigint
);
