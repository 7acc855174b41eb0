// "A category may be the child of another category", "Doctors and patients are in a many-to-many
// relationship", "There is a one-to-many relationship between teachers and classes".

#include <algorithm>
#include <array>

#include "design/brief/clauses/relation_parts.h"
#include "design/brief/plausible.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

struct Sides {
  bool first_many = false, second_many = false;
};

// "one-to-many", "many to one", "1:n"
std::optional<Sides> read_ratio(Cursor& cursor) {
  struct Ratio {
    std::string_view words;
    Sides sides;
  };
  static constexpr std::array<Ratio, 14> ratios{{{"one-to-many", {false, true}},
                                                 {"one to many", {false, true}},
                                                 {"1 : n", {false, true}},
                                                 {"1-to-many", {false, true}},
                                                 {"many-to-one", {true, false}},
                                                 {"many to one", {true, false}},
                                                 {"n : 1", {true, false}},
                                                 {"many-to-many", {true, true}},
                                                 {"many to many", {true, true}},
                                                 {"m : n", {true, true}},
                                                 {"n : m", {true, true}},
                                                 {"n : n", {true, true}},
                                                 {"one-to-one", {false, false}},
                                                 {"one to one", {false, false}}}};
  for (const Ratio& ratio : ratios) {
    if (cursor.accept_words(ratio.words)) return ratio.sides;
  }
  if (cursor.accept_words("1 : 1")) return Sides{};
  return std::nullopt;
}

bool read_word_for_it(Cursor& cursor) {
  return cursor.accept_any(
      {"relationship", "relation", "association", "link", "relationships", "mapping"});
}

// "teachers and classes"
std::vector<Noun> read_pair(Cursor& cursor, const Clause& clause) {
  std::vector<Noun> pair;
  cursor.accept("between");
  for (int i = 0; i < 2; ++i) {
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun || !may_be_entity(entity_of(*noun, clause.vocabulary), clause.vocabulary)) return {};
    pair.push_back(std::move(*noun));
    if (i == 0 && !cursor.accept_any({"and", "to", "with"})) return {};
  }
  return pair;
}

void say_pair(Clause& clause, const Noun& first, const Noun& second, const Sides& sides) {
  RelationFact fact;
  fact.subject = entity_of(first, clause.vocabulary);
  fact.object = entity_of(second, clause.vocabulary);
  fact.objects.many = sides.second_many;
  fact.subjects.many = sides.first_many;
  fact.objects.required = false;
  const bool refers = sides.first_many && !sides.second_many;
  fact.stem = refers ? "belong" : "have";
  fact.verb = refers ? "belongs to" : "has";
  fact.reach = refers ? Reach::refers : Reach::has;
  clause.facts.emplace_back(std::move(fact));
}

// What one of a kind is to another, and what the other one is to it.
std::string_view opposite(std::string_view role) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> roles{
      {{"child", "parent"},
       {"subdivision", "parent"},
       {"descendant", "parent"},
       {"subset", "parent"},
       {"reply", "parent"},
       {"successor", "predecessor"},
       {"predecessor", "successor"},
       {"copy", "original"},
       {"translation", "original"},
       {"duplicate", "original"},
       {"variant", "original"},
       {"correction", "original"},
       {"continuation", "predecessor"}}};
  for (const auto& [one, other] : roles) {
    if (one == role) return other;
  }
  return {};
}

// What somebody or something can be of another thing: "head", "captain", "predecessor".
bool is_post(const std::string& role) {
  static constexpr std::array<std::string_view, 14> posts{
      "head",     "captain", "chair",  "president", "chairman", "secretary", "parent",
      "guardian", "winner",  "deputy", "sponsor",   "tenant",   "boss",      "contact"};
  return is_person_role(role) || std::ranges::find(posts, role) != posts.end() ||
         (role.size() > 5 && (role.ends_with("er") || role.ends_with("or")));
}

// "An employee is the head of a department": the department has one as its head.
bool say_role(Clause& clause, const Noun& subject, const Noun& role, const Noun& whole,
              const VerbGroup& group, bool acyclic) {
  const Vocabulary& words = clause.vocabulary;
  RelationFact fact;
  fact.subject = entity_of(whole, words);
  fact.object = entity_of(subject, words);
  fact.verb = "has";
  fact.stem = "have";
  fact.reach = Reach::has;
  if (fact.subject == fact.object) {
    const std::string_view other = opposite(role.name);
    if (other.empty() && role.name != "parent") return false;
    if (role.name == "parent") {
      fact.object_role = "parent";
    } else {
      fact.object_role = std::string(other);
    }
    fact.objects = {false, false};
    fact.subjects.many = true;
    fact.acyclic = acyclic;
    if (!group.optional() && !group.negative && role.name != "parent") fact.objects.required = true;
    clause.facts.emplace_back(std::move(fact));
    return true;
  }
  if (!is_post(role.name)) return false;
  fact.object_role = role.name;
  fact.objects = {false, false};
  fact.subjects.many = true;
  clause.facts.emplace_back(std::move(fact));
  return true;
}

// "is the child of another category"
bool read_role_of(Clause& clause, Cursor cursor, const VerbGroup& group,
                  const std::vector<Noun>& subjects) {
  if (subjects.size() != 1 || group.negative) return false;
  const bool article = cursor.accept_any({"a", "an", "the"});
  const std::size_t from = cursor.at;
  while (!cursor.done() && cursor.token().kind == Token::Kind::word && cursor.word() != "of" &&
         !is_function_word(cursor.word()) && cursor.at < from + 3)
    ++cursor.at;
  if (cursor.at == from || cursor.word() != "of") return false;
  Noun role;
  role.name = as_singular(clause.tokens, from, cursor.at);
  if (clause.vocabulary.is_entity(role.name) && !is_person_role(role.name)) return false;
  ++cursor.at;
  auto whole = read_noun(cursor, clause.vocabulary);
  if (!whole || !clause.vocabulary.is_entity(entity_of(*whole, clause.vocabulary)) ||
      !clause.vocabulary.is_entity(entity_of(subjects.front(), clause.vocabulary)))
    return false;
  if (!article && !is_person_role(role.name) && opposite(role.name).empty()) return false;
  const bool acyclic = read_acyclic(cursor);
  if (!say_role(clause, subjects.front(), role, *whole, group, acyclic)) return false;
  finish(clause, cursor);
  return true;
}

}  // namespace

// "Categories form a tree", "there is a hierarchy of departments": each has one above it, or none.
bool read_tree(Clause& clause) {
  Cursor cursor = clause.cursor();
  std::optional<Noun> noun;
  const auto accept_shape = [](Cursor& at) {
    at.accept_any({"a", "an"});
    return at.accept_phrase({"tree structure", "tree", "hierarchy", "hierarchical structure"});
  };
  if (cursor.accept_phrase({"there is", "we have"})) {
    if (!accept_shape(cursor) || !cursor.accept("of")) return false;
    noun = read_noun(cursor, clause.vocabulary);
  } else {
    if (clause.verb == kNowhere) return false;
    const std::vector<Noun> subjects = read_subjects(clause);
    Cursor verb = clause.cursor(clause.verb);
    if (subjects.size() != 1 ||
        !verb.accept_phrase({"form", "forms", "are arranged in", "are organised in",
                             "are organized in", "are kept in", "are structured as", "are"}))
      return false;
    const bool hierarchical = verb.accept("hierarchical");
    if (!hierarchical && !accept_shape(verb)) return false;
    noun = subjects.front();
    cursor = verb;
  }
  if (!noun || !may_be_entity(entity_of(*noun, clause.vocabulary), clause.vocabulary)) return false;
  RelationFact fact;
  fact.subject = fact.object = entity_of(*noun, clause.vocabulary);
  fact.verb = "belongs to";
  fact.stem = "belong";
  fact.reach = Reach::refers;
  fact.object_role = "parent";
  fact.objects = {false, false};
  fact.subjects.many = true;
  fact.acyclic = true;
  Wish wish;
  wish.pattern = "hierarchy";
  wish.entity = fact.subject;
  clause.facts.emplace_back(std::move(fact));
  clause.facts.emplace_back(std::move(wish));
  finish(clause, cursor);
  return true;
}

bool read_named_relation(Clause& clause) {
  Cursor cursor = clause.cursor();
  // "Between houses and owners there is a many-to-many relationship"
  if (cursor.word() == "between") {
    const std::vector<Noun> pair = read_pair(cursor, clause);
    cursor.accept(",");
    if (pair.size() != 2 || !cursor.accept_phrase({"there is a", "there's a", "we have a"}))
      return false;
    const auto sides = read_ratio(cursor);
    if (!sides || !read_word_for_it(cursor)) return false;
    say_pair(clause, pair[0], pair[1], *sides);
    finish(clause, cursor);
    return true;
  }
  Cursor being = cursor;
  if (being.accept_phrase({"there is a", "there's a", "we have a", "there is"})) {
    const auto sides = read_ratio(being);
    if (!sides || !read_word_for_it(being) || being.word() != "between") return false;
    const std::vector<Noun> pair = read_pair(being, clause);
    if (pair.size() != 2) return false;
    say_pair(clause, pair[0], pair[1], *sides);
    finish(clause, being);
    return true;
  }
  if (clause.verb == kNowhere) return false;
  Cursor verb = clause.cursor(clause.verb);
  const VerbGroup group = read_verb_group(verb);
  const std::vector<Noun> subjects = read_subjects(clause);
  // "Doctors and patients are in a many-to-many relationship"
  if ((group.stem == "be" || group.stem == "have" || group.stem == "stand") && !subjects.empty()) {
    Cursor next = verb;
    next.accept_any({"in", "linked", "related", "connected"});
    next.accept_any({"a", "an"});
    if (const auto sides = read_ratio(next)) {
      read_word_for_it(next);
      std::vector<Noun> pair = subjects;
      if (pair.size() == 1 && next.accept_any({"with", "to"})) {
        auto other = read_noun(next, clause.vocabulary);
        if (!other) return false;
        pair.push_back(std::move(*other));
      }
      if (pair.size() != 2) return false;
      say_pair(clause, pair[0], pair[1], *sides);
      finish(clause, next);
      return true;
    }
  }
  return group.stem == "be" && read_role_of(clause, verb, group, subjects);
}

}  // namespace mimar::design::brief
