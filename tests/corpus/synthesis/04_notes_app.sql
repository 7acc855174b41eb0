CREATE TABLE account (id bigserial PRIMARY KEY, handle text NOT NULL CHECK (handle = lower(handle) AND handle ~ '^[a-z][a-z0-9_-]{2,30}$'));
CREATE UNIQUE INDEX account_handle ON account (handle);
CREATE TABLE team (id bigserial PRIMARY KEY, name text NOT NULL CHECK (char_length(name) BETWEEN 3 AND 40));
CREATE TABLE note (id bigserial PRIMARY KEY, account_id bigint REFERENCES account, team_id bigint REFERENCES team, parent_id bigint REFERENCES note ON DELETE CASCADE, body jsonb NOT NULL, colour text, CHECK (num_nonnulls(account_id, team_id) = 1), CHECK (jsonb_typeof(body) = 'object' AND body ? 'title'), CHECK (colour ~ '^#[0-9a-f]{6}$'), CHECK (parent_id <> id));
CREATE TABLE pin (note_id bigint NOT NULL REFERENCES note, account_id bigint NOT NULL REFERENCES account, place int NOT NULL, UNIQUE (account_id, place) DEFERRABLE INITIALLY DEFERRED, UNIQUE (note_id, account_id));
CREATE TABLE share (id bigserial PRIMARY KEY, note_id bigint NOT NULL REFERENCES note, with_account bigint REFERENCES account, with_team bigint REFERENCES team, by_link boolean NOT NULL DEFAULT false, CHECK ((with_account IS NOT NULL)::int + (with_team IS NOT NULL)::int + by_link::int = 1));
