// An audit trail: every change of a table as a row that nobody changes any more. Each row carries a
// digest of itself and of the one before it, so that what was changed behind the triggers' back (by
// a superuser, in the files) shows.

#include "design/patterns/append_only.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view tables_sql = R"sql(
CREATE TABLE {audit} (
  position bigint PRIMARY KEY,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  operation text NOT NULL CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')),
  row_key jsonb,
  row_before jsonb,
  row_after jsonb,
  digest bytea NOT NULL,
  CHECK ((row_before IS NOT NULL) = (operation IN ('UPDATE', 'DELETE'))),
  CHECK ((row_after IS NOT NULL) = (operation IN ('INSERT', 'UPDATE')))
);
CREATE INDEX {row_index.name} ON {audit} USING hash (row_key);
CREATE TABLE {head} (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  position bigint NOT NULL,
  digest bytea NOT NULL
);
INSERT INTO {head} (position, digest) VALUES (0, '');
REVOKE ALL ON {audit}, {head} FROM PUBLIC;
)sql";

constexpr std::string_view chain_sql = R"sql(
CREATE FUNCTION {digest}(previous bytea, entry {audit}) RETURNS bytea
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT sha256(previous || convert_to(jsonb_build_array(
    entry.position, extract(epoch FROM entry.recorded_at), entry.actor, entry.operation,
    entry.row_key, entry.row_before, entry.row_after)::text, 'UTF8'))
$body$;
CREATE FUNCTION {link}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  previous bytea;
BEGIN
  -- The row lock is held until this transaction ends: the next writer sees what this one linked,
  -- or, in REPEATABLE READ, fails with 40001. Nobody links to the same row twice.
  UPDATE {head} AS h SET position = h.position + 1 RETURNING h.position, h.digest
    INTO STRICT NEW.position, previous;
  NEW.recorded_at := clock_timestamp();
  NEW.digest := {digest}(previous, NEW);
  UPDATE {head} SET digest = NEW.digest;
  RETURN NEW;
END
$body$;
CREATE TRIGGER {link.name} BEFORE INSERT ON {audit}
  FOR EACH ROW EXECUTE FUNCTION {link}();
ALTER TABLE {audit} ENABLE ALWAYS TRIGGER {link.name};
)sql";

// The head is moved by whoever appends, and never goes.
constexpr std::string_view head_sql = R"sql(
CREATE TRIGGER {refuse.name} BEFORE DELETE ON {head}
  FOR EACH ROW EXECUTE FUNCTION {refuse}();
CREATE TRIGGER {refuse_truncate} BEFORE TRUNCATE ON {head}
  FOR EACH STATEMENT EXECUTE FUNCTION {refuse}();
ALTER TABLE {head} ENABLE ALWAYS TRIGGER {refuse.name};
ALTER TABLE {head} ENABLE ALWAYS TRIGGER {refuse_truncate};
)sql";

constexpr std::string_view record_sql = R"sql(
CREATE FUNCTION {record}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  -- current_user is the owner here: who the program says it is, else the role that was set, else
  -- who logged in.
  actor text := coalesce(nullif(current_setting({setting}, true), ''),
                         nullif(current_setting('role'), 'none'), session_user);
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO {audit} (actor, operation) VALUES (actor, TG_OP);
  ELSIF TG_OP = 'INSERT' THEN
    INSERT INTO {audit} (actor, operation, row_key, row_after)
    VALUES (actor, TG_OP, {new_key}, to_jsonb(NEW));
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO {audit} (actor, operation, row_key, row_before, row_after)
    VALUES (actor, TG_OP, {old_key}, to_jsonb(OLD), to_jsonb(NEW));
  ELSE
    INSERT INTO {audit} (actor, operation, row_key, row_before)
    VALUES (actor, TG_OP, {old_key}, to_jsonb(OLD));
  END IF;
  RETURN NULL;
END
$body$;
REVOKE EXECUTE ON FUNCTION {record}() FROM PUBLIC;
CREATE TRIGGER {record.name} AFTER INSERT OR UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {record}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {record.name};
)sql";

constexpr std::string_view truncate_sql = R"sql(
CREATE TRIGGER {record_truncate} AFTER TRUNCATE ON {truncated}
  FOR EACH STATEMENT EXECUTE FUNCTION {record}();
ALTER TABLE {truncated} ENABLE ALWAYS TRIGGER {record_truncate};
)sql";

constexpr std::string_view verify_sql = R"sql(
CREATE FUNCTION {verify}(anchor_position bigint DEFAULT NULL, anchor_digest bytea DEFAULT NULL)
  RETURNS TABLE (at_position bigint, problem text)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  entry {audit};
  previous bytea := '';
  expected bigint := 1;
  last {head};
BEGIN
  FOR entry IN SELECT * FROM {audit} AS a ORDER BY a.position LOOP
    IF entry.position <> expected THEN
      RETURN QUERY SELECT expected, format('rows %s to %s are missing', expected, entry.position - 1);
    END IF;
    IF entry.position = expected AND entry.digest IS DISTINCT FROM {digest}(previous, entry) THEN
      RETURN QUERY SELECT entry.position, 'the row is not what was recorded'::text;
    END IF;
    IF entry.position = anchor_position AND entry.digest IS DISTINCT FROM anchor_digest THEN
      RETURN QUERY SELECT entry.position, 'the row is not the anchored one'::text;
    END IF;
    previous := entry.digest;
    expected := entry.position + 1;
  END LOOP;
  SELECT * INTO last FROM {head};
  IF last.position IS DISTINCT FROM expected - 1 OR last.digest IS DISTINCT FROM previous THEN
    RETURN QUERY SELECT expected, 'the end of the chain is missing or was changed'::text;
  END IF;
  IF anchor_position >= expected THEN
    RETURN QUERY SELECT anchor_position, 'the anchored row is missing'::text;
  END IF;
END
$body$;
)sql";

void set_names(Writing& w) {
  const std::string& base = w.table->name.name;
  name(w, "head", base, "audit_head");
  name(w, "row_index", "idx_" + base, "audit_row_key");
  name(w, "digest", base, "audit_digest");
  name(w, "link", base, "audit_link");
  name(w, "record", base, "audit_record");
  name(w, "record_truncate", base, "audit_record_truncate");
  set(w, "record_truncate", w.values["record_truncate.name"]);
  name(w, "verify", base, "audit_verify");
  set(w, "old_key", json_of(w.table->primary_key->columns, "OLD"));
  set(w, "new_key", json_of(w.table->primary_key->columns, "NEW"));
  set(w, "setting", model::quote_literal(option(w.request, "actor", "app.actor")));
}

void write_all(Writing& w) {
  write(w, tables_sql);
  comment(w, "TABLE {audit}",
          "Every change of {table}, in order, never changed; {verify} tells whether it is whole");
  comment(w, "COLUMN {audit}.digest", "SHA-256 of the digest before it and of this row");
  comment(w, "TABLE {head}", "The end of the chain of {audit}: one row, locked by whoever appends");
  write(w, chain_sql);
  comment(w, "FUNCTION {digest}(bytea, {audit})", "What binds a row to the one before it");
  comment(w, "FUNCTION {link}()", "Appends a row to the chain, one writer at a time");
  make_append_only(w, w.table->name.name + "_audit", {"audit"});
  write(w, head_sql);
  write(w, record_sql);
  comment(w, "FUNCTION {record}()", "Writes each change of {table} to {audit}");
  set(w, "truncated", w.values["table"]);
  write(w, truncate_sql);
  for (const model::Table* partition : partitions(w)) {
    set(w, "truncated", model::quote_name(partition->name));
    write(w, truncate_sql);
  }
  write(w, verify_sql);
  comment(w, "FUNCTION {verify}(bigint, bytea)",
          "No row when the chain is whole; give it a position and digest that were kept elsewhere");
}

void attack(Writing& w) {
  const model::Column* plain = plain_column(*w.table);
  if (plain == nullptr) return;
  set(w, "plain", model::quote_identifier(plain->name));
  set(w, "change",
      filled(w,
             "UPDATE {table} SET {plain} = {plain} WHERE (tableoid, ctid) = (SELECT tableoid, "
             "ctid FROM {table} LIMIT 1);\n"));
  const std::string_view needs = "SELECT 1 FROM {table}";
  holds(w, "trigger {record.name} of {table}", Expect::some,
        "{change}SELECT 1 FROM {audit} WHERE operation = 'UPDATE' AND position = (SELECT "
        "max(position) FROM {audit}) AND recorded_at >= now()",
        "DROP TRIGGER {record.name} ON {table}", needs);
  refused(w, "trigger {refuse.name} of {audit}", "42501",
          "{change}UPDATE {audit} SET actor = 'nobody'", "DROP TRIGGER {refuse.name} ON {audit}",
          needs);
  refused(w, "trigger {refuse_truncate} of {audit}", "42501", "TRUNCATE {audit}",
          "DROP TRIGGER {refuse_truncate} ON {audit}");
  holds(w, "function {verify}", Expect::some,
        "{change}ALTER TABLE {audit} DISABLE TRIGGER ALL;\nUPDATE {audit} SET actor = actor || 'x' "
        "WHERE position = (SELECT max(position) FROM {audit});\nSELECT 1 FROM {verify}()",
        "CREATE OR REPLACE FUNCTION {digest}(previous bytea, entry {audit}) RETURNS bytea LANGUAGE "
        "sql AS 'SELECT entry.digest'",
        needs);
  holds(w, "trigger {record_truncate} of {table}", Expect::some,
        "TRUNCATE {table} CASCADE;\nSELECT 1 FROM {audit} WHERE operation = 'TRUNCATE' AND "
        "recorded_at >= now()",
        "DROP TRIGGER {record_truncate} ON {table}");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  if (const auto error = claim(w, "audit", w.table->name.name + "_audit")) return fail(*error);
  set_names(w);
  write_all(w);
  because(w, "table {audit}",
          "rows as jsonb outlive changes of {table}; UPDATE, DELETE and TRUNCATE are refused by "
          "triggers that fire ALWAYS, so that session_replication_role does not pass them");
  because(w, "table {head}",
          "the chain is linked under a row lock: at every isolation level no two rows follow the "
          "same one, and a cut-off end is missed");
  because(w, "function {record} SECURITY DEFINER",
          "who may change {table} needs no right on its audit trail, hence cannot write to it");
  because(w, "function {verify}",
          "who can disable triggers can change rows, and who can change all rows can compute all "
          "digests anew: keep a position and its digest elsewhere from time to time");
  attack(w);
  return std::move(w.draft);
}

}  // namespace

Pattern audit_trail() {
  return {
      "audit-trail",
      "Every committed change of the table is one row of its audit trail; nobody changes such a "
      "row with the triggers in place, and what is changed without them is found by verification.",
      "Transactions that change the table run one after the other from their first change to "
      "their commit, and each changed row is stored twice more; not for tables with thousands of "
      "writes a second, and superusers can rebuild a chain that is anchored nowhere else.",
      true,
      {{"actor", "the setting that names who acts", "app.actor"}},
      apply,
      false,
      true};
}

}  // namespace mimar::design::pattern
