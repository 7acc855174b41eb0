CREATE TABLE import_line (
  batch bigint NOT NULL,
  id bigint NOT NULL,
  PRIMARY KEY (batch, id)
);
