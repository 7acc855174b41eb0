// A value of other rows that is stored because it is read much more often than they are written. A
// trigger gathers it again for the row that is concerned, whose lock it takes first: two sessions
// that each add a line would not see the other's.

#include "design/relational/maintained.h"

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/access_text.h"
#include "design/relational/attributes.h"
#include "design/relational/carry.h"
#include "design/relational/gathering.h"
#include "design/relational/naming.h"
#include "design/relational/relational.h"
#include "design/relational/trial.h"
#include "design/relational/types.h"

namespace mimar::design::relational {
namespace {

constexpr std::string_view gather_again = R"(CREATE FUNCTION {0}() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  touched {1}.{2}%TYPE;
BEGIN
  FOR touched IN
    SELECT DISTINCT one FROM (VALUES (NEW.{3}), (OLD.{3})) AS both_rows(one)
    WHERE one IS NOT NULL ORDER BY one
  LOOP
    PERFORM 1 FROM {1} WHERE {2} = touched FOR NO KEY UPDATE;
    UPDATE {1} SET {4} = {5} WHERE {2} = touched;
  END LOOP;
  RETURN NULL;
END
$$;
)";

struct Gathering {
  std::string parent, child, reference, key, column, sql;
  Names changed;  // columns of the child that count
};

Witness gathered_again(const Layout& layout, const Guard& guard, const Gathering& gathering) {
  const Table& child = *find_table(layout, gathering.child);
  const Table& parent = *find_table(layout, gathering.parent);
  const std::string rows = quoted(gathering.reference) + " IS NOT NULL";
  const std::string one =
      fmt::format("(SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT 1)", quoted(gathering.reference),
                  full(layout, gathering.child), rows, listed(child.key));
  Witness witness;
  witness.sql = seen_whole(layout, parent) + put_aside(layout, {child, guard.name, {}}) +
                fmt::format("UPDATE {0} SET {1} = {1} WHERE {1} = {2}; ",
                            full(layout, gathering.child), quoted(gathering.reference), one) +
                fmt::format("SELECT 1 FROM {} WHERE {} = {} AND {} IS DISTINCT FROM {}",
                            full(layout, gathering.parent), quoted(gathering.key), one,
                            quoted(gathering.column), gathering.sql);
  witness.expectation = Witness::Expectation::empty;
  witness.removal = drop_guard(layout, guard);
  witness.needs = some_row(layout, child, rows);
  return witness;
}

Guard guard_of(const Layout& layout, const Gathering& gathering, const Said& said) {
  Guard guard;
  const std::string name = gathering.parent + "_" + gathering.column;
  const std::string function = full(layout, shortened("gather_" + name));
  guard.name = shortened(name + "_of_" + gathering.child);
  guard.names = {{gathering.child, guard.name}};
  guard.refuses = false;
  guard.function = fmt::format(fmt::runtime(gather_again), function, full(layout, gathering.parent),
                               quoted(gathering.key), quoted(gathering.reference),
                               quoted(gathering.column), gathering.sql);
  guard.triggers = fmt::format(
      "CREATE TRIGGER {} AFTER INSERT OR DELETE OR UPDATE OF {} ON {}\n  FOR EACH ROW EXECUTE "
      "FUNCTION {}();\n",
      quoted(guard.name), listed(gathering.changed), full(layout, gathering.child), function);
  guard.why = "keeps the copy right: under a lock of its row, so that no session's part is lost";
  guard.said = said;
  guard.attempts = {{"", [gathering](const Layout& all, const Table&, const Guard& one) {
                       return gathered_again(all, one, gathering);
                     }}};
  return guard;
}

Column column_of_kind(const Table& child, const Attribute& attribute) {
  const Derivation& derivation = *attribute.derived;
  Column column{column_name(attribute.name), type_of(attribute.kind).type};
  const bool is_amount =
      derivation.kind == Derivation::Kind::sum || derivation.kind == Derivation::Kind::count;
  if (derivation.kind == Derivation::Kind::count) column.type = "bigint";
  if (!is_amount) column.type = column_of(child, derivation.attributes.front())->type;
  if (derivation.kind == Derivation::Kind::average) column.type = "numeric";
  column.required = is_amount;
  if (is_amount) column.default_value = "0";
  if (is_amount && !derivation.attributes.empty() &&
      column_of(child, derivation.attributes.front())->type == "interval") {
    column.type = "interval";
    column.default_value = "interval '0'";
  }
  return column;
}

}  // namespace

bool maintain(Layout& layout, const std::string& name, const Attribute& attribute) {
  const Derivation& derivation = *attribute.derived;
  Table& table = *find_table(layout, name);
  const Table* child = table_of(layout, derivation.entity);
  if (balance_of(layout.model, table.entity) != Balance::read_heavy || child == nullptr)
    return false;
  const bool gathers = derivation.kind != Derivation::Kind::concatenation &&
                       derivation.kind != Derivation::Kind::difference &&
                       derivation.kind != Derivation::Kind::product;
  // An UPDATE of the row would need the next version, which the other session has not seen.
  if (!gathers || layout.policy.optimistic_version) return false;
  const std::vector<Step> way = way_to(layout, child->name, table.entity);
  const auto sql = gathered(layout, table, attribute);
  if (way.size() != 1 || !sql) return false;
  const ForeignKey& key = child->foreign_keys[way[0].key];
  if (derivation.kind != Derivation::Kind::count &&
      column_of(*child, derivation.attributes.front()) == nullptr)
    return false;
  Column column = column_of_kind(*child, attribute);
  column.comment = attribute.name + ": follows from " + child->name + "; a trigger keeps it right";
  column.why =
      "read much more often than written: stored, against BCNF, and kept right by a trigger";
  column.attribute = attribute.name;
  column.said = attribute.said;
  Gathering gathering{name,        child->name, key.columns.back(),  key.referenced.back(),
                      column.name, *sql,        {key.columns.back()}};
  for (const std::string& value : derivation.attributes) {
    const Column* changed = column_of(*child, value);
    // A trigger is not told of generated columns, but of what they follow from.
    if (changed->generated.empty()) {
      gathering.changed.push_back(changed->name);
      continue;
    }
    const Entity* entity = find_entity(layout.model, child->entity);
    const Attribute* described = find_attribute(*entity, value);
    for (const std::string& source : described->derived->attributes)
      gathering.changed.push_back(column_of(*child, source)->name);
  }
  const Said said = attribute.said;
  table.columns.push_back(std::move(column));
  add_value_checks(layout, table, attribute, table.columns.back().name);
  layout.later.push_back([gathering, said](Layout& later) {
    find_table(later, gathering.child)->guards.push_back(guard_of(later, gathering, said));
  });
  return true;
}

}  // namespace mimar::design::relational
