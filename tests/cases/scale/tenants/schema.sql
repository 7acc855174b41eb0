CREATE TABLE organizations (id uuid PRIMARY KEY, name text NOT NULL);
CREATE TABLE users (id uuid PRIMARY KEY, organization_id uuid NOT NULL REFERENCES organizations, email text NOT NULL UNIQUE);
CREATE TABLE countries (code char(2) PRIMARY KEY, name text NOT NULL);
CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  user_id uuid NOT NULL REFERENCES users,
  country char(2) NOT NULL REFERENCES countries,
  payload jsonb NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_events_user_id ON events (user_id);
CREATE TABLE event_notes (
  event_id bigint NOT NULL REFERENCES events ON DELETE CASCADE,
  n smallint NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (event_id, n)
);
