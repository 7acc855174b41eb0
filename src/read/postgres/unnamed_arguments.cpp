// Where some arguments of a function have names and others have none, PostgreSQL shows the latter
// as
// "" in its body, which nobody can execute (seen in 14 to 18): $n again.
#include <cctype>

#include "read/postgres/catalog.h"
#include "read/postgres/routine_rows.h"

namespace mimar::read::postgres {
namespace {

// Where `sql` has an empty quoted name, outside of literals and other names.
std::vector<std::size_t> empty_names(const std::string& sql) {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    const char quote = sql[at];
    if (quote != '\'' && quote != '"') continue;
    const std::size_t start = at++;
    while (at < sql.size() && (sql[at] != quote || sql.compare(at, 2, std::string(2, quote)) == 0))
      at += sql[at] == quote ? 2 : 1;
    if (quote == '"' && at == start + 1) found.push_back(start);
  }
  return found;
}

// Where the name of the function begins that stands in front of a name at `at`: f.""; `at` without
// one.
std::size_t with_qualifier(const std::string& sql, std::size_t at) {
  if (at < 2 || sql[at - 1] != '.') return at;
  std::size_t start = at - 1;
  if (sql[start - 1] == '"') {
    start = sql.rfind('"', start - 2);
    return start == std::string::npos ? at : start;
  }
  const auto plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
           (c & 0x80) != 0;
  };
  while (start > 0 && plain(sql[start - 1]))
    --start;
  return start;
}

std::vector<std::size_t> unnamed_inputs(const model::Routine& routine) {
  std::vector<std::size_t> unnamed;
  std::size_t number = 0;
  for (const model::Argument& argument : routine.arguments) {
    if (argument.mode == model::ArgumentMode::out || argument.mode == model::ArgumentMode::table)
      continue;
    ++number;
    if (argument.name.empty()) unnamed.push_back(number);
  }
  return unnamed;
}

}  // namespace

Result<void> number_unnamed_arguments(Catalog& catalog) {
  for (model::OtherObject& object : catalog.objects.others) {
    auto* routine = std::get_if<model::Routine>(&object.definition);
    if (routine == nullptr || !routine->sql_body) continue;
    std::string& sql = routine->sql_body->sql;
    const std::vector<std::size_t> places = empty_names(sql);
    if (places.empty()) continue;
    const std::vector<std::size_t> unnamed = unnamed_inputs(*routine);
    if (unnamed.size() != 1) {
      catalog.incomplete("the server does not tell the unnamed arguments of function " +
                         object.name + " apart in its body");
      continue;
    }
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
      const std::size_t start = with_qualifier(sql, *place);
      sql.replace(start, *place + 2 - start, "$" + std::to_string(unnamed.front()));
    }
  }
  return {};
}

}  // namespace mimar::read::postgres
