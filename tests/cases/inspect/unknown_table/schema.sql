CREATE TABLE a (
  id bigint PRIMARY KEY,
  b_id bigint REFERENCES b (id)
);
