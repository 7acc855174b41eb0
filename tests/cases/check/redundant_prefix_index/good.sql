CREATE TABLE payments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text NOT NULL,
  paid_at timestamptz NOT NULL,
  reference text NOT NULL
);
-- Unique: the longer index does not keep references apart.
CREATE UNIQUE INDEX payments_reference ON payments (reference);
CREATE INDEX payments_reference_time ON payments (reference, paid_at);
-- Smaller than the whole, and another predicate.
CREATE INDEX payments_account_old ON payments (account) WHERE paid_at < '2020-01-01';
CREATE INDEX payments_account_time ON payments (account, paid_at);
-- Carries a column that the longer one does not.
CREATE INDEX payments_time ON payments (paid_at) INCLUDE (reference);
CREATE INDEX payments_time_account ON payments (paid_at, account);
