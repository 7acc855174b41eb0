// "Has at least one": what no foreign key says. Checked at the end of the transaction, when the
// rows of both tables are there; the one's row is locked first, so that two sessions cannot each
// take one of the last two.

#include <fmt/core.h>

#include "design/relational/keys.h"
#include "design/relational/naming.h"
#include "design/relational/relationships.h"
#include "design/relational/trial.h"

namespace mimar::design::relational {
namespace {

constexpr std::string_view count_function = R"(CREATE FUNCTION {0}() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  one {1}.{2}%TYPE;
BEGIN
  IF current_setting('transaction_isolation') = 'repeatable read' THEN
    RAISE EXCEPTION 'the last {5} is counted under READ COMMITTED or SERIALIZABLE'
      USING ERRCODE = 'feature_not_supported';
  END IF;
  IF TG_OP = 'INSERT' THEN
    one := NEW.{2};
  ELSE
    one := OLD.{4};
  END IF;
  PERFORM 1 FROM {1} WHERE {2} = one FOR NO KEY UPDATE;
  IF FOUND AND NOT EXISTS (SELECT 1 FROM {3} WHERE {4} = one) THEN
    RAISE EXCEPTION '{6} % has no {5}', one USING ERRCODE = 'P0001';
  END IF;
  RETURN NULL;
END
$$;
)";

struct Sides {
  Said said;
  std::string parent, child, reference;
};

Witness one_without(const Layout& layout, const Table& parent, const Guard& guard) {
  Witness witness;
  witness.sql =
      put_aside(layout, {parent, guard.name, parent.key, true}) +
      copy_of_row(layout, parent, "", {{parent.key.front(), unknown_key(layout.policy)}}) +
      "; SET CONSTRAINTS ALL IMMEDIATE";
  witness.sqlstate = "P0001";
  witness.removal = drop_guard(layout, guard);
  witness.needs = some_row(layout, parent, "");
  return witness;
}

void add_guard(Layout& layout, const Sides& sides) {
  Table& parent = *find_table(layout, sides.parent);
  const std::string function = shortened(sides.parent + "_have_" + sides.child);
  const std::string key = parent.key.front();
  Guard guard;
  guard.name = shortened(sides.parent + "_with_" + sides.child);
  const std::string child_trigger = shortened(sides.child + "_of_" + sides.parent);
  guard.names = {{sides.parent, guard.name}, {sides.child, child_trigger}};
  guard.function = fmt::format(fmt::runtime(count_function), full(layout, function),
                               full(layout, sides.parent), quoted(key), full(layout, sides.child),
                               quoted(sides.reference), sides.child, sides.parent);
  constexpr std::string_view trigger =
      "CREATE CONSTRAINT TRIGGER {} AFTER {} ON {}\n  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
      "EXECUTE FUNCTION {}();\n";
  guard.triggers = fmt::format(fmt::runtime(trigger), quoted(guard.name), "INSERT",
                               full(layout, sides.parent), full(layout, function)) +
                   fmt::format(fmt::runtime(trigger), quoted(child_trigger),
                               "DELETE OR UPDATE OF " + quoted(sides.reference),
                               full(layout, sides.child), full(layout, function));
  guard.why = fmt::format(
      "each row of {} has one of {} at least: counted at the end of the "
      "transaction that makes or takes one",
      sides.parent, sides.child);
  guard.said = sides.said;
  guard.attempts = {{"", one_without}};
  parent.guards.push_back(guard);
}

}  // namespace

void keep_participation(Layout& layout, const Relationship& relationship, const std::string& parent,
                        const std::string& child, const std::string& reference) {
  layout.later.push_back([sides = Sides{relationship.said, parent, child, reference}](
                             Layout& later) { add_guard(later, sides); });
}

}  // namespace mimar::design::relational
