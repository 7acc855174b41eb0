#include "design/brief/details.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "base/text.h"
#include "design/brief/kinds.h"
#include "design/brief/lexicon.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool is_separator(const Cursor& cursor) {
  const std::string_view word = cursor.word();
  return word == "," || word == ";" || word == "and" || word == "or" || word == "/" ||
         word == "|" || word == "but";
}

void skip_unit(Cursor& cursor, Attribute& attribute) {
  if (cursor.done() || cursor.token().kind != Token::Kind::word) return;
  const std::string unit = unit_of_word(cursor.word());
  if (unit.empty()) return;
  if (attribute.unit.empty()) attribute.unit = unit;
  ++cursor.at;
}

Bound bound(double value, bool exclusive) {
  return Bound{spell_number(value), {}, exclusive};
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
      details.attribute.default_value = text::lower(spell(*next.tokens, next.at, words));
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
    while (!next.done() && next.token().kind != Token::Kind::sign && !is_separator(next) &&
           !is_function_word(next.word()) && next.at < from + 3)
      ++next.at;
    if (next.at == from) return false;
    details.attribute.default_value = text::lower(
        from + 1 == next.at ? (*next.tokens)[from].text : spell(*next.tokens, from, next.at));
  }
  cursor = next;
  return true;
}

bool read_kind(Cursor& cursor, Details& details) {
  for (std::size_t words = 4; words > 0; --words) {
    if (cursor.at + words > cursor.end) continue;
    std::string name;
    for (std::size_t i = 0; i < words; ++i) {
      const std::string lower(cursor.word(i));
      if (!name.empty() && lower != "/" && !name.ends_with("/")) name += ' ';
      name += lower;
    }
    const auto kind = kind_of_word(name);
    if (!kind) continue;
    details.attribute.kind = *kind;
    details.attribute.reason = fmt::format("the brief says «{}»", name);
    details.says_kind = true;
    cursor.at += words;
    cursor.accept_any({"value", "field", "column", "format"});
    // varchar(200), numeric(10, 2)
    if (cursor.word() == "(" && cursor.is_number(1)) {
      if (*kind == ValueKind::text)
        details.attribute.max_length =
            static_cast<std::size_t>(std::max(0.0, cursor.token(1).number));
      cursor.at = std::min(cursor.end, closing(*cursor.tokens, cursor.at, cursor.end) + 1);
    }
    return true;
  }
  return false;
}

bool read_property(Cursor& cursor, Details& details) {
  Attribute& attribute = details.attribute;
  if (cursor.accept_phrase(
          {"optional",          "nullable",       "not required",      "not mandatory",
           "can be null",       "may be null",    "can be empty",      "may be empty",
           "may be missing",    "if any",         "if known",          "if given",
           "when known",        "if available",   "can be left empty", "may be left empty",
           "can be left blank", "may be absent",  "not always known",  "where known",
           "if present",        "when available", "if applicable",     "can be missing",
           "may be unknown",    "may be omitted", "can be omitted"})) {
    details.optional = true;
  } else if (cursor.accept_phrase(
                 {"required",        "mandatory",       "not null",          "not nullable",
                  "non-null",        "not empty",       "never empty",       "not optional",
                  "non-empty",       "cannot be empty", "must not be empty", "may not be empty",
                  "never missing",   "never null",      "obligatory",        "compulsory",
                  "always present",  "always given",    "must be given",     "must be set",
                  "always set",      "cannot be null",  "must be present",   "must be filled in",
                  "must be provided"})) {
    details.optional = false;
  } else if (cursor.accept_phrase({"immutable", "read-only", "cannot be changed", "never changes",
                                   "unchangeable", "cannot change", "must not change", "fixed",
                                   "does not change", "is never changed", "never changed",
                                   "may not be changed", "cannot be modified",
                                   "cannot be edited"})) {
    attribute.immutable = true;
    cursor.accept_phrase({"afterwards", "after creation", "later", "once set", "once it is set",
                          "after it is created", "after it is set", "once created"});
  } else if (cursor.accept_phrase({"empty until", "empty while", "empty as long as",
                                   "only set when", "only set once", "set when", "set once",
                                   "filled when", "filled in when", "missing until",
                                   "unknown until"})) {
    details.optional = true;
    while (!cursor.done() && !is_separator(cursor))
      ++cursor.at;
  } else if (cursor.accept_phrase({"personal data", "personal information", "pii", "sensitive data",
                                   "sensitive", "confidential", "personal", "encrypted",
                                   "stored encrypted"})) {
    attribute.personal = true;
  } else if (cursor.accept_phrase({"stored as a hash", "hashed", "as a hash", "stored hashed",
                                   "stored only as a hash", "only as a hash"})) {
    attribute.kind = ValueKind::hash;
    attribute.reason = "the brief says it is kept as a hash";
    details.says_kind = true;
  } else if (cursor.accept_phrase({"extensible", "which users may extend", "users may add more",
                                   "users can add more", "more can be added", "more may be added",
                                   "which may be extended", "and others may be added"})) {
    attribute.extensible = true;
  } else if (cursor.accept_phrase(
                 {"auto-generated", "automatically generated", "generated automatically",
                  "generated", "assigned automatically", "automatic", "automatically set",
                  "set automatically", "computed", "calculated", "primary key", "pk", "indexed",
                  "searchable", "editable", "human-readable", "sortable", "filterable"})) {
    // the policy takes care of keys, the access patterns of indexes
  } else if (cursor.accept_phrase({"case insensitive", "case-insensitive", "ignoring case",
                                   "regardless of case", "case does not matter",
                                   "ignoring upper and lower case"})) {
    details.ignoring_case = true;
  } else {
    return false;
  }
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
        !is_separator(Cursor{next.tokens, next.at + words, next.end}))
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

// "e.g. red or blue": examples bind nobody.
bool read_example(Cursor& cursor) {
  Cursor next = cursor;
  if (next.accept_phrase({"e . g .", "e . g", "eg .", "eg", "for example", "for instance",
                          "such as", "like", "i . e .", "aka", "also known as", "including",
                          "example :", "called"})) {
    cursor.at = cursor.end;
    return true;
  }
  return false;
}

bool read_reference(Cursor& cursor, const Vocabulary& vocabulary, Details& details) {
  Cursor next = cursor;
  if (!next.accept_phrase({"references", "reference to", "a reference to", "refers to", "fk to",
                           "fk ->", "foreign key to", "foreign key", "->", "link to", "points to",
                           "references the"}))
    return false;
  if (!details.references.empty()) return false;
  auto noun = read_noun(next, vocabulary);
  if (!noun) return false;
  details.references = entity_of(*noun, vocabulary);
  if (next.word() == "." && next.at + 1 < next.end) next.at += 2;
  cursor = next;
  return true;
}

void skip_copula(Cursor& cursor) {
  Cursor next = cursor;
  const bool relative = next.accept_any({"that", "which", "who"});
  const bool verb =
      next.accept_phrase({"must always be", "must be", "is always", "are always", "should be",
                          "has to be", "have to be", "shall be", "needs to be", "will be", "is",
                          "are", "can be", "may be", "being"});
  static constexpr std::string_view finite[] = {
      "defaults", "default",    "has",      "have",   "cannot", "never",
      "refers",   "references", "ranges",   "starts", "must",   "needs",
      "may",      "can",        "measured", "not",    "counts"};
  if (relative && (verb || std::ranges::find(finite, next.word()) != std::end(finite)))
    cursor = next;
  if (verb && !relative && cursor.at < next.at) cursor = next;
}

bool read_choice_list(Cursor& cursor, Details& details) {
  Cursor next = cursor;
  const std::size_t start = next.at;
  const bool relative = next.accept_any({"that", "which", "whose"});
  if (relative) next.accept_any({"value", "values"});
  const bool opened = next.accept_phrase({"is one of",
                                          "are one of",
                                          "can be one of",
                                          "may be one of",
                                          "must be one of",
                                          "is either",
                                          "can be either",
                                          "must be either",
                                          "may be either",
                                          "can be any of",
                                          "one of",
                                          "either",
                                          "with values",
                                          "with the values",
                                          "with possible values",
                                          "with options",
                                          "with the options",
                                          "possible values",
                                          "possible values are",
                                          "allowed values",
                                          "values are",
                                          "values",
                                          "options",
                                          "choices",
                                          "enum of",
                                          "enum :",
                                          "enum",
                                          "any of",
                                          "chosen from",
                                          "selected from",
                                          "out of",
                                          "can take the values",
                                          "takes the values",
                                          "with one of",
                                          "being one of",
                                          "should be one of",
                                          "drawn from",
                                          "from the list",
                                          "has to be one of",
                                          "among",
                                          "as one of",
                                          "which may be",
                                          "limited to",
                                          "is limited to",
                                          "restricted to",
                                          "is restricted to"});
  if (!opened) {
    if (!next.accept_any({"is", "can", "may", "are", "being", "of", ":", "as", "must", "=", "-"}))
      return false;
    next.accept("be");
  }
  next.accept_phrase(
      {"the following values", "the following", "these values", "these", "the values", "values"});
  next.accept(":");
  if (next.word() == "(") {
    const std::size_t close = closing(*next.tokens, next.at, next.end);
    Cursor inside{next.tokens, next.at + 1, close};
    details.attribute.choices = read_choices(inside, true, true);
    next.at = std::min(next.end, close + 1);
  } else {
    details.attribute.choices = read_choices(next, opened, false);
  }
  if (details.attribute.choices.empty() || next.at == start) return false;
  cursor = next;
  return true;
}

}  // namespace

std::string spell_number(double number) {
  if (std::abs(number) < 1e15 && number == std::floor(number))
    return fmt::format("{}", static_cast<long long>(number));
  return fmt::format("{:g}", number);
}

void apply_flag(std::string_view flag, Details& details) {
  if (flag == "optional" || flag == "nullable") details.optional = true;
  if (flag == "mandatory" || flag == "required" || flag == "compulsory" || flag == "obligatory" ||
      flag == "non-empty" || flag == "necessary")
    details.optional = false;
  if (flag == "unique" || flag == "globally" || flag == "distinct") details.unique = true;
  if (flag == "immutable" || flag == "unchangeable" || flag == "fixed")
    details.attribute.immutable = true;
  if (flag == "positive") details.attribute.at_least = Bound{"0", {}, true};
  if (flag == "non-negative" || flag == "nonnegative")
    details.attribute.at_least = Bound{"0", {}, false};
  if (flag == "personal" || flag == "encrypted") details.attribute.personal = true;
  if (flag == "hashed") {
    details.attribute.kind = ValueKind::hash;
    details.attribute.reason = "the brief says it is kept as a hash";
    details.says_kind = true;
  }
  if (flag == "free-text" || flag == "free-form" || flag == "freeform") {
    details.attribute.kind = ValueKind::long_text;
    details.attribute.reason = fmt::format("the brief says «{}»", flag);
    details.says_kind = true;
  }
}

void read_scope(Cursor& cursor, const Vocabulary& vocabulary, std::vector<std::string>& within,
                bool& ignoring_case) {
  for (;;) {
    Cursor next = cursor;
    next.accept(",");
    if (next.accept_phrase({"ignoring case", "regardless of case", "case insensitively",
                            "case-insensitively", "case insensitive", "case-insensitive",
                            "irrespective of case", "without regard to case",
                            "ignoring upper and lower case", "ignoring upper/lower case",
                            "independent of case"})) {
      ignoring_case = true;
      cursor = next;
      continue;
    }
    if (next.word() == "(") {
      Cursor inside = next;
      ++inside.at;
      if (inside.accept_phrase(
              {"ignoring case", "case insensitive", "case-insensitive", "regardless of case"}) &&
          inside.accept(")")) {
        ignoring_case = true;
        cursor = inside;
        continue;
      }
    }
    if (next.accept_phrase({"across the whole system", "in the whole system", "globally",
                            "system-wide", "across the system", "in the system", "across all users",
                            "overall", "across the platform", "on the platform",
                            "across the whole platform", "everywhere", "of all time"})) {
      cursor = next;
      continue;
    }
    const bool further = !within.empty() && next.accept("and");
    if (!next.accept_any({"within", "per", "for", "in", "inside", "among", "across", "of", "on",
                          "at", "under", "by"}) &&
        !further)
      return;
    next.accept_phrase({"all", "each of", "the scope of", "the same"});
    auto noun = read_noun(next, vocabulary);
    if (!noun) return;
    std::string name = noun->name;
    if (!vocabulary.roles.contains(name) && !entity_at_end(vocabulary, name).empty())
      name = entity_at_end(vocabulary, name);
    within.push_back(name);
    cursor = next;
  }
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

bool read_detail(Cursor& cursor, const Vocabulary& vocabulary, Details& details) {
  if (cursor.done()) return false;
  if (read_choice_list(cursor, details)) {
    details.attribute.kind = ValueKind::choice;
    details.attribute.reason = "the brief lists its values";
    details.says_kind = true;
    return true;
  }
  Cursor next = cursor;
  skip_copula(next);
  if (read_property(next, details) || read_example(next)) return cursor = next, true;
  Cursor unique = next;
  unique.accept("always");
  if (unique.accept("unique") || unique.accept_words("globally unique")) {
    details.unique = true;
    read_scope(unique, vocabulary, details.within, details.ignoring_case);
    return cursor = unique, true;
  }
  if (read_length(next, details.attribute) || read_default(next, details) ||
      read_reference(next, vocabulary, details))
    return cursor = next, true;
  Cursor bounds = next;
  bounds.accept_any({"of", "a", "an", "number", "must"});
  if (read_bounds(bounds, details.attribute)) return cursor = bounds, true;
  if (read_unit(next, details)) return cursor = next, true;
  Cursor kind = next;
  kind.accept_phrase(
      {"stored as", "as", "of type", "type :", "kept as", "represented as", "saved as"});
  kind.accept_any({"a", "an"});
  if (read_kind(kind, details)) return cursor = kind, true;
  return false;
}

std::vector<std::string> read_choices(Cursor& cursor, bool explicit_list, bool closed) {
  std::vector<std::string> choices;
  Cursor next = cursor;
  bool last = false;
  Cursor good = cursor;
  for (;;) {
    const std::size_t from = next.at;
    if (!closed && (is_article(next.word()) || (is_preposition(next.word()) && !explicit_list)))
      break;
    while (!next.done() && next.at < from + 4 && !is_separator(next) &&
           (next.token().kind == Token::Kind::word || next.token().kind == Token::Kind::quoted ||
            next.token().kind == Token::Kind::number)) {
      if (!closed && (next.at > from || !explicit_list) && is_function_word(next.word()) &&
          next.word() != "on" && next.word() != "in")
        break;
      ++next.at;
    }
    if (next.at == from) break;
    std::string choice;
    for (std::size_t i = from; i < next.at; ++i) {
      if (i > from) choice += ' ';
      choice += (*next.tokens)[i].kind == Token::Kind::word ? (*next.tokens)[i].lower
                                                            : text::lower((*next.tokens)[i].text);
    }
    choices.push_back(choice);
    good = next;
    if (last && !closed) break;
    bool separated = false;
    if (next.accept_any({",", ";", "/", "|"})) separated = true;
    if (next.accept_any({"or", "and"})) {
      last = separated = true;
      if (!closed && is_article(next.word())) {
        next.at -= 1;
        break;
      }
    }
    if (!separated) break;
  }
  if (choices.size() < 2 || (closed && !good.done())) return {};
  // Without a final "or" or "and", commas of a sentence separate other things too.
  if (!closed && !last && !explicit_list && (*cursor.tokens)[cursor.at - 1].lower != ":" &&
      (*cursor.tokens)[cursor.at - 1].lower != "of" &&
      (*cursor.tokens)[cursor.at - 1].lower != "values" && !good.done())
    return {};
  if (std::ranges::any_of(
          choices,
          [](const std::string& one) { return !one.empty() && one[0] >= '0' && one[0] <= '9'; }) &&
      choices.size() == 2 && !closed && !explicit_list)
    return {};
  cursor = good;
  return choices;
}

void read_details(Cursor cursor, const Vocabulary& vocabulary, Details& details) {
  std::vector<std::string> choices;
  while (!cursor.done()) {
    if (is_separator(cursor)) {
      ++cursor.at;
      continue;
    }
    Cursor next = cursor;
    const Details before = details;
    if (read_detail(next, vocabulary, details) && (next.done() || is_separator(next))) {
      cursor = next;
      continue;
    }
    details = before;
    const std::size_t from = cursor.at;
    while (!cursor.done() && !is_separator(cursor))
      ++cursor.at;
    choices.push_back(text::lower(spell(*cursor.tokens, from, cursor.at)));
  }
  const bool short_enough = std::ranges::all_of(choices, [](const std::string& one) {
    return split_words(one).size() <= 4 && one.find_first_of("():?") == std::string::npos;
  });
  if (choices.size() >= 2 && short_enough && details.attribute.choices.empty()) {
    details.attribute.choices = std::move(choices);
    details.attribute.kind = ValueKind::choice;
    details.attribute.reason = "the brief lists its values";
    details.says_kind = true;
    return;
  }
  for (std::string& one : choices)
    details.unread.push_back(std::move(one));
}

}  // namespace mimar::design::brief
