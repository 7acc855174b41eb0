#include "sql/relation_offset.h"

#include <charconv>

#include "sql/pg_tree.h"

namespace mimar::sql {

// The walkers of the parse tree leave DDL out; its JSON form has every RangeVar, and in it the
// location follows the name.
std::optional<std::size_t> relation_offset(std::string_view statement, std::string_view name) {
  const PgQueryParseResult result = pg_query_parse(std::string(statement).c_str());
  const std::string_view json = result.parse_tree != nullptr ? result.parse_tree : "";
  const std::string wanted = "\"relname\":\"" + std::string(name) + '"';
  constexpr std::string_view key = "\"location\":";
  std::optional<std::size_t> offset;
  const std::size_t at = json.find(wanted);
  const std::size_t place = at == std::string_view::npos ? at : json.find(key, at);
  if (place != std::string_view::npos) {
    std::size_t value = 0;
    const char* digits = json.data() + place + key.size();
    if (std::from_chars(digits, json.data() + json.size(), value).ec == std::errc()) offset = value;
  }
  pg_query_free_parse_result(result);
  return offset;
}

}  // namespace mimar::sql
