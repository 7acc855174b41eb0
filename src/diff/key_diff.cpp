#include "diff/details.h"
#include "diff/kinds.h"
#include "diff/sorted.h"
#include "model/quote.h"

namespace mimar::diff {
namespace {

using model::Key;
using model::Table;

void diff_primary_key(const Table& from, const Table& to, ChangeSet& changes) {
  if (from.primary_key == to.primary_key) return;
  if (from.primary_key) changes.push_back(DropPrimaryKey{to.name, *from.primary_key});
  if (to.primary_key) changes.push_back(AddPrimaryKey{to.name, *to.primary_key});
}

void diff_uniques(const Table& from, const Table& to, ChangeSet& changes) {
  replace(
      from.uniques, to.uniques,
      [&](const Key& old) {
        changes.push_back(DropUnique{to.name, old});
      },
      [&](const Key& added) {
        changes.push_back(AddUnique{to.name, added});
      });
}

std::string where(const model::Name& table, const Key& key) {
  return key.name + " on " + table.text() + " (" + model::quote_list(key.columns) + ")" +
         details(key);
}

}  // namespace

void diff_keys(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  match_tables(from, to, [&](const Table& a, const Table& b) {
    diff_primary_key(a, b, changes);
    diff_uniques(a, b, changes);
  });
}

Result<void> apply_to(model::Objects& objects, const AddPrimaryKey& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  if ((*table)->primary_key)
    return does_not_fit("a primary key of \"" + change.table.text() + "\"", "is already there");
  (*table)->primary_key = change.key;
  return {};
}

Result<void> apply_to(model::Objects& objects, const DropPrimaryKey& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  if (!(*table)->primary_key)
    return does_not_fit("the primary key of \"" + change.table.text() + "\"", "is not there");
  (*table)->primary_key.reset();
  return {};
}

Result<void> apply_to(model::Objects& objects, const AddUnique& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  return insert((*table)->uniques, change.key, "unique constraint");
}

Result<void> apply_to(model::Objects& objects, const DropUnique& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  return erase((*table)->uniques, change.key.name, "unique constraint");
}

std::string text(const AddPrimaryKey& change) {
  return "add primary key " + where(change.table, change.key);
}
std::string text(const DropPrimaryKey& change) {
  return "drop primary key " + where(change.table, change.key);
}
std::string text(const AddUnique& change) {
  return "add unique constraint " + where(change.table, change.key);
}
std::string text(const DropUnique& change) {
  return "drop unique constraint " + where(change.table, change.key);
}

}  // namespace mimar::diff
