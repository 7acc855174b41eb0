// The names an access pattern uses, as the brief knows them.

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/access.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// "due date", "expires at": not when something was made.
bool lies_ahead(const std::string& name) {
  static constexpr std::string_view words[] = {
      "due",   "end", "ends",    "until", "deadline", "expiry",  "expires", "birth",    "target",
      "valid", "to",  "planned", "ended", "updated",  "deleted", "born",    "departure"};
  return std::ranges::any_of(split_words(name), [](const std::string& word) {
    return std::ranges::find(words, word) != std::end(words) || word.starts_with("expir");
  });
}

// "expiry" and "expired", "arrival" and "arrives": they begin alike and end as forms of a word do.
bool same_root(const std::string& a, const std::string& b) {
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same])
    ++same;
  return same >= 4 && a.size() - same <= 4 && b.size() - same <= 4;
}

}  // namespace

// "revoked at", "closed on": when something came to its end says nothing of which is newest.
static bool ends_it(const std::string& name) {
  static constexpr std::string_view ends[] = {
      "revoked",  "closed",   "cancelled", "canceled",  "deleted",   "ended",    "expired",
      "resolved", "finished", "completed", "archived",  "removed",   "returned", "released",
      "read",     "seen",     "left",      "withdrawn", "dismissed", "retired"};
  return std::ranges::find(ends, split_words(name).front()) != std::end(ends);
}

std::string instant_of(const Clause& clause, const std::string& entity) {
  static constexpr std::string_view beginnings[] = {
      "created",   "placed",     "recorded", "occurred", "posted",  "sent",     "started",
      "booked",    "submitted",  "enrolled", "raised",   "ordered", "received", "written",
      "published", "measured",   "issued",   "happened", "made",    "captured", "logged",
      "uploaded",  "registered", "joined",   "paid",     "date",    "time",     "timestamp",
      "start",     "starts",     "taken",    "observed", "added"};
  const auto list = clause.vocabulary.attributes.find(entity);
  if (list == clause.vocabulary.attributes.end()) return "created at";
  for (const std::string_view beginning : beginnings) {
    for (const std::string& name : list->second) {
      const ValueKind kind = kind_of_name(name).kind;
      if (kind != ValueKind::timestamp && kind != ValueKind::date) continue;
      if (split_words(name).front() == beginning ||
          (beginning == "date" && name.ends_with(" date") && !name.starts_with("due") &&
           !name.starts_with("end") && !name.starts_with("target") && !name.starts_with("expir") &&
           !name.starts_with("birth")))
        return name;
    }
  }
  // Any other instant, then any other day, that does not lie ahead.
  for (const ValueKind kind : {ValueKind::timestamp, ValueKind::date}) {
    for (const std::string& name : list->second)
      if (kind_of_name(name).kind == kind && !lies_ahead(name) && !ends_it(name)) return name;
  }
  return "created at";
}

std::string instant_by_word(const Clause& clause, const std::string& entity,
                            const std::string& word) {
  const auto list = clause.vocabulary.attributes.find(entity);
  if (list == clause.vocabulary.attributes.end() || word.size() < 3) return {};
  for (const bool exact : {true, false}) {
    for (const std::string& name : list->second) {
      const ValueKind kind = kind_of_name(name).kind;
      if (kind != ValueKind::timestamp && kind != ValueKind::date) continue;
      for (const std::string& one : split_words(name))
        if (exact ? verb_stem(one) == verb_stem(word) || one == word : same_root(one, word))
          return name;
    }
  }
  return {};
}

void add_filter(Reading& reading, Filter filter) {
  for (const Filter& one : reading.access.filters) {
    if (one.attribute == filter.attribute && one.op == filter.op && one.value == filter.value)
      return;
  }
  reading.access.filters.push_back(std::move(filter));
}

std::string resolve_name(const Reading& reading, const std::string& name) {
  const Vocabulary& words = reading.clause.vocabulary;
  const std::string& entity = reading.access.entity;
  if (words.has(entity, name) || words.is_entity(name)) return name;
  const auto list = words.attributes.find(entity);
  if (list != words.attributes.end()) {
    for (const std::string& one : list->second) {
      if (one == name || one.ends_with(" " + name) || one.starts_with(name + " ") ||
          name.ends_with(" " + one) || name == entity + " " + one)
        return one;
    }
  }
  if (name == "creation date" || name == "creation time" || name == "date created" ||
      name == "creation" || name == "age" || name == "date" || name == "time" || name == "recency")
    return instant_of(reading.clause, entity);
  if (name == "last change" || name == "last update" || name == "update time") return "updated at";
  if (words.is_entity(name) || words.roles.contains(name)) return name;
  const std::string end = entity_at_end(words, name);
  return end.empty() ? name : end;
}

bool known_name(const Reading& reading, const std::string& name) {
  const Vocabulary& words = reading.clause.vocabulary;
  return words.has(reading.access.entity, name) || words.is_entity(name) ||
         words.roles.contains(name) ||
         (name == "position" && words.ordered.contains(reading.access.entity)) ||
         name == "created at" || name == "updated at" || name == "id";
}

std::string related_by(const Reading& reading, const std::string& verb) {
  const auto verbs = reading.clause.vocabulary.by_verb.find(reading.access.entity);
  if (verbs == reading.clause.vocabulary.by_verb.end()) return {};
  const auto found = verbs->second.find(verb_stem(verb));
  return found == verbs->second.end() ? std::string() : found->second;
}

std::optional<ChoiceAt> read_choice_at(Cursor& cursor, const Vocabulary& words,
                                       const std::string& entity) {
  const auto choices = words.choices.find(entity);
  if (choices == words.choices.end()) return std::nullopt;
  for (std::size_t length = std::min<std::size_t>(5, cursor.end - cursor.at); length > 0;
       --length) {
    const Token& first = cursor.token();
    const std::string said =
        length == 1 ? text::lower(first.text)
                    : text::lower(spell(*cursor.tokens, cursor.at, cursor.at + length));
    const auto found = choices->second.find(said);
    if (found == choices->second.end()) continue;
    cursor.at += length;
    return ChoiceAt{found->second, found->first};
  }
  return std::nullopt;
}

}  // namespace mimar::design::brief
