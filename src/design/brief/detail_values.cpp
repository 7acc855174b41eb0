// How long, how much, in which unit, and what when nothing is said.

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "base/text.h"
#include "design/brief/detail_parts.h"
#include "design/brief/kinds.h"
#include "design/brief/lexicon.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

Bound bound(double value, bool exclusive) {
  return Bound{spell_number(value), {}, exclusive};
}

}  // namespace

std::string spell_number(double number) {
  if (std::abs(number) < 1e15 && number == std::floor(number))
    return fmt::format("{}", static_cast<long long>(number));
  return fmt::format("{:g}", number);
}

void skip_unit(Cursor& cursor, Attribute& attribute) {
  if (cursor.done() || cursor.token().kind != Token::Kind::word) return;
  const std::string unit = unit_of_word(cursor.word());
  if (unit.empty()) return;
  if (attribute.unit.empty()) attribute.unit = unit;
  ++cursor.at;
}

bool is_length_word(std::string_view word) {
  return word == "character" || word == "characters" || word == "char" || word == "chars" ||
         word == "letter" || word == "letters" || word == "symbols" || word == "digits";
}

// "at most 200 characters", "between 3 and 50 characters", "200 characters long"
bool read_length(Cursor& cursor, Attribute& attribute) {
  Cursor next = cursor;
  next.accept_phrase({"with", "of", "has", "have", "containing"});
  const bool max = next.accept_phrase({"at most",
                                       "up to",
                                       "no more than",
                                       "not more than",
                                       "max .",
                                       "max",
                                       "maximum",
                                       "maximum of",
                                       "a maximum of",
                                       "not longer than",
                                       "no longer than",
                                       "limited to",
                                       "shorter than",
                                       "with at most",
                                       "less than or equal to",
                                       "not exceed",
                                       "not be more than",
                                       "not be longer than",
                                       "<=",
                                       "a maximum length of",
                                       "maximum length",
                                       "max length",
                                       "length"});
  const bool min =
      !max && next.accept_phrase({"at least", "no less than", "no fewer than", "not shorter than",
                                  "no shorter than", "min .", "min", "minimum", "a minimum of",
                                  "a minimum length of", "minimum length", "min length",
                                  ">=", "longer than"});
  next.accept("of");
  next.accept("length");
  next.accept("of");
  const bool named =
      (*next.tokens)[next.at - (next.at > cursor.at ? 1 : 0)].lower == "length" ||
      (next.at >= cursor.at + 2 && (*next.tokens)[next.at - 2].lower == "length") ||
      (next.at > cursor.at && ((*next.tokens)[next.at - 1].lower == "longer" ||
                               ((*next.tokens)[next.at - 1].lower == "than" && next.at >= 2 &&
                                ((*next.tokens)[next.at - 2].lower == "longer" ||
                                 (*next.tokens)[next.at - 2].lower == "shorter"))));
  const bool between = next.accept("between") || next.accept("from");
  if (!next.is_number()) return false;
  const auto first = static_cast<std::size_t>(std::max(0.0, next.token().number));
  ++next.at;
  std::optional<std::size_t> second;
  if ((next.word() == "to" || next.word() == "-" || next.word() == ".." ||
       (between && next.word() == "and")) &&
      next.is_number(1)) {
    second = static_cast<std::size_t>(std::max(0.0, next.token(1).number));
    next.at += 2;
  }
  const bool exact = !max && !min && !second;
  if (is_length_word(next.word(1)))
    next.accept_any({"capital", "uppercase", "upper-case", "lowercase", "lower-case", "small",
                     "alphanumeric", "decimal", "ascii", "printable"});
  if (is_length_word(next.word())) {
    ++next.at;
  } else if (!named) {
    return false;
  }
  next.accept("long");
  next.accept_words("in length");
  if (second) {
    attribute.min_length = first;
    attribute.max_length = second;
  } else if (min) {
    attribute.min_length = first;
    if (next.accept_words("and at most") && next.is_number()) {
      attribute.max_length = static_cast<std::size_t>(next.token().number);
      ++next.at;
    }
  } else {
    attribute.max_length = first;
    if (exact && cursor.word() != "length" && next.at > 0 &&
        (*next.tokens)[next.at - 1].lower != "max")
      attribute.min_length = first;
    if (next.accept_phrase({"max", "maximum", "at most"})) attribute.min_length.reset();
  }
  cursor = next;
  return true;
}

bool read_default(Cursor& cursor, Details& details) {
  Cursor next = cursor;
  const bool before =
      next.accept_phrase({"default is",        "default value is",  "default value of",
                          "default value",     "default to",        "default of",
                          "default :",         "default =",         "defaults to",
                          "defaulting to",     "defaults :",        "default",
                          "with default",      "with a default of", "with a default value of",
                          "initially",         "starts as",         "starts at",
                          "starting at",       "starting as",       "by default",
                          "set by default to", "initial value",     "a default of"});
  next.accept_any({"=", ":"});
  if (!before) {
    // "planned by default"
    std::size_t words = next.at;
    while (words < next.end && words < next.at + 3 && (*next.tokens)[words].lower != "by" &&
           (*next.tokens)[words].kind != Token::Kind::sign)
      ++words;
    if (words > next.at && words + 1 < next.end && (*next.tokens)[words].lower == "by" &&
        (*next.tokens)[words + 1].lower == "default") {
      const std::string value = text::lower(spell(*next.tokens, next.at, words));
      const bool yes = value == "on" || value == "yes" || value == "true";
      const bool no = value == "off" || value == "no" || value == "false" || value == "not";
      details.attribute.default_value = yes ? "true" : no ? "false" : value;
      cursor.at = words + 2;
      return true;
    }
    return false;
  }
  next.accept_any({"the", "to", "is"});
  if (next.done()) return false;
  if (next.is_number()) {
    details.attribute.default_value = spell_number(next.token().number);
    ++next.at;
    skip_unit(next, details.attribute);
    next.accept("%");
  } else if (next.accept_phrase({"now", "current time", "current date", "current timestamp",
                                 "the current time", "today", "time of creation", "creation time",
                                 "current date and time"})) {
    details.attribute.default_value = "now";
  } else if (next.accept_any({"yes", "true", "on"})) {
    details.attribute.default_value = "true";
  } else if (next.accept_any({"no", "false", "off", "not"})) {
    details.attribute.default_value = "false";
  } else if (next.accept_phrase({"empty", "an empty string", "null", "nothing", "none"})) {
    details.optional = true;
  } else {
    const std::size_t from = next.at;
    next.accept_any({"a", "an"});
    while (!next.done() && next.token().kind != Token::Kind::sign && !is_detail_separator(next) &&
           !is_function_word(next.word()) && next.at < from + 3)
      ++next.at;
    if (next.at == from) return false;
    details.attribute.default_value = text::lower(
        from + 1 == next.at ? (*next.tokens)[from].text : spell(*next.tokens, from, next.at));
  }
  cursor = next;
  return true;
}

bool read_unit(Cursor& cursor, Details& details) {
  Cursor next = cursor;
  const bool measured = next.accept_phrase({"measured in", "given in", "expressed in", "stored in",
                                            "counted in", "specified in", "recorded in"});
  const bool in = !measured && next.accept("in");
  const std::size_t from = next.at;
  next.accept("whole");
  for (std::size_t words = 2; words > 0; --words) {
    if (next.at + words > next.end) continue;
    const std::string name = as_name(*next.tokens, next.at, next.at + words);
    const std::string unit = unit_of_word(name);
    if (unit.empty()) continue;
    if (!in && !measured && next.at + words < next.end &&
        !is_detail_separator(Cursor{next.tokens, next.at + words, next.end}))
      return false;
    details.attribute.unit = unit;
    next.at += words;
    cursor = next;
    return true;
  }
  if (measured && from < next.end) {
    details.attribute.unit = spell(*next.tokens, from, from + 1);
    cursor.at = from + 1;
    return true;
  }
  return false;
}

// "between 1.0 and 5.0" speaks of more than whole numbers.
static void note_fraction(const Token& number, Attribute& attribute) {
  if (number.text.find('.') == std::string::npos) return;
  attribute.kind = ValueKind::decimal;
  attribute.reason = kGivesFractions;
}

bool read_bounds(Cursor& cursor, Attribute& attribute) {
  Cursor next = cursor;
  const bool negated = next.accept_any({"not", "never"});
  next.accept("be");
  if (next.accept("negative") && negated) {
    attribute.at_least = Bound{"0", {}, false};
  } else if (!negated && next.accept_phrase({"positive", "strictly positive", "always positive"})) {
    attribute.at_least = Bound{"0", {}, true};
  } else if (!negated && next.accept_phrase({"non-negative", "nonnegative", "zero or more",
                                             "zero or positive", "positive or zero", "0 or more",
                                             "zero or greater", "0 or greater"})) {
    attribute.at_least = Bound{"0", {}, false};
  } else if (negated && next.accept_words("zero")) {
    return false;
  } else {
    const bool range =
        !negated &&
        next.accept_phrase({"between", "from", "in the range", "ranging from", "ranges from",
                            "in the range of", "in the range from", "within", "a number from",
                            "a number between", "an integer between", "an integer from",
                            "a value between", "range", "on a scale from", "on a scale of"});
    const bool low = !range && next.accept_phrase(
                                   {"at least", "no less than", "greater than or equal to",
                                    ">=", "not less than", "not below", "min .", "min", "minimum",
                                    "no lower than", "not lower than", "minimum of",
                                    "equal to or greater than", "no smaller than", "a minimum of"});
    const bool over = !range && !low &&
                      next.accept_phrase({"greater than", "more than", "above", ">", "larger than",
                                          "higher than", "over", "bigger than"});
    const bool high =
        !range && !low && !over &&
        next.accept_phrase({"at most", "no more than", "less than or equal to",
                            "<=", "not more than", "up to", "max .", "max", "maximum", "not above",
                            "no greater than", "no higher than", "maximum of", "not exceed",
                            "a maximum of", "not greater than"});
    const bool under =
        !range && !low && !over && !high &&
        next.accept_phrase({"less than", "below", "<", "smaller than", "under", "lower than",
                            "fall below", "drop below", "go below", "exceed"});
    if (!range && !low && !over && !high && !under && !(next.is_number() && !negated)) return false;
    next.accept_any({":", "=", "$"});
    if (!next.is_number()) return false;
    const double first = next.token().number;
    note_fraction(next.token(), attribute);
    const bool exceed = under && (*next.tokens)[next.at - 1].lower == "exceed";
    ++next.at;
    if (!low && !over && !high && !under) {
      next.accept("%");
      if (!next.accept_any({"and", "to", "-", "..", "...", "through", "until"}) ||
          !next.is_number())
        return false;
      attribute.at_least = bound(first, false);
      attribute.at_most = bound(next.token().number, false);
      ++next.at;
      next.accept("inclusive");
    } else if (negated && (under || over || high)) {
      // "never below 0", "not more than 5"
      if (over || high || exceed)
        attribute.at_most = bound(first, false);
      else
        attribute.at_least = bound(first, false);
    } else if (low || over) {
      attribute.at_least = bound(first, over);
      Cursor further = next;
      if (further.accept_phrase({"and at most", "and no more than", "but at most", "and up to"}) &&
          further.is_number()) {
        attribute.at_most = bound(further.token().number, false);
        ++further.at;
        next = further;
      }
    } else {
      attribute.at_most = bound(first, under);
    }
    skip_unit(next, attribute);
    if (is_length_word(next.word())) return false;
  }
  cursor = next;
  return true;
}

}  // namespace mimar::design::brief
