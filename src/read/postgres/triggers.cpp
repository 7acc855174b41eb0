// Triggers, rules and event triggers.
#include "base/text.h"
#include "read/postgres/catalog.h"
#include "sql/parse.h"

namespace mimar::read::postgres {
namespace {

model::Enabled enabled_of(const std::string& letter) {
  if (letter == "D") return model::Enabled::disabled;
  if (letter == "R") return model::Enabled::replica;
  return letter == "A" ? model::Enabled::always : model::Enabled::origin;
}

model::FireWhen when_of(std::int64_t type) {
  if ((type & 2) != 0) return model::FireWhen::before;
  return (type & 64) != 0 ? model::FireWhen::instead_of : model::FireWhen::after;
}

// tgargs: the arguments in hexadecimal, each ended by a zero byte.
std::vector<std::string> arguments_of(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::vector<std::string> result;
  std::string one;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    const auto byte = static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
    if (byte != '\0') {
      one += byte;
      continue;
    }
    result.push_back(std::move(one));
    one.clear();
  }
  return result;
}

// The server shows conditions of triggers and rules, and actions, only inside of the statement.
template <class T>
std::optional<T> printed(const std::string& statement) {
  Result<sql::Script> script = sql::parse_script(statement, "catalog");
  if (!script || script->statements.size() != 1) return std::nullopt;
  auto* made = std::get_if<model::ObjectStatement>(&script->statements[0].action);
  auto* found = made == nullptr ? nullptr : std::get_if<T>(&made->object.definition);
  return found == nullptr ? std::nullopt : std::optional<T>(std::move(*found));
}

std::string of_users_relation(const std::string& relation_oid) {
  return " JOIN pg_class c ON c.oid = " + relation_oid +
         " JOIN pg_namespace n ON n.oid = c.relnamespace AND " + in_user_schema("n.nspname") +
         " AND " + not_of_extension("pg_class", "c.oid");
}

void add_trigger(Catalog& catalog, const Row& row) {
  model::Trigger trigger;
  const std::int64_t type = row.number("tgtype");
  trigger.table = row.name();
  trigger.name = row.text("tgname");
  trigger.when = when_of(type);
  trigger.each_row = (type & 1) != 0;
  trigger.on_insert = (type & 4) != 0;
  trigger.on_delete = (type & 8) != 0;
  trigger.on_update = (type & 16) != 0;
  trigger.on_truncate = (type & 32) != 0;
  trigger.update_columns = row.list("columns");
  trigger.old_table = row.text("tgoldtable");
  trigger.new_table = row.text("tgnewtable");
  trigger.function = row.name("function_");
  trigger.arguments = arguments_of(row.text("arguments"));
  trigger.constraint = row.flag("constraint");
  trigger.deferrable = row.flag("tgdeferrable");
  trigger.initially_deferred = row.flag("tginitdeferred");
  trigger.from_table = row.name("from_");
  trigger.enabled = enabled_of(row.text("tgenabled"));
  if (!row.null("definition")) {
    auto shown = printed<model::Trigger>(row.text("definition"));
    if (shown)
      trigger.condition = std::move(shown->condition);
    else
      catalog.incomplete("the condition of the trigger " + trigger.name + " on " +
                         trigger.table.text() + " was not understood");
  }
  catalog.add_object({"pg_trigger", row.oid("oid")}, model::Definition(std::move(trigger)));
}

// A trigger that PostgreSQL cloned onto a partition belongs to the parent's.
Result<void> read_table_triggers(Catalog& catalog) {
  return query(
      catalog,
      "SELECT t.oid, n.nspname AS schema, c.relname AS name, t.tgname, t.tgtype, t.tgoldtable,"
      " t.tgnewtable, t.tgconstraint <> 0 AS constraint, t.tgdeferrable, t.tginitdeferred,"
      " t.tgenabled, encode(t.tgargs, 'hex') AS arguments,"
      " ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = t.tgrelid"
      "   AND a.attnum = ANY (t.tgattr::int2[]) ORDER BY a.attnum) AS columns,"
      " CASE WHEN t.tgqual IS NOT NULL THEN pg_get_triggerdef(t.oid) END AS definition,"
      " fn.nspname AS function_schema, f.proname AS function_name,"
      " rn.nspname AS from_schema, r.relname AS from_name FROM pg_trigger t" +
          of_users_relation("t.tgrelid") +
          " JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_namespace fn ON fn.oid = f.pronamespace"
          " LEFT JOIN pg_class r ON r.oid = t.tgconstrrelid"
          " LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace"
          " WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND " +
          not_of_extension("pg_trigger", "t.oid") + " ORDER BY n.nspname, c.relname, t.tgname",
      [&](const Row& row) { add_trigger(catalog, row); });
}

// A partition may switch its copy of a trigger on or off by itself.
Result<void> mention_clones_of_their_own(Catalog& catalog) {
  return query(catalog,
               "SELECT n.nspname || '.' || c.relname || '.' || t.tgname AS name FROM pg_trigger t"
               " JOIN pg_trigger p ON p.oid = t.tgparentid" +
                   of_users_relation("t.tgrelid") +
                   " WHERE t.tgenabled <> p.tgenabled AND p.tgparentid = 0 ORDER BY 1",
               [&](const Row& row) {
                 catalog.incomplete("trigger " + row.text("name") +
                                    " is enabled or disabled apart from its parent's");
               });
}

void add_rule(Catalog& catalog, const Row& row) {
  const std::string text = row.text("definition");
  auto rule = printed<model::Rule>(text);
  const Address address{"pg_rewrite", row.oid("oid")};
  const model::Name table = row.name();
  if (!rule) {
    model::OtherObject opaque;
    opaque.kind = "rule";
    opaque.name = table.text() + "." + row.text("rulename");
    opaque.sql = text;
    return catalog.add_object(address, std::move(opaque), true);
  }
  rule->table = table;
  rule->name = row.text("rulename");
  rule->event = row.text("event");
  rule->instead = row.flag("is_instead");
  rule->enabled = enabled_of(row.text("ev_enabled"));
  catalog.add_object(address, model::Definition(std::move(*rule)));
}

Result<void> read_rules(Catalog& catalog) {
  return query(catalog,
               "SELECT r.oid, n.nspname AS schema, c.relname AS name, r.rulename, r.is_instead,"
               " CASE r.ev_type WHEN '1' THEN 'SELECT' WHEN '2' THEN 'UPDATE' WHEN '3' THEN"
               "   'INSERT' ELSE 'DELETE' END AS event, r.ev_enabled,"
               " pg_get_ruledef(r.oid) AS definition FROM pg_rewrite r" +
                   of_users_relation("r.ev_class") + " WHERE r.rulename <> '_RETURN' AND " +
                   not_of_extension("pg_rewrite", "r.oid") +
                   " ORDER BY n.nspname, c.relname, r.rulename",
               [&](const Row& row) { add_rule(catalog, row); });
}

Result<void> read_event_triggers(Catalog& catalog) {
  return query(catalog,
               "SELECT e.oid, e.evtname, e.evtevent, e.evttags, e.evtenabled,"
               " n.nspname AS function_schema, f.proname AS function_name FROM pg_event_trigger e"
               " JOIN pg_proc f ON f.oid = e.evtfoid JOIN pg_namespace n ON n.oid = f.pronamespace"
               " WHERE " +
                   not_of_extension("pg_event_trigger", "e.oid") + " ORDER BY e.evtname",
               [&](const Row& row) {
                 model::EventTrigger trigger;
                 trigger.name = row.text("evtname");
                 trigger.event = row.text("evtevent");
                 for (const std::string& tag : row.list("evttags"))
                   trigger.tags.push_back(text::upper(tag));
                 trigger.function = row.name("function_");
                 trigger.enabled = enabled_of(row.text("evtenabled"));
                 catalog.add_object({"pg_event_trigger", row.oid("oid")},
                                    model::Definition(std::move(trigger)));
               });
}

}  // namespace

Result<void> read_triggers(Catalog& catalog) {
  for (const auto read :
       {read_table_triggers, mention_clones_of_their_own, read_rules, read_event_triggers}) {
    if (Result<void> done = read(catalog); !done) return done;
  }
  return {};
}

}  // namespace mimar::read::postgres
