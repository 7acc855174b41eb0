CREATE TABLE account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  username text NOT NULL UNIQUE CHECK (username = lower(username))
);
CREATE UNIQUE INDEX ON account (lower(email));
