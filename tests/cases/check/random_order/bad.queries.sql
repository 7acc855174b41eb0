SELECT id FROM visit ORDER BY random() LIMIT 1;
