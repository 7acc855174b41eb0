#include "emit/ddl/fragment.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "model/lexer.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

bool is_word(char c) {
  return model::in_word(c) && c != '$';
}

// What stands outside parentheses, brackets and quotes: words lower case, and where the outermost
// parentheses close.
struct Outline {
  std::vector<std::string> words;
  std::vector<std::size_t> closings;  // offsets
  bool certain = true;                // false: it has comments, or ends inside its quotes
};

Outline outline(std::string_view sql) {
  using Kind = model::Token::Kind;
  Outline result;
  int depth = 0;
  for (std::size_t at = 0; at < sql.size();) {
    const model::Token token = model::next_token(sql, at);
    if (token.is_comment() || !token.closed) result.certain = false;
    if (token.kind == Kind::open || sql[at] == '[') ++depth;
    if (token.kind == Kind::close || sql[at] == ']') --depth;
    if (token.kind == Kind::close && depth == 0) result.closings.push_back(at);
    if (token.kind == Kind::word && depth == 0)
      result.words.push_back(text::lower(sql.substr(at, token.end - at)));
    at = token.end;
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
  const bool number = std::all_of(value.begin(), value.end(),
                                  [](char c) { return model::is_digit(c) || c == '.'; }) &&
                      model::is_digit(value.front()) && model::is_digit(value.back());
  return number ||
         (model::starts_word(value.front()) && std::all_of(value.begin(), value.end(), is_word));
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
