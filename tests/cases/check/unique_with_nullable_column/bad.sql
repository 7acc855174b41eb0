CREATE TABLE folders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team bigint,
  name text NOT NULL,
  CONSTRAINT folders_team_name_key UNIQUE (team, name)
);
