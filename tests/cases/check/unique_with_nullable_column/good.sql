CREATE TABLE folders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team bigint,
  name text NOT NULL,
  nickname text UNIQUE,
  CONSTRAINT folders_team_name_key UNIQUE NULLS NOT DISTINCT (team, name)
);
CREATE TABLE shelves (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team bigint,
  name text NOT NULL,
  UNIQUE (team, name)
);
-- Takes care of the rows without a team.
CREATE UNIQUE INDEX shelves_without_team ON shelves (name) WHERE team IS NULL;
