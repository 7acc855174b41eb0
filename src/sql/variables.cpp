#include "sql/variables.h"

#include <charconv>

#include "base/text.h"
#include "sql/constant.h"
#include "sql/pg_tree.h"
#include "sql/plpgsql.h"
#include "sql/text_edit.h"
#include "sql/tree_facts.h"
#include "sql/walk.h"

namespace mimar::sql::plpgsql {
namespace {

constexpr std::string_view prefix = "SELECT ";
constexpr std::int64_t most_rounds = 1000;

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find_first_of(" \t\r\n:=,;("));
}

std::string name_of_variable(std::string_view word) {
  const bool quoted = word.size() > 1 && word.starts_with('"') && word.ends_with('"');
  return quoted ? std::string(word.substr(1, word.size() - 2)) : text::lower(word);
}

void forget(Variables& variables, const std::string& name) {
  std::erase_if(variables, [&](const auto& entry) {
    return entry.first == name || entry.first.starts_with(name + ".");
  });
}

void set(Variables& variables, const std::string& name, std::optional<std::string> value) {
  forget(variables, name);
  if (value) variables.emplace(name, std::move(*value));
}

// Finds the references to variables.
struct Substitution {
  std::string_view sql;
  const Variables& variables;
  std::vector<TextEdit> edits;

  static bool step(Node* node, void* context) {
    if (node == nullptr) return false;
    auto* self = static_cast<Substitution*>(context);
    if (tag_of(node) == T_ColumnRef) self->column(as<ColumnRef>(node));
    return visit_children(node, &step, context);
  }

  void column(const ColumnRef& reference) {
    const Items fields(reference.fields);
    std::string name;
    for (const Node* field : fields) {
      if (tag_of(field) != T_String) return;
      name += (name.empty() ? "" : ".") + string_of(field);
    }
    const auto known = variables.find(name);
    if (known == variables.end() || reference.location < 0) return;
    const auto start = static_cast<std::size_t>(reference.location);
    const std::size_t last = last_identifier(sql, start, fields.size());
    edits.push_back({start, last + identifier_length(sql, last) - start, known->second});
  }
};

std::string substituted(std::string_view sql, const Variables& variables) {
  const ParseTree tree(sql);
  Node* statement = tree.only_statement();
  if (statement == nullptr) return std::string(sql);
  Substitution substitution{sql, variables, {}};
  Substitution::step(statement, &substitution);
  return apply_edits(sql, std::move(substitution.edits));
}

// Which variable a round sets to the value of a column: r.a, and r itself when it is the only one.
void bind(Variables& round, const std::string& variable, const std::string& column,
          const std::string& value, bool only) {
  round[variable + "." + column] = value;
  if (only) round[variable] = value;
}

// SELECT unnest(ARRAY[...]) AS a; SELECT a FROM unnest(ARRAY[...]) AS a: the call and the column.
struct Unnested {
  const FuncCall* call = nullptr;
  std::string column;
};

Unnested unnested(const SelectStmt& select) {
  const Items targets(select.targetList), from(select.fromClause);
  if (targets.size() != 1 || select.whereClause != nullptr) return {};
  const auto& target = as<ResTarget>(targets[0]);
  if (from.empty()) {
    if (tag_of(target.val) != T_FuncCall) return {};
    return {&as<FuncCall>(target.val), target.name != nullptr ? target.name : "unnest"};
  }
  if (from.size() != 1 || tag_of(from[0]) != T_RangeFunction || tag_of(target.val) != T_ColumnRef)
    return {};
  const auto& range = as<RangeFunction>(from[0]);
  const Items functions(range.functions);
  if (functions.size() != 1 || range.ordinality) return {};
  const Node* call = Items(&as<List>(functions[0]))[0];
  if (call == nullptr || tag_of(call) != T_FuncCall) return {};
  std::string column = "unnest";
  if (range.alias != nullptr) {
    const Items names(range.alias->colnames);
    column = names.empty() ? text_of(range.alias->aliasname) : string_of(names[0]);
  }
  const Node* field = Items(as<ColumnRef>(target.val).fields).back();
  if (tag_of(field) == T_String && string_of(field) != column) return {};
  return {&as<FuncCall>(call), target.name != nullptr ? target.name : column};
}

std::optional<std::vector<Variables>> rounds_of_elements(const std::string& variable,
                                                         const std::string& column,
                                                         std::string_view array) {
  const auto elements = constant_elements(array);
  if (!elements || elements->empty()) return std::nullopt;
  std::vector<Variables> result;
  for (const std::string& element : *elements)
    bind(result.emplace_back(), variable, column, element, true);
  return result;
}

std::optional<std::vector<Variables>> rounds_of_query(const std::string& variable,
                                                      const std::string& query) {
  const ParseTree tree(query);
  const Node* statement = tree.only_statement();
  if (statement == nullptr) return std::nullopt;
  if (tag_of(statement) != T_SelectStmt) return std::nullopt;
  const Unnested found = unnested(as<SelectStmt>(statement));
  if (found.call == nullptr || Items(found.call->args).size() != 1 ||
      string_of(Items(found.call->funcname).back()) != "unnest")
    return std::nullopt;
  return rounds_of_elements(variable, found.column, expression(Items(found.call->args)[0]).sql);
}

std::optional<std::int64_t> whole_number(std::string_view expression) {
  const std::optional<std::string> constant = constant_text(expression);
  std::int64_t value = 0;
  if (!constant) return std::nullopt;
  const char* end = constant->data() + constant->size();
  const auto read = std::from_chars(constant->data(), end, value);
  return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

std::optional<std::vector<Variables>> rounds_of_numbers(const std::string& variable,
                                                        std::string_view range,
                                                        const Variables& variables) {
  const std::size_t dots = range.find("..");
  if (dots == std::string_view::npos || find(range, "by") != std::string_view::npos)
    return std::nullopt;
  const auto first = whole_number(with_values(range.substr(0, dots), variables)),
             last = whole_number(with_values(range.substr(dots + 2), variables));
  if (!first || !last || *first > *last || *last - *first >= most_rounds) return std::nullopt;
  std::vector<Variables> result;
  for (std::int64_t number = *first; number <= *last; ++number)
    result.push_back({{variable, std::to_string(number)}});
  return result;
}

}  // namespace

std::string with_values(std::string_view expression, const Variables& variables) {
  if (variables.empty()) return std::string(expression);
  return substituted(std::string(prefix).append(expression), variables).substr(prefix.size());
}

void declare(std::string_view declaration, Variables& variables) {
  declaration = trim(declaration);
  const std::string_view word = first_word(declaration);
  const std::string name = name_of_variable(word);
  std::string_view rest = trim(declaration.substr(word.size()));
  take(rest, "constant");
  const std::size_t keyword = find(rest, "default"), sign = rest.find('=');
  const std::size_t at = std::min(keyword, sign);
  if (at == std::string_view::npos) return forget(variables, name);
  std::string_view type = rest.substr(0, at);
  if (at == sign && type.ends_with(':')) type.remove_suffix(1);
  type = text::trim(type.substr(0, find(type, "not")));
  const std::string value = with_values(
      rest.substr(at + (at == keyword ? std::string_view("default").size() : 1)), variables);
  set(variables, name, constant_sql(value, type));
}

void assign(std::string_view statement, bool certain, Variables& variables) {
  const std::string name = name_of_variable(first_word(statement));
  const std::size_t sign = statement.find('=');
  const auto before = variables.find(name);
  const bool array = before != variables.end() && before->second.starts_with("ARRAY[");
  const std::string value = with_values(statement.substr(sign + 1), variables);
  const bool whole = statement.substr(name.size(), sign - name.size()).find_first_of(".[") ==
                     std::string_view::npos;
  set(variables, name, certain && whole ? constant_sql(value, array ? "[]" : "") : std::nullopt);
}

void forget_assigned(std::string_view statement, Variables& variables) {
  std::string_view rest = statement;
  if (!take(rest, "get") && !take(rest, "call")) {
    const std::size_t into = find(statement, "into");
    if (into == std::string_view::npos) return;
    rest = statement.substr(into);
  }
  std::erase_if(variables, [&](const auto& entry) {
    return find(rest, entry.first.substr(0, entry.first.find('.'))) != std::string_view::npos;
  });
}

std::optional<std::vector<Variables>> rounds(std::string_view header, Variables& variables) {
  const std::size_t in = find(header, "in");
  if (in == std::string_view::npos) return std::nullopt;
  std::vector<std::string> names;
  for (const std::string_view part : text::split(header.substr(0, in), ','))
    names.push_back(name_of_variable(first_word(text::trim(part))));
  for (const std::string& name : names)
    forget(variables, name);
  if (names.size() != 1 || find(header, "slice") < in) return std::nullopt;
  std::string_view source = trim(header.substr(in + 2)), query = source;
  if (take(source, "array"))  // FOREACH x IN ARRAY ARRAY[...]
    return rounds_of_elements(names[0], names[0], with_values(source, variables));
  if (take(query, "select")) return rounds_of_query(names[0], substituted(source, variables));
  return rounds_of_numbers(names[0], source, variables);
}

}  // namespace mimar::sql::plpgsql
