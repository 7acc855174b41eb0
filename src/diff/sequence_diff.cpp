#include "diff/facts.h"
#include "diff/kinds.h"
#include "diff/sorted.h"

namespace mimar::diff {
namespace {

using model::Sequence;

std::string owner(const Sequence& sequence) {
  return sequence.owned_by ? sequence.owned_by->table.text() + "." + sequence.owned_by->column : "";
}

void add_option_facts(Facts& facts, const model::SequenceOptions& from,
                      const model::SequenceOptions& to) {
  const auto number = [&](const char* what, std::int64_t a, std::int64_t b) {
    facts.add(what, std::to_string(a), std::to_string(b));
  };
  facts.add("type", from.type, to.type);
  number("start", from.start, to.start);
  number("increment", from.increment, to.increment);
  number("minimum", from.minimum, to.minimum);
  number("maximum", from.maximum, to.maximum);
  number("cache", from.cache, to.cache);
  facts.add("cycle", from.cycle, to.cycle);
}

}  // namespace

void diff_sequences(const model::Database& from, const model::Database& to, ChangeSet& changes) {
  match(
      from->sequences, to->sequences,
      [&](const Sequence& old) { changes.push_back(DropSequence{old}); },
      [&](const Sequence& added) { changes.push_back(AddSequence{added}); },
      [&](const Sequence& a, const Sequence& b) {
        if (a != b) changes.push_back(AlterSequence{a, b});
      });
}

Result<void> apply_to(model::Objects& objects, const AddSequence& change) {
  return insert(objects.sequences, change.sequence, "sequence");
}
Result<void> apply_to(model::Objects& objects, const DropSequence& change) {
  return erase(objects.sequences, change.sequence.name, "sequence");
}
Result<void> apply_to(model::Objects& objects, const AlterSequence& change) {
  return overwrite(objects.sequences, change.to, "sequence");
}

std::string text(const AddSequence& change) {
  return "add sequence " + change.sequence.name.text();
}
std::string text(const DropSequence& change) {
  return "drop sequence " + change.sequence.name.text();
}
std::string text(const AlterSequence& change) {
  Facts facts;
  add_option_facts(facts, change.from.options, change.to.options);
  facts.say(change.from.unlogged != change.to.unlogged, change.to.unlogged ? "unlogged" : "logged");
  facts.add("owned by", owner(change.from), owner(change.to));
  facts.add("comment", change.from.comment, change.to.comment);
  return "alter sequence " + change.to.name.text() + facts.text();
}

}  // namespace mimar::diff
