#include "sql/query.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/text.h"
#include "sql/hints.h"
#include "sql/parse.h"
#include "sql/placeholders.h"
#include "sql/position.h"
#include "sql/query_facts.h"

namespace mimar::sql {
namespace {

struct Notes {
  std::string name;
  double weight = 1;
};

// "200/s", "12/min", "3/h": per second.
double rate(std::string_view text) {
  std::size_t digits = text.find_first_not_of("0123456789.");
  if (digits == std::string_view::npos) digits = text.size();
  double value = 0;
  if (std::from_chars(text.data(), text.data() + digits, value).ec != std::errc()) return 1;
  const std::string_view unit =
      digits < text.size() && text[digits] == '/' ? text.substr(digits + 1) : "s";
  if (unit.substr(0, 1) == "m") return value / 60;
  if (unit.substr(0, 1) == "h") return value / 3600;
  if (unit.substr(0, 1) == "d") return value / 86400;
  return value;
}

// The comments right above a query: `-- name: list_orders`, `-- rate: 200/s`.
Notes read_notes(std::string_view above) {
  Notes notes;
  for (std::string_view line : text::lines(above)) {
    line = text::trim(line);
    if (line.substr(0, 2) != "--") continue;
    line = text::trim(line.substr(2));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = text::lower(text::trim(line.substr(0, colon)));
    const std::string_view value = text::trim(line.substr(colon + 1));
    const std::string_view word = value.substr(0, value.find(' '));
    if (key == "name") notes.name = std::string(word);
    if (key == "rate") notes.weight = rate(word);
  }
  return notes;
}

// Whether the text may be one of the four: everything else need not parse.
bool may_be_query(std::string_view sql) {
  while (!sql.empty()) {
    sql = text::trim(sql);
    if (sql.substr(0, 2) == "--") {
      const std::size_t end = sql.find('\n');
      sql = end == std::string_view::npos ? std::string_view() : sql.substr(end + 1);
    } else if (sql.substr(0, 2) == "/*") {
      const std::size_t end = sql.find("*/", 2);
      sql = end == std::string_view::npos ? std::string_view() : sql.substr(end + 2);
    } else if (sql[0] == '(') {
      sql.remove_prefix(1);
    } else {
      break;
    }
  }
  const std::string word = text::lower(sql.substr(0, sql.find_first_of(" \t\r\n(*'\"")));
  for (const std::string_view known :
       {"select", "insert", "update", "delete", "with", "values", "table"})
    if (word == known) return true;
  return false;
}

bool is_query(const Node* statement) {
  switch (tag_of(statement)) {
    case T_SelectStmt: return as<SelectStmt>(statement).intoClause == nullptr;
    case T_InsertStmt:
    case T_UpdateStmt:
    case T_DeleteStmt: return true;
    default: return false;
  }
}

std::string_view without_semicolon(std::string_view sql) {
  sql = text::trim(sql);
  while (!sql.empty() && sql.back() == ';')
    sql = text::trim(sql.substr(0, sql.size() - 1));
  return sql;
}

std::uint64_t fingerprint(const std::string& sql) {
  const PgQueryFingerprintResult result = pg_query_fingerprint(sql.c_str());
  const std::uint64_t value = result.error != nullptr ? 0 : result.fingerprint;
  pg_query_free_fingerprint_result(result);
  return value;
}

// The text that was parsed has numbers for placeholders: what stands before the error and is the
// same in both is counted from the front, else the error is at the end or at the query itself.
std::size_t original_offset(std::string_view original, std::string_view parsed, std::size_t error) {
  const auto same = std::mismatch(original.begin(), original.end(), parsed.begin(), parsed.end());
  if (error <= static_cast<std::size_t>(same.second - parsed.begin())) return error;
  const std::size_t behind = parsed.size() - std::min(error, parsed.size());
  const std::string_view rest = parsed.substr(parsed.size() - behind);
  return original.ends_with(rest) ? original.size() - behind : 0;
}

Error query_error(Places& places, const Chunk& chunk, std::string_view parsed,
                  const ParseTree& tree) {
  const auto start = static_cast<std::size_t>(chunk.text.data() - places.text().data());
  const std::string_view written = without_semicolon(chunk.text);
  const auto skipped = static_cast<std::size_t>(written.data() - chunk.text.data());
  const std::size_t offset = original_offset(written, parsed, tree.error_offset());
  std::string advice = hint(tree.message(), written, offset);
  if (advice.empty()) advice = "fix the query, or leave it out of this file";
  return error_at(places, start + skipped + offset, tree.message(), std::move(advice));
}

// Whether the text starts with no word of SQL at all: `selec` rather than `create` or `set`.
std::optional<Error> misspelt(Places& places, const Chunk& chunk) {
  const ParseTree tree(chunk.text);
  const std::size_t first = chunk.text.find_first_not_of(" \t\r\n(");
  if (tree.ok() || tree.error_offset() != first) return std::nullopt;
  return query_error(places, chunk, without_semicolon(chunk.text), tree);
}

}  // namespace

Result<std::vector<model::Query>> read_queries(std::string_view text, const std::string& file,
                                               const model::Database& database) {
  auto chunks = split_script(text, file);
  if (!chunks) return fail(std::move(chunks.error()));
  std::vector<model::Query> queries;
  Places places(text, file);
  std::size_t above = 0;
  for (const Chunk& chunk : *chunks) {
    const auto start = static_cast<std::size_t>(chunk.text.data() - text.data());
    const std::size_t end = start + chunk.text.size();
    const std::size_t comments = std::exchange(above, end);
    if (chunk.kind != Chunk::Kind::statement) continue;
    if (!may_be_query(chunk.text)) {
      if (auto error = misspelt(places, chunk)) return fail(std::move(*error));
      continue;
    }
    model::Query query;
    query.sql = number_placeholders(without_semicolon(chunk.text));
    {
      const ParseTree tree(query.sql);
      if (!tree.ok()) return fail(query_error(places, chunk, query.sql, tree));
      const Node* statement = tree.only_statement();
      if (statement == nullptr || !is_query(statement)) continue;
      collect_facts(statement, database, query);
    }
    query.fingerprint = fingerprint(query.sql);
    query.origin = {chunk.where};
    const Notes notes = read_notes(text.substr(comments, end - comments));
    query.name = notes.name;
    query.weight = notes.weight;
    queries.push_back(std::move(query));
  }
  return queries;
}

}  // namespace mimar::sql
