CREATE TABLE wide_search (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  a text NOT NULL,
  b text NOT NULL,
  c text NOT NULL,
  d text NOT NULL,
  e text NOT NULL,
  f text NOT NULL,
  g text NOT NULL,
  h text NOT NULL,
  i text NOT NULL,
  j text NOT NULL,
  k text NOT NULL,
  l text NOT NULL
);
CREATE INDEX ON wide_search (a);
CREATE INDEX ON wide_search (b);
CREATE INDEX ON wide_search (c);
CREATE INDEX ON wide_search (d);
CREATE INDEX ON wide_search (e);
CREATE INDEX ON wide_search (f);
