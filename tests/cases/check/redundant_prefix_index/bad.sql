CREATE TABLE payments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text NOT NULL,
  paid_at timestamptz NOT NULL,
  reference text NOT NULL
);
CREATE INDEX payments_account ON payments (account);
CREATE INDEX payments_account_time ON payments (account, paid_at DESC);
