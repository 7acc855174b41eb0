CREATE TABLE sale (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  day date NOT NULL
);
CREATE MATERIALIZED VIEW sales_by_day AS SELECT day, count(*) AS n FROM sale GROUP BY day;
CREATE UNIQUE INDEX ON sales_by_day (day);
CREATE VIEW sales AS SELECT day FROM sale;
