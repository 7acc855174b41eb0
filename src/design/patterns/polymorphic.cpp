// A row that belongs to one of several tables, with foreign keys: a reference for each of them, of
// which exactly one is set (exclusive arcs), or one reference to what they have in common
// (supertype). A type name and a bare id are neither: nothing keeps them true.

#include <fmt/core.h>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/object_name.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view super_sql = R"sql(
CREATE TABLE {super} (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL,
  UNIQUE (id, kind)
);
)sql";

constexpr std::string_view sub_sql = R"sql(
ALTER TABLE {target}
  ADD COLUMN {super_id} uuid,
  ADD COLUMN {super_kind} text NOT NULL DEFAULT {kind}
    CONSTRAINT {kind_check} CHECK ({super_kind} = {kind});
UPDATE {target} SET {super_id} = gen_random_uuid();
INSERT INTO {super} (id, kind) SELECT t.{super_id}, t.{super_kind} FROM {target} AS t;
ALTER TABLE {target}
  ALTER COLUMN {super_id} SET NOT NULL,
  ADD UNIQUE ({super_id}, {super_kind}),
  ADD FOREIGN KEY ({super_id}, {super_kind}) REFERENCES {super} (id, kind) ON DELETE RESTRICT;
CREATE FUNCTION {enter}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM {super} AS s WHERE s.id = OLD.{super_id};
    RETURN NULL;
  END IF;
  INSERT INTO {super} (kind) VALUES ({kind}) RETURNING id INTO NEW.{super_id};
  RETURN NEW;
END
$body$;
REVOKE EXECUTE ON FUNCTION {enter}() FROM PUBLIC;
CREATE TRIGGER {enter.name} BEFORE INSERT ON {target}
  FOR EACH ROW EXECUTE FUNCTION {enter}();
CREATE TRIGGER {leave} AFTER DELETE ON {target}
  FOR EACH ROW EXECUTE FUNCTION {enter}();
)sql";

Result<std::vector<const model::Table*>> targets_of(const Writing& w) {
  std::vector<const model::Table*> targets;
  for (const std::string& given : list_option(w.request, "targets")) {
    const std::size_t dot = given.find('.');
    const model::Name asked = dot == std::string::npos
                                  ? model::Name{w.schema, given}
                                  : model::Name{given.substr(0, dot), given.substr(dot + 1)};
    const model::Table* table = model::find_table(w.database, asked);
    if (table == nullptr) return fail(ErrorKind::usage, asked.text() + " is no table");
    if (!table->primary_key || table->partition_of)
      return fail(ErrorKind::usage, asked.text() + " has no primary key to refer to");
    targets.push_back(table);
  }
  if (targets.size() < 2)
    return fail(ErrorKind::usage, "a polymorphic reference has two targets at least",
                "targets=posts,photos");
  return targets;
}

Result<Draft> arcs(Writing& w, const std::vector<const model::Table*>& targets) {
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "one", base + "_one_target_check")) return fail(*error);
  std::vector<std::string> firsts;
  const std::string type = option(w.request, "type", ""), id = option(w.request, "id", "");
  for (const std::string& column : {type, id})
    if (!column.empty())
      if (const auto error = lacks_column(w, column)) return fail(*error);
  for (const model::Table* target : targets) {
    const std::vector<std::string>& key = target->primary_key->columns;
    std::vector<std::string> columns, added;
    for (const std::string& column : key) {
      std::string mine = reference_name(*target, column);
      if (model::find_column(*w.table, mine) != nullptr || key.size() > 1)
        mine = model::object_name(target->name.name, column, "");
      if (model::find_column(*w.table, mine) != nullptr)
        mine = model::object_name("target_" + mine, "", "");
      if (model::find_column(*w.table, mine) != nullptr)
        return fail(ErrorKind::usage, w.table->name.text() + "." + mine + " is there already");
      columns.push_back(mine);
      added.push_back("ADD COLUMN " + model::quote_identifier(mine) + " " +
                      model::to_sql(model::find_column(*target, column)->type));
    }
    firsts.push_back(model::quote_identifier(columns[0]));
    set(w, "target", model::quote_name(target->name));
    set(w, "target_key", model::quote_list(key));
    set(w, "added", text::join(added, ", "));
    set(w, "columns", model::quote_list(columns));
    set(w, "first", firsts.back());
    name(w, "arc", "idx_" + base, columns[0]);
    const std::string full = columns.size() > 1 ? " MATCH FULL" : "";
    write(w,
          "ALTER TABLE {table} {added},\n  ADD FOREIGN KEY ({columns}) REFERENCES {target} "
          "({target_key})" +
              full +
              " ON DELETE CASCADE;\nCREATE INDEX {arc.name} ON {table} "
              "({columns}) WHERE {first} IS NOT NULL");
    if (!type.empty() && !id.empty() && columns.size() == 1) {
      set(w, "type", model::quote_identifier(type));
      set(w, "id", model::quote_identifier(id));
      std::string one = reference_name(*target, "id");
      one.erase(one.size() - 3);
      set(w, "names",
          model::quote_literal(text::lower(target->name.name)) + ", " +
              model::quote_literal(text::lower(one)));
      set(w, "target_first", model::quote_identifier(key[0]));
      write(w,
            "UPDATE {table} AS t SET {first} = r.{target_first} FROM {target} AS r\nWHERE "
            "lower(t.{type}::text) IN ({names}) AND r.{target_first}::text = t.{id}::text");
    }
  }
  const bool required = option(w.request, "required", "yes") == "yes";
  set(w, "firsts", text::join(firsts, ", "));
  set(w, "how_many", required ? "= 1" : "<= 1");
  write(w,
        "ALTER TABLE {table} ADD CONSTRAINT {one.name} CHECK (num_nonnulls({firsts}) {how_many})");
  because(w, "constraint {one.name}",
          required ? "a row belongs to exactly one of them; rows that are there and belong to none "
                     "make this statement fail: give them a target first, or say required=no"
                   : "a row belongs to one of them at most");
  because(
      w, "a column for each target",
      "each reference is a foreign key with its own type, index and ON DELETE, which a type name "
      "beside an id cannot have");
  std::vector<std::string> values;
  set(w, "two",
      firsts[0] + " = a." + model::quote_identifier(targets[0]->primary_key->columns[0]) + ", " +
          firsts[1] + " = b." + model::quote_identifier(targets[1]->primary_key->columns[0]));
  set(w, "first_target", model::quote_name(targets[0]->name));
  set(w, "second_target", model::quote_name(targets[1]->name));
  if (targets[0]->primary_key->columns.size() == 1 && targets[1]->primary_key->columns.size() == 1)
    refused(
        w, "constraint {one.name} of {table}", "23514",
        "UPDATE {table} AS t SET {two} FROM (SELECT * FROM {first_target} LIMIT 1) AS a, (SELECT * "
        "FROM {second_target} LIMIT 1) AS b",
        "ALTER TABLE {table} DROP CONSTRAINT {one.name}",
        "SELECT 1 FROM {table}, {first_target}, {second_target}");
  return std::move(w.draft);
}

Result<Draft> supertype(Writing& w, const std::vector<const model::Table*>& targets) {
  const std::string wanted = option(w.request, "name", w.table->name.name + "_targets");
  if (const auto error = claim(w, "super", wanted)) return fail(*error);
  set(w, "super_id", model::quote_identifier(model::object_name(wanted, "", "id")));
  set(w, "super_kind", model::quote_identifier(model::object_name(wanted, "", "kind")));
  write(w, super_sql);
  comment(w, "TABLE {super}", "What {table} may belong to");
  for (const model::Table* target : targets) {
    set(w, "target", model::quote_name(target->name));
    set(w, "kind", model::quote_literal(target->name.name));
    name(w, "kind_check", target->name.name + "_" + wanted, "kind_check");
    set(w, "kind_check", w.values["kind_check.name"]);
    name(w, "enter", target->name.name, "enter_" + wanted);
    name(w, "leave", target->name.name, "leave_" + wanted);
    set(w, "leave", w.values["leave.name"]);
    write(w, sub_sql);
    comment(w, "FUNCTION {enter}()", "A row of {target} comes and goes with its row of {super}");
    refused(w, "constraint {kind_check} of {target}", "23514",
            "UPDATE {target} SET {super_kind} = {super_kind} || 'x'",
            "ALTER TABLE {target} DROP CONSTRAINT {kind_check};\nALTER TABLE {target} DROP COLUMN "
            "{super_kind} CASCADE;\nALTER TABLE {target} ADD COLUMN {super_kind} text",
            "SELECT 1 FROM {target}");
  }
  name(w, "by_super", "idx_" + w.table->name.name, wanted);
  write(w,
        "ALTER TABLE {table} ADD COLUMN {super_id} uuid REFERENCES {super} ON DELETE CASCADE;\n"
        "CREATE INDEX {by_super.name} ON {table} ({super_id})");
  comment(w, "COLUMN {table}.{super_id}", "What the row belongs to");
  because(
      w, "table {super}",
      "what the targets have in common is an entity of its own: further targets need no new column "
      "in {table}");
  return std::move(w.draft);
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  const auto targets = targets_of(w);
  if (!targets) return fail(targets.error());
  const std::string kind = option(request, "kind", "arcs");
  if (kind == "arcs") return arcs(w, *targets);
  if (kind == "supertype") return supertype(w, *targets);
  return fail(ErrorKind::usage, "\"" + kind + "\" is no kind of polymorphic reference",
              "kind=arcs or kind=supertype");
}

}  // namespace

Pattern polymorphic() {
  return {
      "polymorphic",
      "A row refers to exactly one of several tables, to a row that exists, and goes when that one "
      "goes.",
      "Arcs: a column and an index per target, and a new column for a new one. Supertype: a row "
      "more per target row, and a join to see which it is.",
      true,
      {{"targets", "the tables it may refer to, separated by commas", ""},
       {"kind", "arcs or supertype", "arcs"},
       {"required", "arcs: no, when a row may belong to none", "yes"},
       {"type", "arcs: the column that holds the target's name now", ""},
       {"id", "arcs: the column that holds its id now", ""},
       {"name", "supertype: its table", "TABLE_targets"}},
      apply};
}

}  // namespace mimar::design::pattern
