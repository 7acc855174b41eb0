CREATE TABLE machine (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bought timestamp
);
CREATE INDEX machine_bought_day ON machine (date_trunc('day', bought));
