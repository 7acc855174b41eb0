CREATE TABLE accounts (
  id bigserial PRIMARY KEY,
  name text NOT NULL
);
-- Numbered by hand.
CREATE TABLE states (
  number smallint PRIMARY KEY,
  name text NOT NULL
);
