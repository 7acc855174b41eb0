CREATE TABLE projects (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  public_token text NOT NULL UNIQUE,
  deleted_at timestamptz
);
CREATE UNIQUE INDEX projects_name ON projects (name) WHERE deleted_at IS NULL;
CREATE TABLE labels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title text NOT NULL,
  is_deleted boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX labels_title ON labels (title) WHERE NOT is_deleted;
