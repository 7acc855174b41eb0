#include "design/brief/details.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "base/text.h"
#include "design/brief/detail_parts.h"
#include "design/brief/kinds.h"
#include "design/brief/lexicon.h"
#include "design/brief/verbs.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool read_kind(Cursor& cursor, Details& details) {
  Cursor listed = cursor;
  if (listed.accept_phrase({"list of", "array of", "set of"}) && read_kind(listed, details)) {
    details.attribute.many = true;
    return cursor = listed, true;
  }
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

// "may be left blank", "need not be given", "must be stated": whether there must be a value.
bool read_presence(Cursor& cursor, Details& details) {
  Cursor next = cursor;
  const bool may = next.accept_any({"may", "can", "could", "might"});
  const bool need_not =
      !may && (next.accept_words("need not") || next.accept_words("needs not") ||
               next.accept_words("does not have to") || next.accept_words("do not have to") ||
               next.accept_words("does not need to"));
  const bool must = !may && !need_not &&
                    (next.accept_any({"must", "shall"}) || next.accept_words("has to") ||
                     next.accept_words("have to") || next.accept_words("needs to"));
  const bool cannot = !may && !need_not && !must && next.accept("cannot");
  const bool denied = (may || must || cannot) && (next.accept_any({"not", "never"}) || cannot);
  if (!may && !need_not && !must && !cannot) return false;
  next.accept("also");
  if (!next.accept("be")) return false;
  next.accept_any({"always", "left", "simply", "also"});
  if (next.accept_any({"empty", "blank", "null", "missing", "absent", "omitted", "unknown", "unset",
                       "open", "out"})) {
    if (must && !denied) return false;
    details.optional = !denied;
    return cursor = next, true;
  }
  if (next.accept_phrase({"filled in", "filled out", "given", "stated", "specified", "entered",
                          "present", "set", "provided", "supplied", "known", "recorded"})) {
    // "may be given" leaves it open; "cannot be given" and "can be entered" say something else
    if (denied || cannot || (may && (*next.tokens)[next.at - 1].lower != "given")) return false;
    details.optional = may || need_not;
    return cursor = next, true;
  }
  return false;
}

bool read_property(Cursor& cursor, Details& details) {
  Attribute& attribute = details.attribute;
  if (read_presence(cursor, details)) return true;
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
    while (!cursor.done() && !is_detail_separator(cursor))
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
  } else if (cursor.accept_phrase({"not unique", "not necessarily unique", "may repeat"})) {
    // what is not said is no constraint
  } else if (cursor.accept_phrase({"case insensitive", "case-insensitive", "ignoring case",
                                   "regardless of case", "case does not matter",
                                   "ignoring upper and lower case"})) {
    details.ignoring_case = true;
  } else {
    return false;
  }
  return true;
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

}  // namespace

bool is_detail_separator(const Cursor& cursor) {
  const std::string_view word = cursor.word();
  return word == "," || word == ";" || word == "and" || word == "or" || word == "/" ||
         word == "|" || word == "but";
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

bool read_detail(Cursor& cursor, const Vocabulary& vocabulary, Details& details) {
  if (cursor.done()) return false;
  if (read_choice_list(cursor, details)) {
    details.attribute.kind = ValueKind::choice;
    details.attribute.reason = "the brief lists its values";
    details.says_kind = true;
    return true;
  }
  Cursor presence = cursor;
  presence.accept_any({"that", "which", "and"});
  if (read_presence(presence, details)) return cursor = presence, true;
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

// "families share one", "not unique": said of the attribute, and no value of it.
static bool is_statement(const std::string& words, const Vocabulary& vocabulary) {
  const Tokens tokens = tokenize(words);
  if (tokens.size() == 2 && tokens[0].lower == "not" && is_flag_word(tokens[1].lower)) return true;
  if (tokens.size() < 3 || tokens[0].kind != Token::Kind::word) return false;
  return is_plural(tokens[0].lower) && is_verb_at(Cursor{&tokens, 1, tokens.size()}) &&
         find_verb_behind(tokens, 0, vocabulary);
}

void read_details(Cursor cursor, const Vocabulary& vocabulary, Details& details) {
  std::vector<std::string> choices;
  while (!cursor.done()) {
    if (is_detail_separator(cursor)) {
      ++cursor.at;
      continue;
    }
    Cursor next = cursor;
    const Details before = details;
    if (read_detail(next, vocabulary, details) && (next.done() || is_detail_separator(next))) {
      cursor = next;
      continue;
    }
    details = before;
    const std::size_t from = cursor.at;
    while (!cursor.done() && !is_detail_separator(cursor))
      ++cursor.at;
    choices.push_back(text::lower(spell(*cursor.tokens, from, cursor.at)));
  }
  const bool short_enough = std::ranges::all_of(choices, [&](const std::string& one) {
    return split_words(one).size() <= 4 && one.find_first_of("():?") == std::string::npos &&
           !is_statement(one, vocabulary);
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
