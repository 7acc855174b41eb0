// Functions, procedures, aggregates.
#include <fmt/core.h>

#include "base/text.h"
#include "emit/ddl/definition.h"
#include "emit/ddl/fragment.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

using namespace mimar::model;

const char* mode_word(ArgumentMode mode) {
  switch (mode) {
    case ArgumentMode::out: return "OUT ";
    case ArgumentMode::inout: return "INOUT ";
    case ArgumentMode::variadic: return "VARIADIC ";
    case ArgumentMode::in:
    case ArgumentMode::table: return "";
  }
  return "";
}

std::string argument_text(const Argument& argument) {
  std::string text = mode_word(argument.mode);
  if (!argument.name.empty()) text += quote_identifier(argument.name) + " ";
  text += to_sql(argument.type);
  if (argument.default_value) text += " DEFAULT " + argument.default_value->sql;
  return text;
}

// Those of RETURNS TABLE, or all others.
std::string argument_list(const std::vector<Argument>& arguments, bool table) {
  std::vector<std::string> texts;
  for (const Argument& argument : arguments) {
    if ((argument.mode == ArgumentMode::table) == table) texts.push_back(argument_text(argument));
  }
  return text::join(texts, ", ");
}

std::string returns(const Routine& one) {
  if (one.procedure || !one.returns) return "";
  const std::string table = argument_list(one.arguments, true);
  if (!table.empty()) return "\n RETURNS TABLE (" + table + ")";
  return "\n RETURNS " + std::string(one.returns_set ? "SETOF " : "") + to_sql(*one.returns);
}

bool lists_identifiers(const std::string& setting) {
  for (const std::string_view known :
       {"search_path", "temp_tablespaces", "local_preload_libraries", "session_preload_libraries",
        "shared_preload_libraries", "unix_socket_directories"})
    if (setting == known) return true;
  return false;
}

// `a, "B, c"` is two literals.
std::string identifiers_as_literals(const std::string& value) {
  std::vector<std::string> items(1);
  bool quoted = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '"') {
      if (quoted && i + 1 < value.size() && value[i + 1] == '"')
        items.back() += value[++i];
      else
        quoted = !quoted;
    } else if (!quoted && value[i] == ',') {
      items.emplace_back();
    } else if (quoted || value[i] != ' ') {
      items.back() += value[i];
    }
  }
  for (std::string& item : items)
    item = quote_literal(item);
  return text::join(items, ", ");
}

std::string settings(const Routine& one) {
  std::string text;
  for (const auto& [name, value] : one.settings) {
    std::vector<std::string> parts;
    for (const std::string_view part : text::split(name, '.'))
      parts.push_back(quote_identifier(part));
    text += "\n SET " + text::join(parts, ".") + " TO " +
            (lists_identifiers(name) ? identifiers_as_literals(value) : quote_literal(value));
  }
  return text;
}

const char* volatility(Volatility volatility) {
  switch (volatility) {
    case Volatility::immutable: return " IMMUTABLE";
    case Volatility::stable: return " STABLE";
    case Volatility::volatile_: return "";
  }
  return "";
}

const char* parallel(Parallel parallel) {
  switch (parallel) {
    case Parallel::safe: return " PARALLEL SAFE";
    case Parallel::restricted: return " PARALLEL RESTRICTED";
    case Parallel::unsafe: return "";
  }
  return "";
}

// Procedures know none of these but SECURITY DEFINER.
std::string properties(const Routine& one) {
  std::string text;
  if (one.window) text += " WINDOW";
  text += volatility(one.volatility);
  if (one.leakproof) text += " LEAKPROOF";
  if (one.strict) text += " STRICT";
  if (one.security_definer) text += " SECURITY DEFINER";
  text += parallel(one.parallel);
  const bool linked = one.language == "c" || one.language == "internal";
  if (!one.procedure && one.cost != (linked ? 1 : 100)) text += fmt::format(" COST {}", one.cost);
  if (one.returns_set && one.rows != 1000) text += fmt::format(" ROWS {}", one.rows);
  if (!one.support.empty()) text += " SUPPORT " + quote_name(one.support);
  return text;
}

std::string transforms(const Routine& one) {
  std::vector<std::string> types;
  for (const DataType& type : one.transforms)
    types.push_back("FOR TYPE " + to_sql(type));
  return types.empty() ? "" : "\n TRANSFORM " + text::join(types, ", ");
}

std::string body(const Routine& one) {
  if (one.sql_body) return "\n" + one.sql_body->sql;
  if (one.language == "c")
    return "\nAS " + quote_literal(one.library) + ", " + quote_literal(one.body);
  return "\nAS " + dollar_quoted(one.body);
}

}  // namespace

std::string dollar_quoted(std::string_view text) {
  std::string delimiter = "$$";
  // Where the delimiter first ends the text must be its end: a text may end in a part of it.
  for (int n = 0; (std::string(text) + delimiter).find(delimiter) != text.size(); ++n)
    delimiter = n == 0 ? "$body$" : fmt::format("$body{}$", n);
  return delimiter + std::string(text) + delimiter;
}

std::string create(const Routine& one) {
  return "CREATE " + std::string(one.procedure ? "PROCEDURE " : "FUNCTION ") +
         quote_name(one.name) + "(" + argument_list(one.arguments, false) + ")" + returns(one) +
         "\n LANGUAGE " + quote_identifier(one.language) + transforms(one) + properties(one) +
         settings(one) + body(one) + ";\n";
}

std::string create(const Aggregate& one) {
  std::string arguments = argument_list(one.arguments, false);
  if (!one.ordered_by.empty())
    arguments +=
        (arguments.empty() ? "" : " ") + ("ORDER BY " + argument_list(one.ordered_by, false));
  if (arguments.empty()) arguments = "*";
  std::vector<std::string> properties;
  for (const auto& [word, value] : one.properties)
    properties.push_back("  " + word + " = " + value);
  return "CREATE AGGREGATE " + quote_name(one.name) + "(" + arguments + ") (\n" +
         text::join(properties, ",\n") + "\n);\n";
}

}  // namespace mimar::emit::ddl
