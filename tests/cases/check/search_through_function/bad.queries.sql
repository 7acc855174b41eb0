SELECT id FROM visit WHERE lower(page) = $1;
