// How rows are looked for and changed: "List a project's open tasks by due date, 50 a page, 100 a
// second", "Users search articles by title", "Count orders per status".

#include "design/brief/clauses/access.h"

#include <algorithm>

#include "base/text.h"
#include "design/brief/amounts.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

using enum Access::Kind;

struct Word {
  std::string_view stem;
  Access::Kind kind;
};
constexpr Word kWords[] = {
    {"list", list},     {"show", list},      {"display", list},    {"browse", list},
    {"view", list},     {"see", list},       {"fetch", list},      {"get", list},
    {"retrieve", list}, {"load", list},      {"read", list},       {"query", list},
    {"page", list},     {"report", list},    {"return", list},     {"export", list},
    {"filter", list},   {"sort", list},      {"find", find},       {"look", find},
    {"lookup", find},   {"check", find},     {"open", find},       {"count", count},
    {"sum", sum},       {"total", sum},      {"add", create},      {"create", create},
    {"insert", create}, {"place", create},   {"register", create}, {"submit", create},
    {"post", create},   {"search", search},  {"update", change},   {"change", change},
    {"edit", change},   {"modify", change},  {"rename", change},   {"mark", change},
    {"set", change},    {"delete", remove},  {"remove", remove},   {"compute", sum},
    {"calculate", sum}, {"average", average}};

const Word* access_word(std::string_view word) {
  const Verb* verb = find_verb(word);
  const std::string stem = verb != nullptr ? std::string(verb->stem) : verb_stem(word);
  for (const Word& one : kWords) {
    if (one.stem == stem) return &one;
  }
  return nullptr;
}

bool is_pure_change(const Access& access) {
  return access.kind == create || access.kind == change || access.kind == remove;
}

// What follows from all that was read.
void settle(Reading& reading) {
  Access& access = reading.access;
  if (access.kind == find && reading.many && !reading.looked_up) access.kind = list;
  if (access.kind == find && access.filters.empty()) add_filter(reading, Filter{.attribute = "id"});
  if (!access.by.empty() && (access.kind == list || access.kind == find)) access.kind = count;
}

// "Orders are listed by date": the subject is what is read.
bool read_passive(Clause& clause, const Cursor& verb, const VerbGroup& group, const Word& word,
                  const Noun& subject) {
  Reading reading{clause, {}, verb};
  reading.access.kind = word.kind;
  reading.access.entity = entity_of(subject, clause.vocabulary);
  if (!clause.vocabulary.is_entity(reading.access.entity)) return false;
  reading.many = subject.plural;
  // "The average rating is shown": what is in front of the entity has to be understood.
  const std::string& name = reading.access.entity;
  if (subject.name != name && subject.name.ends_with(" " + name) &&
      !read_adjective(reading, subject.name.substr(0, subject.name.size() - name.size() - 1)))
    return false;
  if (!subject.owner.empty()) add_filter(reading, Filter{.attribute = subject.owner});
  reading.chooses = group.stem == "filter" || group.stem == "retrieve" || group.stem == "query" ||
                    group.stem == "fetch";
  reading.cursor.accept("up");
  read_access_rest(reading);
  settle(reading);
  clause.facts.emplace_back(std::move(reading.access));
  return true;
}

bool is_own(const Cursor& cursor) {
  for (std::size_t ahead = 0; ahead < 3; ++ahead) {
    const std::string_view word = cursor.word(ahead);
    if (word == "own" || word == "their" || word == "his" || word == "her" || word == "my")
      return true;
    if (word != "all" && word != "of" && word != "the" && word != "through") return false;
  }
  return false;
}

// "their own tasks" of whoever does it; nobody said: of the people of the brief.
void add_actor(Reading& reading, const std::string& actor) {
  const Vocabulary& words = reading.clause.vocabulary;
  std::string whose = actor;
  if (whose.empty()) whose = person_entity(words);
  if (whose.empty() || whose == reading.access.entity) return;
  if (words.is_entity(whose) || words.roles.contains(whose))
    add_filter(reading, Filter{.attribute = whose});
}

// One access pattern for each kind: "create, edit and delete tasks".
bool say_accesses(Clause& clause, const Cursor& cursor, const std::vector<const Word*>& kinds,
                  const std::string& actor) {
  bool any = false;
  const bool filters =
      std::ranges::any_of(kinds, [](const Word* kind) { return kind->stem == "filter"; });
  for (const Word* kind : kinds) {
    if (filters && kind->kind == list && kind->stem != "filter") continue;
    const std::size_t before = clause.unread.size();
    Reading reading{clause, {}, cursor};
    reading.access.kind = kind->kind;
    reading.chooses = filters;
    const bool own = is_own(cursor);
    if (!read_access_subject(reading)) {
      clause.unread.resize(before);
      return any;
    }
    if (is_pure_change(reading.access) &&
        !reading.clause.vocabulary.is_entity(reading.access.entity))
      return any;
    if (own) add_actor(reading, actor);
    if (reading.access.kind == change && reading.cursor.accept("as")) {
      // "mark a parcel as delivered"
      const auto choice = read_choice_at(reading.cursor, clause.vocabulary, reading.access.entity);
      if (choice) reading.access.measured = choice->attribute;
    }
    read_access_rest(reading);
    settle(reading);
    if (any) clause.unread.resize(std::min(clause.unread.size(), before));
    clause.facts.emplace_back(std::move(reading.access));
    any = true;
  }
  return any;
}

// "A dispatcher can assign a parcel to a courier": a change of what the parcel is related to by it.
bool read_relating(Clause& clause, const VerbGroup& group, const Cursor& verb) {
  if (!group.optional() || group.be || group.stem.empty()) return false;
  Reading reading{clause, {}, verb};
  auto noun = read_noun(reading.cursor, clause.vocabulary);
  if (!noun) return false;
  reading.access.kind = change;
  reading.access.entity = entity_of(*noun, clause.vocabulary);
  if (!clause.vocabulary.is_entity(reading.access.entity)) return false;
  reading.access.measured = related_by(reading, group.stem);
  if (reading.access.measured.empty() || !is_preposition(reading.cursor.word())) return false;
  ++reading.cursor.at;
  const auto target = read_noun(reading.cursor, clause.vocabulary);
  if (!target) return false;
  const std::string name = entity_of(*target, clause.vocabulary);
  const auto role = clause.vocabulary.roles.find(reading.access.measured);
  if (name != reading.access.measured &&
      (role == clause.vocabulary.roles.end() || role->second != name))
    return false;
  read_access_rest(reading);
  clause.facts.emplace_back(std::move(reading.access));
  return true;
}

// "A customer tracks a parcel by tracking code": what is done by a value of its own is a look-up.
bool read_lookup(Clause& clause, const VerbGroup& group, const Cursor& verb) {
  if (group.be || group.negative || group.stem.empty()) return false;
  Reading reading{clause, {}, verb};
  auto noun = read_noun(reading.cursor, clause.vocabulary);
  if (!noun || !clause.vocabulary.is_entity(noun->name)) return false;
  reading.access.kind = find;
  reading.access.entity = noun->name;
  reading.many = noun->plural;
  Cursor by = reading.cursor;
  if (!by.accept_any({"by", "using", "via"})) return false;
  by.accept_any({"its", "their", "the", "a"});
  auto key = read_noun(by, clause.vocabulary);
  if (!key || !clause.vocabulary.has(noun->name, key->name)) return false;
  read_access_rest(reading);
  settle(reading);
  clause.facts.emplace_back(std::move(reading.access));
  return true;
}

}  // namespace

bool begins_as_access(const Clause& clause) {
  static constexpr std::string_view words[] = {"list",   "show", "find",  "count",  "sum",
                                               "search", "get",  "fetch", "display"};
  return clause.tokens.size() > 2 && clause.verb == kNowhere &&
         std::ranges::find(words, clause.tokens[0].lower) != std::end(words);
}

// "List customers who have never sent a parcel": the verb is one of a relative clause.
static bool is_imperative(const Clause& clause) {
  const Tokens& tokens = clause.tokens;
  if (tokens.empty() || tokens[0].kind != Token::Kind::word || clause.verb == kNowhere)
    return false;
  if (access_word(tokens[0].lower) == nullptr || verb_stem(tokens[0].lower) != tokens[0].lower)
    return false;
  for (std::size_t i = 2; i < clause.verb; ++i) {
    const std::string& word = tokens[i].lower;
    if (word == "that" || word == "which" || word == "who" || word == "whose" || word == "where" ||
        word == "nobody")
      return true;
  }
  return is_article(tokens[1].lower);
}

bool read_access(Clause& clause) {
  Cursor cursor = clause.cursor();
  std::string actor;
  const Word* word = nullptr;
  if (clause.verb != kNowhere && clause.verb > 0 && !is_imperative(clause)) {
    // "Users search articles by title", "Users can list their own tasks"
    Cursor verb = clause.cursor(clause.verb);
    const VerbGroup group = read_verb_group(verb);
    if (group.be && !(group.stem == "find" || group.stem == "search" || group.stem == "list" ||
                      group.stem == "look" || group.stem == "show" || group.stem == "read" ||
                      group.stem == "sort" || group.stem == "display" || group.stem == "fetch" ||
                      group.stem == "query" || group.stem == "filter" || group.stem == "retrieve"))
      return false;
    if (group.negative) return false;
    word = group.stem.empty() ? nullptr : access_word(clause.tokens[group.at].lower);
    const auto subjects = read_subjects(clause);
    if (word == nullptr && !subjects.empty() &&
        (read_relating(clause, group, verb) || read_lookup(clause, group, verb)))
      return true;
    if (word == nullptr || subjects.empty()) return false;
    if (group.be) return read_passive(clause, verb, group, *word, subjects.front());
    actor = clause.vocabulary.roles.contains(subjects.front().name)
                ? subjects.front().name
                : entity_of(subjects.front(), clause.vocabulary);
    cursor = verb;
    const bool reads = word->kind != create && word->kind != change && word->kind != remove;
    const bool ambiguous = group.stem == "see" || group.stem == "view" || group.stem == "read" ||
                           group.stem == "open" || group.stem == "get" || group.stem == "check" ||
                           group.stem == "report" || group.stem == "post" || group.stem == "add" ||
                           group.stem == "create" || group.stem == "place" ||
                           group.stem == "register" || group.stem == "submit" ||
                           group.stem == "show" || group.stem == "return" ||
                           group.stem == "display" || group.stem == "list";
    if (!reads && group.modal.empty()) return false;
    if (ambiguous && group.modal.empty()) {
      bool clue = false;
      for (const Token& token : clause.tokens)
        clue |= token.lower == "by" || token.lower == "sorted" || token.lower == "page" ||
                token.lower == "second" || token.lower == "first" || token.lower == "newest";
      if (!clue) return false;
    }
  } else {
    if (cursor.done() || cursor.token().kind != Token::Kind::word) return false;
    word = access_word(cursor.word());
    if (word == nullptr || verb_stem(cursor.word()) != cursor.word()) return false;
    if (cursor.word(1) == ":" || cursor.word(1) == "(") return false;
    ++cursor.at;
  }
  // "list and filter tasks", "create, edit and delete tasks"
  std::vector<const Word*> kinds{word};
  for (;;) {
    Cursor next = cursor;
    const bool comma = next.accept(",");
    if (!next.accept_any({"and", "or"}) && !comma) break;
    if (next.done()) break;
    const Word* more = access_word(next.word());
    if (more == nullptr || verb_stem(next.word()) != next.word()) break;
    kinds.push_back(more);
    cursor = next;
    ++cursor.at;
  }
  return say_accesses(clause, cursor, kinds, actor);
}

// "open deals of a user, newest first": no verb. Whatever an enquiry asks for; elsewhere only what
// says whose, which or in which order.
bool read_listing(Clause& clause) {
  if (clause.verb != kNowhere && !clause.enquiry) return false;
  // "Status of a parcel: new, lost": a definition.
  if (std::ranges::find(clause.tokens, ":", &Token::lower) != clause.tokens.end()) return false;
  Reading reading{clause, {}, clause.cursor()};
  const bool own = is_own(reading.cursor);
  if (!read_access_subject(reading)) {
    clause.unread.clear();
    return false;
  }
  const std::string_view next = reading.cursor.word();
  const bool follows = next == "by" || next == "of" || next == "per" || next == "for" ||
                       next == "sorted" || next == "newest" ||
                       (next == "," && reading.cursor.word(1) == "newest");
  const bool clear = clause.enquiry || is_figure(reading.access.kind);
  if (!clear && ((!follows && reading.access.filters.empty()) || !clause.unread.empty())) {
    clause.unread.clear();
    return false;
  }
  if (own) add_actor(reading, "");
  read_access_rest(reading);
  if (!clear && !clause.unread.empty()) {
    // Half of a noun phrase without a verb is no enquiry.
    clause.unread.clear();
    return false;
  }
  settle(reading);
  clause.facts.emplace_back(std::move(reading.access));
  return true;
}

}  // namespace mimar::design::brief
