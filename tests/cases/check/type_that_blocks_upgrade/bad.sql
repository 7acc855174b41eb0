CREATE TABLE hook (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  handler regprocedure NOT NULL,
  dictionary regconfig
);
