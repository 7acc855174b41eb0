// The list behind "has": "a name, an optional description, a status (planned, active or done) and
// many milestones, each with a due date".

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/item.h"
#include "design/brief/kinds.h"
#include "design/brief/names.h"
#include "design/brief/plausible.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

void skip_separators(Cursor& cursor) {
  while (!cursor.done() &&
         (cursor.accept_any({",", "and", ";", "&", "plus", ".", "or", "/"}) ||
          cursor.accept_words("as well as") || cursor.accept_words("along with") ||
          cursor.accept_words("together with") || cursor.accept_words("in addition to"))) {
  }
}

// Words that stand for a whole phrase in "a start and end date".
bool shares_head(const Tokens& tokens, const Noun& noun, const Cursor& cursor) {
  if (noun.plural || split_words(noun.name).size() != 1 || noun.quantity.said) return false;
  if (cursor.word() != "and" && cursor.word() != "or" && cursor.word() != "/") return false;
  const Token& next = cursor.at + 1 < cursor.end ? cursor.token(1) : tokens.front();
  if (cursor.at + 2 >= cursor.end || next.kind != Token::Kind::word || is_function_word(next.lower))
    return false;
  const Token& head = cursor.token(2);
  if (head.kind != Token::Kind::word || is_function_word(head.lower)) return false;
  return is_shared_modifier(tokens[noun.to - 1].lower);
}

// Whether this is something the database holds of its own, and not a value.
std::string item_entity(const Clause& clause, const Item& item, const std::string& subject) {
  const Vocabulary& words = clause.vocabulary;
  const std::string& name = item.noun.name;
  if (!item.details.references.empty()) return item.details.references;
  if (item.details.says_kind || !item.details.attribute.choices.empty()) return {};
  const std::string end = entity_at_end(words, name);
  const KindGuess guess = kind_of_name(name);
  const bool of_entity =
      !end.empty() && end != name && guess.reason.starts_with("nothing") && is_known(end, words);
  if (words.has(subject, name) && !words.is_entity(name) && !of_entity && !is_person_role(name))
    return {};
  const bool post = is_person_role(name) && !person_entity(words).empty() &&
                    !words.attributes.contains(name) && person_entity(words) != name;
  if (words.is_entity(name) && !post) return name;
  if (name == "sub" + subject || name == "sub " + subject || name == "child " + subject)
    return subject;
  if (const auto role = words.roles.find(name);
      role != words.roles.end() && words.is_entity(role->second))
    return role->second;
  if (is_person_role(name)) {
    const std::string person = person_entity(words);
    if (!person.empty()) return person;
  }
  if (!end.empty() && (guess.reason.starts_with("nothing") || guess.kind == ValueKind::long_text ||
                       guess.kind == ValueKind::url))
    return end;
  if (!end.empty() && end == name) return end;
  const bool countable = item.noun.quantity.many && item.noun.plural;
  if (countable && !is_value_name(name) && !name.starts_with("number of")) {
    if (name == "detail" || name == "setting" || name == "preference" || name == "note" ||
        name == "instruction" || name == "coordinate")
      return item.noun.quantity.said && name == "note" ? name : "";
    const bool many_of_them = guess.kind == ValueKind::long_text || guess.kind == ValueKind::url ||
                              guess.kind == ValueKind::money || guess.kind == ValueKind::decimal;
    // "payments" are many things, "costs" are one value.
    const bool value = !kind_of_name(plural_phrase(name)).reason.starts_with("nothing");
    return item.noun.quantity.said || guess.reason.starts_with("nothing") ||
                   (many_of_them && !value)
               ? name
               : "";
  }
  return {};
}

// What "each with a name" says, of the entity itself.
void say_inner(Clause& clause, Facts facts, const std::string& entity) {
  for (Fact& fact : facts) {
    const auto rename = [&](std::string& name) {
      if (name == kItself) name = entity;
    };
    if (auto* attribute = std::get_if<AttributeFact>(&fact)) rename(attribute->entity);
    if (auto* relation = std::get_if<RelationFact>(&fact))
      rename(relation->subject), rename(relation->object);
    if (auto* unique = std::get_if<Uniqueness>(&fact)) rename(unique->entity);
    clause.facts.push_back(std::move(fact));
  }
}

// "an address (street, city, postcode)": an attribute for each part, under its name.
bool say_parts(Clause& clause, const std::string& subject, Item& item) {
  if (item.parts.empty()) return false;
  for (AttributeFact& part : item.parts) {
    Details details;
    details.attribute = part.attribute;
    details.says_kind = part.says_kind;
    details.optional = part.optional ? part.optional : item.details.optional;
    const std::string& name = part.attribute.name;
    const bool named = name.starts_with(item.noun.name) || name.ends_with(item.noun.name);
    say_attribute(clause, subject, named ? name : item.noun.name + " " + name, std::move(details),
                  false);
  }
  say_inner(clause, std::move(item.facts), subject);
  for (std::string& words : item.details.unread)
    clause.unread.push_back(std::move(words));
  return true;
}

// The same parts, of something that has a table of its own.
void move_parts(const Clause& clause, Item& item) {
  if (item.parts.empty()) return;
  Clause inner{.tokens = clause.tokens, .vocabulary = clause.vocabulary};
  VerbGroup group;
  group.stem = "have";
  read_items(inner, {&clause.tokens, item.parts_from, item.parts_to}, kItself, group,
             find_verb("have"));
  for (Fact& fact : inner.facts)
    item.facts.push_back(std::move(fact));
  for (std::string& words : inner.unread)
    item.details.unread.push_back(std::move(words));
  item.parts.clear();
}

// "with 1 to 5 stars": a number of them, no things of their own.
bool say_score(Clause& clause, const std::string& subject, Item& item) {
  const Quantity& quantity = item.noun.quantity;
  const std::string& name = item.noun.name;
  if ((name != "star" && name != "point") || !quantity.max ||
      clause.vocabulary.attributes.contains(name))
    return false;
  Attribute& attribute = item.details.attribute;
  attribute.kind = ValueKind::integer;
  attribute.reason = "so many of them are given";
  attribute.at_least = Bound{std::to_string(quantity.min.value_or(0)), {}, false};
  attribute.at_most = Bound{std::to_string(*quantity.max), {}, false};
  item.details.says_kind = true;
  say_attribute(clause, subject, plural_phrase(name), std::move(item.details), false);
  return true;
}

void say_item(Clause& clause, const std::string& subject, Item& item, const VerbGroup& group,
              const Verb* verb) {
  for (const std::string& flag : item.noun.flags)
    apply_flag(flag, item.details);
  if (group.optional() && !item.details.optional && !item.noun.quantity.many)
    item.details.optional = true;
  if (group.obliged() && !item.details.optional) item.details.optional = false;
  if (item.noun.quantity.said && !item.noun.quantity.many && item.noun.quantity.max &&
      !item.noun.quantity.min)
    item.details.optional = true;
  // "an assignee (optional until work starts)": the rest is asked about
  for (const std::string& words : item.details.unread)
    if (words.starts_with("optional")) item.details.optional = true;
  if (say_score(clause, subject, item)) return;
  const std::string object = item_entity(clause, item, subject);
  if (!object.empty()) {
    move_parts(clause, item);
    for (std::string& words : item.details.unread)
      clause.unread.push_back(std::move(words));
    if (!item.per.empty()) say_per(clause, subject, item, object);
    say_item_relation(clause, subject, item, object, group, verb);
    say_inner(clause, std::move(item.facts), object);
    return;
  }
  for (const std::string& one : item.per)
    clause.unread.push_back("per " + one);
  if (say_parts(clause, subject, item)) return;
  std::string name = item.noun.name;
  const bool listed = item.noun.quantity.many && item.noun.plural && item.noun.quantity.said;
  item.details.attribute.many = listed || (item.noun.plural && is_value_name(name));
  if (item.noun.plural && !item.details.attribute.many) name = plural_phrase(name);
  if (name == "yes" || name.empty()) return;
  // "has no effect" and "at least one correct" say nothing that could be stored, "and buy" is a
  // verb.
  const Verb* deed = find_verb(name);
  const Quantity& quantity = item.noun.quantity;
  if (quantity.none || group.negative || (quantity.said && quantity.many && !item.noun.plural) ||
      (deed != nullptr && !deed->noun && deed->stem == name && !item.noun.quantity.article &&
       item.noun.flags.empty())) {
    clause.unread.push_back(spell(clause.tokens, item.noun.from, item.noun.to));
    return;
  }
  say_attribute(clause, subject, name, std::move(item.details), false);
  say_inner(clause, std::move(item.facts), subject);
}

// "and optionally a phone", "and, if they have one, an email".
bool accept_maybe(Cursor& cursor) {
  if (cursor.accept_phrase({"optionally", "possibly", "maybe", "perhaps", "sometimes", "if known",
                            "if available", "if any", "where known", "if applicable",
                            "if present"})) {
    cursor.accept_any({",", "also"});
    return true;
  }
  Cursor next = cursor;
  if (!next.accept("if") || !is_pronoun(next.word())) return false;
  ++next.at;
  if (!next.accept_phrase({"have one", "has one", "have any", "has any", "is known", "exists",
                           "is given", "is available"}) ||
      !next.accept(","))
    return false;
  cursor = next;
  return true;
}

// "8 characters", "unique", "at most 200": a part of the list that says something of the item
// before it. Words for a kind of value, "date", are names as well and stay items.
void read_details_behind(Clause& clause, Cursor& cursor, Item& item) {
  for (;;) {
    Cursor next = cursor;
    if (!next.accept(",")) return;
    next.accept("and");
    std::size_t end = next.at;
    while (end < next.end && clause.tokens[end].lower != "," && clause.tokens[end].lower != ";" &&
           clause.tokens[end].lower != "and")
      ++end;
    Cursor part{next.tokens, next.at, end};
    if ((part.accept("ordered") || part.accept("sorted")) && part.done()) {
      item.ordered = true;
      cursor.at = end;
      continue;
    }
    part.at = next.at;
    Details details = item.details;
    details.says_kind = false;
    if (part.done() || !read_detail(part, clause.vocabulary, details) || !part.done() ||
        details.says_kind)
      return;
    details.says_kind = item.details.says_kind;
    item.details = std::move(details);
    cursor.at = end;
  }
}

// "a price per currency and day": what depends on another entity is no attribute of this one.
bool depends_on_entity(const Clause& clause, const Cursor& cursor) {
  Cursor next = cursor;
  if (!next.accept_any({"per", "for"})) return false;
  const bool each =
      clause.tokens[cursor.at].lower == "per" || next.word() == "each" || next.word() == "every";
  auto noun = read_noun(next, clause.vocabulary);
  return each && noun && clause.vocabulary.is_entity(noun->name);
}

// "prep time and cooking time in minutes": the unit holds for the one before, too.
void share_unit(Clause& clause, std::size_t last, const std::string& subject, const Item& item) {
  if (item.details.attribute.unit.empty() || last >= clause.facts.size()) return;
  auto* before = std::get_if<AttributeFact>(&clause.facts[last]);
  if (before == nullptr || before->entity != subject || !before->attribute.unit.empty() ||
      before->says_kind || head_of(before->attribute.name) != head_of(item.noun.name))
    return;
  Details details;
  details.attribute = before->attribute;
  details.attribute.unit = item.details.attribute.unit;
  details.optional = before->optional;
  const std::string name = before->attribute.name;
  clause.facts.erase(clause.facts.begin() + static_cast<std::ptrdiff_t>(last));
  say_attribute(clause, subject, name, std::move(details), false);
}

// "when they followed", "the time it was sent": an instant named after what happened.
bool read_when(Clause& clause, Cursor& cursor, const std::string& subject) {
  Cursor next = cursor;
  if (!next.accept_phrase({"when", "the time when", "the date when", "the time at which",
                           "the moment when", "the date on which", "since when", "the time it",
                           "the time they", "the date it", "the date they"}))
    return false;
  std::string verb;
  while (!next.done() && !is_item_separator(next)) {
    if (is_participle(next.word()) ||
        (find_verb(next.word()) != nullptr && next.word() != "was" && next.word() != "is"))
      verb = verb_stem(next.word());
    ++next.at;
  }
  if (verb.empty()) return false;
  say_attribute(clause, subject, participle(verb) + " at", {}, false);
  cursor = next;
  return true;
}

// "Vans carry a plate, bikes a number": bikes carry it. True: the rest has been read.
bool read_gapped(Clause& clause, const Cursor& cursor, const Item& item, const VerbGroup& group,
                 const Verb* verb) {
  const Noun& noun = item.noun;
  const bool begins =
      is_article(cursor.word()) || cursor.is_number() || cursor.word() == "many" ||
      (cursor.word() == "more" && cursor.word(1) == "than") ||
      (cursor.word() == "at" && (cursor.word(1) == "most" || cursor.word(1) == "least"));
  if (!begins || noun.quantity.said || (!noun.plural && !noun.quantity.article) ||
      !clause.vocabulary.is_entity(noun.name) || cursor.done())
    return false;
  read_items(clause, cursor, noun.name, group, verb);
  return true;
}

// "whether it succeeded", "a flag that says whether it is active"
void read_whether(Cursor& cursor, Item& item) {
  const bool whether = cursor.accept_phrase(
      {"whether it is", "whether it was", "whether it has been", "whether it", "whether they are",
       "whether or not it is", "whether", "if it is", "a flag whether it is", "a flag for",
       "a flag that says whether it is", "a flag"});
  if (!whether) return;
  item.details.attribute.kind = ValueKind::boolean;
  item.details.attribute.reason = "the brief says «whether»";
  item.details.says_kind = true;
}

// "a start and end date": two names that share their last words.
bool read_two_heads(Clause& clause, Cursor& cursor, const std::string& subject, Item& item,
                    const VerbGroup& group, const Verb* verb) {
  if (!shares_head(clause.tokens, item.noun, cursor)) return false;
  Cursor second = cursor;
  ++second.at;
  const std::size_t first_word = second.at;
  auto whole = read_noun(second, clause.vocabulary);
  if (!whole) return false;
  const std::string head = as_name(clause.tokens, first_word + 1, whole->to);
  item.noun.name = item.noun.name + " " + singular_phrase(head);
  Item other;
  other.noun = *whole;
  other.noun.name = singular_phrase(whole->name);
  other.noun.plural = item.noun.plural = false;
  other.noun.quantity = item.noun.quantity;
  cursor = second;
  read_item_tail(cursor, clause, other);
  const bool maybe = item.details.optional.value_or(false);
  item.details = other.details;
  if (maybe) item.details.optional = other.details.optional = true;
  say_item(clause, subject, item, group, verb);
  say_item(clause, subject, other, group, verb);
  return true;
}

}  // namespace

void read_items(Clause& clause, Cursor cursor, const std::string& subject, const VerbGroup& group,
                const Verb* verb) {
  clause.facts.emplace_back(EntityFact{subject});
  if (subject == kItself) clause.facts.pop_back();
  const std::size_t first_fact = clause.facts.size();
  std::size_t last_fact = kNowhere;
  while (true) {
    const bool joined = cursor.word() == "and";
    skip_separators(cursor);
    const bool maybe = accept_maybe(cursor);
    if (read_shared_identity(clause, cursor, first_fact, subject)) return;
    if (cursor.accept_phrase({"the following attributes", "the following data",
                              "the following details", "the following information",
                              "the following properties", "the following fields",
                              "these attributes", "these properties", "these fields",
                              "the following", "both", "either", "also"})) {
      cursor.accept(":");
    }
    if (cursor.accept(":")) continue;
    if (cursor.done()) return;
    Item item;
    if (maybe) item.details.optional = true;
    read_whether(cursor, item);
    if (read_when(clause, cursor, subject)) continue;
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun) {
      finish(clause, cursor);
      return;
    }
    item.noun = std::move(*noun);
    if (read_two_heads(clause, cursor, subject, item, group, verb)) continue;
    if (read_gapped(clause, cursor, item, group, verb)) return;
    read_item_tail(cursor, clause, item);
    const std::size_t named = cursor.at;
    read_details_behind(clause, cursor, item);
    if (cursor.at > named && cursor.word() == "," && cursor.word(1) == "with")
      read_item_tail(cursor, clause, item);
    const bool dependent = depends_on_entity(clause, cursor);
    if (!cursor.done() && !is_item_separator(cursor) && cursor.word() != ".") {
      // Up to the next item it says something we do not know.
      const std::size_t from = cursor.at;
      while (!cursor.done() && cursor.word() != "," && cursor.word() != ";" &&
             cursor.word() != ".") {
        if (cursor.word() == "(")
          cursor.at = std::min(closing(clause.tokens, cursor.at, cursor.end), cursor.end - 1);
        ++cursor.at;
      }
      clause.unread.push_back(spell(clause.tokens, dependent ? item.noun.from : from, cursor.at));
    }
    if (dependent && item_entity(clause, item, subject).empty()) continue;
    if (joined) share_unit(clause, last_fact, subject, item);
    last_fact = clause.facts.size();
    say_item(clause, subject, item, group, verb);
    if (cursor.word() == ".") ++cursor.at;
  }
}

}  // namespace mimar::design::brief
