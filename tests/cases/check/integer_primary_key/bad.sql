CREATE TABLE accounts (
  id serial PRIMARY KEY,
  name text NOT NULL
);
-- References the key, so it is widened with it.
CREATE TABLE logins (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id integer NOT NULL REFERENCES accounts ON DELETE CASCADE
);
CREATE INDEX logins_account ON logins (account_id);
