// Soft delete: rows die by a time stamp. What is unique is unique among the living, and the living
// do not refer to the dead.

#include <algorithm>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/index_text.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view keep_sql = R"sql(
CREATE FUNCTION {keep}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF OLD.{deleted} IS NULL THEN
    RAISE EXCEPTION 'a live row of % is not deleted but marked', TG_RELID::regclass
      USING ERRCODE = 'integrity_constraint_violation', HINT = {hint};
  END IF;
  RETURN OLD;
END
$body$;
CREATE TRIGGER {keep.name} BEFORE DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {keep}();
)sql";

// FOR SHARE waits for, and holds off, whoever is marking the parent dead.
constexpr std::string_view child_sql = R"sql(
CREATE FUNCTION {live_parent}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF {all_given} AND {child_lives} THEN
    PERFORM FROM {table} AS parent WHERE {parent_is} AND parent.{deleted} IS NULL FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the row of % that % refers to is deleted', {table_text}, TG_RELID::regclass
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = {constraint_text};
    END IF;
  END IF;
  RETURN NULL;
END
$body$;
CREATE TRIGGER {live_parent.name} AFTER INSERT OR UPDATE OF {child_columns} ON {child}
  FOR EACH ROW EXECUTE FUNCTION {live_parent}();
)sql";

constexpr std::string_view parent_sql = R"sql(
CREATE FUNCTION {no_children}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF EXISTS (SELECT FROM {child} AS child WHERE {child_is}{child_live}) THEN
    RAISE EXCEPTION 'rows of % refer to the row of % that is to be deleted', {child_text},
      TG_RELID::regclass
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = {constraint_text};
  END IF;
  RETURN NULL;
END
$body$;
CREATE TRIGGER {no_children.name} AFTER UPDATE OF {deleted} ON {table}
  FOR EACH ROW WHEN (OLD.{deleted} IS NULL AND NEW.{deleted} IS NOT NULL)
  EXECUTE FUNCTION {no_children}();
)sql";

constexpr std::string_view cascade_sql = R"sql(
CREATE FUNCTION {no_children}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  UPDATE {child} AS child SET {child_deleted} = NEW.{deleted} WHERE {child_is}{child_live};
  RETURN NULL;
END
$body$;
CREATE TRIGGER {no_children.name} AFTER UPDATE OF {deleted} ON {table}
  FOR EACH ROW WHEN (OLD.{deleted} IS NULL AND NEW.{deleted} IS NOT NULL)
  EXECUTE FUNCTION {no_children}();
)sql";

bool referred_to(const Writing& w, std::vector<std::string> columns) {
  std::ranges::sort(columns);
  for (const model::Table& table : w.database->tables)
    for (const model::ForeignKey& key : table.foreign_keys) {
      std::vector<std::string> named = key.referenced_columns;
      std::ranges::sort(named);
      if (key.referenced_table == w.table->name && named == columns) return true;
    }
  return false;
}

bool replicated_by(const Writing& w, const std::string& index) {
  return w.table->replica_identity == "index" && w.table->replica_index == index;
}

void among_the_living(Writing& w, const model::Key& key) {
  set(w, "unique", model::quote_identifier(key.name));
  if (key.deferrable || key.without_overlaps || referred_to(w, key.columns) ||
      replicated_by(w, key.name)) {
    because(w, "constraint {unique} of {table}",
            "stays unique among the dead as well: a foreign key, a replica identity or its "
            "deferral needs the whole index");
    return;
  }
  set(w, "columns", model::quote_list(key.columns));
  set(w, "include", key.include.empty() ? "" : " INCLUDE (" + model::quote_list(key.include) + ")");
  set(w, "nulls", key.nulls_not_distinct ? " NULLS NOT DISTINCT" : "");
  write(w,
        "ALTER TABLE {table} DROP CONSTRAINT {unique};\nCREATE UNIQUE INDEX {unique} ON {table} "
        "({columns}){include}{nulls} WHERE {deleted} IS NULL");
  because(w, "unique index {unique}", "what a dead row had may be used again");
}

void index_among_the_living(Writing& w, const model::Index& index) {
  set(w, "unique", model::quote_identifier(index.name));
  if (index.only || !index.partition_of.empty() || replicated_by(w, index.name)) {
    because(w, "unique index {unique}",
            "stays unique among the dead as well: it is replicated by "
            "or attached to another index");
    return;
  }
  const std::string living = filled(w, "{deleted} IS NULL");
  if (index.predicate && index.predicate->sql.find(living) != std::string::npos) return;
  model::Index partial = index;
  partial.predicate.emplace(index.predicate ? "(" + index.predicate->sql + ") AND " + living
                                            : living);
  set(w, "index", model::quote_name({w.table->name.schema, index.name}));
  set(w, "made", index_text(*w.table, partial));
  write(w, "DROP INDEX {index};\n{made}");
  if (index.comment) comment(w, "INDEX {index}", *index.comment);
  because(w, "unique index {unique}", "what a dead row had may be used again");
}

std::string is_marked(const model::Table& table, const std::string& column) {
  const model::Column* there = model::find_column(table, column);
  return there != nullptr && there->type.is("timestamp with time zone") ? column : "";
}

// The rows of one table that refer to this one.
void guard_children(Writing& w, const model::Table& child, const model::ForeignKey& key,
                    const std::string& column) {
  const bool same = child.name == w.table->name;
  const std::string marked = same ? column : is_marked(child, column);
  std::vector<std::string> given, parent_is, child_is;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const std::string mine = model::quote_identifier(key.columns[i]);
    const std::string theirs = model::quote_identifier(key.referenced_columns[i]);
    given.push_back("NEW." + mine + " IS NOT NULL");
    parent_is.push_back("parent." + theirs + " = NEW." + mine);
    child_is.push_back("child." + mine + " = NEW." + theirs);
  }
  set(w, "child", model::quote_name(child.name));
  set(w, "child_text", model::quote_literal(child.name.text()));
  set(w, "constraint_text", model::quote_literal(key.name));
  set(w, "child_columns",
      model::quote_list(key.columns) +
          (marked.empty() ? "" : ", " + model::quote_identifier(marked)));
  set(w, "all_given", text::join(given, " AND "));
  set(w, "parent_is", text::join(parent_is, " AND "));
  set(w, "child_is", text::join(child_is, " AND "));
  set(w, "child_lives",
      marked.empty() ? "true" : "NEW." + model::quote_identifier(marked) + " IS NULL");
  set(w, "child_live",
      marked.empty() ? "" : " AND child." + model::quote_identifier(marked) + " IS NULL");
  set(w, "child_deleted", model::quote_identifier(marked));
  const std::string base = child.name.name + "_" + key.name;
  name(w, "live_parent", base, "live_parent");
  name(w, "no_children", base, "when_deleted");
  write(w, child_sql);
  comment(w, "FUNCTION {live_parent}()", "Rows of {child} refer to live rows of {table} only");
  const bool cascades = key.on_delete == model::Action::cascade;
  if (cascades && marked.empty()) {
    because(w, "rows of {child}",
            "stay when their row of {table} dies: they have no {deleted} of their own and are "
            "reached through it; add soft-delete to them first to let them die with it");
    return;
  }
  if (key.on_delete == model::Action::set_null || key.on_delete == model::Action::set_default) {
    because(w, "rows of {child}",
            "keep pointing to a row of {table} that dies: it may come back; new ones cannot");
    return;
  }
  write(w, cascades ? cascade_sql : parent_sql);
  comment(w, "FUNCTION {no_children}()",
          cascades ? "Rows of {child} die with their row of {table}"
                   : "A row of {table} that {child} refers to does not die");
}

void write_view(Writing& w, const std::string& wanted) {
  std::vector<std::string> columns;
  for (const model::Column& column : w.table->columns)
    if (model::quote_identifier(column.name) != w.values["deleted"]) columns.push_back(column.name);
  set(w, "columns", model::quote_list(columns));
  const bool invoker = w.policy.version >= 15;
  set(w, "with", invoker ? " WITH (security_invoker = true)" : "");
  name(w, "view", wanted, "");
  write(w,
        "CREATE VIEW {view}{with} AS\n  SELECT {columns}\n  FROM {table}\n  WHERE {deleted} IS "
        "NULL");
  comment(w, "VIEW {view}", "The rows of {table} that are not deleted");
  grant_like_table(w, "SELECT", "{view}");
  because(w, "view {view}",
          invoker ? "programs that read it cannot forget the condition; it asks the rights and "
                    "policies of whoever reads"
                  : "programs that read it cannot forget the condition; before PostgreSQL 15 it "
                    "asks the rights of its owner: do not use it on tables with row security");
}

void attack(Writing& w) {
  refused(w, "trigger {keep.name} of {table}", "23000",
          "DELETE FROM {table} WHERE (tableoid, ctid) = (SELECT tableoid, ctid FROM {table} WHERE "
          "{deleted} IS NULL LIMIT 1)",
          // Without it the row goes, or another constraint holds it.
          "DROP TRIGGER {keep.name} ON {table}", "SELECT 1 FROM {table} WHERE {deleted} IS NULL");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = unfit(w)) return fail(*error);
  const std::string column = option(request, "column", "deleted_at");
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "keep", base + "_keep_live")) return fail(*error);
  set(w, "deleted", model::quote_identifier(column));
  set(w, "table_text", model::quote_literal(w.table->name.text()));
  set(w, "hint", model::quote_literal(filled(w, "UPDATE {table} SET {deleted} = now() WHERE ...")));
  const bool there = model::find_column(*w.table, column) != nullptr;
  if (there && is_marked(*w.table, column).empty())
    return fail(ErrorKind::usage,
                base + "." + column + " is there already and is no timestamp with time zone",
                "name another column: column=removed_at");
  if (!there) write(w, "ALTER TABLE {table} ADD COLUMN {deleted} timestamptz");
  comment(w, "COLUMN {table}.{deleted}", "When the row died; empty while it lives");
  for (const model::Key& key : w.table->uniques)
    among_the_living(w, key);
  for (const model::Index& index : w.table->indexes)
    if (index.unique) index_among_the_living(w, index);
  for (const model::Table& child : database->tables)
    if (!child.partition_of)
      for (const model::ForeignKey& key : child.foreign_keys)
        if (key.referenced_table == w.table->name) guard_children(w, child, key, column);
  write(w, keep_sql);
  comment(w, "FUNCTION {keep}()", "A live row is marked before it may be deleted");
  write_view(w, option(request, "view", "live_" + base));
  because(w, "{table}.{deleted} timestamptz",
          "a time tells when as well, and rows that died long ago can be found and purged");
  because(w, "trigger {keep.name}",
          "a DELETE of a live row is refused, cascades included: what is asked to be kept is kept");
  attack(w);
  return std::move(w.draft);
}

}  // namespace

Pattern soft_delete() {
  return {
      "soft-delete",
      "No live row is lost by a DELETE, what is unique is unique among live rows, and no new row "
      "refers to a dead one.",
      "Dead rows stay in tables and indexes until they are purged, every query needs the "
      "condition or the view, and a concurrent REPEATABLE READ transaction may still refer to a "
      "row that dies meanwhile; where the law asks for erasure it is the wrong tool.",
      true,
      {{"column", "the column that holds when a row died", "deleted_at"},
       {"view", "the view of live rows", "live_TABLE"}},
      apply,
      false,
      true};
}

}  // namespace mimar::design::pattern
