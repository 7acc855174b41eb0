CREATE TABLE sessions (
  id text PRIMARY KEY DEFAULT gen_random_uuid(),
  device_uuid varchar(36) NOT NULL
);
