CREATE TABLE invitation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL,
  sender_email text NOT NULL
);
CREATE UNIQUE INDEX ON invitation (lower(email));
