#pragma once
// The SQL of tenant-schemas, with {places} (writing.h). What is copied is written by the catalog:
// pg_get_functiondef() and its like name everything with its schema, and that of the template is
// replaced by the tenant's.

#include <string_view>

namespace mimar::design::pattern::schemas {

constexpr std::string_view tables_sql = R"sql(
CREATE TABLE {template} (
  schema_name text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (schema_name, name)
);
CREATE TABLE {migrations} (
  version bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sql text NOT NULL,
  adds text[] NOT NULL DEFAULT '{}',
  in_template boolean NOT NULL DEFAULT false,
  written_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE {schemas} (
  tenant {type} PRIMARY KEY REFERENCES {table} ({key}) ON DELETE RESTRICT,
  schema_name text NOT NULL UNIQUE,
  role_name text NOT NULL UNIQUE,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
)sql";

constexpr std::string_view rename_sql = R"sql(
CREATE FUNCTION {rename}(ddl text, target text) RETURNS text
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT n.name, format('(?<![\w$."])(?:%1$s|"%1$s")\.(?:%2$s|"%2$s")(?![\w$"])',
      regexp_replace(n.schema_name, '\W', '\\\&', 'g'), regexp_replace(n.name, '\W', '\\\&', 'g'))
      AS found
    FROM {template} AS n
  LOOP
    ddl := regexp_replace(ddl, one.found,
      replace(format('%I.%I', target, one.name), '\', '\\'), 'g');
  END LOOP;
  RETURN ddl;
END
$body$;
)sql";

constexpr std::string_view bind_sql = R"sql(
CREATE FUNCTION {bind}(target text) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  own {schemas};
  one record;
BEGIN
  SELECT * INTO STRICT own FROM {schemas} AS s WHERE s.schema_name = target;
  FOR one IN
    SELECT c.relname AS name, a.attname AS held
    FROM pg_constraint AS k
    JOIN pg_class AS c ON c.oid = k.conrelid
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE c.relnamespace = target::regnamespace AND NOT c.relispartition AND k.contype = 'f'
      AND k.confrelid = {table_text}::regclass AND cardinality(k.conkey) = 1
      AND NOT EXISTS (SELECT FROM pg_constraint AS b WHERE b.conrelid = c.oid
        AND b.conname = left(a.attname, 50) || '_of_tenant')
  LOOP
    EXECUTE format('ALTER TABLE %1$I.%2$I ALTER COLUMN %3$I SET DEFAULT %4$L, '
      'ADD CONSTRAINT %5$I CHECK (%3$I = %4$L)', target, one.name, one.held, own.tenant,
      left(one.held, 50) || '_of_tenant');
  END LOOP;
  EXECUTE format('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA %I FROM PUBLIC', target);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', target, own.role_name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I',
    target, own.role_name);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO %I', target, own.role_name);
  EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA %I TO %I', target, own.role_name);
  -- What the template's functions and defaults use, and his own row of the tenants'.
  EXECUTE format('GRANT USAGE ON SCHEMA {schema} TO %I', own.role_name);
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I.%I FROM %I', target, {root_text},
    own.role_name);
END
$body$;
)sql";

constexpr std::string_view statements_sql = R"sql(
CREATE FUNCTION {statements}(target text) RETURNS SETOF text
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  WITH own AS (
    SELECT c.oid, c.relname, c.relkind, c.relispartition, n.schema_name,
      format('%I.%I', n.schema_name, n.name) AS old, format('%I.%I', target, n.name) AS new,
      c.reloptions, c.relrowsecurity, c.relforcerowsecurity
    FROM {template} AS n
    JOIN pg_class AS c ON c.oid = to_regclass(format('%I.%I', n.schema_name, n.name))
  ), written AS (
    -- Those of rows, or whose body is parsed at once, come after the tables.
    SELECT CASE WHEN p.prosqlbody IS NOT NULL OR EXISTS (SELECT FROM pg_type AS y
        LEFT JOIN pg_type AS e ON e.oid = y.typelem AND y.typlen = -1
        WHERE y.oid = ANY (p.prorettype || coalesce(p.proallargtypes, p.proargtypes::oid[]))
          AND coalesce(nullif(y.typrelid, 0), e.typrelid) IN (SELECT oid FROM own))
      THEN 5 ELSE 1 END AS part, p.oid AS place, pg_get_functiondef(p.oid) AS ddl
    FROM {template} AS n
    JOIN pg_proc AS p ON p.proname = n.name AND p.prokind IN ('f', 'p')
      AND p.pronamespace = n.schema_name::regnamespace
    UNION ALL
    SELECT 2, oid, CASE WHEN relispartition THEN format('CREATE TABLE %s PARTITION OF %s %s%s', new,
        (SELECT i.inhparent::regclass FROM pg_inherits AS i WHERE i.inhrelid = own.oid),
        (SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_class AS c WHERE c.oid = own.oid),
        ' PARTITION BY ' || pg_get_partkeydef(oid))
      ELSE format('CREATE TABLE %s (LIKE %s.%I INCLUDING DEFAULTS INCLUDING GENERATED '
        'INCLUDING IDENTITY INCLUDING STORAGE INCLUDING COMPRESSION INCLUDING STATISTICS '
        'INCLUDING COMMENTS)%s', new, quote_ident(schema_name) || '/**/', relname,
        coalesce(' PARTITION BY ' || pg_get_partkeydef(oid), '')) END
    FROM own WHERE relkind IN ('r', 'p')
    UNION ALL
    SELECT 3, s.oid, format('CREATE SEQUENCE %I.%I OWNED BY %s.%I', target, s.relname, own.new,
      a.attname)
    FROM own JOIN pg_depend AS d ON d.refobjid = own.oid AND d.deptype = 'a' AND d.refobjsubid > 0
      AND d.classid = 'pg_class'::regclass
    JOIN pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
    JOIN pg_attribute AS a ON a.attrelid = own.oid AND a.attnum = d.refobjsubid
    UNION ALL
    SELECT 4, d.oid, format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT %s', own.new, a.attname,
      CASE WHEN s.oid IS NULL THEN pg_get_expr(d.adbin, d.adrelid)
        ELSE format('nextval(%L)', format('%I.%I', target, s.relname)) END)
    FROM own JOIN pg_attrdef AS d ON d.adrelid = own.oid
    JOIN pg_attribute AS a ON a.attrelid = own.oid AND a.attnum = d.adnum AND a.attgenerated = ''
    LEFT JOIN pg_class AS s
      ON s.oid = pg_get_serial_sequence(own.old, a.attname)::regclass AND a.attidentity = ''
    UNION ALL
    SELECT CASE k.contype WHEN 'f' THEN 8 ELSE 6 END, k.oid,
      format('ALTER TABLE %s ADD CONSTRAINT %I %s', own.new, k.conname, pg_get_constraintdef(k.oid))
    FROM own JOIN pg_constraint AS k ON k.conrelid = own.oid
    WHERE k.conislocal AND k.conparentid = 0 AND k.contype IN ('c', 'p', 'u', 'x', 'f')
    UNION ALL
    SELECT 7, i.indexrelid, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
    FROM own JOIN pg_index AS i ON i.indrelid = own.oid
    JOIN pg_class AS x ON x.oid = i.indexrelid AND NOT x.relispartition
    WHERE NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid
      AND k.conrelid = own.oid)
    UNION ALL
    SELECT 9, oid, format('CREATE VIEW %s%s AS %s', new,
      ' WITH (' || array_to_string(reloptions, ', ') || ')', pg_get_viewdef(oid))
    FROM own WHERE relkind = 'v'
    UNION ALL
    SELECT 10, t.oid, pg_get_triggerdef(t.oid)
    FROM own JOIN pg_trigger AS t ON t.tgrelid = own.oid AND NOT t.tgisinternal AND t.tgparentid = 0
    UNION ALL
    SELECT 11, own.oid, format('ALTER TABLE %s %s ROW LEVEL SECURITY', own.new, what)
    FROM own, LATERAL (VALUES ('ENABLE', relrowsecurity), ('FORCE', relforcerowsecurity))
      AS security(what, holds)
    WHERE holds
    UNION ALL
    SELECT 12, p.oid, format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.polname, own.new,
      CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
      CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
        WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
      (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE role::regrole::text END, ', ')
       FROM unnest(p.polroles) AS role),
      ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
      ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
    FROM own JOIN pg_policy AS p ON p.polrelid = own.oid
  )
  SELECT replace({rename}(ddl, target), '/**/', '') FROM written ORDER BY part, place
$body$;
)sql";

constexpr std::string_view create_sql = R"sql(
CREATE FUNCTION {create}(tenant {type}, role_name text, schema_name text DEFAULT NULL)
  RETURNS text
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET check_function_bodies = off
AS $body$
DECLARE
  target text := coalesce(schema_name, 'tenant_' || translate(tenant::text, '-', '_'));
  statement text;
  left_over text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext({schemas_text}));
  EXECUTE format('CREATE SCHEMA %I', target);
  FOR statement IN SELECT * FROM {statements}(target) LOOP
    EXECUTE statement;
  END LOOP;
  EXECUTE format('CREATE VIEW %I.%I WITH (security_barrier) AS SELECT * FROM %s WHERE %s = %L',
    target, {root_text}, {table_text}, {key_text}, tenant);
  SELECT string_agg(DISTINCT pg_describe_object(d.classid, d.objid, 0), ', ') INTO left_over
  FROM {template} AS n
  JOIN pg_depend AS d ON d.refobjid = to_regclass(format('%I.%I', n.schema_name, n.name))
    AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'n'
  CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, 0) AS o
  LEFT JOIN pg_constraint AS k ON k.oid = d.objid AND d.classid = 'pg_constraint'::regclass
  LEFT JOIN pg_class AS c ON c.oid = k.conrelid
  WHERE target::regnamespace IN (c.relnamespace, to_regnamespace(o.schema));
  IF left_over IS NOT NULL THEN
    RAISE EXCEPTION '% would still use the template: %', target, left_over
      USING ERRCODE = 'feature_not_supported';
  END IF;
  INSERT INTO {schemas} (tenant, schema_name, role_name, version)
  SELECT tenant, target, role_name, coalesce(max(s.version), 0) FROM {migrations} AS s
  WHERE s.in_template;
  PERFORM {bind}(target);
  RETURN target;
END
$body$;
)sql";

constexpr std::string_view migrate_sql = R"sql(
CREATE PROCEDURE {migrate}()
  LANGUAGE plpgsql
AS $body$
DECLARE
  step {migrations};
  own {schemas};
BEGIN
  LOOP
    -- A name without its schema would mean the same table for every tenant: it is to fail.
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog', true),
      pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext({schemas_text}));
    SELECT * INTO step FROM {migrations} AS s WHERE NOT s.in_template ORDER BY s.version LIMIT 1;
    EXIT WHEN NOT FOUND;
    EXECUTE step.sql;
    INSERT INTO {template} (schema_name, name)
    SELECT {schema_text}, added FROM pg_catalog.unnest(step.adds) AS added;
    UPDATE {migrations} AS s SET in_template = true WHERE s.version = step.version;
    COMMIT;
  END LOOP;
  COMMIT;
  LOOP
    PERFORM pg_catalog.set_config('search_path', 'pg_catalog', true);
    SELECT * INTO own FROM {schemas} AS t
    WHERE t.version < (SELECT pg_catalog.max(s.version) FROM {migrations} AS s WHERE s.in_template)
    ORDER BY t.schema_name LIMIT 1 FOR UPDATE SKIP LOCKED;
    EXIT WHEN NOT FOUND;
    FOR step IN
      SELECT * FROM {migrations} AS s WHERE s.version > own.version AND s.in_template ORDER BY s.version
    LOOP
      EXECUTE {rename}(step.sql, own.schema_name);
      UPDATE {schemas} AS t SET version = step.version WHERE t.tenant = own.tenant;
    END LOOP;
    PERFORM {bind}(own.schema_name);
    COMMIT;
  END LOOP;
END
$body$;
)sql";

}  // namespace mimar::design::pattern::schemas
