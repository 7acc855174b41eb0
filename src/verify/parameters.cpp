#include "verify/parameters.h"

#include <charconv>
#include <map>

#include "base/text.h"
#include "model/quote.h"
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

// Walks back from the parameter to the operator it stands behind.
ParameterUse use_at(const std::vector<Token>& tokens, std::size_t at, int number) {
  ParameterUse use{number, {}, {}};
  std::size_t before = at;
  while (before > 0 && is_any(tokens[before - 1].text, {"(", "any", "array", "[", ",", "$"})) {
    // `IN ($1, $2)`: over the parameters to the left.
    --before;
    while (before > 1 && tokens[before].text == "," &&
           tokens[before - 1].kind == Token::Kind::number)
      before -= 2;
  }
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
  if (is_any(operation,
             {"=", "<>", "<", "<=", ">", ">=", "like", "ilike", "in", "between", "@>", "~"})) {
    use.column.column = column_before(tokens, before - 1);
  }
  return use;
}

void resolve(ParameterUse& use, const std::vector<model::Predicate>& predicates) {
  const std::string written = "$" + std::to_string(use.number);
  for (const model::Predicate& predicate : predicates) {
    const std::size_t found = predicate.value.find(written);
    if (found == std::string::npos) continue;
    const std::size_t end = found + written.size();
    const bool whole =
        end == predicate.value.size() || predicate.value[end] < '0' || predicate.value[end] > '9';
    if (whole) use.column = predicate.column;
  }
}

// --- values
// ----------------------------------------------------------------------------------------------------------
class Binder {
 public:
  Binder(Connection& connection, const std::string& sql) : connection_(connection), sql_(sql) {}

  Result<std::string> bind(const std::vector<ParameterUse>& uses) {
    const auto prepared = parameter_types();
    if (!prepared) return fail(prepared.error());
    std::vector<std::string> literals;
    for (std::size_t i = 0; i < types_.size(); ++i)
      literals.push_back(fallback(types_[i]));
    for (const ParameterUse& use : uses) {
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
      types_.push_back(row.at(0).value_or("text"));
    return {};
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
    if (is_any(use.comparison, {"like", "ilike"})) value = value->substr(0, 3) + "%";
    if (type.ends_with("[]") && !value->starts_with('{'))
      value = "{\"" + text::replace_all(*value, "\"", "\\\"") + "\"}";
    return model::quote_literal(*value) + "::" + type;
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
    if (const auto share = quantile(use.comparison)) {
      return one(
          fmt::format("SELECT (percentile_disc({}) WITHIN GROUP (ORDER BY {}))::text FROM {}",
                      *share, column, relation));
    }
    return one(
        fmt::format("SELECT {}::text FROM {} WHERE {} IS NOT NULL OFFSET (SELECT count({}) * 37 / "
                    "100 FROM {}) LIMIT 1",
                    column, relation, column, column, relation));
  }

  static std::optional<double> quantile(const std::string& comparison) {
    if (comparison == ">" || comparison == ">=" || comparison == "and") return 0.95;
    if (comparison == "<" || comparison == "<=") return 0.05;
    if (comparison == "between") return 0.9;
    return std::nullopt;
  }

  std::optional<std::string> one(const std::string& sql) {
    const auto rows = connection_.execute(sql);
    if (!rows || rows->rows.empty()) return std::nullopt;
    return rows->rows[0].at(0);
  }

  Connection& connection_;
  const std::string& sql_;
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
                                    const std::vector<model::Predicate>& predicates) {
  const std::vector<ParameterUse> uses = parameter_uses(sql, predicates);
  if (uses.empty()) return sql;
  return Binder(connection, sql).bind(uses);
}

}  // namespace mimar::verify
