#include "verify/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "model/quote.h"
#include "sql/query_parameters.h"
#include "synthesis/tokens.h"

namespace mimar::verify {
namespace {

using engine::postgres::Connection;
using synthesis::Token;

bool is_name(const Token& token) {
  return token.kind == Token::Kind::word || token.kind == Token::Kind::quoted;
}

bool is_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

std::optional<int> parameter_at(const std::vector<Token>& tokens, std::size_t at) {
  if (tokens[at].kind != Token::Kind::symbol || !tokens[at].text.ends_with('$') ||
      at + 1 >= tokens.size())
    return std::nullopt;
  const std::string& digits = tokens[at + 1].text;
  int number = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc{})
    return std::nullopt;
  return number;
}

// The column that ends before `at`: name, function(name), name::type.
std::string column_before(const std::vector<Token>& tokens, std::size_t at) {
  while (at > 0) {
    const Token& token = tokens[--at];
    if (is_name(token) && !is_any(token.text, {"not", "any", "all"})) {
      const bool cast = at > 0 && tokens[at - 1].text == "::";
      if (!cast) return token.text;
      --at;
    } else if (!is_any(token.text, {")", "(", "not"})) {
      return {};
    }
  }
  return {};
}

// A word before "(" that is no function: `IN ($1)`, `WHERE ($1 = a)`.
bool calls_nothing(std::string_view word) {
  return is_any(word, {"in",    "any",   "all",    "some",   "values",  "and",   "or",   "not",
                       "where", "on",    "select", "having", "between", "like",  "when", "then",
                       "else",  "limit", "offset", "case",   "ilike",   "array", "set",  "exists"});
}

// Over what a parameter may be wrapped in on its side of the operator: `IN ($1, $2)`, `lower($1)`,
// `date_trunc('day', $1)`.
std::size_t over_wrapping(const std::vector<Token>& tokens, std::size_t before) {
  while (before > 0) {
    const Token& token = tokens[before - 1];
    const bool called =
        token.kind == Token::Kind::word && tokens[before].text == "(" && !calls_nothing(token.text);
    const bool argument = tokens[before].text == "," &&
                          (token.kind == Token::Kind::number || token.kind == Token::Kind::string);
    if (!called && !argument && !is_any(token.text, {"(", "any", "array", "[", ",", "$"})) break;
    --before;
  }
  return before;
}

// Walks back from the parameter to the operator it stands behind.
ParameterUse use_at(const std::vector<Token>& tokens, std::size_t at, int number) {
  ParameterUse use{number, {}, {}, {}};
  const std::size_t before = over_wrapping(tokens, at);
  if (before == 0) return use;
  const std::string operation = tokens[before - 1].text;
  use.comparison = operation;
  if (operation == "and") {
    for (std::size_t back = before - 1; back > 0 && back + 8 > before; --back) {
      if (tokens[back].text == "between")
        return use.column.column = column_before(tokens, back), use;
    }
    use.comparison.clear();
  }
  if (operation == "||") {
    // `LIKE '%' || $1`: a piece of what is searched.
    std::size_t pattern = before - 1;
    while (pattern > 0 &&
           (tokens[pattern].text == "||" || tokens[pattern].kind == Token::Kind::string))
      --pattern;
    if (is_any(tokens[pattern].text, {"like", "ilike"}))
      use.column.column = column_before(tokens, pattern);
  }
  if (is_any(operation,
             {"=", "<>", "<", "<=", ">", ">=", "like", "ilike", "in", "between", "@>", "~"})) {
    use.column.column = column_before(tokens, before - 1);
  }
  return use;
}

// "lower(o.email)" -> "lower(email)": an alias says nothing outside of its query.
std::string unqualified(std::string expression, const std::string& column) {
  const std::string name = model::quote_identifier(column);
  const std::size_t dot = expression.find("." + name);
  if (dot == std::string::npos) return expression;
  const std::size_t before = expression.find_last_of(" (,+-*/|<>=", dot);
  const std::size_t start = before == std::string::npos ? 0 : before + 1;
  return expression.erase(start, dot + 1 - start);
}

void resolve(ParameterUse& use, const std::vector<model::Predicate>& predicates) {
  const std::string written = "$" + std::to_string(use.number);
  for (const model::Predicate& predicate : predicates) {
    if (!sql::has_parameter(predicate.value, use.number)) continue;
    use.column = predicate.column;
    const bool just_this =
        predicate.value == written || predicate.value.starts_with(written + "::");
    if (just_this && !predicate.bare)
      use.expression = unqualified(predicate.expression, predicate.column.column);
  }
}

// --- values ---
struct Try {
  int row;       // in hundredths of the rows that qualify: where equalities are taken from
  double share;  // of the rows that a bound lets through
};
constexpr std::array<Try, most_tries> tries{
    {{37, 0.05}, {37, 0.5}, {37, 1}, {0, 0.05}, {0, 0.5}, {0, 1}, {73, 0.05}, {73, 0.5}, {73, 1}}};

class Binder {
 public:
  Binder(Connection& connection, const std::string& sql, const std::vector<ParameterUse>& uses,
         const std::vector<model::Predicate>& predicates, Try attempt)
      : connection_(connection),
        sql_(sql),
        uses_(uses),
        predicates_(predicates),
        attempt_(attempt) {}

  Result<std::string> bind() {
    const auto prepared = parameter_types();
    if (!prepared) return fail(prepared.error());
    std::vector<std::string> literals;
    for (const std::string& type : types_)
      literals.push_back(fallback(type));
    for (const ParameterUse& use : uses_) {
      const auto position = static_cast<std::size_t>(use.number - 1);
      if (use.number < 1 || position >= literals.size()) continue;
      if (auto value = value_for(use, types_[position])) literals[position] = *value;
    }
    return replace_parameters(sql_, literals);
  }

 private:
  Result<void> parameter_types() {
    if (auto done = connection_.execute("PREPARE mimar_probe AS " + sql_); !done)
      return fail(done.error());
    const auto rows = connection_.execute(
        "SELECT unnest(parameter_types)::text FROM pg_catalog.pg_prepared_statements WHERE name = "
        "'mimar_probe'");
    if (auto done = connection_.execute("DEALLOCATE mimar_probe"); !done) return fail(done.error());
    if (!rows) return fail(rows.error());
    for (const auto& row : rows->rows)
      types_.push_back(of_any_length(row.at(0).value_or("text")));
    return {};
  }

  // As a cast, the names that SQL has for these mean one character and one bit.
  static std::string of_any_length(const std::string& type) {
    if (type == "character") return "bpchar";
    return type == "bit" ? "pg_catalog.bit" : type;
  }

  static std::string fallback(const std::string& type) {
    std::string value = "1";
    if (type == "text" || type == "character varying" || type == "name") value = "a";
    if (type == "boolean") value = "true";
    if (type == "date" || type.starts_with("timestamp")) value = "2025-06-01";
    if (type == "uuid") value = "00000000-0000-4000-8000-000000000000";
    if (type == "json" || type == "jsonb" || type.ends_with("[]")) value = "{}";
    return model::quote_literal(value) + "::" + type;
  }

  std::optional<std::string> value_for(const ParameterUse& use, const std::string& type) {
    if (use.comparison == "limit") return "20";
    if (use.comparison == "offset") return "0";
    if (use.column.column.empty()) return std::nullopt;
    auto value = draw(relation_of(use.column), use);
    if (!value) return std::nullopt;
    if (is_pattern(use)) *value += "%";
    if (type.ends_with("[]") && !value->starts_with('{'))
      value = "{\"" + text::replace_all(*value, "\"", "\\\"") + "\"}";
    return model::quote_literal(*value) + "::" + type;
  }

  static bool is_pattern(const ParameterUse& use) {
    return is_any(use.comparison, {"like", "ilike"});
  }

  // Among the tables the text names, the first that has the column.
  std::string relation_of(const model::ColumnUse& use) {
    if (!use.relation.schema.empty()) return model::quote_name(use.relation);
    std::vector<std::string> names{use.relation.name};
    if (use.relation.empty()) {
      names.clear();
      for (const Token& token : synthesis::tokenise(sql_)) {
        if (is_name(token)) names.push_back(token.text);
      }
    }
    std::string list;
    for (const std::string& name : names)
      list += (list.empty() ? "" : ", ") + model::quote_literal(name);
    const auto rows = connection_.execute(
        "SELECT c.oid::regclass::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON "
        "a.attrelid = c.oid "
        "WHERE c.relkind IN ('r', 'p') AND a.attname = " +
        model::quote_literal(use.column) + " AND c.relname = ANY (ARRAY[" + list +
        "]::text[]) ORDER BY array_position(ARRAY[" + list +
        "]::text[], c.relname::text), 1 LIMIT 1");
    return rows && !rows->rows.empty() ? rows->rows[0][0].value_or("") : std::string();
  }

  std::optional<std::string> draw(const std::string& relation, const ParameterUse& use) {
    if (relation.empty()) return std::nullopt;
    const std::string column = model::quote_identifier(use.column.column);
    if (const auto share = quantile(use)) {
      return one(
          fmt::format("SELECT (percentile_disc({}) WITHIN GROUP (ORDER BY {}))::text FROM {}",
                      *share, column, relation));
    }
    std::string wanted = (use.expression.empty() ? column : use.expression) + "::text";
    // The beginning of the value, as somebody would search for it.
    if (is_pattern(use)) wanted = "left(" + wanted + ", 3)";
    if (use.comparison == "||") wanted = "left(" + wanted + ", 5)";
    for (const std::string& condition :
         {row_condition(use, true), row_condition(use, false), column + " IS NOT NULL"}) {
      const std::string rows = relation + " WHERE " + condition;
      if (auto value = one(
              fmt::format("SELECT {} FROM {} OFFSET (SELECT count(*) * {} / 100 FROM {}) LIMIT 1",
                          wanted, rows, attempt_.row, rows)))
        return value;
    }
    return std::nullopt;
  }

  static bool same_table(const model::ColumnUse& a, const model::ColumnUse& b) {
    return a.relation.name == b.relation.name;
  }

  // What one row must have for all parameters of its table to be taken from it, and for the
  // constants beside them to let it through.
  std::string row_condition(const ParameterUse& use, bool with_constants) const {
    std::string condition = model::quote_identifier(use.column.column) + " IS NOT NULL";
    for (const ParameterUse& other : uses_) {
      if (same_table(use.column, other.column) && !other.column.column.empty() && !quantile(other))
        condition += " AND " + model::quote_identifier(other.column.column) + " IS NOT NULL";
    }
    for (const model::Predicate& predicate : predicates_) {
      if (!with_constants || !same_table(use.column, predicate.column)) continue;
      if (const std::string constant = constant_condition(predicate); !constant.empty())
        condition += " AND " + constant;
    }
    return condition;
  }

  // Where among the sorted values a bound lies, that the share of this try is let through.
  std::optional<double> quantile(const ParameterUse& use) const {
    const bool lower = is_any(use.comparison, {">", ">=", "between"});
    if (!lower && !is_any(use.comparison, {"<", "<=", "and"})) return std::nullopt;
    // With a bound on the other side the rows lie between the two, at the upper end.
    const bool both = use.comparison == "between" || use.comparison == "and" ||
                      std::any_of(uses_.begin(), uses_.end(), [&](const ParameterUse& other) {
                        return other.column == use.column &&
                               is_any(other.comparison,
                                      lower ? std::initializer_list<std::string_view>{"<", "<="}
                                            : std::initializer_list<std::string_view>{">", ">="});
                      });
    const double end = both && attempt_.share < 1 ? 0.95 : 1;
    if (lower) return std::max(0.0, end - attempt_.share);
    return both ? end : attempt_.share;
  }

  std::optional<std::string> one(const std::string& sql) {
    const auto rows = connection_.execute(sql);
    if (!rows || rows->rows.empty()) return std::nullopt;
    return rows->rows[0].at(0);
  }

  Connection& connection_;
  const std::string& sql_;
  const std::vector<ParameterUse>& uses_;
  const std::vector<model::Predicate>& predicates_;
  Try attempt_;
  std::vector<std::string> types_;
};

}  // namespace

std::vector<ParameterUse> parameter_uses(std::string_view sql,
                                         const std::vector<model::Predicate>& predicates) {
  const std::vector<Token> tokens = synthesis::tokenise(sql);
  std::vector<ParameterUse> uses;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto number = parameter_at(tokens, at);
    if (!number) continue;
    uses.push_back(use_at(tokens, at, *number));
    resolve(uses.back(), predicates);
  }
  return uses;
}

std::string constant_condition(const model::Predicate& predicate) {
  using Kind = model::Predicate::Kind;
  if (!predicate.bare) return {};
  const std::string column = model::quote_identifier(predicate.column.column);
  const bool constant = !predicate.value.empty() && predicate.value.find('$') == std::string::npos;
  switch (predicate.kind) {
    case Kind::is_null: return column + " IS NULL";
    case Kind::is_not_null: return column + " IS NOT NULL";
    case Kind::equals: return constant ? column + " = " + predicate.value : "";
    default: return {};
  }
}

std::string replace_parameters(std::string_view sql, const std::vector<std::string>& literals) {
  std::string out;
  char quote = '\0';
  for (std::size_t at = 0; at < sql.size(); ++at) {
    const char c = sql[at];
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
    if (quote == '\0' && c == '$' && error == std::errc{} && number >= 1 &&
        number <= literals.size()) {
      out += literals[number - 1];
      at = static_cast<std::size_t>(end - sql.data()) - 1;
      continue;
    }
    if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = '\0';
    }
    out += c;
  }
  return out;
}

Result<std::string> bind_parameters(Connection& connection, const std::string& sql,
                                    const std::vector<model::Predicate>& predicates, int attempt) {
  const std::vector<ParameterUse> uses = parameter_uses(sql, predicates);
  if (uses.empty()) return sql;
  return Binder(connection, sql, uses, predicates, tries.at(static_cast<std::size_t>(attempt)))
      .bind();
}

}  // namespace mimar::verify
