CREATE EXTENSION postgres_fdw;
CREATE SERVER warehouse FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'dwh', dbname 'facts');
CREATE USER MAPPING FOR CURRENT_ROLE SERVER warehouse OPTIONS (user 'reader', password 'sesame');
CREATE USER MAPPING FOR PUBLIC SERVER warehouse OPTIONS (user 'reader', password 'sesame');

CREATE FOREIGN TABLE sale (
  id bigint OPTIONS (column_name 'sale_id') NOT NULL,
  amount numeric(10, 2) CHECK (amount > 0)
) SERVER warehouse OPTIONS (schema_name 'facts', table_name 'sale');
CREATE VIEW large_sales AS SELECT id, amount FROM sale WHERE amount > 1000;

CREATE TEXT SEARCH CONFIGURATION titles (COPY = pg_catalog.english);
IMPORT FOREIGN SCHEMA other FROM SERVER warehouse INTO public;
