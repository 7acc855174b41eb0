SELECT c.id FROM customer c WHERE c.nmae = 'Ada' AND c.ctid IS NOT NULL;
WITH known AS (SELECT id FROM customer_list) SELECT id FROM known JOIN customers USING (id);
SELECT relname FROM pg_class;
INSERT INTO costumer (name) VALUES ('Ada');
