SELECT * FROM orders WHERE id = $1; DROP TABLE orders;
