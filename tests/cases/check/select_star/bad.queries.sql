SELECT * FROM visit WHERE id = $1;
