#include "design/relational/conventions.h"

#include <fmt/core.h>

#include "design/relational/naming.h"
#include "design/relational/trial.h"

namespace mimar::design::relational {
namespace {

void add_column(Table& table, Column column, const char* comment, const char* why) {
  if (find_column(table, column.name) != nullptr) return;
  column.comment = comment;
  column.why = why;
  table.columns.push_back(std::move(column));
}

std::string trigger_on(const Layout& layout, const Table& table, const std::string& name,
                       const char* function) {
  return fmt::format(
      "CREATE TRIGGER {} BEFORE UPDATE ON {}\n  FOR EACH ROW EXECUTE FUNCTION {}();\n",
      quoted(name), full(layout, table.name), full(layout, function));
}

void keep_time(const Layout& all, Table& of) {
  Guard guard;
  guard.name = shortened(of.name + "_set_updated_at");
  guard.names = {{of.name, guard.name}};
  guard.refuses = false;
  guard.function = fmt::format(
      "CREATE FUNCTION {}() RETURNS trigger\nLANGUAGE plpgsql AS $$\nBEGIN\n"
      "  NEW.updated_at := now();\n  RETURN NEW;\nEND\n$$;\n",
      full(all, "set_updated_at"));
  guard.triggers = trigger_on(all, of, guard.name, "set_updated_at");
  guard.why = "no program can forget it";
  guard.attempts = {
      {"", [](const Layout& layout, const Table& table, const Guard& one) {
         Witness witness;
         const std::string name = full(layout, table.name);
         witness.sql =
             put_aside(layout, {table, one.name, {"updated_at"}}) +
             change_of_row(layout, table, "updated_at = '2001-02-03 04:05:06Z'", "") +
             fmt::format("; SELECT 1 FROM {} WHERE updated_at = '2001-02-03 04:05:06Z'", name);
         witness.expectation = Witness::Expectation::empty;
         witness.removal = drop_guard(layout, one);
         witness.needs = some_row(layout, table, "");
         return witness;
       }}};
  of.guards.push_back(guard);
}

void keep_version(const Layout& all, Table& of) {
  Guard guard;
  guard.name = shortened(of.name + "_next_version");
  guard.names = {{of.name, guard.name}};
  guard.function = fmt::format(
      "CREATE FUNCTION {}() RETURNS trigger\nLANGUAGE plpgsql AS $$\nBEGIN\n  IF NEW.version IS "
      "DISTINCT FROM OLD.version + 1 THEN\n    RAISE EXCEPTION '% was changed by somebody else: "
      "version % is not %', TG_TABLE_NAME, NEW.version, OLD.version + 1\n      USING ERRCODE = "
      "'serialization_failure';\n  END IF;\n  RETURN NEW;\nEND\n$$;\n",
      full(all, "require_next_version"));
  guard.triggers = trigger_on(all, of, guard.name, "require_next_version");
  guard.why =
      "an UPDATE says which version it carries on, so that it cannot overwrite one that it "
      "has not seen";
  guard.attempts = {{"", [](const Layout& layout, const Table& table, const Guard& one) {
                       Witness witness;
                       witness.sql = put_aside(layout, {table, one.name, {"version"}}) +
                                     change_of_row(layout, table, "version = version", "");
                       witness.sqlstate = "40001";
                       witness.removal = drop_guard(layout, one);
                       witness.needs = some_row(layout, table, "");
                       return witness;
                     }}};
  of.guards.push_back(guard);
}

void keep_events(const Layout& all, Table& of, const Said& said) {
  Guard guard;
  guard.name = shortened(of.name + "_unchanged");
  guard.names = {{of.name, guard.name}};
  guard.function = fmt::format(
      "CREATE FUNCTION {}() RETURNS trigger\nLANGUAGE plpgsql AS $$\nBEGIN\n"
      "  RAISE EXCEPTION 'rows of % tell what happened and never change', "
      "TG_TABLE_NAME\n    USING ERRCODE = 'P0001';\nEND\n$$;\n",
      full(all, "refuse_update"));
  guard.triggers = trigger_on(all, of, guard.name, "refuse_update");
  guard.why = "what happened does not change";
  guard.said = said;
  guard.attempts = {{"", [](const Layout& layout, const Table& table, const Guard& one) {
                       Witness witness;
                       const std::string column = quoted(table.columns.back().name);
                       witness.sql =
                           put_aside(layout, {table, one.name, {}}) +
                           change_of_row(layout, table, fmt::format("{0} = {0}", column), "");
                       witness.sqlstate = "P0001";
                       witness.removal = drop_guard(layout, one);
                       witness.needs = some_row(layout, table, "");
                       return witness;
                     }}};
  of.guards.push_back(guard);
}

const Wish* soft_delete_wish(const Layout& layout, const Table& table) {
  for (const Wish& wish : layout.model.wishes)
    if (wish.pattern == "soft-delete" && !table.entity.empty() &&
        (wish.entity.empty() || wish.entity == table.entity) && !wish.options.contains("column"))
      return &wish;
  return nullptr;
}

// By policy, or because the brief wishes for it: the pattern then finds the column and the keys as
// it would make them.
bool keeps_deleted(const Layout& layout, const Table& table, bool changes) {
  if (layout.policy.soft_delete) return changes && !table.link;
  return soft_delete_wish(layout, table) != nullptr;
}

// The brief may have asked for it in its own words.
bool tells_creation(const Table& table) {
  for (const char* name :
       {"created", "created_on", "creation_time", "creation_date", "date_created"})
    if (const Column* column = find_column(table, name))
      if (column->type == "timestamptz") return true;
  return false;
}

void add_columns(const Layout& layout, Table& table, bool changes) {
  const Policy& policy = layout.policy;
  if (keeps_deleted(layout, table, changes))
    add_column(table, {"deleted_at", "timestamptz", false},
               "When it was deleted; NULL while it is not", "rows are marked instead of deleted");
  if (policy.optimistic_version && changes) {
    Column version{"version", "integer"};
    version.default_value = "1";
    add_column(table, version, "Counts the changes of the row", "optimistic locking by policy");
  }
  if (policy.timestamps) {
    Column made{"created_at", "timestamptz"};
    made.default_value = "now()";
    if (!tells_creation(table))
      add_column(table, made, "When the row was made", "every table by policy");
    made.name = "updated_at";
    if (changes)
      add_column(table, made, "When the row was last changed; a trigger sets it",
                 "every table by policy");
  }
  if (policy.actors) {
    Column actor{"created_by", "text"};
    actor.default_value = "coalesce(nullif(current_setting('app.actor', true), ''), current_user)";
    add_column(table, actor, "Who made the row", "a name that stays when its user is deleted");
    actor.name = "updated_by";
    if (changes)
      add_column(table, actor, "Who last changed the row",
                 "a name that stays when its user is deleted");
  }
}

// Only rows that are not deleted, for programs that need not know of the others.
void add_live_view(Layout& layout, const Table& table) {
  View view;
  view.name = take(layout, "live_" + table.name);
  view.body = fmt::format("SELECT *\nFROM {}\nWHERE deleted_at IS NULL", full(layout, table.name));
  view.comment = fmt::format("{} that are not deleted", table.name);
  view.why = "rows are marked instead of deleted";
  layout.views.push_back(view);
}

}  // namespace

void add_conventions(Layout& layout) {
  for (Table& table : layout.tables) {
    if (!table.seeds.empty() || (table.entity.empty() && !table.link)) continue;
    const Entity* entity = find_entity(layout.model, table.entity);
    const bool event = entity != nullptr && entity->event;
    const bool changes = !event && (entity != nullptr || !table.link);
    add_columns(layout, table, changes);
    const std::string name = table.name;
    const Said said = entity == nullptr ? Said{} : entity->said;
    const bool live = find_column(table, "deleted_at") != nullptr && layout.policy.soft_delete &&
                      soft_delete_wish(layout, table) == nullptr;
    layout.later.push_back([name, changes, event, live, said](Layout& later) {
      Table& settled = *find_table(later, name);
      if (changes && later.policy.timestamps && find_column(settled, "updated_at") != nullptr)
        keep_time(later, settled);
      if (changes && later.policy.optimistic_version) keep_version(later, settled);
      if (event) keep_events(later, settled, said);
      if (live) add_live_view(later, settled);
    });
  }
}

}  // namespace mimar::design::relational
