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
    {"list", list},     {"show", list},     {"display", list},    {"browse", list},
    {"view", list},     {"see", list},      {"fetch", list},      {"get", list},
    {"retrieve", list}, {"load", list},     {"read", list},       {"query", list},
    {"page", list},     {"report", list},   {"return", list},     {"export", list},
    {"filter", list},   {"sort", list},     {"find", find},       {"look", find},
    {"lookup", find},   {"check", find},    {"open", find},       {"count", count},
    {"sum", sum},       {"total", sum},     {"add", create},      {"create", create},
    {"insert", create}, {"place", create},  {"register", create}, {"submit", create},
    {"post", create},   {"search", search}, {"update", change},   {"change", change},
    {"edit", change},   {"modify", change}, {"rename", change},   {"mark", change},
    {"set", change},    {"delete", remove}, {"remove", remove},   {"compute", sum},
    {"calculate", sum}};

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

// "Orders are listed by date": the subject is what is read.
bool read_passive(Clause& clause, const Cursor& verb, const VerbGroup& group, const Word& word,
                  const Noun& subject) {
  Reading reading{clause, {}, verb};
  reading.access.kind = word.kind;
  reading.access.entity = entity_of(subject, clause.vocabulary);
  if (!clause.vocabulary.is_entity(reading.access.entity)) return false;
  if (!subject.owner.empty()) add_filter(reading, {subject.owner, "=", ""});
  if (reading.access.kind == list && group.stem != "list" && group.stem != "show" &&
      group.stem != "sort" && group.stem != "display" && group.optional())
    reading.access.kind = find;
  reading.cursor.accept("up");
  read_access_rest(reading);
  clause.facts.emplace_back(std::move(reading.access));
  return true;
}

// One access pattern for each kind: "create, edit and delete tasks".
bool say_accesses(Clause& clause, const Cursor& cursor, const std::vector<const Word*>& kinds,
                  const std::string& actor) {
  const Cursor start = cursor;
  bool any = false;
  for (const Word* kind : kinds) {
    const std::size_t before = clause.unread.size();
    Reading reading{clause, {}, start};
    reading.access.kind = kind->kind;
    const bool own = std::ranges::any_of(clause.tokens, [](const Token& token) {
      return token.lower == "own" || token.lower == "their" || token.lower == "his" ||
             token.lower == "her" || token.lower == "my";
    });
    if (!read_access_subject(reading)) {
      clause.unread.resize(before);
      return any;
    }
    if (is_pure_change(reading.access) &&
        !reading.clause.vocabulary.is_entity(reading.access.entity))
      return any;
    if (own && !actor.empty() && clause.vocabulary.is_entity(actor) &&
        actor != reading.access.entity)
      add_filter(reading, {actor, "=", ""});
    if (own && actor.empty() && !person_entity(clause.vocabulary).empty() &&
        clause.tokens.size() < 12)
      add_filter(reading, {person_entity(clause.vocabulary), "=", ""});
    read_access_rest(reading);
    if (reading.access.kind == find && reading.access.filters.empty())
      add_filter(reading, {"id", "=", ""});
    if (!reading.access.by.empty() && reading.access.kind == list) reading.access.kind = count;
    if (any) clause.unread.resize(std::min(clause.unread.size(), before));
    clause.facts.emplace_back(std::move(reading.access));
    any = true;
  }
  return any;
}

}  // namespace

bool read_access(Clause& clause) {
  Cursor cursor = clause.cursor();
  std::string actor;
  const Word* word = nullptr;
  if (clause.verb != kNowhere && clause.verb > 0) {
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
    if (word == nullptr || subjects.empty()) return false;
    if (group.be) return read_passive(clause, verb, group, *word, subjects.front());
    actor = entity_of(subjects.front(), clause.vocabulary);
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

// "open deals of a user, newest first", "Home page: latest 10 published posts": no verb.
bool read_listing(Clause& clause) {
  if (clause.verb != kNowhere) return false;
  Cursor cursor = clause.cursor();
  bool labelled = false;
  for (std::size_t i = 1; i < std::min<std::size_t>(5, clause.tokens.size()); ++i) {
    const std::string before = singular(clause.tokens[i - 1].lower);
    if (clause.tokens[i].lower != ":" ||
        (before != "page" && before != "query" && before != "usage" && before != "screen" &&
         before != "view" && before != "dashboard" && before != "report" && before != "list"))
      continue;
    cursor = clause.cursor(i + 1);
    labelled = true;
    break;
  }
  // "Status of a parcel: new, lost": a definition.
  if (!labelled && std::ranges::find(clause.tokens, ":", &Token::lower) != clause.tokens.end())
    return false;
  Reading reading{clause, {}, cursor};
  if (!read_access_subject(reading)) {
    clause.unread.clear();
    return false;
  }
  const std::string_view next = reading.cursor.word();
  const bool follows = next == "by" || next == "of" || next == "per" || next == "for" ||
                       next == "sorted" || next == "newest" ||
                       (next == "," && reading.cursor.word(1) == "newest");
  if (!labelled && !follows && reading.access.filters.empty()) {
    clause.unread.clear();
    return false;
  }
  if (!labelled && !clause.unread.empty()) {
    clause.unread.clear();
    return false;
  }
  read_access_rest(reading);
  if (reading.access.kind == find && reading.access.filters.empty())
    add_filter(reading, {"id", "=", ""});
  clause.facts.emplace_back(std::move(reading.access));
  return true;
}

}  // namespace mimar::design::brief
