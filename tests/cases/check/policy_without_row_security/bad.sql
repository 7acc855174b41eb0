CREATE TABLE note (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner text NOT NULL, line text NOT NULL);
CREATE POLICY own_notes ON note USING (owner = (SELECT current_setting('app.user')));
ALTER TABLE note FORCE ROW LEVEL SECURITY;
