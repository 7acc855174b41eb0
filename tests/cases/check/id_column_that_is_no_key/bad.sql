CREATE TABLE import_line (
  batch bigint NOT NULL,
  line bigint NOT NULL,
  id bigint NOT NULL,
  PRIMARY KEY (batch, line)
);
