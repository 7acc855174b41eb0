SELECT id FROM orders;
SELECT total FROM WHERE id = 1;
