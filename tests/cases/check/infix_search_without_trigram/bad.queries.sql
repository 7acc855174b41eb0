SELECT id FROM product WHERE label LIKE '%chair%';
