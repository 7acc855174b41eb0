#include "sql/hints.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mimar::sql {
namespace {

struct Hint {
  std::string_view token;  // upper case, at the place of the error
  std::string_view text;
};

constexpr std::string_view mysql = "This looks like MySQL; Mimar reads PostgreSQL.";
constexpr std::string_view sqlite = "This looks like SQLite; Mimar reads PostgreSQL.";
constexpr std::string_view sql_server = "This looks like SQL Server; Mimar reads PostgreSQL.";
constexpr std::string_view newer =
    "This syntax is newer than PostgreSQL 15, which Mimar's parser knows.";
constexpr std::string_view placeholder =
    "A psql variable or a template placeholder? Give Mimar the SQL after substitution.";
constexpr std::string_view missing_end = "Is a ';' missing before it?";

constexpr std::array<Hint, 42> hints{{
    {"`", "This looks like MySQL: PostgreSQL quotes names with double quotes."},
    {"AUTO_INCREMENT", mysql},
    {"ENGINE", mysql},
    {"UNSIGNED", mysql},
    {"ENUM", mysql},
    {"KEY", mysql},
    {"DELIMITER", mysql},
    {"#", mysql},
    {"LOCK TABLES", mysql},
    {"USE", mysql},
    {"AUTOINCREMENT", sqlite},
    {"PRAGMA", sqlite},
    {"STRICT", sqlite},
    {"[", "This looks like SQL Server: PostgreSQL quotes names with double quotes."},
    {"GO", sql_server},
    {"CLUSTERED", sql_server},
    {"NONCLUSTERED", sql_server},
    {"IDENTITY", "This looks like SQL Server; PostgreSQL writes GENERATED ALWAYS AS IDENTITY."},
    {"MAX", sql_server},
    {"VIRTUAL",
     "Virtual generated columns are newer than PostgreSQL 15, which Mimar's parser knows."},
    {"ENFORCED", newer},
    {"WITHOUT", newer},
    {"OVERLAPS", newer},
    {"PERIOD", newer},
    {"COLUMNS", newer},
    {"JSON_TABLE", newer},
    {"RETURNING", newer},
    {"SPLIT", newer},
    {"MERGE", newer},
    {":", placeholder},
    {"%", placeholder},
    {"{", placeholder},
    {"?", placeholder},
    {"@", placeholder},
    {"<<<<<<<", "A merge conflict is left in this file."},
    {"\\", "A psql command in the middle of a statement: is a ';' missing before it?"},
    {"CREATE", missing_end},
    {"ALTER", missing_end},
    {"INSERT", missing_end},
    {"DROP", missing_end},
    {"COMMENT", missing_end},
    {"GRANT", missing_end},
}};

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string token_at(std::string_view statement, std::size_t offset) {
  std::size_t end = offset;
  while (end < statement.size() && is_word(statement[end]))
    ++end;
  if (end == offset && statement.substr(offset).starts_with("<<<<<<<")) end += 7;
  return text::upper(statement.substr(offset, std::max<std::size_t>(end - offset, 1)));
}

}  // namespace

std::string hint(std::string_view message, std::string_view statement, std::size_t offset) {
  if (offset >= statement.size() || message.ends_with("end of input")) {
    return "The statement is not complete.";
  }
  const std::string token = token_at(statement, offset);
  const std::string_view before = text::trim(statement.substr(0, offset));
  if (token == ")" && before.ends_with(',')) return "There is a comma too many before the ')'.";
  if (statement.find('`') != std::string_view::npos) return std::string(hints.front().text);
  for (const Hint& hint : hints) {
    if (hint.token == token) return std::string(hint.text);
  }
  return "";
}

}  // namespace mimar::sql
