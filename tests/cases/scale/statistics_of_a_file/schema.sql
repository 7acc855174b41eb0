CREATE TABLE loans (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  card text NOT NULL,
  state text NOT NULL,
  lent_at timestamptz NOT NULL
);
CREATE INDEX idx_loans_card ON loans (card);
