#pragma once
// The SQL and the scripts of tenant-databases, with {places} (writing.h). Scripts are for psql and
// a POSIX shell: CREATE DATABASE runs in no function.

#include <string_view>

namespace mimar::design::pattern::databases {

// In the database of each tenant, and in the template they are made from.
constexpr std::string_view tenant_sql = R"sql(
CREATE TABLE {migrations} (
  version bigint PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT now()
);
CREATE FUNCTION {seal}() RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  held bigint;
BEGIN
  SELECT count(*) INTO held FROM {table};
  IF held <> 1 THEN
    RAISE EXCEPTION 'a tenant''s database holds one row of %, not %', {table_text}, held
      USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  CREATE UNIQUE INDEX {one.name} ON {table} ((true));
END
$body$;
)sql";

// In a database beside them.
constexpr std::string_view directory_sql = R"sql(
-- The directory: whose database is which, and what has to happen to all of them.
CREATE TABLE tenants (
  tenant {type} PRIMARY KEY,
  database_name text NOT NULL UNIQUE CHECK (database_name ~ '^[a-z_][a-z0-9_]{0,62}$'),
  role_name text NOT NULL UNIQUE CHECK (role_name ~ '^[a-z_][a-z0-9_]{0,62}$'),
  version bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE migrations (
  version bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sql text NOT NULL,
  in_template boolean NOT NULL DEFAULT false,
  written_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE tenants IS
  'Which database and role a tenant has, and how far it is migrated; programs look it up at login';
COMMENT ON TABLE migrations IS
  'Changes for every tenant''s database; migrate_tenants.sh runs them';
REVOKE ALL ON tenants, migrations FROM PUBLIC;
)sql";

constexpr std::string_view create_script = R"sh(#!/bin/sh
# Makes a tenant's database of the template: create_tenant.sh KEY DATABASE ROLE ROW.sql
# ROW.sql inserts the tenant's row of {table.plain}; the role exists and may log in. Where the
# server is, and who we are there, is told by PGHOST, PGPORT, PGUSER as usual; DIRECTORY and
# TEMPLATE are the databases that directory.sql and schema.sql were executed in.
set -eu
[ $# -eq 4 ] || { echo "create_tenant.sh KEY DATABASE ROLE ROW.sql" >&2; exit 2; }
directory=${DIRECTORY:-directory} template=${TEMPLATE:-tenant_template}
run() { psql -X -q -v ON_ERROR_STOP=1 -v key="$1" -v database="$2" -v role="$3" \
  -v template="$template" -d "$4"; }
# The directory first: it refuses a key, a database and a role that somebody has.
run "$1" "$2" "$3" "$directory" <<'SQL'
INSERT INTO tenants (tenant, database_name, role_name, version)
SELECT :'key', :'database', :'role', coalesce(max(version), 0) FROM migrations WHERE in_template;
CREATE DATABASE :"database" TEMPLATE :"template";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"role";
SQL
psql -X -q -1 -v ON_ERROR_STOP=1 -d "$2" -f "$4" -c 'SELECT {seal}()' >/dev/null
run "$1" "$2" "$3" "$2" <<'SQL'
GRANT USAGE ON SCHEMA {schema} TO :"role";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO :"role";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO :"role";
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"role";
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE ON SEQUENCES TO :"role";
REVOKE INSERT, UPDATE, DELETE ON {table}, {migrations} FROM :"role";
REVOKE EXECUTE ON FUNCTION {seal}() FROM PUBLIC;
SQL
)sh";

constexpr std::string_view migrate_script = R"sh(#!/bin/sh
# Runs the directory's migrations on the template and on each tenant's database that lacks them, each
# in one transaction with its mark: what was done is not done again, whenever this was stopped.
set -eu
directory=${DIRECTORY:-directory} template=${TEMPLATE:-tenant_template}
ask() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$@"; }
# migrate DATABASE VERSION
migrate() {
  [ "$(ask "$1" -c "SELECT count(*) FROM {migrations} WHERE version = $2")" = 0 ] || return 0
  { ask "$directory" -c "SELECT sql FROM migrations WHERE version = $2"
    printf ';\nINSERT INTO {migrations} (version) VALUES (%s);\n' "$2"
  } | psql -X -q -1 -v ON_ERROR_STOP=1 -d "$1" -f -
}
for version in $(ask "$directory" -c 'SELECT version FROM migrations WHERE NOT in_template ORDER BY 1'); do
  migrate "$template" "$version"
  ask "$directory" -c "UPDATE migrations SET in_template = true WHERE version = $version"
done
ask "$directory" -F ' ' -c 'SELECT t.database_name, m.version FROM tenants AS t
  JOIN migrations AS m ON m.version > t.version AND m.in_template ORDER BY 1, 2' |
while read -r database version; do
  migrate "$database" "$version" </dev/null
  ask "$directory" -c "UPDATE tenants SET version = $version WHERE database_name = '$database'" </dev/null
done
)sh";

}  // namespace mimar::design::pattern::databases
