SELECT id FROM product WHERE label LIKE '%chair%';
SELECT id FROM product WHERE code LIKE 'ab%';
