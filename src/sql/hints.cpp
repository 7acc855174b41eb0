#include "sql/hints.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "model/lexer.h"
#include "sql/pg_tree.h"

namespace mimar::sql {
namespace {

struct Hint {
  std::string_view token;  // upper case, at the place of the error
  std::string_view text;
};

constexpr std::string_view mysql = "This looks like MySQL; Mimar reads PostgreSQL.";
constexpr std::string_view sqlite = "This looks like SQLite; Mimar reads PostgreSQL.";
constexpr std::string_view sql_server = "This looks like SQL Server; Mimar reads PostgreSQL.";
constexpr std::string_view oracle = "This looks like Oracle; Mimar reads PostgreSQL.";
constexpr std::string_view newer =
    "This syntax is newer than PostgreSQL 15, which Mimar's parser knows.";
constexpr std::string_view placeholder =
    "A psql variable or a template placeholder? Give Mimar the SQL after substitution.";
constexpr std::string_view missing_end = "Is a ';' missing before it?";

constexpr std::array<Hint, 45> hints{{
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
    {"ENABLE", oracle},
    {"SEGMENT", oracle},
    {"BYTE", oracle},
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

// The words people mistype, where the grammar has nothing else to offer.
const std::vector<std::string>& keywords() {
  static const std::vector<std::string> words{
      "ADD",       "ALTER",    "BETWEEN",    "CASCADE",   "CHECK",        "COLUMN",   "COMMENT",
      "COMMIT",    "CONFLICT", "CONSTRAINT", "CREATE",    "DEFAULT",      "DELETE",   "DISTINCT",
      "DOMAIN",    "DROP",     "EXISTS",     "EXTENSION", "FOREIGN",      "FROM",     "FUNCTION",
      "GENERATED", "GRANT",    "GROUP",      "HAVING",    "INDEX",        "INHERITS", "INSERT",
      "INTO",      "JOIN",     "LANGUAGE",   "LIMIT",     "MATERIALIZED", "NULL",     "ORDER",
      "PARTITION", "PRIMARY",  "REFERENCES", "REPLACE",   "RETURNING",    "RETURNS",  "REVOKE",
      "SCHEMA",    "SELECT",   "SEQUENCE",   "TABLE",     "TEMPORARY",    "TRIGGER",  "UNIQUE",
      "UPDATE",    "USING",    "VALUES",     "VIEW",      "WHERE",        "WITH"};
  return words;
}

// The keyword a mistyped word is nearest to; "" for a keyword itself.
std::string keyword_near(const std::string& word) {
  const auto& words = keywords();
  if (word.size() < 4 || std::find(words.begin(), words.end(), word) != words.end()) return "";
  return text::nearest(word, words);
}

std::string token_at(std::string_view statement, std::size_t offset) {
  std::size_t end = offset;
  while (end < statement.size() && model::in_word(statement[end]))
    ++end;
  if (end == offset && statement.substr(offset).starts_with("<<<<<<<")) end += 7;
  return text::upper(statement.substr(offset, std::max<std::size_t>(end - offset, 1)));
}

// The keyword that was meant by the word at `at`: with it in its place, the parser gets beyond the
// error. Where `frm a` stops making sense is at the `a`, so that word may lie before the error.
std::string keyword_meant(std::string_view statement, std::size_t error, std::size_t at) {
  if (at >= statement.size() || !model::in_word(statement[at])) return "";
  std::size_t start = at, end = at;
  while (start > 0 && model::in_word(statement[start - 1]))
    --start;
  while (end < statement.size() && model::in_word(statement[end]))
    ++end;
  const std::string near = keyword_near(text::upper(statement.substr(start, end - start)));
  if (near.empty()) return "";
  std::string changed(statement.substr(0, start));
  changed += near;
  const std::size_t reached = std::max(changed.size(), error + near.size() - (end - start));
  changed += statement.substr(end);
  const ParseTree tree(changed);
  return tree.ok() || tree.error_offset() > reached ? near : "";
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
  const std::size_t previous = statement.substr(0, offset).find_last_not_of(" \t\r\n");
  for (const std::size_t at : {offset, previous}) {
    if (const std::string near = keyword_meant(statement, offset, at); !near.empty())
      return "Did you mean " + near + "?";
  }
  return "";
}

}  // namespace mimar::sql
