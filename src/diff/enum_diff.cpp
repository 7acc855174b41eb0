#include "diff/facts.h"
#include "diff/kinds.h"
#include "diff/sorted.h"
#include "model/quote.h"

namespace mimar::diff {
namespace {

using model::Enum;

std::string labels(const Enum& type) {
  std::vector<std::string> quoted;
  for (const std::string& label : type.labels)
    quoted.push_back(model::quote_literal(label));
  return "(" + text::join(quoted, ", ") + ")";
}

bool has(const Enum& type, const std::string& label) {
  return std::find(type.labels.begin(), type.labels.end(), label) != type.labels.end();
}

// "label 'x' added", "label 'y' removed", or just another order.
void add_label_facts(Facts& facts, const Enum& from, const Enum& to) {
  const std::string before = facts.text();
  for (const std::string& label : to.labels) {
    facts.say(!has(from, label), "label " + model::quote_literal(label) + " added");
  }
  for (const std::string& label : from.labels) {
    facts.say(!has(to, label), "label " + model::quote_literal(label) + " removed");
  }
  facts.say(facts.text() == before && from.labels != to.labels, "order of labels");
}

}  // namespace

void diff_enums(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  match(
      from->enums, to->enums, [&](const Enum& old) { changes.push_back(DropEnum{old}); },
      [&](const Enum& added) { changes.push_back(AddEnum{added}); },
      [&](const Enum& a, const Enum& b) {
        if (a != b) changes.push_back(AlterEnum{a, b});
      });
}

Result<void> apply_to(model::Objects& objects, const AddEnum& change) {
  return insert(objects.enums, change.type, "enum");
}
Result<void> apply_to(model::Objects& objects, const DropEnum& change) {
  return erase(objects.enums, change.type.name, "enum");
}
Result<void> apply_to(model::Objects& objects, const AlterEnum& change) {
  return overwrite(objects.enums, change.to, "enum");
}

std::string text(const AddEnum& change) {
  return "add enum " + change.type.name.text() + " " + labels(change.type);
}
std::string text(const DropEnum& change) {
  return "drop enum " + change.type.name.text();
}
std::string text(const AlterEnum& change) {
  Facts facts;
  add_label_facts(facts, change.from, change.to);
  facts.add("comment", change.from.comment, change.to.comment);
  return "alter enum " + change.to.name.text() + facts.text();
}

}  // namespace mimar::diff
