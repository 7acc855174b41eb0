SELECT id FROM visit ORDER BY id LIMIT 1;
SELECT random();
