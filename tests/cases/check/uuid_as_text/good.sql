CREATE TABLE sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  device_uuid uuid NOT NULL,
  external_id text
);
