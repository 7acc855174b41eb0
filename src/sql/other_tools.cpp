#include "sql/other_tools.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace mimar::sql {
namespace {

struct Sign {
  std::string_view text;  // in lower case
  std::string_view database, tool;
  bool first = false;  // nothing but comments and blanks may stand before it
};

constexpr std::array<Sign, 22> signs{{
    {"sqlite format 3", "SQLite", "its database file", true},
    {"-- mysql dump", "MySQL", "mysqldump"},
    {"-- mariadb dump", "MariaDB", "mariadb-dump"},
    {"/*m!999999", "MariaDB", "mariadb-dump"},
    {"-- phpmyadmin sql dump", "MySQL", "phpMyAdmin"},
    {"-- heidisql", "MySQL", "HeidiSQL"},
    {"/*!40101 set", "MySQL", "mysqldump"},
    {"/*!40014 set", "MySQL", "mysqldump"},
    {"/*!50503 set", "MySQL", "mysqldump"},
    {"source server type : mysql", "MySQL", "Navicat"},
    {"source server type : mariadb", "MariaDB", "Navicat"},
    {"source server type : sqlite", "SQLite", "Navicat"},
    {"source server type : sql server", "SQL Server", "Navicat"},
    {"source server type : oracle", "Oracle", "Navicat"},
    {"pragma foreign_keys", "SQLite", "its .dump", true},
    {"use [", "SQL Server", "Management Studio", true},
    {"set ansi_nulls", "SQL Server", "Management Studio", true},
    {"/****** object:", "SQL Server", "Management Studio"},
    {"--  ddl for table", "Oracle", "SQL Developer"},
    {"-- ddl for table", "Oracle", "SQL Developer"},
    {"rem inserting into", "Oracle", "SQL Developer", true},
    {"-- adminer mysql", "MySQL", "Adminer", false},
}};

constexpr std::size_t top = 2000;

// Where the first statement begins, in so much of the text.
std::size_t first_statement(std::string_view text) {
  std::size_t at = 0;
  while (true) {
    at = std::min(text.find_first_not_of(" \t\r\n\xEF\xBB\xBF;", at), text.size());
    if (text.substr(at).starts_with("--")) {
      at = std::min(text.find('\n', at), text.size());
    } else if (text.substr(at).starts_with("/*")) {
      const std::size_t end = text.find("*/", at);
      at = end == std::string_view::npos ? text.size() : end + 2;
    } else {
      return at;
    }
  }
}

// Runs of blanks are one; `places` has where each character was.
std::string squeezed(std::string_view text, std::vector<std::size_t>& places) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool blank = text[i] == ' ' || text[i] == '\t';
    if (blank && result.ends_with(' ')) continue;
    result += blank ? ' ' : text[i];
    places.push_back(i);
  }
  return text::lower(result);
}

std::string advice(std::string_view database) {
  if (database == "MySQL" || database == "MariaDB" || database == "SQLite")
    return "pgloader brings " + std::string(database) +
           " databases into PostgreSQL: give Mimar that one, or pg_dump --schema-only of it.";
  return "Bring it into PostgreSQL with the migration tool of your choice (ora2pg, pgloader): give "
         "Mimar that database, or pg_dump --schema-only of it.";
}

}  // namespace

std::optional<OtherTool> written_by_other_tool(std::string_view text) {
  const std::string_view head = text.substr(0, top);
  std::vector<std::size_t> places;
  const std::string plain = squeezed(head, places);
  const std::size_t first = first_statement(head);
  for (const Sign& sign : signs) {
    const std::size_t found = plain.find(sign.text);
    if (found == std::string::npos || (sign.first && places[found] != first)) continue;
    return OtherTool{places[found],
                     "this is SQL for " + std::string(sign.database) + ", as " +
                         std::string(sign.tool) + " writes it; Mimar reads PostgreSQL",
                     advice(sign.database)};
  }
  return std::nullopt;
}

}  // namespace mimar::sql
