CREATE TABLE accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug varchar(60) NOT NULL UNIQUE
);
-- Both columns are too small for what they reference.
CREATE TABLE logins (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id integer NOT NULL REFERENCES accounts ON DELETE CASCADE,
  account_slug varchar(40) REFERENCES accounts (slug) ON DELETE SET NULL
);
CREATE INDEX logins_account ON logins (account_id);
CREATE INDEX logins_slug ON logins (account_slug);
