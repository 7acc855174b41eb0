#include "diff/facts.h"
#include "diff/kinds.h"
#include "diff/sorted.h"

namespace mimar::diff {

using model::Schema;

void diff_schemas(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  match(
      from->schemas, to->schemas, [&](const Schema& old) { changes.push_back(DropSchema{old}); },
      [&](const Schema& added) { changes.push_back(AddSchema{added}); },
      [&](const Schema& a, const Schema& b) {
        if (a != b) changes.push_back(AlterSchema{a, b});
      });
}

Result<void> apply_to(model::Objects& objects, const AddSchema& change) {
  return insert(objects.schemas, change.schema, "schema");
}
Result<void> apply_to(model::Objects& objects, const DropSchema& change) {
  return erase(objects.schemas, change.schema.name, "schema");
}
Result<void> apply_to(model::Objects& objects, const AlterSchema& change) {
  return overwrite(objects.schemas, change.to, "schema");
}

std::string text(const AddSchema& change) {
  return "add schema " + change.schema.name;
}
std::string text(const DropSchema& change) {
  return "drop schema " + change.schema.name;
}
std::string text(const AlterSchema& change) {
  Facts facts;
  facts.add("owner", change.from.access.owner, change.to.access.owner);
  facts.say(change.from.access.grants != change.to.access.grants, "privileges");
  facts.add("comment", change.from.comment, change.to.comment);
  return "alter schema " + change.to.name + facts.text();
}

}  // namespace mimar::diff
