#include "diff/details.h"
#include "diff/kinds.h"
#include "diff/sorted.h"

namespace mimar::diff {
namespace {

using model::Check;
using model::Table;

std::string where(const model::Name& table, const Check& check) {
  return check.name + " on " + table.text() + " (" + check.expression.sql + ")" + details(check);
}

}  // namespace

void diff_checks(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  match_tables(from, to, [&](const Table& a, const Table& b) {
    replace(
        a.checks, b.checks,
        [&](const Check& old) {
          changes.push_back(DropCheck{b.name, old});
        },
        [&](const Check& added) {
          changes.push_back(AddCheck{b.name, added});
        });
  });
}

Result<void> apply_to(model::Objects& objects, const AddCheck& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  return insert((*table)->checks, change.check, "check");
}

Result<void> apply_to(model::Objects& objects, const DropCheck& change) {
  const Result<Table*> table = find_table(objects, change.table);
  if (!table) return fail(table.error());
  return erase((*table)->checks, change.check.name, "check");
}

std::string text(const AddCheck& change) {
  return "add check " + where(change.table, change.check);
}
std::string text(const DropCheck& change) {
  return "drop check " + where(change.table, change.check);
}

}  // namespace mimar::diff
