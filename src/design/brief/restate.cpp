#include "design/brief/restate.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/brief/details.h"
#include "design/brief/kinds.h"
#include "design/brief/restate_access.h"
#include "design/brief/spoken.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

std::string either(const std::vector<std::string>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " or " : ", ";
    result += words[i];
  }
  return result;
}

std::string both(const std::vector<std::string>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " and " : ", ";
    result += words[i];
  }
  return result;
}

bool looks_plural(const std::string& name) {
  return is_plural(split_words(name).empty() ? name : split_words(name).back());
}

// What is said in parentheses about an attribute, besides its name.
std::vector<std::string> notes_on(const AttributeFact& fact) {
  const Attribute& attribute = fact.attribute;
  std::vector<std::string> notes;
  if (!attribute.choices.empty())
    notes.push_back(fmt::format("one of {}", either(attribute.choices)));
  else if (fact.says_kind)
    notes.emplace_back(word_of_kind(attribute.kind));
  if (attribute.at_least && attribute.at_most && !attribute.at_least->exclusive &&
      !attribute.at_most->exclusive) {
    notes.push_back(
        fmt::format("between {} and {}", attribute.at_least->value, attribute.at_most->value));
  } else {
    if (attribute.at_least)
      notes.push_back(fmt::format("{} {}",
                                  attribute.at_least->exclusive ? "greater than" : "at least",
                                  attribute.at_least->value));
    if (attribute.at_most)
      notes.push_back(fmt::format("{} {}", attribute.at_most->exclusive ? "less than" : "at most",
                                  attribute.at_most->value));
  }
  if (attribute.min_length && attribute.max_length) {
    notes.push_back(*attribute.min_length == *attribute.max_length
                        ? fmt::format("{} characters", *attribute.max_length)
                        : fmt::format("between {} and {} characters", *attribute.min_length,
                                      *attribute.max_length));
  } else if (attribute.max_length) {
    notes.push_back(fmt::format("at most {} characters", *attribute.max_length));
  } else if (attribute.min_length) {
    notes.push_back(fmt::format("at least {} characters", *attribute.min_length));
  }
  if (attribute.default_value) notes.push_back(fmt::format("default {}", *attribute.default_value));
  if (attribute.immutable) notes.emplace_back("immutable");
  if (attribute.extensible) notes.emplace_back("extensible");
  if (attribute.personal && !kind_of_name(attribute.name).personal)
    notes.emplace_back("personal data");
  if (!attribute.unit.empty() && attribute.unit != kind_of_name(attribute.name).unit)
    notes.push_back(fmt::format("in {}", attribute.unit));
  if (fact.optional) notes.emplace_back(*fact.optional ? "optional" : "required");
  return notes;
}

std::string spell_derivation(const Derivation& derivation) {
  using Kind = Derivation::Kind;
  if (derivation.entity.empty()) {
    const std::string_view between = derivation.kind == Kind::product      ? " times "
                                     : derivation.kind == Kind::difference ? " minus "
                                                                           : " plus ";
    if (derivation.attributes.size() > 1 &&
        (derivation.kind == Kind::product || derivation.kind == Kind::difference ||
         derivation.kind == Kind::sum))
      return text::join(derivation.attributes, between);
  }
  const std::string_view function = derivation.kind == Kind::sum          ? "sum of"
                                    : derivation.kind == Kind::count      ? "number of"
                                    : derivation.kind == Kind::average    ? "average of"
                                    : derivation.kind == Kind::maximum    ? "maximum of"
                                    : derivation.kind == Kind::minimum    ? "minimum of"
                                    : derivation.kind == Kind::product    ? "product of"
                                    : derivation.kind == Kind::difference ? "difference of"
                                                                          : "concatenation of";
  if (derivation.attributes.empty())
    return fmt::format("the {} {}", function, plural_spoken(derivation.entity));
  return fmt::format(
      "the {} the {}{}", function, both(derivation.attributes),
      derivation.entity.empty() ? "" : fmt::format(" of {}", plural_spoken(derivation.entity)));
}

std::string attribute_phrase(const AttributeFact& fact) {
  const std::vector<std::string> notes = notes_on(fact);
  const std::string& name = fact.attribute.name;
  std::string phrase = fact.attribute.many  ? fmt::format("many {}", plural_spoken(name))
                       : looks_plural(name) ? name
                                            : a(name);
  if (!notes.empty()) phrase += fmt::format(" ({})", text::join(notes, "; "));
  return phrase;
}

struct Restater {
  std::vector<std::string>& out;

  void operator()(const EntityFact& fact) const {
    if (fact.event)
      out.push_back(capital(fmt::format("{} are immutable.", plural_spoken(fact.name))));
  }
  void operator()(const AttributeFact& fact) const {
    const Attribute& attribute = fact.attribute;
    if (attribute.derived) {
      out.push_back(fmt::format("The {} of {} is {}.", spoken(attribute.name), a(fact.entity),
                                spell_derivation(*attribute.derived)));
      return;
    }
    if (fact.refers_back) {
      for (const std::string& note : notes_on(fact))
        out.push_back(
            fmt::format("The {} of {} is {}.", spoken(attribute.name), a(fact.entity), note));
      return;
    }
    out.push_back(capital(fmt::format("{} has {}.", a(fact.entity), attribute_phrase(fact))));
  }
  static std::string quantity(const Many& many) {
    if (many.many.value_or(false)) return many.required.value_or(false) ? "one or more" : "many";
    return many.required.value_or(true) ? "exactly one" : "at most one";
  }
  static std::string counted(const Many& many, const std::string& name) {
    return fmt::format("{} {}", quantity(many),
                       many.many.value_or(false) ? plural_spoken(name) : name);
  }
  void operator()(const RelationFact& fact) const {
    std::string sentence;
    if (fact.subject == fact.object && fact.stem.empty()) {
      out.push_back(fmt::format("The {} must not form cycles.", plural_spoken(fact.subject)));
      return;
    }
    const std::string subject =
        fact.subjects.many.value_or(false) && fact.objects.many.value_or(false)
            ? plural_spoken(fact.subject)
            : a(fact.subject);
    std::string verb = fact.verb;
    if (subject.find(' ') == std::string::npos ||
        !(subject.starts_with("a ") || subject.starts_with("an "))) {
      if (verb.starts_with("is"))
        verb = "are" + verb.substr(2);
      else if (verb.starts_with("has"))
        verb = "have" + verb.substr(3);
      else if (const std::size_t space = verb.find(' '); true)
        verb = fact.stem + (space == std::string::npos ? "" : verb.substr(space));
    }
    sentence = fmt::format("{} {} {}", subject, verb, counted(fact.objects, fact.object));
    const bool named = fact.reach == Reach::has || fact.reach == Reach::part;
    if (!fact.object_role.empty() && named)
      sentence += fmt::format(" as {}", fact.object_role);
    else if (!fact.object_role.empty() && !fact.objects.many.value_or(false) &&
             fact.alternatives.empty())
      sentence += fmt::format(" as {}", fact.object_role);
    else if (!fact.subject_role.empty())
      sentence += fmt::format(" as {}", plural_spoken(fact.subject_role));
    if (fact.ordered) sentence += " in order";
    if (fact.acyclic) sentence += " without cycles";
    if (!fact.through.empty()) sentence += fmt::format(" through {}", plural_spoken(fact.through));
    if (!fact.attributes.empty()) {
      std::vector<std::string> phrases;
      for (const AttributeFact& attribute : fact.attributes)
        phrases.push_back(attribute_phrase(attribute));
      sentence += fmt::format(" with {}", both(phrases));
    }
    out.push_back(capital(sentence) + ".");
  }
  void operator()(const SubtypeFact& fact) const {
    out.push_back(capital(fmt::format("{} is a kind of {}.", a(fact.entity), fact.supertype)));
  }
  void operator()(const Uniqueness& fact) const {
    std::string sentence = fact.attributes.size() > 1
                               ? fmt::format("No two {} may have the same {}",
                                             plural_spoken(fact.entity), both(fact.attributes))
                               : fmt::format("The {} of {} is unique",
                                             spoken(fact.attributes.front()), a(fact.entity));
    for (std::size_t i = 0; i < fact.within.size(); ++i)
      sentence += fmt::format("{}{}", i == 0 ? " within " : " and ", a(fact.within[i]));
    if (fact.ignoring_case) sentence += ", ignoring case";
    out.push_back(sentence + ".");
  }
  void operator()(const NonOverlap& fact) const {
    std::string sentence = capital(plural_spoken(fact.entity));
    for (std::size_t i = 0; i < fact.within.size(); ++i)
      sentence += fmt::format("{}{}", i == 0 ? " of " : " and ", a(fact.within[i]));
    sentence += " must not overlap";
    for (const std::string& one : fact.except)
      sentence += fmt::format(", unless they are {}", one);
    out.push_back(sentence + ".");
  }
  void operator()(const Lifecycle& fact) const {
    for (const auto& [from, to] : fact.transitions) {
      if (from.empty())
        out.push_back(
            fmt::format("The {} of {} starts as {}.", spoken(fact.attribute), a(fact.entity), to));
      else if (from.starts_with('<'))
        out.push_back(capital(
            fmt::format("{} can be {} before it is {}.", a(fact.entity), to, from.substr(1))));
      else
        out.push_back(fmt::format("The {} of {} can go from {} to {}.", fact.attribute,
                                  a(fact.entity), from, to));
    }
  }
  void operator()(const Comparison& fact) const {
    const bool number = fact.other_attribute.empty() && fact.value != "now()";
    const std::string_view op = fact.op == ">"    ? number ? "greater than" : "after"
                                : fact.op == "<"  ? number ? "less than" : "before"
                                : fact.op == ">=" ? "at least"
                                : fact.op == "<=" ? "at most"
                                : fact.op == "="  ? "equal to"
                                                  : "different from";
    const std::string when = fact.when_value.empty()
                                 ? ""
                                 : fmt::format(" when the {} is {}", fact.entity, fact.when_value);
    out.push_back(fmt::format("The {} of {} is {} {}{}.", spoken(fact.attribute), a(fact.entity),
                              op,
                              fact.value == "now()" ? "now"
                              : fact.value.empty()  ? "the " + spoken(fact.other_attribute)
                                                    : fact.value,
                              when));
  }
  void operator()(const Requirement& fact) const {
    out.push_back(capital(
        fmt::format("{} has {}.", a(fact.when_value + " " + fact.entity), a(fact.attribute))));
  }
  void operator()(const Access& fact) const { out.push_back(restate_access(fact)); }
  void operator()(const Volume& fact) const {
    if (fact.rows < 0) {
      out.push_back(capital(fmt::format("{} grow by {}% a year.", plural_spoken(fact.entity),
                                        spell_number(-fact.rows))));
      return;
    }
    if (fact.rows > 0)
      out.push_back(fmt::format("{} {}{}.", spell_number(fact.rows), plural_spoken(fact.entity),
                                fact.per.empty() ? "" : " per " + fact.per));
    if (fact.growth_per_year)
      out.push_back(fmt::format("{} new {} a year{}.", spell_number(*fact.growth_per_year),
                                plural_spoken(fact.entity),
                                fact.per.empty() ? "" : " per " + fact.per));
  }
  void operator()(const Rate& fact) const {
    const std::string of =
        fact.entity.empty() ? "" : fmt::format(" of {}", plural_spoken(fact.entity));
    const auto speak = [&](double rate, std::string_view what) {
      out.push_back(rate >= 1 || rate == 0
                        ? fmt::format("{} {}{} a second.", spell_number(rate), what, of)
                        : fmt::format("{} {}{} a day.", spell_number(rate * 86400), what, of));
    };
    if (fact.reads) speak(*fact.reads, "reads");
    if (fact.writes) speak(*fact.writes, "writes");
  }
  void operator()(const Retention& fact) const {
    out.push_back(fmt::format("{} {} {} {} days.", fact.archive ? "Archive" : "Keep",
                              plural_spoken(fact.entity), fact.archive ? "after" : "for",
                              fact.days));
  }
  void operator()(const Tenancy& fact) const {
    out.push_back(fmt::format("Isolate everything by {}{}.", fact.entity,
                              fact.mode.empty() ? "" : ", " + fact.mode));
  }
  void operator()(const Wish& fact) const {
    static constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"audit-trail", "Keep an audit trail of"},
        {"soft-delete", "Soft-delete"},
        {"outbox", "Use an outbox"},
        {"event-sourcing", "Use event sourcing for"},
        {"temporal", "Keep every version of"},
        {"queue", "Use a queue for"},
        {"idempotency-keys", "Use idempotency keys"},
        {"ledger", "Use a double-entry ledger for"},
        {"full-text-search", "Use full-text search for"},
        {"tags", "Use tagging for"},
        {"roles-and-permissions", "Use role-based access"},
        {"status-machine", "Use a status machine for"},
        {"time-series", "Use time series for"},
        {"hierarchy", "Use a closure table or ltree for"},
        {"polymorphic", "Use polymorphic references for"},
        {"tenant-counter", "Number without gaps"},
        {"tenant-partitions", "Use tenant partitions for"},
        {"star-schema", "Use a star schema for"},
        {"pseudonymisation", "Pseudonymise"},
        {"optimistic-version", "Use optimistic locking for"},
        {"keyset-pagination", "Use keyset pagination for"}};
    for (const auto& [pattern, phrase] : words) {
      if (pattern != fact.pattern) continue;
      std::string sentence(phrase);
      const bool whole = pattern == "outbox" || pattern == "idempotency-keys" ||
                         pattern == "roles-and-permissions";
      if (!whole)
        sentence += fact.entity.empty() ? " everything" : " " + plural_spoken(fact.entity);
      if (const auto step = fact.options.find("step"); step != fact.options.end())
        sentence += " by " + step->second;
      if (const auto within = fact.options.find("within"); within != fact.options.end())
        sentence += " within each " + within->second;
      out.push_back(sentence + ".");
    }
  }
  void operator()(const Target& fact) const {
    const std::string of =
        fact.entity.empty() ? "" : fmt::format(" for {}", plural_spoken(fact.entity));
    if (fact.what.ends_with(" ms"))
      out.push_back(fmt::format("{} below {} ms{}.", fact.what.substr(0, fact.what.size() - 3),
                                spell_number(fact.value), of));
    else if (fact.what == "availability %")
      out.push_back(fmt::format("{}% availability{}.", spell_number(fact.value), of));
    else
      out.push_back(
          capital(fmt::format("{} of {} seconds{}.", fact.what.substr(0, fact.what.size() - 2),
                              spell_number(fact.value), of)));
  }
};

}  // namespace

// How many facts from `at` on are alternatives of one another.
static std::size_t alternatives_from(const Facts& facts, std::size_t at) {
  const auto& first = std::get<RelationFact>(facts[at]);
  std::size_t end = at + 1;
  while (!first.alternatives.empty() && end < facts.size()) {
    const auto* next = std::get_if<RelationFact>(&facts[end]);
    if (next == nullptr || next->alternatives != first.alternatives ||
        next->subject != first.subject || next->verb != first.verb)
      break;
    ++end;
  }
  return end - at;
}

std::vector<std::string> restate(const Facts& facts) {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto* relation = std::get_if<RelationFact>(&facts[i]);
    const std::size_t count = relation == nullptr ? 1 : alternatives_from(facts, i);
    std::visit(Restater{result}, facts[i]);
    if (count < 2) continue;
    // "A comment is on exactly one post or exactly one photo."
    std::string sentence = result.back().substr(0, result.back().size() - 1);
    for (std::size_t k = i + 1; k < i + count; ++k) {
      const auto& other = std::get<RelationFact>(facts[k]);
      sentence += fmt::format(" or {}", Restater::counted(other.objects, other.object));
    }
    result.back() = sentence + ".";
    i += count - 1;
  }
  if (result.empty()) {
    for (const Fact& fact : facts) {
      if (const auto* entity = std::get_if<EntityFact>(&fact))
        result.push_back(fmt::format("There are {}.", plural_spoken(entity->name)));
    }
  }
  return result;
}

}  // namespace mimar::design::brief
