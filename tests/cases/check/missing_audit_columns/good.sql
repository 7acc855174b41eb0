CREATE TABLE projects (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, created_at timestamptz NOT NULL);
CREATE TABLE tasks (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, created_at timestamptz NOT NULL);
CREATE TABLE comments (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL, inserted_at timestamptz NOT NULL);
-- Keys alone.
CREATE TABLE project_tasks (
  project_id bigint REFERENCES projects ON DELETE CASCADE,
  task_id bigint REFERENCES tasks ON DELETE CASCADE,
  PRIMARY KEY (project_id, task_id)
);
CREATE INDEX project_tasks_task ON project_tasks (task_id);
