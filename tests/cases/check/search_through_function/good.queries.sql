SELECT id FROM visit WHERE lower(page) = $1;
SELECT id FROM visit WHERE page = lower($1);
