CREATE TABLE projects (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CONSTRAINT projects_name_key UNIQUE,
  deleted_at timestamptz
);
CREATE TABLE labels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  is_deleted boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX labels_title ON labels (title);
