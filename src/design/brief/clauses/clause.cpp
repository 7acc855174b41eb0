#include "design/brief/clauses/clause.h"

#include <algorithm>

#include "design/brief/kinds.h"
#include "design/brief/names.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool is_strong(const Cursor& cursor) {
  const std::string_view word = cursor.word();
  if (word == "is" || word == "are" || word == "has" || word == "have" || word == "was" ||
      word == "were" || word == "be")
    return true;
  if (is_modal(word) || (word == "need" && cursor.word(1) == "not")) return true;
  if (word == "needs" || word == "goes" || word == "do" || word == "does" || word == "having" ||
      word == "never" || word == "always")
    return word != "having";
  const Verb* verb = find_verb(word);
  return verb != nullptr && !verb->noun;
}

bool is_relative(std::string_view word) {
  return word == "that" || word == "which" || word == "who" || word == "whom" || word == "where" ||
         word == "when" || word == "if" || word == "once" || word == "unless" || word == "whose" ||
         word == "while" || word == "until" || word == "after" || word == "before";
}

// "A user reviews products", "Users review products": the number of the verb fits the subject's.
bool agrees(const Tokens& tokens, std::size_t at, const Vocabulary& vocabulary) {
  if (at == 0 || at + 1 >= tokens.size()) return false;
  Cursor cursor{&tokens, 0, at};
  Cursor start = cursor;
  const Quantity quantity = read_quantity(start);
  const std::string name = as_singular(tokens, start.at, at);
  const bool many = is_plural(as_name(tokens, at - 1, at)) && !quantity.article;
  const bool form_many = verb_stem(tokens[at].lower) == tokens[at].lower;
  const std::string compound = as_singular(tokens, start.at, at + 1);
  if (vocabulary.is_entity(compound)) return false;
  const Token& next = tokens[at + 1];
  const std::string& before = tokens[at - 1].lower;
  if (before == "we" || before == "they" || before == "i" || before == "you") return form_many;
  if (tokens[at - 1].possessive || is_function_word(before)) return false;
  if (next.lower == "," || next.lower == "of" || next.lower == ":" || next.lower == "(" ||
      next.lower == ";" || next.lower == "and" || next.lower == "or")
    return false;
  if (many) return form_many && is_plural(as_name(tokens, at - 1, at));
  return quantity.article && !form_many && tokens[at].lower.ends_with('s') &&
         (vocabulary.is_entity(name) || at - start.at == 1 || is_function_word(next.lower) ||
          next.kind == Token::Kind::number);
}

// "have written many books", where "has planned dates" has dates.
bool is_perfect(const Cursor& cursor) {
  if (!is_participle(cursor.word(1)) || find_verb(cursor.word(1)) == nullptr) return false;
  const std::string_view next = cursor.word(2);
  return is_article(next) || cursor.is_number(2) || next == "many" || next == "several" ||
         next == "multiple" || next == "exactly" || (next == "at" && cursor.word(3) == "least") ||
         (next == "more" && cursor.word(3) == "than");
}

}  // namespace

// "also has", "never exceeds": the adverb belongs to the verb.
static std::size_t without_adverbs(const Tokens& tokens, std::size_t at) {
  while (at > 1 && is_adverb(tokens[at - 1].lower))
    --at;
  return at;
}

std::size_t find_main_verb(const Tokens& tokens, const Vocabulary& vocabulary) {
  Cursor cursor{&tokens, 0, tokens.size()};
  bool relative = false;
  std::size_t fallback = kNowhere;
  for (; !cursor.done(); ++cursor.at) {
    const Token& token = cursor.token();
    if (token.kind == Token::Kind::sign) {
      if (token.lower == "(" || token.lower == "[")
        cursor.at = std::min(closing(tokens, cursor.at, cursor.end), cursor.end - 1);
      if (token.lower == ":") return fallback;
      if (token.lower == ",") relative = false;
      continue;
    }
    if (token.kind != Token::Kind::word) continue;
    const bool named =
        (token.lower == "until" || token.lower == "after" || token.lower == "before") &&
        (cursor.word(1) == "of" || cursor.word(1) == "is" || cursor.word(1) == "must" ||
         cursor.word(1) == "cannot" || cursor.word(1) == "should" || cursor.word(1) == "lies" ||
         cursor.word(1) == "may" || cursor.word(1) == "can" || cursor.word(1).empty());
    if (cursor.at > 0 && !named && is_relative(token.lower)) {
      relative = true;
      continue;
    }
    if (cursor.at == 0) continue;
    if (is_strong(cursor)) {
      const bool participle = is_participle(token.lower) && token.lower != "had";
      const bool gerund = token.lower.ends_with("ing") && token.lower != "bring";
      if (relative && !participle) {
        relative = false;  // the verb of the relative clause; the main one follows
        continue;
      }
      if ((participle && !(token.lower == "read" || token.lower == "set" || token.lower == "put" ||
                           token.lower == "split" || token.lower == "run" ||
                           token.lower == "become" || token.lower == "come")) ||
          gerund || relative)
        continue;
      if (token.possessive || tokens[cursor.at - 1].possessive) continue;
      if (token.lower == "open" && is_plural(cursor.word(1))) continue;  // "open tasks"
      // "is open": an adjective
      const std::string& before = tokens[cursor.at - 1].lower;
      if (before == "is" || before == "are" || before == "be") continue;
      if (is_preposition(tokens[cursor.at - 1].lower) || tokens[cursor.at - 1].lower == "to" ||
          is_article(tokens[cursor.at - 1].lower))
        continue;
      return without_adverbs(tokens, cursor.at);
    }
    const Verb* verb = find_verb(token.lower);
    if (verb != nullptr && !token.possessive && !relative && !tokens[cursor.at - 1].possessive &&
        agrees(tokens, cursor.at, vocabulary))
      return cursor.at;
    // A word we do not know, behind an entity we know, in the form a verb has there.
    if (verb == nullptr && fallback == kNowhere && !relative && !is_function_word(token.lower) &&
        cursor.at + 1 < tokens.size()) {
      Cursor subject{&tokens, 0, cursor.at};
      read_quantity(subject);
      if (subject.at < cursor.at &&
          vocabulary.is_entity(as_singular(tokens, subject.at, cursor.at)) &&
          agrees(tokens, cursor.at, vocabulary))
        fallback = cursor.at;
    }
  }
  return fallback;
}

VerbGroup read_verb_group(Cursor& cursor) {
  VerbGroup group;
  for (; !cursor.done(); ++cursor.at) {
    const std::string_view word = cursor.word();
    if (is_modal(word)) {
      group.modal = word == "cannot" || word == "won't" || word == "can't" ? "can" : word;
      group.negative |= word == "cannot" || word == "won't" || word == "can't";
    } else if (word == "not" || word == "never") {
      group.negative = true;
    } else if (word == "only") {
      group.only = true;
    } else if (word == "no" && cursor.word(1) == "longer") {
      group.negative = true;
      ++cursor.at;
    } else if (is_adverb(word) && word != "about" && word != "exactly" && word != "either" &&
               word != "roughly" && word != "approximately" && word != "just") {
      if (word == "optionally" && group.modal.empty()) group.modal = "may";
      if (word == "sometimes" && group.modal.empty()) group.modal = "may";
    } else if ((word == "has" || word == "have" || word == "needs" || word == "need") &&
               cursor.word(1) == "to") {
      group.have_to = true;
      ++cursor.at;
    } else if (word == "do" || word == "does") {
      // "does not have"
      if (cursor.word(1) != "not") break;
    } else if (word == "is" || word == "are" || word == "be" || word == "was" || word == "were" ||
               word == "been" || word == "gets" || word == "being") {
      if (word == "gets" && !is_participle(cursor.word(1))) break;
      group.be = true;
      group.at = cursor.at;
    } else if ((word == "has" || word == "have") &&
               (cursor.word(1) == "been" || is_perfect(cursor))) {
      // "has been approved", "may have written many books"
    } else if (word == "able" && cursor.word(1) == "to") {
      group.modal = "can";
      group.be = false;
      ++cursor.at;
    } else if (word == "allowed" && cursor.word(1) == "to" && group.be) {
      group.modal = "can";
      group.be = false;
      ++cursor.at;
    } else {
      break;
    }
  }
  // "has got": has
  if ((cursor.word() == "has" || cursor.word() == "have") && cursor.word(1) == "got") {
    group.stem = "have";
    group.at = cursor.at;
    cursor.at += 2;
    return group;
  }
  const Verb* verb = cursor.done() ? nullptr : find_verb(cursor.word());
  const bool participle = !cursor.done() && is_participle(cursor.word());
  if (!group.be || participle) {
    if (!cursor.done() && cursor.token().kind == Token::Kind::word) {
      group.stem = verb != nullptr ? std::string(verb->stem) : verb_stem(cursor.word());
      group.at = cursor.at++;
    }
  } else {
    group.stem = "be";
  }
  return group;
}

std::optional<AttributePlace> place_attribute(const Noun& noun, const Clause& clause) {
  const Vocabulary& words = clause.vocabulary;
  const auto is_attribute = [&](const std::string& entity, const std::string& name) {
    return words.has(entity, name);
  };
  if (!noun.owner.empty()) {
    const std::string owner =
        words.is_entity(noun.owner) ? noun.owner : entity_at_end(words, noun.owner);
    return AttributePlace{owner.empty() ? noun.owner : owner, noun.name};
  }
  // "order total": the name of an entity in front of it
  for (std::size_t space = noun.name.find(' '); space != std::string::npos;
       space = noun.name.find(' ', space + 1)) {
    const std::string entity = singular_phrase(noun.name.substr(0, space)),
                      rest = noun.name.substr(space + 1);
    if (words.is_entity(entity) && is_attribute(entity, rest)) return AttributePlace{entity, rest};
    // "ingredient names": of an ingredient, even where nobody has said that it has one
    if (words.is_entity(entity) && !words.is_entity(noun.name) && is_part_name(rest) &&
        rest.find(' ') == std::string::npos && !words.owners.contains(noun.name))
      return AttributePlace{entity, rest};
  }
  if (!clause.topic.empty() && is_attribute(clause.topic, noun.name))
    return AttributePlace{clause.topic, noun.name};
  if (!clause.heading.empty() && is_attribute(clause.heading, noun.name))
    return AttributePlace{clause.heading, noun.name};
  const auto owners = words.owners.find(noun.name);
  if (owners != words.owners.end() && !owners->second.empty()) {
    return AttributePlace{owners->second.front(), noun.name};
  }
  // "email address" for "email", "date" for "due date"
  for (const auto& [name, list] : words.owners) {
    // not "price" of an order for "item price"
    if (noun.name.ends_with(" " + name) &&
        words.is_entity(noun.name.substr(0, noun.name.size() - name.size() - 1)))
      continue;
    if (name.ends_with(" " + noun.name) || noun.name.ends_with(" " + name) ||
        noun.name.starts_with(name + " ")) {
      const auto at_topic = std::ranges::find(list, clause.topic);
      return AttributePlace{at_topic != list.end() ? *at_topic : list.front(), name};
    }
  }
  return std::nullopt;
}

std::optional<AttributePlace> place_category(const Clause& clause, const Noun& noun) {
  if (auto place = place_attribute(noun, clause);
      place && place->attribute == noun.name && !noun.owner.empty())
    return place;
  const std::size_t space = noun.name.rfind(' ');
  if (space != std::string::npos && clause.heading.empty()) {
    const std::string owner = singular_phrase(noun.name.substr(0, space));
    if (clause.vocabulary.is_entity(owner))
      return AttributePlace{owner, noun.name.substr(space + 1)};
    // "booking status", where nothing is known of bookings
    if (std::ranges::find(clause.tokens, "its", &Token::lower) == clause.tokens.end())
      return std::nullopt;
  }
  const std::string& entity = clause.heading.empty() ? clause.topic : clause.heading;
  if (entity.empty()) return std::nullopt;
  return AttributePlace{entity, noun.name};
}

std::vector<Noun> read_subjects(const Clause& clause) {
  std::vector<Noun> result;
  Cursor cursor = clause.subject();
  while (!cursor.done()) {
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun) return {};
    result.push_back(std::move(*noun));
    if (cursor.word() == "(")
      cursor.at = std::min(cursor.end, closing(clause.tokens, cursor.at, cursor.end) + 1);
    if (cursor.done()) break;
    const bool separated = cursor.accept(",");
    if (!cursor.accept_any({"and", "or"}) && !separated) return {};
  }
  return result;
}

void finish(Clause& clause, Cursor cursor) {
  while (!cursor.done() &&
         (cursor.word() == "," || cursor.word() == "." || cursor.word() == ";" ||
          cursor.word() == ":" || cursor.word() == "and" || cursor.word() == "!" ||
          cursor.word() == "too" || cursor.word() == "again" || cursor.accept_words("as well") ||
          cursor.word() == "anymore" || cursor.word() == "also" || cursor.word() == "either" ||
          cursor.word() == "etc" || cursor.word() == ")"))
    ++cursor.at;
  if (cursor.done()) return;
  std::size_t end = cursor.end;
  while (end > cursor.at && clause.tokens[end - 1].lower == ".")
    --end;
  if (end > cursor.at) clause.unread.push_back(spell(clause.tokens, cursor.at, end));
}

// "prep time in minutes", "a lag in days", "a mood between 1 and 5": what has a unit or bounds is a
// number, whatever its name is.
static void settle_kind(Attribute& attribute) {
  const bool measured = !attribute.unit.empty() && attribute.unit != "year";
  const bool whole = attribute.unit == "minutes" || attribute.unit == "seconds" ||
                     attribute.unit == "days" || attribute.unit == "weeks" ||
                     attribute.unit == "months" || attribute.unit == "years" ||
                     attribute.unit == "milliseconds";
  const bool instant = attribute.kind == ValueKind::timestamp ||
                       attribute.kind == ValueKind::date || attribute.kind == ValueKind::time;
  const bool says_nothing = attribute.reason.starts_with("nothing");
  if (measured && (instant || says_nothing)) {
    attribute.kind = whole ? ValueKind::integer : ValueKind::decimal;
    attribute.reason = "the brief gives its unit";
  } else if (says_nothing && (attribute.at_least || attribute.at_most)) {
    const auto fraction = [](const std::optional<Bound>& bound) {
      return bound && bound->value.find('.') != std::string::npos;
    };
    const bool both = attribute.at_least && attribute.at_most;
    const bool decimal = fraction(attribute.at_least) || fraction(attribute.at_most) || !both;
    attribute.kind = decimal ? ValueKind::decimal : ValueKind::integer;
    attribute.reason = "the brief gives bounds";
  }
}

void say_attribute(Clause& clause, const std::string& entity, const std::string& name,
                   Details details, bool refers_back) {
  AttributeFact fact;
  fact.entity = entity;
  fact.attribute = std::move(details.attribute);
  fact.attribute.name = name;
  fact.says_kind = details.says_kind;
  fact.optional = details.optional;
  fact.refers_back = refers_back;
  if (!details.says_kind && !refers_back) {
    KindGuess guess = kind_of_name(name);
    const bool fractions = fact.attribute.reason == kGivesFractions;
    if (fractions && (guess.kind == ValueKind::integer || guess.kind == ValueKind::text))
      guess = {ValueKind::decimal, kGivesFractions, guess.personal, guess.unit};
    fact.attribute.kind = guess.kind;
    fact.attribute.reason = guess.reason;
    fact.attribute.personal |= guess.personal;
    if (fact.attribute.unit.empty()) fact.attribute.unit = guess.unit;
    settle_kind(fact.attribute);
  } else if (kind_of_name(name).personal) {
    fact.attribute.personal = true;
  }
  fact.attribute.optional = details.optional.value_or(false);
  clause.facts.emplace_back(std::move(fact));
  if (details.unique) {
    Uniqueness unique;
    unique.entity = entity;
    unique.attributes = {name};
    unique.within = details.within;
    unique.ignoring_case = details.ignoring_case;
    clause.facts.emplace_back(std::move(unique));
  }
  for (std::string& words : details.unread)
    clause.unread.push_back(std::move(words));
}

}  // namespace mimar::design::brief
