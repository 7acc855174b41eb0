// Trees in a table: each row below at most one other, never below itself. Two sessions that each
// move a part below the other's see no circle in what they can see; so moves happen one at a time.

#include <fmt/core.h>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/object_name.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view guard_sql = R"sql(
CREATE TABLE {moves} (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  moves bigint NOT NULL DEFAULT 0
);
INSERT INTO {moves} DEFAULT VALUES;
REVOKE ALL ON {moves} FROM PUBLIC;
CREATE FUNCTION {guard}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  -- Held until this transaction ends: the next who moves sees this move, or, in REPEATABLE READ,
  -- fails with 40001.
  IF TG_OP = 'UPDATE' THEN
    UPDATE {moves} SET moves = moves + 1;
  ELSE
    PERFORM FROM {moves} FOR SHARE;
  END IF;
  IF EXISTS (
    WITH RECURSIVE above AS (
      SELECT {p_key}, {p_parent} FROM {table} AS p WHERE {p_is_new_parent}
      UNION
      SELECT {p_key}, {p_parent} FROM {table} AS p JOIN above AS a ON {p_is_a_parent}
    )
    SELECT FROM above AS a WHERE {a_is_new}
  ) THEN
    RAISE EXCEPTION 'a row of % would be below itself', TG_RELID::regclass
      USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  RETURN NULL;
END
$body$;
REVOKE EXECUTE ON FUNCTION {guard}() FROM PUBLIC;
)sql";

// Names sort before those of the triggers that keep paths.
constexpr std::string_view guard_triggers_sql = R"sql(
CREATE TRIGGER {guard.name} AFTER INSERT OR UPDATE OF {parent} ON {table}
  FOR EACH ROW WHEN ({parent_given}) EXECUTE FUNCTION {guard}();
)sql";

constexpr std::string_view walk_sql = R"sql(
CREATE FUNCTION {descendants}({arguments}) RETURNS SETOF {table}
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  WITH RECURSIVE below AS (
    SELECT {p_key} FROM {table} AS p WHERE {p_parent_is_argument}
    UNION
    SELECT {p_key} FROM {table} AS p JOIN below AS b ON {p_parent_is_b}
  )
  SELECT t.* FROM {table} AS t JOIN below AS b ON {t_is_b}
$body$;
CREATE FUNCTION {ancestors}({arguments}) RETURNS SETOF {table}
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  WITH RECURSIVE above AS (
    SELECT {p_parent} FROM {table} AS p WHERE {p_is_argument}
    UNION
    SELECT {p_parent} FROM {table} AS p JOIN above AS a ON {p_is_a_parent}
  )
  SELECT t.* FROM {table} AS t JOIN above AS a ON {t_is_a_parent}
$body$;
)sql";

constexpr std::string_view closure_sql = R"sql(
CREATE TABLE {paths} (
  {ancestor_columns},
  {descendant_columns},
  depth integer NOT NULL CHECK (depth >= 0),
  PRIMARY KEY ({ancestor}, {descendant}),
  FOREIGN KEY ({ancestor}) REFERENCES {table} ({key}) ON DELETE CASCADE ON UPDATE CASCADE,
  FOREIGN KEY ({descendant}) REFERENCES {table} ({key}) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX {by_descendant.name} ON {paths} ({descendant}, {ancestor});
INSERT INTO {paths} ({ancestor}, {descendant}, depth)
WITH RECURSIVE path AS (
  SELECT {p_key_as_a}, {p_key_as_d}, 0 AS depth FROM {table} AS p
  UNION ALL
  SELECT {path_a}, {p_key}, path.depth + 1
  FROM path JOIN {table} AS p ON {p_parent_is_path}
)
SELECT {path_a}, {path_d}, path.depth FROM path;
CREATE FUNCTION {keep_paths}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM FROM {moves} FOR SHARE;
  ELSE
    UPDATE {moves} SET moves = moves + 1;
    DELETE FROM {paths} AS l
    USING {paths} AS below
    WHERE {below_is_new} AND {l_is_below}
      AND NOT EXISTS (SELECT FROM {paths} AS inside WHERE {inside_is_l});
  END IF;
  -- Up from each row of the part that is new here, by the table itself: rows of one statement may
  -- come in any order.
  INSERT INTO {paths} ({ancestor}, {descendant}, depth)
  WITH RECURSIVE part AS (
    SELECT {p_key}, 0 AS depth FROM {table} AS p WHERE {p_is_new}
    UNION ALL
    SELECT {p_key}, part.depth + 1 FROM {table} AS p JOIN part ON {p_parent_is_part}
  ), above AS (
    SELECT {p_key}, {p_parent}, 0 AS depth FROM {table} AS p WHERE {p_is_new}
    UNION ALL
    SELECT {p_key}, {p_parent}, a.depth + 1 FROM {table} AS p JOIN above AS a ON {p_is_a_parent}
  )
  SELECT {above_key}, {part_key}, above.depth + part.depth FROM above CROSS JOIN part
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$body$;
REVOKE EXECUTE ON FUNCTION {keep_paths}() FROM PUBLIC;
CREATE TRIGGER {keep_paths.name} AFTER INSERT ON {table}
  FOR EACH ROW EXECUTE FUNCTION {keep_paths}();
CREATE TRIGGER {keep_moved.name} AFTER UPDATE OF {parent} ON {table}
  FOR EACH ROW WHEN ({moved}) EXECUTE FUNCTION {keep_paths}();
CREATE FUNCTION {descendants}({arguments}) RETURNS SETOF {table}
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT t.* FROM {paths} AS l JOIN {table} AS t ON {t_is_descendant}
  WHERE {ancestor_is_argument} AND l.depth > 0
$body$;
CREATE FUNCTION {ancestors}({arguments}) RETURNS SETOF {table}
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT t.* FROM {paths} AS l JOIN {table} AS t ON {t_is_ancestor}
  WHERE {descendant_is_argument} AND l.depth > 0
$body$;
)sql";

constexpr std::string_view ltree_sql = R"sql(
ALTER TABLE {table} ADD COLUMN {path} {ltree};
CREATE FUNCTION {label}({arguments}) RETURNS text
  LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT {label_text}
$body$;
WITH RECURSIVE path AS (
  SELECT {p_key}, {label}({p_key}) AS labels FROM {table} AS p WHERE {p_no_parent}
  UNION ALL
  SELECT {p_key}, path.labels || '.' || {label}({p_key})
  FROM path JOIN {table} AS p ON {p_parent_is_path_key}
)
UPDATE {table} AS t SET {path} = path.labels::{ltree} FROM path WHERE {t_is_path};
CREATE FUNCTION {keep_paths}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, {extension_schema}, pg_temp
AS $body$
DECLARE
  above {ltree};
BEGIN
  IF {new_has_parent} THEN
    -- Against who moves it meanwhile.
    PERFORM FROM {moves} FOR SHARE;
    SELECT p.{path} INTO above FROM {table} AS p WHERE {p_is_new_parent};
    IF above IS NULL THEN
      RAISE EXCEPTION 'the row of % above this one is not there yet', TG_RELID::regclass
        USING ERRCODE = 'foreign_key_violation', HINT = 'Insert rows from the top down.';
    END IF;
    NEW.{path} := above || {label}({new_key});
  ELSE
    NEW.{path} := {label}({new_key})::{ltree};
  END IF;
  RETURN NEW;
END
$body$;
REVOKE EXECUTE ON FUNCTION {keep_paths}() FROM PUBLIC;
CREATE TRIGGER {keep_paths.name} BEFORE INSERT ON {table}
  FOR EACH ROW EXECUTE FUNCTION {keep_paths}();
CREATE FUNCTION {move_paths}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, {extension_schema}, pg_temp
AS $body$
BEGIN
  UPDATE {moves} SET moves = moves + 1;
  UPDATE {table} AS t
  SET {path} = coalesce((SELECT p.{path} FROM {table} AS p WHERE {p_is_new_parent}) ||
                        subpath(t.{path}, nlevel(OLD.{path}) - 1),
                        subpath(t.{path}, nlevel(OLD.{path}) - 1))
  WHERE t.{path} <@ OLD.{path};
  RETURN NULL;
END
$body$;
REVOKE EXECUTE ON FUNCTION {move_paths}() FROM PUBLIC;
CREATE TRIGGER {move_paths.name} AFTER UPDATE OF {parent} ON {table}
  FOR EACH ROW WHEN ({moved}) EXECUTE FUNCTION {move_paths}();
ALTER TABLE {table} ALTER COLUMN {path} SET NOT NULL;
CREATE INDEX {path_index.name} ON {table} USING gist ({path});
CREATE FUNCTION {descendants}({arguments}) RETURNS SETOF {table}
  LANGUAGE sql STABLE SET search_path = pg_catalog, {extension_schema}, pg_temp
AS $body$
  SELECT t.* FROM {table} AS p JOIN {table} AS t ON t.{path} <@ p.{path} AND t.{path} <> p.{path}
  WHERE {p_is_argument}
$body$;
CREATE FUNCTION {ancestors}({arguments}) RETURNS SETOF {table}
  LANGUAGE sql STABLE SET search_path = pg_catalog, {extension_schema}, pg_temp
AS $body$
  SELECT t.* FROM {table} AS p JOIN {table} AS t ON t.{path} @> p.{path} AND t.{path} <> p.{path}
  WHERE {p_is_argument}
$body$;
)sql";

using Names = std::vector<std::string>;

// a.x = b.y AND ...
std::string equal(const Names& left, std::string_view a, const Names& right, std::string_view b) {
  Names parts;
  for (std::size_t i = 0; i < left.size(); ++i)
    parts.push_back(fmt::format("{}.{} = {}.{}", a, model::quote_identifier(left[i]), b,
                                model::quote_identifier(right[i])));
  return text::join(parts, " AND ");
}

Names each(const Names& names, const std::string& before, const std::string& after) {
  Names all;
  for (const std::string& name : names)
    all.push_back(before + model::quote_identifier(name) + after);
  return all;
}

// The columns that name the row above: a foreign key to the table itself, or new ones.
Result<Names> parents_of(Writing& w) {
  const Names& key = w.table->primary_key->columns;
  const std::string wanted = option(w.request, "parent", "");
  for (const model::ForeignKey& reference : w.table->foreign_keys) {
    if (reference.referenced_table != w.table->name) continue;
    if (!wanted.empty() && reference.columns.back() != wanted) continue;
    if (reference.referenced_columns == key) return reference.columns;
    // Keys that carry the tenant along: (tenant_id, parent_id) refers to (tenant_id, id).
    if (key.size() == 1 && reference.columns.size() == 2 &&
        reference.referenced_columns.back() == key.front())
      return Names{reference.columns.back()};
  }
  Names parents, declared;
  for (const std::string& column : key) {
    const std::string mine =
        key.size() == 1 && !wanted.empty() ? wanted : "parent_" + reference_name(*w.table, column);
    if (model::find_column(*w.table, mine) != nullptr)
      return fail(ErrorKind::usage,
                  w.table->name.text() + "." + mine + " is there and refers to no row of the table",
                  "make it a foreign key to the table, or name another column: parent=above_id");
    parents.push_back(mine);
    declared.push_back("ADD COLUMN " + model::quote_identifier(mine) + " " +
                       model::to_sql(model::find_column(*w.table, column)->type));
  }
  set(w, "parent", model::quote_list(parents));
  set(w, "declared", text::join(declared, ", "));
  name(w, "parent_index", "idx_" + w.table->name.name, "parent");
  write(w,
        "ALTER TABLE {table} {declared}, ADD FOREIGN KEY ({parent}) REFERENCES {table} ({key}) ON "
        "DELETE RESTRICT;\nCREATE INDEX {parent_index.name} ON {table} ({parent})");
  return parents;
}

void set_places(Writing& w, const Names& key, const Names& parent) {
  set(w, "parent", model::quote_list(parent));
  set(w, "p_key", prefixed(key, "p"));
  set(w, "p_parent", prefixed(parent, "p"));
  set(w, "parent_given", text::join(each(parent, "NEW.", " IS NOT NULL"), " AND "));
  set(w, "new_has_parent", w.values["parent_given"]);
  set(w, "p_no_parent", text::join(each(parent, "p.", " IS NULL"), " OR "));
  set(w, "p_is_new_parent", equal(key, "p", parent, "NEW"));
  set(w, "p_is_a_parent", equal(key, "p", parent, "a"));
  set(w, "a_is_new", equal(key, "a", key, "NEW"));
  set(w, "p_is_new", equal(key, "p", key, "NEW"));
  set(w, "t_is_b", equal(key, "t", key, "b"));
  set(w, "t_is_a_parent", equal(key, "t", parent, "a"));
  set(w, "p_parent_is_b", equal(parent, "p", key, "b"));
  set(w, "p_parent_is_part", equal(parent, "p", key, "part"));
  set(w, "p_parent_is_path_key", equal(parent, "p", key, "path"));
  set(w, "t_is_path", equal(key, "t", key, "path"));
  set(w, "above_key", prefixed(key, "above"));
  set(w, "part_key", prefixed(key, "part"));
  set(w, "new_key", prefixed(key, "NEW"));
  Names arguments, is, parent_is, moved, labels;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const std::string type = model::to_sql(model::find_column(*w.table, key[i])->type);
    const std::string dollar = "$" + std::to_string(i + 1);
    arguments.push_back(type);
    is.push_back("p." + model::quote_identifier(key[i]) + " = " + dollar);
    parent_is.push_back("p." + model::quote_identifier(parent[i]) + " = " + dollar);
    const std::string column = model::quote_identifier(parent[i]);
    moved.push_back("OLD." + column + " IS DISTINCT FROM NEW." + column);
    labels.push_back(dollar + "::text");
  }
  set(w, "arguments", text::join(arguments, ", "));
  set(w, "p_is_argument", text::join(is, " AND "));
  set(w, "p_parent_is_argument", text::join(parent_is, " AND "));
  set(w, "moved", text::join(moved, " OR "));
  set(w, "label_text", key.size() == 1 ? "replace(" + labels[0] + ", '-', '_')" : "");
}

void set_closure_places(Writing& w, const Names& key, const Names& parent) {
  Names a, d, a_columns, d_columns, p_a, p_d, a_is, d_is;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const std::string type = model::to_sql(model::find_column(*w.table, key[i])->type);
    const std::string quoted = model::quote_identifier(key[i]);
    a.push_back(model::object_name("ancestor", key[i], ""));
    d.push_back(model::object_name("descendant", key[i], ""));
    const std::string qa = model::quote_identifier(a[i]), qd = model::quote_identifier(d[i]);
    a_columns.push_back(qa + " " + type + " NOT NULL");
    d_columns.push_back(qd + " " + type + " NOT NULL");
    p_a.push_back("p." + quoted + " AS " + qa);
    p_d.push_back("p." + quoted + " AS " + qd);
    const std::string dollar = "$" + std::to_string(i + 1);
    a_is.push_back("l." + qa + " = " + dollar);
    d_is.push_back("l." + qd + " = " + dollar);
  }
  set(w, "ancestor_columns", text::join(a_columns, ",\n  "));
  set(w, "descendant_columns", text::join(d_columns, ",\n  "));
  set(w, "ancestor", model::quote_list(a));
  set(w, "descendant", model::quote_list(d));
  set(w, "p_key_as_a", text::join(p_a, ", "));
  set(w, "p_key_as_d", text::join(p_d, ", "));
  set(w, "path_a", prefixed(a, "path"));
  set(w, "path_d", prefixed(d, "path"));
  set(w, "p_parent_is_path", equal(parent, "p", d, "path"));
  set(w, "below_is_new", equal(a, "below", key, "NEW"));
  set(w, "l_is_below", equal(d, "l", d, "below"));
  set(w, "inside_is_l", equal(a, "inside", key, "NEW") + " AND " + equal(d, "inside", a, "l"));
  set(w, "t_is_descendant", equal(key, "t", d, "l"));
  set(w, "t_is_ancestor", equal(key, "t", a, "l"));
  set(w, "ancestor_is_argument", text::join(a_is, " AND "));
  set(w, "descendant_is_argument", text::join(d_is, " AND "));
}

// What rows are asked for decides how the tree is kept.
Result<std::string> kind_of_tree(const PatternRequest& request) {
  const std::string kind = option(request, "kind", "");
  if (kind == "adjacency" || kind == "closure" || kind == "ltree") return kind;
  if (!kind.empty())
    return fail(ErrorKind::usage, "\"" + kind + "\" is no kind of hierarchy",
                "kind=adjacency, kind=closure or kind=ltree");
  const std::string access = option(request, "access", "children");
  if (access == "children" || access == "moves") return std::string("adjacency");
  if (access == "subtrees" || access == "ancestors") return std::string("closure");
  if (access == "paths") return std::string("ltree");
  return fail(ErrorKind::usage, "\"" + access + "\" is no access of a hierarchy",
              "access=children, moves, subtrees, ancestors or paths");
}

Result<void> write_ltree(Writing& w) {
  const Names& key = w.table->primary_key->columns;
  const model::DataType& type = model::find_column(*w.table, key[0])->type;
  if (key.size() != 1 ||
      !(type.is("integer") || type.is("bigint") || type.is("smallint") || type.is("uuid")))
    return fail(ErrorKind::usage,
                "paths of ltree are made of integers or UUIDs, which the key of " +
                    w.table->name.text() + " is not",
                "kind=closure has no such limit");
  if (model::find_column(*w.table, "path") != nullptr)
    return fail(ErrorKind::usage, w.table->name.text() + ".path is there already");
  std::string schema = "public";
  for (const model::Extension* extension : model::all<model::Extension>(w.database))
    if (extension->name == "ltree" && !extension->schema.empty()) schema = extension->schema;
  set(w, "extension_schema", model::quote_identifier(schema));
  set(w, "ltree", model::quote_name({schema, "ltree"}));
  if (!has_extension(w.database, "ltree"))
    write(w, "CREATE EXTENSION ltree SCHEMA {extension_schema}");
  set(w, "path", "path");
  name(w, "path_index", "idx_" + w.table->name.name, "path");
  name(w, "label", w.table->name.name, "tree_label");
  name(w, "move_paths", w.table->name.name, "tree_move_paths");
  write(w, ltree_sql);
  comment(w, "COLUMN {table}.{path}", "The keys from the top down to this row; kept by triggers");
  comment(w, "FUNCTION {label}({arguments})", "A key as a label of a path");
  comment(w, "FUNCTION {keep_paths}()", "Gives a new row its path");
  comment(w, "FUNCTION {move_paths}()", "Moves the paths of a part of the tree along");
  because(
      w, "{table}.{path} ltree",
      "one index range finds a whole part of the tree, and a path can be searched and shown as it "
      "is; moving a part rewrites its rows");
  return {};
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  const auto kind = kind_of_tree(request);
  if (!kind) return fail(kind.error());
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "moves", base + "_tree_moves")) return fail(*error);
  const auto parent = parents_of(w);
  if (!parent) return fail(parent.error());
  const Names& key = w.table->primary_key->columns;
  set_places(w, key, *parent);
  for (const char* part : {"guard", "keep_paths", "keep_moved"})
    name(w, part, base, std::string("tree_") + part);
  for (const char* part : {"descendants", "ancestors"})
    name(w, part, base, part);
  write(w, guard_sql);
  comment(w, "TABLE {moves}", "One row, which whoever moves a row of {table} locks until commit");
  comment(w, "FUNCTION {guard}()", "Refuses a row below itself");
  write(w, guard_triggers_sql);
  if (*kind == "closure") {
    if (const auto error = claim(w, "paths", base + "_paths")) return fail(*error);
    name(w, "by_descendant", "idx_" + base, "paths_descendant");
    set_closure_places(w, key, *parent);
    write(w, closure_sql);
    comment(w, "TABLE {paths}", "Which rows of {table} are above which, and how far");
    comment(w, "FUNCTION {keep_paths}()", "Keeps {paths} as {table} says");
    because(w, "table {paths}",
            "all rows above or below one are found by one index; a row at depth n has n + 1 paths");
  } else if (*kind == "ltree") {
    if (const auto done = write_ltree(w); !done) return fail(done.error());
  } else {
    write(w, walk_sql);
    because(
        w, "{table}.{parent}",
        "a row knows the one above it: moving is one UPDATE, and a part of the tree is read level "
        "by level");
  }
  comment(w, "FUNCTION {descendants}({arguments})", "All rows below one");
  comment(w, "FUNCTION {ancestors}({arguments})", "All rows above one");
  because(
      w, "table {moves}",
      "two sessions that move two parts below each other see no circle each; one after the other "
      "they do");
  set(w, "first_row", filled(w, "SELECT {key} FROM {table} ORDER BY {key} LIMIT 1"));
  set(w, "second_row", filled(w, "SELECT {key} FROM {table} ORDER BY {key} OFFSET 1 LIMIT 1"));
  refused(w, "trigger {guard.name} of {table}", "23514",
          "UPDATE {table} SET ({parent}) = ({second_row}) WHERE ({key}) = ({first_row});\n"
          "UPDATE {table} SET ({parent}) = ({first_row}) WHERE ({key}) = ({second_row})",
          "DROP TRIGGER {guard.name} ON {table}" +
              std::string(*kind == "closure" ? ";\nDROP TRIGGER {keep_moved.name} ON {table}" : ""),
          "SELECT 1 FROM {table} OFFSET 1");
  return std::move(w.draft);
}

}  // namespace

Pattern hierarchy() {
  return {
      "hierarchy",
      "No row is ever below itself, whatever two sessions move at the same time, and the rows "
      "above and below one are found by one function each.",
      "Moves run one at a time; adjacency reads level by level, closure stores a path for each "
      "row above each row, ltree rewrites the part that moves.",
      true,
      {{"kind", "adjacency, closure or ltree", "by access"},
       {"access", "what is asked most: children, moves, subtrees, ancestors or paths", "children"},
       {"parent", "the column that names the row above", "the foreign key to the table itself"}},
      apply};
}

}  // namespace mimar::design::pattern
