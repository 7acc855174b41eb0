// A graph kept in rows has no circles: a trigger walks on from the new edge and refuses it when it
// comes back. Two sessions that each add half a circle would not see each other's half, so each
// takes the same lock first and looks after it was given.

#include <fmt/core.h>

#include "design/relational/naming.h"
#include "design/relational/relationships.h"
#include "design/relational/trial.h"

namespace mimar::design::relational {
namespace {

constexpr std::string_view walk = R"(CREATE FUNCTION {0}() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') = 'repeatable read' THEN
    RAISE EXCEPTION 'edges of {1} are added under READ COMMITTED or SERIALIZABLE'
      USING ERRCODE = 'feature_not_supported',
            HINT = 'the snapshot of REPEATABLE READ may be older than an edge that closes a circle';
  END IF;
  PERFORM pg_advisory_xact_lock('pg_class'::regclass::oid::integer, TG_RELID::integer);
  IF EXISTS (
    WITH RECURSIVE reached(node) AS (
      SELECT NEW.{4}
      UNION
      SELECT edge.{4} FROM {2} AS edge JOIN reached ON edge.{3} = reached.node)
    SELECT 1 FROM reached WHERE node = NEW.{3}
  ) THEN
    RAISE EXCEPTION '{1}: % would come back to itself', NEW.{3} USING ERRCODE = 'P0001';
  END IF;
  RETURN NULL;
END
$$;
)";

// The other half of a circle whose one half is there.
Witness half_circle(const Layout& layout, const Table& table, const Guard& guard,
                    const std::string& from, const std::string& to) {
  const std::string relation = full(layout, table.name), a = quoted(from), b = quoted(to);
  Witness witness;
  const std::string same_tenant =
      table.of_tenant ? fmt::format(" AND y.tenant_id = {}.tenant_id", relation) : "";
  witness.sql = put_aside(layout, {table, guard.name, {}});
  if (table.key == Names{from}) {
    witness.sql += fmt::format(
        "UPDATE {0} SET {2} = (SELECT y.{1} FROM {0} AS y WHERE y.{2} = {0}.{1} LIMIT 1) WHERE {1} "
        "= (SELECT {2} FROM {0} WHERE {2} IS NOT NULL LIMIT 1)",
        relation, a, b);
  } else {
    witness.sql += fmt::format(
        "UPDATE {0} SET ({1}, {2}) = (SELECT y.{2}, y.{1} FROM {0} AS y WHERE (y.{1}, y.{2}) <> "
        "({0}.{1}, {0}.{2}) AND NOT EXISTS (SELECT 1 FROM {0} AS z WHERE (z.{1}, z.{2}) = (y.{2}, "
        "y.{1})){3} LIMIT 1) WHERE ({4}) = (SELECT {4} FROM {0} LIMIT 1)",
        relation, a, b, same_tenant, listed(table.key));
  }
  witness.sqlstate = "P0001";
  witness.removal = drop_guard(layout, guard);
  witness.needs = some_row(layout, table, quoted(to) + " IS NOT NULL");
  return witness;
}

void add_guard(Layout& layout, const Said& said, const std::string& name, const std::string& from,
               const std::string& to) {
  Table& table = *find_table(layout, name);
  const std::string function = shortened("refuse_circle_of_" + name);
  Guard guard;
  guard.name = shortened(name + "_acyclic");
  guard.names = {{name, guard.name}};
  guard.function = fmt::format(fmt::runtime(walk), full(layout, function), name, full(layout, name),
                               quoted(from), quoted(to));
  guard.triggers = fmt::format(
      "CREATE TRIGGER {} AFTER INSERT OR UPDATE OF {}, {} ON {}\n  FOR EACH ROW WHEN (NEW.{} IS "
      "NOT NULL) EXECUTE FUNCTION {}();\n",
      quoted(guard.name), quoted(from), quoted(to), full(layout, name), quoted(to),
      full(layout, function));
  guard.why =
      "following it never comes back; a lock keeps two sessions from building a circle in "
      "halves";
  guard.said = said;
  guard.attempts = {{"", [from, to](const Layout& all, const Table& of, const Guard& one) {
                       return half_circle(all, of, one, from, to);
                     }}};
  table.guards.push_back(guard);
}

}  // namespace

void keep_acyclic(Layout& layout, const Relationship& relationship, const std::string& table,
                  const std::string& from, const std::string& to) {
  layout.later.push_back([said = relationship.said, table, from, to](Layout& later) {
    add_guard(later, said, table, from, to);
  });
}

}  // namespace mimar::design::relational
