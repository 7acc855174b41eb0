CREATE TABLE note (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner text NOT NULL, line text NOT NULL);
ALTER TABLE note ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
CREATE POLICY admins ON note USING ((SELECT current_setting('request.jwt')::jsonb) -> 'user_metadata' ->> 'role' = 'admin');
