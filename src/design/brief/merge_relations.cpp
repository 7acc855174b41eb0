#include "design/brief/merge_relations.h"

#include <algorithm>

#include <fmt/core.h>

#include "design/brief/plausible.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool same_pair(const RelationState& state, const RelationFact& fact) {
  return (state.subject == fact.subject && state.object == fact.object) ||
         (state.subject == fact.object && state.object == fact.subject);
}

bool generic(std::string_view stem, Reach reach) {
  return reach == Reach::has || reach == Reach::part || stem == "belong" || stem == "be" ||
         stem == "reference" || stem == "refer" || stem == "relate" || stem == "associate" ||
         stem == "link" || stem == "connect" || stem == "attach" || stem == "concern" ||
         stem == "point" || stem.empty();
}

// Whether the fact speaks of the relationship that is known.
bool same(const RelationState& state, const RelationFact& fact, bool only_one) {
  if (!same_pair(state, fact)) return false;
  const bool forward = state.subject == fact.subject && state.object == fact.object;
  const std::string& role_a = forward ? state.object_role : state.subject_role;
  const std::string& role_b = forward ? state.subject_role : state.object_role;
  const bool a = role_a.empty() || fact.object_role.empty() || role_a == fact.object_role;
  const bool b = role_b.empty() || fact.subject_role.empty() || role_b == fact.subject_role;
  if (!a || !b) return false;
  if (fact.stem.empty()) return true;
  if (state.subject == state.object) {
    // Two relationships of an entity with itself are the same when they are spoken of alike.
    return state.stem == fact.stem && role_a == fact.object_role && role_b == fact.subject_role;
  }
  const bool roles_differ = role_a != fact.object_role || role_b != fact.subject_role;
  if (state.stem == fact.stem) return !roles_differ || role_a.empty() || fact.object_role.empty();
  if (generic(state.stem, state.reach) && generic(fact.stem, fact.reach))
    return !roles_differ || only_one;
  if (!generic(state.stem, state.reach) && !generic(fact.stem, fact.reach))
    return !roles_differ && only_one && !forward;
  return only_one && !(roles_differ && !role_a.empty() && fact.object_role.empty() && forward);
}

// What one has of its own, where nothing more is said: a profile, a basket, an invoice.
bool is_dependent_name(const std::string& name) {
  static constexpr std::string_view dependents[] = {
      "profile",    "cart",          "basket",  "wallet",    "passport",    "invoice",
      "receipt",    "licence",       "license", "badge",     "certificate", "calendar",
      "schedule",   "configuration", "setting", "dashboard", "mailbox",     "inbox",
      "transcript", "contract",      "record",  "warranty",  "agenda",      "payslip",
      "account",    "report",        "summary", "thread",    "history",     "file",
      "detail",     "questionnaire", "address"};
  const std::vector<std::string> words = split_words(name);
  return !words.empty() && std::ranges::find(dependents, words.back()) != std::end(dependents);
}

void merge_many(Many& known, std::uint32_t& line, const Many& more, const std::string& one,
                const std::string& other, std::uint32_t now,
                std::vector<std::string>& contradictions) {
  if (known.many && more.many && *known.many != *more.many && line != 0) {
    contradictions.push_back(fmt::format(
        "line {} gives {} {} {} «{}», line {} gives it {}", line, article(one), "«" + one + "»",
        *known.many ? "many of" : "exactly one", other, now, *more.many ? "many" : "one"));
  } else if (more.many) {
    known.many = more.many;
    line = now;
  }
  if (more.required) known.required = known.required.value_or(false) || *more.required;
  if (more.required && !*more.required && !known.required) known.required = false;
}

// How many of the one side an object has, when no sentence says it.
bool many_by_default(const RelationState& state) {
  switch (state.reach) {
    case Reach::has:
    case Reach::part: return false;
    case Reach::makes: return state.passive;
    case Reach::refers:
    case Reach::links: return true;
  }
  return false;
}

// What an entity is to another one of its kind: "parent", or "reversed transaction".
std::string self_role(const RelationState& state) {
  static constexpr std::string_view plain[] = {
      "have",    "belong",  "be",      "reply",     "answer", "respond", "nest",
      "inherit", "contain", "refer",   "reference", "extend", "include", "comment",
      "sit",     "live",    "consist", "group",     "divide"};
  if (std::ranges::find(plain, state.stem) != std::end(plain)) return "parent";
  return participle(state.stem) + " " + state.subject;
}

std::string spell_limit(const RelationFact& fact, std::uint32_t line) {
  return fmt::format(
      "line {}: «{} {}» for each «{}»: the tables take any number; keep it in what "
      "writes them, or say how it is to be refused",
      line, fact.limit, plural_phrase(fact.object), fact.subject);
}

}  // namespace

void RelationMerger::add(const RelationFact& fact, const SaidFact& now,
                         std::vector<std::string>& contradictions) {
  auto& among = pairs_[std::minmax(fact.subject, fact.object)];
  for (const std::size_t i : among) {
    RelationState& state = relations_[i];
    if (!same(state, fact, among.size() == 1)) continue;
    const bool forward = state.subject == fact.subject && state.object == fact.object;
    merge_many(forward ? state.objects : state.subjects,
               forward ? state.objects_line : state.subjects_line, fact.objects, fact.subject,
               fact.object, now.line, contradictions);
    merge_many(forward ? state.subjects : state.objects,
               forward ? state.subjects_line : state.objects_line, fact.subjects, fact.object,
               fact.subject, now.line, contradictions);
    if (!fact.limit.empty()) state.limits.push_back(spell_limit(fact, now.line));
    std::string& role_object = forward ? state.object_role : state.subject_role;
    std::string& role_subject = forward ? state.subject_role : state.object_role;
    if (role_object.empty()) role_object = fact.object_role;
    if (role_subject.empty()) role_subject = fact.subject_role;
    state.acyclic |= fact.acyclic;
    state.ordered |= fact.ordered;
    if (fact.reach == Reach::part) state.reach = Reach::part;
    if (generic(state.stem, state.reach) && !generic(fact.stem, fact.reach) && forward)
      state.stem = fact.stem, state.verb = fact.verb;
    if (state.through.empty()) state.through = fact.through;
    if (!fact.alternatives.empty()) state.alternatives = fact.alternatives, state.exclusive = true;
    if (std::ranges::find(state.said, now.sentence) == state.said.end())
      state.said.push_back(now.sentence);
    return;
  }
  RelationState made;
  made.subject = fact.subject;
  made.object = fact.object;
  made.stem = fact.stem;
  made.verb = fact.verb;
  made.reach = fact.reach;
  made.passive = fact.passive;
  made.objects = fact.objects;
  made.subjects = fact.subjects;
  made.objects_line = fact.objects.many ? now.line : 0;
  made.subjects_line = fact.subjects.many ? now.line : 0;
  made.subject_role = fact.subject_role;
  made.object_role = fact.object_role;
  made.acyclic = fact.acyclic;
  made.ordered = fact.ordered;
  made.alternatives = fact.alternatives;
  made.exclusive = fact.exclusive_choice;
  made.through = fact.through;
  if (!fact.limit.empty()) made.limits.push_back(spell_limit(fact, now.line));
  made.assumed_line = fact.assumed ? now.line : 0;
  made.said = {now.sentence};
  among.push_back(relations_.size());
  relations_.push_back(std::move(made));
}

// A "has" with one object: "A task has an assignee", "An order has a customer": the object stands
// for itself when it has relationships of its own besides.
bool RelationMerger::related_elsewhere(const RelationState& state) const {
  return std::ranges::any_of(relations_, [&](const RelationState& one) {
    return &one != &state && (one.object == state.object || one.subject == state.object);
  });
}

std::vector<Relationship> RelationMerger::settle(std::vector<std::string>& remarks) const {
  std::vector<Relationship> result;
  for (const RelationState& state : relations_) {
    for (const std::string& limit : state.limits)
      remarks.push_back(limit);
    if (state.assumed_line != 0 && !state.objects.many)
      remarks.push_back(fmt::format(
          "line {}: one «{}» for each «{}», as no word says more; «many {}» would say so",
          state.assumed_line, state.object, state.subject, plural_phrase(state.object)));
    const bool objects = state.objects.many.value_or(state.reach == Reach::links);
    bool subjects = state.subjects.many.value_or(many_by_default(state));
    const bool has = state.reach == Reach::has || state.reach == Reach::part ||
                     (state.reach == Reach::makes && !state.passive);
    // "A project has an owner": of many projects; "An order has an invoice": of this one.
    if (has && !objects && !state.subjects.many)
      subjects = !state.object_role.empty() ||
                 (state.reach != Reach::makes && !is_dependent_name(state.object)) ||
                 related_elsewhere(state);
    Relationship made;
    made.verb = state.verb;
    made.acyclic = state.acyclic;
    made.ordered = state.ordered;
    made.alternatives = state.alternatives;
    made.exclusive_choice = state.exclusive;
    made.said = state.said;
    made.owned = state.reach == Reach::part && !(objects && subjects);
    End subject{state.subject, state.subject_role, subjects,
                state.subjects.required.value_or(false)};
    End object{state.object, state.object_role, objects, state.objects.required.value_or(false)};
    // In a one-to-many relationship every one of the many has its one, unless it is said
    // otherwise.
    if (!subjects && objects && !state.subjects.required)
      subject.required = state.subject != state.object;
    if (!subjects && !objects && !state.subjects.required) subject.required = has;
    const bool turned = !objects && (subjects || !has);
    made.from = turned ? object : subject;
    made.to = turned ? subject : object;
    if (objects && subjects) {
      made.through = state.through;
    }
    if (made.from.entity == made.to.entity && !made.from.many && made.to.many &&
        made.from.role.empty() && made.to.role.empty())
      made.from.role = self_role(state);
    result.push_back(std::move(made));
  }
  return result;
}

}  // namespace mimar::design::brief
