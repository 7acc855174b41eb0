#include "check/subject.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::check {

std::vector<const model::Table*> judged_tables(const model::Database& database) {
  std::vector<const model::Table*> tables;
  for (const model::Table& table : database->tables)
    if (!table.partition_of) tables.push_back(&table);
  return tables;
}

std::string object_name(const model::Table& table, const std::vector<std::string>& parts) {
  if (parts.size() == 1) return object_name(table, parts.front());
  return table.name.text() + ".(" + text::join(parts, ", ") + ")";
}

std::string object_name(const model::Table& table, const std::string& part) {
  return table.name.text() + "." + part;
}

evidence::Finding finding(const model::Table& table, const model::Origin& origin,
                          std::string object, std::string message, evidence::Fix fix) {
  evidence::Finding found;
  found.where = origin.span ? origin.span : table.origin.span;
  found.object = std::move(object);
  found.message = std::move(message);
  found.fix = std::move(fix);
  return found;
}

const model::Table* find_relation(const model::Database& database, const model::Name& name) {
  if (!name.schema.empty()) return model::find_table(database, name);
  const model::Table* found = nullptr;
  for (const model::Table& table : database->tables) {
    if (table.name.name != name.name) continue;
    if (table.name.schema == "public") return &table;
    if (found) return nullptr;
    found = &table;
  }
  return found;
}

bool has_column(const std::vector<std::string>& columns, std::string_view name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

bool same_columns(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

bool is_primary_key(const model::Table& table, std::string_view column) {
  return table.primary_key && table.primary_key->columns.size() == 1 &&
         table.primary_key->columns.front() == column;
}

bool in_foreign_key(const model::Table& table, std::string_view column) {
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                     [&](const model::ForeignKey& key) { return has_column(key.columns, column); });
}

bool referenced(const model::Database& database, const model::Table& table,
                const std::vector<std::string>& columns) {
  for (const model::Table& other : database->tables)
    for (const model::ForeignKey& key : other.foreign_keys)
      if (key.referenced_table == table.name && same_columns(key.referenced_columns, columns))
        return true;
  return false;
}

bool is_text(const model::DataType& type) {
  return type.is("text") || type.is("character varying") || type.is("character");
}

bool is_integer(const model::DataType& type) {
  return type.is("smallint") || type.is("integer") || type.is("bigint");
}

bool is_timestamp(const model::DataType& type) {
  return type.is("timestamp with time zone") || type.is("timestamp without time zone") ||
         type.is("date");
}

namespace {

enum class Letter : std::uint8_t { lower, upper, digit, other };

Letter letter(char c) {
  if (c >= 'A' && c <= 'Z') return Letter::upper;
  if (c >= '0' && c <= '9') return Letter::digit;
  if (c == '_' || c == '-' || c == ' ' || c == '.') return Letter::other;
  return Letter::lower;
}

// A word starts after a separator, at a change between digits and letters, and at a capital after a
// small letter.
bool starts_word(Letter before, Letter now) {
  if (before == Letter::other) return true;
  if ((before == Letter::digit) != (now == Letter::digit)) return true;
  return before == Letter::lower && now == Letter::upper;
}

}  // namespace

std::vector<std::string> words(std::string_view name) {
  std::vector<std::string> found;
  Letter before = Letter::other;
  for (const char c : name) {
    const Letter now = letter(c);
    if (now != Letter::other) {
      if (starts_word(before, now)) found.emplace_back();
      found.back() += now == Letter::upper ? static_cast<char>(c + 32) : c;
    }
    before = now;
  }
  return found;
}

}  // namespace mimar::check
