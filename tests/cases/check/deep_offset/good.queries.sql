SELECT id, page FROM visit WHERE id > $1 ORDER BY id LIMIT 20;
