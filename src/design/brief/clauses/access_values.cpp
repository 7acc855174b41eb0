// What a filter compares with: a number, a choice, a moment, another attribute, what is given.

#include "base/text.h"
#include "design/brief/clauses/access.h"
#include "design/brief/details.h"
#include "design/brief/kinds.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool ends(const Cursor& cursor) {
  return cursor.done() || cursor.word() == "," || cursor.word() == "." || cursor.word() == "and";
}

// "its amount", "the amount": of the same row.
bool read_other(Reading& reading, Cursor& cursor, Filter& filter) {
  Cursor next = cursor;
  const bool its = next.accept_any({"its", "their", "his", "her"});
  if (!its && next.word() != "the" && next.word() != "a" && next.word() != "an" &&
      !reading.clause.vocabulary.has(reading.access.entity, std::string(next.word())))
    return false;
  const bool article = its || next.accept_any({"the"});
  auto noun = read_noun(next, reading.clause.vocabulary);
  if (!noun || !noun->owner.empty()) return false;
  const bool known = reading.clause.vocabulary.has(reading.access.entity, noun->name);
  if (!known || noun->name == filter.attribute || (!article && !ends(next))) return false;
  filter.other = noun->name;
  cursor = next;
  return true;
}

}  // namespace

bool read_compared_value(Reading& reading, Cursor& cursor, Filter& filter) {
  Cursor next = cursor;
  if (const std::string moment = read_moment(next); !moment.empty()) {
    filter.value = moment;
    cursor = next;
    return true;
  }
  if (auto choice = read_choice_at(next, reading.clause.vocabulary, reading.access.entity);
      choice && choice->attribute == filter.attribute) {
    filter.value = choice->choice;
    std::string more = filter.value;
    while (next.word() == "or" || next.word() == ",") {
      Cursor after = next;
      ++after.at;
      after.accept("or");
      const auto other = read_choice_at(after, reading.clause.vocabulary, reading.access.entity);
      if (!other || other->attribute != filter.attribute || filter.op != "=") break;
      more += ", " + other->choice;
      next = after;
    }
    if (more != filter.value) filter.op = "one of";
    filter.value = more;
    cursor = next;
    return true;
  }
  next = cursor;
  if (read_other(reading, cursor, filter)) return true;
  next.accept_any({"a", "the", "an", "some", "any"});
  if (next.accept_phrase({"given value", "given", "certain value", "term", "text", "string",
                          "value", "certain", "given text", "given limit", "threshold",
                          "given date", "certain date"})) {
    cursor = next;
    return true;
  }
  if (ends(next)) return false;
  const Token& token = next.token();
  if (token.kind == Token::Kind::number) {
    filter.value = spell_number(token.number);
    ++next.at;
    if (next.accept("%") || !next.done()) {
      // "20 kg": in the attribute's unit
      if (!next.done() && next.token().kind == Token::Kind::word &&
          (!unit_of_word(next.word()).empty() || next.word() == "percent" ||
           next.word() == "euros" || next.word() == "dollars" || next.word() == "points" ||
           next.word() == "stars"))
        ++next.at;
    }
    cursor = next;
    return true;
  }
  if (token.kind == Token::Kind::sign || is_function_word(token.lower)) return false;
  filter.value = text::lower(token.text);
  ++next.at;
  cursor = next;
  return true;
}

}  // namespace mimar::design::brief
