#include "emit/ddl/fragment.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_letter(c) || is_digit(c);
}

// What stands outside parentheses, brackets and quotes: words lower case, and where the outermost
// parentheses close.
struct Outline {
  std::vector<std::string> words;
  std::vector<std::size_t> closings;  // offsets
  bool certain = true;                // false: the text has quoting this scan does not follow
};

std::size_t after_quote(std::string_view sql, std::size_t at) {
  const char quote = sql[at];
  for (++at; at < sql.size(); ++at) {
    if (sql[at] != quote) continue;
    if (at + 1 >= sql.size() || sql[at + 1] != quote) return at + 1;
    ++at;
  }
  return at;
}

Outline outline(std::string_view sql) {
  Outline result;
  result.certain = sql.find_first_of("\\$") == std::string_view::npos &&
                   sql.find("--") == std::string_view::npos &&
                   sql.find("/*") == std::string_view::npos;
  int depth = 0;
  for (std::size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    if (c == '\'' || c == '"') {
      at = after_quote(sql, at);
      continue;
    }
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') {
      if (--depth == 0 && c == ')') result.closings.push_back(at);
    }
    if (depth > 0 || !is_letter(c)) {
      ++at;
      continue;
    }
    const std::size_t start = at;
    while (at < sql.size() && is_word(sql[at]))
      ++at;
    result.words.push_back(text::lower(sql.substr(start, at - start)));
  }
  return result;
}

bool enclosed(std::string_view sql) {
  if (!sql.starts_with('(') || !sql.ends_with(')')) return false;
  const Outline found = outline(sql);
  return found.certain && found.closings.size() == 1;
}

// `name(...)` or `schema.name(...)` and nothing else.
bool is_call(std::string_view sql) {
  const std::size_t open = sql.find('(');
  if (open == std::string_view::npos || !sql.ends_with(')')) return false;
  for (const std::string_view part : text::split(sql.substr(0, open), '.')) {
    if (part.empty() || model::quote_identifier(part) != part) return false;
  }
  const Outline found = outline(sql);
  return found.certain && found.closings.size() == 1;
}

// Words that make an expression an a_expr, or that a column definition would take for its next
// clause.
constexpr std::array<std::string_view, 19> beyond_b_expr{
    "all",  "and", "any",     "at",   "between",  "collate", "ilike",    "in",      "is",  "isnull",
    "like", "not", "notnull", "null", "operator", "or",      "overlaps", "similar", "some"};

bool is_plain_value(std::string_view value) {
  if (value.empty()) return false;
  const bool number =
      std::all_of(value.begin(), value.end(), [](char c) { return is_digit(c) || c == '.'; }) &&
      is_digit(value.front()) && is_digit(value.back());
  return number || (is_letter(value.front()) && std::all_of(value.begin(), value.end(), is_word));
}

// Options of the TOAST table are written toast.name.
std::string option_name(std::string_view name) {
  std::vector<std::string> parts;
  for (const std::string_view part : text::split(name, '.')) {
    parts.push_back(model::quote_identifier(part));
  }
  return text::join(parts, ".");
}

}  // namespace

std::string parenthesised(std::string_view sql) {
  return enclosed(sql) ? std::string(sql) : "(" + std::string(sql) + ")";
}

std::string default_operand(std::string_view sql) {
  const Outline found = outline(sql);
  const bool safe =
      found.certain &&
      std::none_of(found.words.begin(), found.words.end(), [](const std::string& word) {
        return std::binary_search(beyond_b_expr.begin(), beyond_b_expr.end(), word);
      });
  const bool null_alone =
      text::equal_ignoring_case(sql, "null") || text::lower(sql).starts_with("null::");
  return safe || null_alone ? std::string(sql) : parenthesised(sql);
}

std::string index_operand(std::string_view sql) {
  return is_call(sql) ? std::string(sql) : parenthesised(sql);
}

std::string storage_options(const std::map<std::string, std::string>& options) {
  std::string result;
  for (const auto& [name, value] : options) {
    if (!result.empty()) result += ", ";
    result += option_name(name);
    if (!value.empty())
      result += " = " + (is_plain_value(value) ? value : model::quote_literal(value));
  }
  return result;
}

std::string deferral(bool deferrable, bool initially_deferred) {
  if (initially_deferred) return " DEFERRABLE INITIALLY DEFERRED";
  return deferrable ? " DEFERRABLE" : "";
}

std::string comment_on(std::string_view what, const model::Comment& comment) {
  if (!comment) return "";
  return "COMMENT ON " + std::string(what) + " IS " + model::quote_literal(*comment) + ";\n";
}

}  // namespace mimar::emit::ddl
