#include "diff/details.h"
#include "diff/kinds.h"
#include "diff/sorted.h"
#include "model/quote.h"

namespace mimar::diff {
namespace {

using model::ForeignKey;
using model::Table;

std::string where(const model::Name& table, const ForeignKey& key) {
  return key.name + " on " + table.text() + " (" + model::quote_list(key.columns) + ") to " +
         key.referenced_table.text() + " (" + model::quote_list(key.referenced_columns) + ")" +
         details(key);
}

}  // namespace

void diff_foreign_keys(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  match_tables(from, to, [&](const Table& a, const Table& b) {
    replace(
        a.foreign_keys, b.foreign_keys,
        [&](const ForeignKey& old) {
          changes.push_back(DropForeignKey{b.name, old});
        },
        [&](const ForeignKey& added) {
          changes.push_back(AddForeignKey{b.name, added});
        });
  });
}

Result<void> apply_to(model::Objects& objects, const AddForeignKey& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  return insert((*table)->foreign_keys, change.key, "foreign key");
}

Result<void> apply_to(model::Objects& objects, const DropForeignKey& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  return erase((*table)->foreign_keys, change.key.name, "foreign key");
}

std::string text(const AddForeignKey& change) {
  return "add foreign key " + where(change.table, change.key);
}
std::string text(const DropForeignKey& change) {
  return "drop foreign key " + where(change.table, change.key);
}

}  // namespace mimar::diff
