#include "base/text.h"
#include "diff/details.h"
#include "diff/kinds.h"
#include "diff/sorted.h"

namespace mimar::diff {
namespace {

using model::Index;

void diff_indexes_of(const model::Name& owner, const std::vector<Index>& from,
                     const std::vector<Index>& to, ChangeSet& changes) {
  replace(
      from, to,
      [&](const Index& old) {
        changes.push_back(DropIndex{owner, old});
      },
      [&](const Index& added) {
        changes.push_back(AddIndex{owner, added});
      });
}

// Of a table or a materialised view.
Result<std::vector<Index>*> indexes_of(model::Objects& objects, const model::Name& owner) {
  const Result<model::Table*> table = find_table(objects, owner);
  if (table) return &(*table)->indexes;
  const Result<model::View*> view = find(objects.views, owner, "view");
  if (view) return &(*view)->indexes;
  return fail(table.error());
}

std::string where(const model::Name& owner, const Index& index) {
  std::vector<std::string> keys;
  for (const model::IndexKey& key : index.keys)
    keys.push_back(key.expression ? key.expression->sql : key.column);
  return index.name + " on " + owner.text() + " (" + text::join(keys, ", ") + ")" + details(index);
}

}  // namespace

void diff_indexes(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  match_tables(from, to, [&](const model::Table& a, const model::Table& b) {
    diff_indexes_of(b.name, a.indexes, b.indexes, changes);
  });
  const auto ignore = [](const model::View&) {};
  match(from->views, to->views, ignore, ignore, [&](const model::View& a, const model::View& b) {
    if (a.materialized == b.materialized) diff_indexes_of(b.name, a.indexes, b.indexes, changes);
  });
}

Result<void> apply_to(model::Objects& objects, const AddIndex& change) {
  const Result<std::vector<Index>*> indexes = indexes_of(objects, change.table);
  if (!indexes) return fail(indexes.error());
  return insert(**indexes, change.index, "index");
}

Result<void> apply_to(model::Objects& objects, const DropIndex& change) {
  const Result<std::vector<Index>*> indexes = indexes_of(objects, change.table);
  if (!indexes) return fail(indexes.error());
  return erase(**indexes, change.index.name, "index");
}

std::string text(const AddIndex& change) {
  return (change.index.unique ? "add unique index " : "add index ") +
         where(change.table, change.index);
}
std::string text(const DropIndex& change) {
  return (change.index.unique ? "drop unique index " : "drop index ") +
         where(change.table, change.index);
}

}  // namespace mimar::diff
