CREATE TABLE tenants (id uuid PRIMARY KEY, name text NOT NULL);
CREATE TABLE tasks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES tenants,
  title text NOT NULL
);
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tasks ON tasks USING (tenant_id = current_setting('app.tenant_id')::uuid);

CREATE FUNCTION rebuild_totals() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  SET work_mem = '256MB';
  PERFORM pg_advisory_lock(7);
  CREATE TEMP TABLE totals AS SELECT tenant_id, count(*) FROM tasks GROUP BY tenant_id;
  PERFORM pg_advisory_unlock(7);
END $$;

CREATE FUNCTION claim_task() RETURNS bigint LANGUAGE plpgsql SET work_mem = '64MB' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(8);
  SET LOCAL statement_timeout = '5s';
  RETURN (SELECT min(id) FROM tasks);
END $$;
