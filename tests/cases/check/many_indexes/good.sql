CREATE TABLE wide_search (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  a text,
  b text,
  c text,
  d text,
  e text,
  f text,
  g text,
  h text,
  i text,
  j text,
  k text,
  l text
);
CREATE INDEX ON wide_search (a);
CREATE INDEX ON wide_search (b);
CREATE INDEX ON wide_search (c);
CREATE INDEX ON wide_search (d);
CREATE INDEX ON wide_search (e);
CREATE INDEX ON wide_search (f);
