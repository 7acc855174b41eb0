#include "verify/load_script.h"

#include "emit/ddl/ddl.h"
#include "model/quote.h"

namespace mimar::verify {
namespace {

using model::quote_identifier;
using model::quote_name;

struct Key {
  const model::Table* table = nullptr;
  const model::ForeignKey* key = nullptr;
};

// Does an ancestor of the partition have the key? Then it goes and comes with the ancestor's.
bool is_inherited(const model::Database& database, const model::Table& table,
                  const model::ForeignKey& key) {
  const model::Table* above = &table;
  while (above != nullptr && above->partition_of) {
    above = model::find_table(database, above->partition_of->parent);
    if (above == nullptr) continue;
    for (const model::ForeignKey& of_parent : above->foreign_keys)
      if (of_parent.columns == key.columns && of_parent.referenced_table == key.referenced_table &&
          of_parent.referenced_columns == key.referenced_columns)
        return true;
  }
  return false;
}

std::vector<Key> postponed(const model::Database& database, const synthesis::Plan& plan,
                           Postpone postpone) {
  std::vector<Key> keys;
  const auto late = [&](const model::Name& table, const std::string& name) {
    return std::any_of(plan.late.begin(), plan.late.end(), [&](const auto& key) {
      return key.table == table && key.constraint == name;
    });
  };
  for (const model::Table& table : database->tables) {
    for (const model::ForeignKey& key : table.foreign_keys)
      if ((postpone == Postpone::every_key || late(table.name, key.name)) &&
          !is_inherited(database, table, key))
        keys.push_back({&table, &key});
  }
  return keys;
}

std::string alter(const model::Table& table) {
  return "ALTER TABLE " + quote_name(table.name);
}

std::string_view enable(model::Enabled enabled) {
  switch (enabled) {
    case model::Enabled::replica: return " ENABLE REPLICA TRIGGER ";
    case model::Enabled::always: return " ENABLE ALWAYS TRIGGER ";
    case model::Enabled::disabled: return " DISABLE TRIGGER ";
    case model::Enabled::origin: break;
  }
  return " ENABLE TRIGGER ";
}

// Each trigger goes back to the state it has in the model. Those that are not in it stand in the
// way on scratch, too.
void switch_triggers(std::vector<std::string>& sql, const model::Database& database,
                     Postpone postpone, bool on) {
  if (postpone == Postpone::every_key) {
    for (const model::Table& table : database->tables)
      sql.push_back(alter(table) + (on ? " ENABLE" : " DISABLE") + " TRIGGER USER");
  }
  for (const model::OtherObject& object : database->others) {
    const auto* trigger = model::as<model::Trigger>(object);
    if (trigger == nullptr || model::find_table(database, trigger->table) == nullptr) continue;
    const bool needless = postpone == Postpone::every_key
                              ? !on || trigger->enabled == model::Enabled::origin
                              : trigger->enabled == model::Enabled::disabled;
    if (!needless)
      sql.push_back("ALTER TABLE " + quote_name(trigger->table) +
                    std::string(on ? enable(trigger->enabled) : " DISABLE TRIGGER ") +
                    quote_identifier(trigger->name));
  }
}

void switches(std::vector<std::string>& sql, const model::Database& database, Postpone postpone,
              bool on) {
  switch_triggers(sql, database, postpone, on);
  for (const model::Table& table : database->tables)
    if (table.force_row_security)
      sql.push_back(alter(table) + (on ? " FORCE" : " NO FORCE") + " ROW LEVEL SECURITY");
}

// The argument of setval(): identity columns know theirs, serial ones name it in their default.
std::string sequence_of(const model::Table& table, const model::Column& column) {
  if (column.identity) {
    return "pg_get_serial_sequence(" + model::quote_literal(quote_name(table.name)) + ", " +
           model::quote_literal(column.name) + ")";
  }
  if (!column.default_value) return {};
  const std::string& sql = column.default_value->sql;
  const std::size_t call = sql.find("nextval('");
  if (call != 0) return {};
  const std::size_t end = sql.find('\'', 9);
  return end == std::string::npos ? std::string() : sql.substr(8, end - 7);
}

}  // namespace

std::vector<std::string> before_rows(const model::Database& database, const synthesis::Plan& plan,
                                     Postpone postpone) {
  std::vector<std::string> sql;
  for (const Key& key : postponed(database, plan, postpone))
    sql.push_back(alter(*key.table) + " DROP CONSTRAINT " + quote_identifier(key.key->name));
  switches(sql, database, postpone, false);
  return sql;
}

std::vector<std::string> after_rows(const model::Database& database, const synthesis::Plan& plan,
                                    Postpone postpone) {
  std::vector<std::string> sql;
  for (const Key& key : postponed(database, plan, postpone)) {
    sql.push_back(emit::ddl::add_foreign_key(key.table->name, *key.key));
    if (key.key->comment)
      sql.push_back("COMMENT ON CONSTRAINT " + quote_identifier(key.key->name) + " ON " +
                    quote_name(key.table->name) + " IS " + model::quote_literal(*key.key->comment));
  }
  switches(sql, database, postpone, true);
  return sql;
}

std::vector<std::string> counters(const model::Database& database, const model::Name& table) {
  std::vector<std::string> sql;
  const model::Table* found = model::find_table(database, table);
  if (found == nullptr) return sql;
  for (const model::Column& column : found->columns) {
    const std::string sequence = sequence_of(*found, column);
    if (sequence.empty()) continue;
    // Where tables share one, it must not go back.
    sql.push_back("SELECT setval(" + sequence + ", greatest(nextval(" + sequence +
                  "), (SELECT max(" + quote_identifier(column.name) + ") FROM " +
                  quote_name(table) + ")::bigint))");
  }
  return sql;
}

}  // namespace mimar::verify
