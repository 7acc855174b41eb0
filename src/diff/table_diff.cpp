#include "diff/facts.h"
#include "diff/kinds.h"
#include "diff/sorted.h"

namespace mimar::diff {
namespace {

using model::Table;

// What AlterTable is about: the table without what lives inside it.
Table header(Table table) {
  table.columns.clear();
  table.primary_key.reset();
  table.uniques.clear();
  table.foreign_keys.clear();
  table.checks.clear();
  table.indexes.clear();
  return table;
}

void set_header(Table& table, const Table& to) {
  Table changed = to;
  changed.columns = std::move(table.columns);
  changed.primary_key = std::move(table.primary_key);
  changed.uniques = std::move(table.uniques);
  changed.foreign_keys = std::move(table.foreign_keys);
  changed.checks = std::move(table.checks);
  changed.indexes = std::move(table.indexes);
  table = std::move(changed);
}

std::string sql_of(const std::optional<model::Expression>& expression) {
  return expression ? expression->sql : "";
}

std::string identity_of(const Table& table) {
  return table.replica_identity + (table.replica_index.empty() ? "" : " " + table.replica_index);
}

std::string partition_of(const Table& table) {
  return table.partition_of
             ? table.partition_of->parent.text() + " " + table.partition_of->bound.sql
             : "";
}

}  // namespace

void diff_tables(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  match(
      from->tables, to->tables, [&](const Table& old) { changes.push_back(DropTable{old}); },
      [&](const Table& added) { changes.push_back(AddTable{added}); },
      [&](const Table& a, const Table& b) {
        Table before = header(a), after = header(b);
        if (!(before == after)) changes.push_back(AlterTable{std::move(before), std::move(after)});
      });
}

Result<void> apply_to(model::Objects& objects, const AddTable& change) {
  return insert(objects.tables, change.table, "table");
}
Result<void> apply_to(model::Objects& objects, const DropTable& change) {
  return erase(objects.tables, change.table.name, "table");
}
Result<void> apply_to(model::Objects& objects, const AlterTable& change) {
  const Result<Table*> table = find_table(objects, change.to.name);
  if (!table) return fail(table.error());
  set_header(**table, change.to);
  return {};
}

std::string text(const AddTable& change) {
  return "add table " + change.table.name.text() + " (" +
         text::count(change.table.columns.size(), "column") + ")";
}
std::string text(const DropTable& change) {
  return "drop table " + change.table.name.text();
}
std::string text(const AlterTable& change) {
  const Table& from = change.from;
  const Table& to = change.to;
  Facts facts;
  facts.add("partitioned by", sql_of(from.partition_by), sql_of(to.partition_by));
  facts.add("partition of", partition_of(from), partition_of(to));
  facts.add("inherits", from.inherits, to.inherits);
  facts.say(from.unlogged != to.unlogged, to.unlogged ? "unlogged" : "logged");
  facts.say(from.row_security != to.row_security,
            to.row_security ? "row security on" : "row security off");
  facts.say(from.force_row_security != to.force_row_security,
            to.force_row_security ? "row security forced on the owner"
                                  : "row security not forced on the owner");
  facts.add("options", from.options, to.options);
  facts.add("access method", from.access_method, to.access_method);
  facts.add("replica identity", identity_of(from), identity_of(to));
  facts.add("tablespace", from.tablespace, to.tablespace);
  facts.add("clustered on", from.clustered_on, to.clustered_on);
  facts.add("owner", from.access.owner, to.access.owner);
  facts.say(from.access.grants != to.access.grants, "privileges");
  facts.add("comment", from.comment, to.comment);
  return "alter table " + to.name.text() + facts.text();
}

}  // namespace mimar::diff
