CREATE TABLE feature (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  active boolean DEFAULT true,
  visible boolean
);
