// The list behind "has": "a name, an optional description, a status (planned, active or done) and
// many milestones, each with a due date".

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool is_separator(const Cursor& cursor) {
  const std::string_view word = cursor.word();
  return word == "," || word == "and" || word == ";" || word == "or" || word == "&" ||
         word == "as" || word == "plus" || word == "+" || word == "/";
}

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
  static constexpr std::string_view modifiers[] = {
      "first",     "last",     "start",    "end",     "created", "updated", "shipping",
      "billing",   "min",      "max",      "minimum", "maximum", "given",   "family",
      "opening",   "closing",  "planned",  "actual",  "home",    "work",    "check-in",
      "check-out", "begin",    "birth",    "from",    "to",      "gross",   "net",
      "unit",      "source",   "target",   "old",     "new",     "arrival", "departure",
      "valid",     "middle",   "short",    "long",    "due",     "issue",   "expected",
      "estimated", "pickup",   "delivery", "postal",  "public",  "private", "starting",
      "ending",    "internal", "external"};
  return std::ranges::find(modifiers, tokens[noun.to - 1].lower) != std::end(modifiers);
}

struct Item {
  Noun noun;
  Details details;
  std::string role;  // "as members"
  std::string through;
  bool ordered = false, acyclic = false;
  Facts facts;  // about the item itself: "each with a name"
};

void read_parenthesis(Cursor& cursor, const Clause& clause, Item& item) {
  const std::size_t close = closing(clause.tokens, cursor.at, cursor.end);
  Cursor inside{&clause.tokens, cursor.at + 1, close};
  Cursor again = inside;
  if (again.accept("ordered") && again.done()) {
    item.ordered = true;
  } else {
    read_details(inside, clause.vocabulary, item.details);
  }
  cursor.at = std::min(cursor.end, close + 1);
}

bool read_order(Cursor& cursor, Item& item) {
  Cursor next = cursor;
  next.accept(",");
  if (!next.accept_phrase({"in order", "in a fixed order", "in a given order", "in a certain order",
                           "in a defined order", "in a specific order", "that are ordered",
                           "which are ordered", "with an order", "in sequence", "in a sequence",
                           "whose order matters", "in an order", "ordered by position",
                           "with a position"}))
    return false;
  item.ordered = true;
  cursor = next;
  return true;
}

// ", such as red or blue": up to the next comma it binds nobody.
bool skip_example(Cursor& cursor) {
  Cursor next = cursor;
  const bool comma = next.accept(",");
  if (!next.accept_phrase(
          {"such as", "e . g .", "e . g", "for example", "for instance", "eg", "i . e .", "i . e"}))
    return false;
  next.accept(",");
  while (!next.done() && next.word() != ";" && !(comma && next.word() == ",")) {
    if (next.word() == "and" && is_article(next.word(1))) break;
    ++next.at;
  }
  cursor = next;
  return true;
}

bool read_acyclic(Cursor& cursor, Item& item) {
  Cursor next = cursor;
  next.accept(",");
  if (!next.accept_phrase({"without cycles",
                           "without a cycle",
                           "without any cycle",
                           "without any cycles",
                           "with no cycles",
                           "without circles",
                           "without loops",
                           "and never in a circle",
                           "but never in a circle",
                           "never in a circle",
                           "without circular dependencies",
                           "with no circular dependencies",
                           "but not in a circle",
                           "but without cycles",
                           "but cycles are not allowed",
                           "cycles are not allowed",
                           "cycles are forbidden",
                           "acyclically",
                           "no cycles allowed",
                           "no cycles",
                           "but there must be no cycles",
                           "but never on itself",
                           "but not on itself",
                           "but not itself",
                           "other than itself"}))
    return false;
  item.acyclic = true;
  cursor = next;
  return true;
}

// "with a role (owner, admin) and a joined date" of a relationship; "each with a name" of the item.
bool read_with(Cursor& cursor, const Clause& clause, Item& item) {
  Cursor next = cursor;
  next.accept(",");
  const bool each =
      next.accept_phrase({"each", "each of which", "each of them", "which each", "where each"});
  if (!next.accept_phrase({"with",         "having",         "has",           "have",
                           "which have",   "that have",      "which has",     "that has",
                           "including",    "which includes", "that includes", "consisting of",
                           "described by", "containing",     "recording",     "storing",
                           "giving",       "stating",        "holding",       "for"}))
    return false;
  if ((*next.tokens)[next.at - 1].lower == "for" && !each) return false;
  if (next.done()) return false;
  Clause inner{.tokens = clause.tokens, .vocabulary = clause.vocabulary};
  VerbGroup group;
  group.stem = "have";
  // What follows is a list of its own: it takes the rest when it is introduced by "each".
  read_items(inner, next, "\x01", group, find_verb("have"));
  item.facts = std::move(inner.facts);
  for (std::string& words : inner.unread)
    item.details.unread.push_back(std::move(words));
  cursor.at = cursor.end;
  return true;
}

bool read_role(Cursor& cursor, const Clause& clause, Item& item) {
  Cursor next = cursor;
  if (!next.accept("as") || next.word() == "well") return false;
  next.accept_words("one of");
  auto noun = read_noun(next, clause.vocabulary);
  if (!noun) return false;
  const auto kind = kind_of_word(noun->name);
  if (kind && !clause.vocabulary.is_entity(item.noun.name)) return false;
  item.role = noun->name;
  cursor = next;
  return true;
}

// ", who is also an employee": what the role is held by.
bool read_identity(Cursor& cursor, const Clause& clause, Item& item) {
  Cursor next = cursor;
  next.accept(",");
  if (!next.accept_phrase({"who is", "which is", "who are", "that is", "who must be"}))
    return false;
  next.accept_any({"also", "themselves", "itself", "again"});
  auto noun = read_noun(next, clause.vocabulary);
  if (!noun || !clause.vocabulary.is_entity(noun->name)) return false;
  item.details.references = noun->name;
  cursor = next;
  return true;
}

// What follows the name of an item, up to the next one.
void read_tail(Cursor& cursor, const Clause& clause, Item& item) {
  for (;;) {
    if (cursor.done()) return;
    if (cursor.accept("?")) {
      item.details.optional = true;
      continue;
    }
    if (read_identity(cursor, clause, item)) continue;
    if (cursor.word() == "(" || cursor.word() == "[") {
      read_parenthesis(cursor, clause, item);
      continue;
    }
    if (read_order(cursor, item) || read_acyclic(cursor, item) || skip_example(cursor)) continue;
    if (cursor.accept_phrase({"over time", "at a time", "at the same time", "at any time",
                              "at once", "in total", "each", "only", "at all", "or none", "of it",
                              "of its own", "of their own", "of them"}))
      continue;
    if (read_role(cursor, clause, item)) continue;
    Cursor through = cursor;
    if (through.accept_any({"through", "via"})) {
      if (auto noun = read_noun(through, clause.vocabulary)) {
        item.through = noun->name;
        cursor = through;
        continue;
      }
    }
    if (read_with(cursor, clause, item)) return;
    if (cursor.word() == ",") {
      Cursor next = cursor;
      ++next.at;
      // ", which is unique", ", by default planned"
      if (next.word() == "which" || next.word() == "that" || next.word() == "by" ||
          next.word() == "unique" || next.word() == "defaulting" || next.word() == "either" ||
          next.word() == "default" || next.word() == "ignoring") {
        if (read_detail(next, clause.vocabulary, item.details)) {
          cursor = next;
          continue;
        }
      }
      return;
    }
    if (is_separator(cursor) && cursor.word() != "as") return;
    if (!read_detail(cursor, clause.vocabulary, item.details)) return;
  }
}

// Whether this is something the database holds of its own, and not a value.
std::string item_entity(const Clause& clause, const Item& item, const std::string& subject) {
  const Vocabulary& words = clause.vocabulary;
  const std::string& name = item.noun.name;
  if (!item.details.references.empty()) return item.details.references;
  if (item.details.says_kind || !item.details.attribute.choices.empty()) return {};
  if (words.has(subject, name) && !words.is_entity(name)) return {};
  if (words.is_entity(name)) return name;
  if (const auto role = words.roles.find(name);
      role != words.roles.end() && words.is_entity(role->second))
    return role->second;
  if (is_person_role(name)) {
    const std::string person = person_entity(words);
    if (!person.empty()) return person;
  }
  const std::string end = entity_at_end(words, name);
  const KindGuess guess = kind_of_name(name);
  if (!end.empty() && (guess.reason.starts_with("nothing") || guess.kind == ValueKind::long_text ||
                       guess.kind == ValueKind::url))
    return end;
  if (!end.empty() && end == name) return end;
  const bool countable = item.noun.quantity.many && item.noun.plural;
  if (countable && !is_value_name(name) && !name.starts_with("number of")) {
    if (name == "detail" || name == "setting" || name == "preference" || name == "note" ||
        name == "instruction" || name == "coordinate")
      return item.noun.quantity.said && name == "note" ? name : "";
    return item.noun.quantity.said || guess.reason.starts_with("nothing") ||
                   guess.kind == ValueKind::long_text || guess.kind == ValueKind::url
               ? name
               : "";
  }
  return {};
}

void say_relation(Clause& clause, const std::string& subject, Item& item, const std::string& object,
                  const VerbGroup& group, const Verb* verb) {
  RelationFact fact;
  fact.subject = subject;
  fact.object = object;
  fact.stem = verb != nullptr ? std::string(verb->stem) : group.stem;
  fact.verb = group.be ? "is " + participle(fact.stem) : third_person(fact.stem);
  fact.reach = verb != nullptr ? verb->reach : Reach::has;
  const Quantity& quantity = item.noun.quantity;
  fact.objects.many = quantity.many;
  if (group.optional() || item.details.optional.value_or(false) ||
      (quantity.max && !quantity.min && !quantity.required)) {
    fact.objects.required = false;
  } else if (quantity.min) {
    fact.objects.required = *quantity.min > 0;
  } else if (!quantity.many || group.obliged()) {
    fact.objects.required = !group.negative;
  }
  if (item.details.optional && !*item.details.optional) fact.objects.required = true;
  if (quantity.none) {  // "can have no orders at all"
    fact.objects.required = false;
    fact.objects.many.reset();
    if (item.noun.plural) fact.objects.many = true;
  }
  if (is_shared_name(object) && quantity.many && fact.reach != Reach::part)
    fact.subjects.many = true;
  if (!item.role.empty()) {
    fact.object_role = item.role;
  } else if (item.noun.name != object) {
    fact.object_role = item.noun.name;
  }
  if (fact.object_role == object) fact.object_role.clear();
  fact.ordered = item.ordered;
  fact.acyclic = item.acyclic;
  for (const std::string& flag : item.noun.flags) {
    if (flag == "ordered" || flag == "sorted") fact.ordered = true;
  }
  fact.through = item.through;
  clause.facts.emplace_back(std::move(fact));
}

// What "each with a name" says, of the entity itself.
void say_inner(Clause& clause, Facts facts, const std::string& entity) {
  for (Fact& fact : facts) {
    const auto rename = [&](std::string& name) {
      if (name == "\x01") name = entity;
    };
    if (auto* attribute = std::get_if<AttributeFact>(&fact)) rename(attribute->entity);
    if (auto* relation = std::get_if<RelationFact>(&fact))
      rename(relation->subject), rename(relation->object);
    if (auto* unique = std::get_if<Uniqueness>(&fact)) rename(unique->entity);
    clause.facts.push_back(std::move(fact));
  }
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
  const std::string object = item_entity(clause, item, subject);
  if (!object.empty()) {
    for (std::string& words : item.details.unread)
      clause.unread.push_back(std::move(words));
    say_relation(clause, subject, item, object, group, verb);
    say_inner(clause, std::move(item.facts), object);
    return;
  }
  std::string name = item.noun.name;
  const bool listed = item.noun.quantity.many && item.noun.plural && item.noun.quantity.said;
  item.details.attribute.many = listed || (item.noun.plural && is_value_name(name));
  if (item.noun.plural && !item.details.attribute.many) name = plural_phrase(name);
  if (name == "yes" || name.empty()) return;
  say_attribute(clause, subject, name, std::move(item.details), false);
  say_inner(clause, std::move(item.facts), subject);
}

// "when they followed", "the time it was sent": an instant named after what happened.
bool read_when(Clause& clause, Cursor& cursor, const std::string& subject) {
  Cursor next = cursor;
  if (!next.accept_phrase({"when", "the time when", "the date when", "the time at which",
                           "the moment when", "the date on which", "since when", "the time it",
                           "the time they", "the date it", "the date they"}))
    return false;
  std::string verb;
  while (!next.done() && !is_separator(next)) {
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

}  // namespace

void read_items(Clause& clause, Cursor cursor, const std::string& subject, const VerbGroup& group,
                const Verb* verb) {
  clause.facts.emplace_back(EntityFact{subject});
  if (subject == "\x01") clause.facts.pop_back();
  while (true) {
    skip_separators(cursor);
    if (cursor.accept_phrase({"the following", "both", "either", "also", "optionally",
                              "the following attributes", "these attributes",
                              "the following fields"})) {
      if (clause.tokens[cursor.at - 1].lower == "following" ||
          clause.tokens[cursor.at - 1].lower == "attributes" ||
          clause.tokens[cursor.at - 1].lower == "fields")
        cursor.accept(":");
    }
    if (cursor.accept(":")) continue;
    if (cursor.done()) return;
    Item item;
    // "whether it succeeded", "a flag that says whether it is active"
    const bool whether = cursor.accept_phrase(
        {"whether it is", "whether it was", "whether it has been", "whether it", "whether they are",
         "whether or not it is", "whether", "if it is", "a flag whether it is", "a flag for",
         "a flag that says whether it is", "a flag"});
    if (whether) {
      item.details.attribute.kind = ValueKind::boolean;
      item.details.attribute.reason = "the brief says «whether»";
      item.details.says_kind = true;
    }
    if (read_when(clause, cursor, subject)) continue;
    auto noun = read_noun(cursor, clause.vocabulary);
    if (!noun) {
      finish(clause, cursor);
      return;
    }
    item.noun = std::move(*noun);
    if (shares_head(clause.tokens, item.noun, cursor)) {
      Cursor second = cursor;
      ++second.at;
      const std::size_t first_word = second.at;
      if (auto whole = read_noun(second, clause.vocabulary)) {
        const std::string head = as_name(clause.tokens, first_word + 1, whole->to);
        item.noun.name = item.noun.name + " " + singular_phrase(head);
        Item other;
        other.noun = *whole;
        other.noun.name = singular_phrase(whole->name);
        other.noun.plural = item.noun.plural = false;
        other.noun.quantity = item.noun.quantity;
        cursor = second;
        read_tail(cursor, clause, other);
        item.details = other.details;
        say_item(clause, subject, item, group, verb);
        say_item(clause, subject, other, group, verb);
        continue;
      }
    }
    read_tail(cursor, clause, item);
    if (!cursor.done() && !is_separator(cursor) && cursor.word() != ".") {
      // Up to the next item it says something we do not know.
      const std::size_t from = cursor.at;
      while (!cursor.done() && cursor.word() != "," && cursor.word() != ";" &&
             cursor.word() != ".") {
        if (cursor.word() == "(")
          cursor.at = std::min(closing(clause.tokens, cursor.at, cursor.end), cursor.end - 1);
        ++cursor.at;
      }
      clause.unread.push_back(spell(clause.tokens, from, cursor.at));
    }
    say_item(clause, subject, item, group, verb);
    if (cursor.word() == ".") ++cursor.at;
  }
}

}  // namespace mimar::design::brief
