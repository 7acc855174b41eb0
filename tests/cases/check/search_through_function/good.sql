CREATE TABLE visit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seen timestamp with time zone NOT NULL,
  page text NOT NULL
);
CREATE INDEX visit_page ON visit (page);
CREATE INDEX visit_page_lower ON visit (lower(page));
