#include "design/relational/trial.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/naming.h"
#include "model/quote.h"

namespace mimar::design::relational {
namespace {

bool share(const Names& a, const Names& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& name) { return contains(b, name); });
}

std::string where(const std::string& rows) {
  return rows.empty() ? "" : " WHERE " + rows;
}

// Patterns add columns and keys that are not known here: the catalog knows those of the table as it
// is then. What is computed or counted becomes a plain column, so that a row is copied by *.
constexpr std::string_view no_keys = R"(DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT conname AS name FROM pg_catalog.pg_constraint
      WHERE conrelid = {0}::regclass AND contype IN ('p', 'u', 'x') AND conname <> {1} LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', {0}, one.name);
  END LOOP;
  FOR one IN SELECT i.indexrelid::regclass AS name FROM pg_catalog.pg_index AS i
      JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
      WHERE i.indrelid = {0}::regclass AND i.indisunique AND c.relname <> {1}
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conindid = c.oid) LOOP
    EXECUTE format('DROP INDEX %s', one.name);
  END LOOP;
  FOR one IN SELECT attname AS name, attidentity <> '' AS counted FROM pg_catalog.pg_attribute
      WHERE attrelid = {0}::regclass AND (attidentity <> '' OR attgenerated <> '')
        AND NOT attisdropped LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP ', {0}, one.name)
      || CASE WHEN one.counted THEN 'IDENTITY' ELSE 'EXPRESSION' END;
  END LOOP;
END $$; )";

std::string without_keys(const Layout& layout, const Trial& trial) {
  return fmt::format(fmt::runtime(no_keys), model::quote_literal(full(layout, trial.table.name)),
                     model::quote_literal(trial.what));
}

// The key of a primary key or unique constraint takes the foreign keys to it along.
std::string without(const Layout& layout, const Trial& trial) {
  const Table& table = trial.table;
  std::string sql;
  const auto put = [&](const std::string& name, const Names& columns, bool unique) {
    if (name == trial.what) return;
    if (share(columns, trial.columns) && !(unique && trial.copies))
      sql += fmt::format("ALTER TABLE {} DROP CONSTRAINT IF EXISTS {}{}; ",
                         full(layout, table.name), quoted(name), unique ? " CASCADE" : "");
  };
  for (const ForeignKey& key : table.foreign_keys)
    put(key.name, key.columns, false);
  for (const Check& check : table.checks)
    put(check.name, check.columns, false);
  for (const Exclusion& exclusion : table.exclusions)
    put(exclusion.name, exclusion.columns, true);
  for (const Unique& unique : table.uniques)
    put(unique.name, unique.columns, true);
  put(key_name(table), table.key, true);
  for (const Index& index : table.indexes)
    if (index.unique && index.name != trial.what && !trial.copies &&
        share(index.columns, trial.columns))
      sql += fmt::format("DROP INDEX IF EXISTS {}; ", full(layout, index.name));
  return sql;
}

}  // namespace

std::string drop_constraint(const Layout& layout, const Table& table, const std::string& name,
                            bool cascade) {
  return fmt::format("ALTER TABLE {} DROP CONSTRAINT {}{}", full(layout, table.name), quoted(name),
                     cascade ? " CASCADE" : "");
}

std::string drop_guard(const Layout& layout, const Guard& guard) {
  std::vector<std::string> drops;
  for (const auto& [table, trigger] : guard.names)
    drops.push_back(fmt::format("DROP TRIGGER {} ON {}", quoted(trigger), full(layout, table)));
  return text::join(drops, "; ");
}

std::string seen_whole(const Layout& layout, const Table& table) {
  if (!table.of_tenant && !table.is_tenant) return "";
  return fmt::format("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY; ", full(layout, table.name));
}

std::string put_aside(const Layout& layout, const Trial& trial) {
  std::string sql = seen_whole(layout, trial.table);
  const std::string name = full(layout, trial.table.name);
  // Patterns add triggers of their own, which are not known here; only the one that is tried acts,
  // where it is there.
  sql += fmt::format("ALTER TABLE {} DISABLE TRIGGER USER; ", name);
  for (const Table& table : layout.tables)
    for (const Guard& guard : table.guards)
      for (const auto& [on, trigger] : guard.names)
        if (guard.name == trial.what && on == trial.table.name)
          sql += fmt::format(
              "DO $$ BEGIN ALTER TABLE {} ENABLE TRIGGER {}; EXCEPTION WHEN "
              "undefined_object THEN NULL; END $$; ",
              name, quoted(trigger));
  return sql + without(layout, trial) + (trial.copies ? without_keys(layout, trial) : "");
}

std::string copy_of_row(const Layout& layout, const Table& table, const std::string& rows,
                        const std::map<std::string, std::string>& changes) {
  const std::string name = full(layout, table.name);
  if (changes.empty())
    return fmt::format("INSERT INTO {0} SELECT * FROM {0}{1} LIMIT 1", name, where(rows));
  std::vector<std::string> values;
  for (const auto& [column, value] : changes)
    values.push_back(fmt::format("{}, {}", model::quote_literal(column), value));
  return fmt::format(
      "INSERT INTO {0} SELECT (made.row).* FROM (SELECT jsonb_populate_record(one, "
      "jsonb_build_object({1})) AS row FROM {0} AS one{2} LIMIT 1 OFFSET 0) AS made",
      name, text::join(values, ", "), where(rows));
}

std::string change_of_row(const Layout& layout, const Table& table, const std::string& assignments,
                          const std::string& rows) {
  const std::string key = listed(table.key);
  return fmt::format("UPDATE {0} SET {1} WHERE ({2}) = (SELECT {2} FROM {0}{3} LIMIT 1)",
                     full(layout, table.name), assignments, key, where(rows));
}

std::string some_row(const Layout& layout, const Table& table, const std::string& rows) {
  return fmt::format("{}SELECT 1 FROM {}{} LIMIT 1", seen_whole(layout, table),
                     full(layout, table.name), where(rows));
}

}  // namespace mimar::design::relational
