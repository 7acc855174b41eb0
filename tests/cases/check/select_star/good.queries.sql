SELECT id, page FROM visit WHERE id = $1;
SELECT count(*) FROM visit;
