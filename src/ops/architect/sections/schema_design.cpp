#include <algorithm>

#include "base/text.h"
#include "ops/architect/markdown.h"
#include "ops/architect/roles.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {
namespace {

bool contains(const std::vector<std::string>& columns, const std::string& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

std::string key_cell(const model::Table& table, const std::string& column) {
  std::vector<std::string> keys;
  if (table.primary_key && contains(table.primary_key->columns, column)) keys.emplace_back("PK");
  for (const model::Key& key : table.uniques) {
    if (contains(key.columns, column))
      keys.push_back(key.columns.size() == 1 ? "unique" : "unique with others");
  }
  for (const model::ForeignKey& key : table.foreign_keys) {
    if (contains(key.columns, column)) keys.push_back("FK " + key.referenced_table.name);
  }
  return text::join(keys, ", ");
}

std::string default_cell(const model::Column& column) {
  if (column.identity) return column.identity->always ? "identity, always" : "identity";
  if (column.generated) return "generated: `" + column.generated->sql + "`";
  return column.default_value ? "`" + column.default_value->sql + "`" : "";
}

std::string columns_table(const model::Table& table) {
  std::string result = markdown::header({"Column", "Type", "Null", "Default", "Key", "Comment"});
  for (const model::Column& column : table.columns) {
    result += markdown::row({"`" + column.name + "`", model::to_sql(column.type),
                             column.not_null ? "" : "yes", default_cell(column),
                             key_cell(table, column.name), column.comment.value_or("")});
  }
  return result;
}

std::string findings_on(const Architecture& architecture, const model::Table& table) {
  std::string result;
  const std::string name = table.name.text();
  for (const evidence::Finding& finding : architecture.findings) {
    if (finding.object != name && !finding.object.starts_with(name + ".")) continue;
    result += fmt::format("- {} [`{}`]\n", finding.message, finding.id);
  }
  return result.empty() ? "" : "\nFound here:\n\n" + result;
}

std::string table_entry(const Architecture& architecture, const model::Table& table) {
  const Role role = role_of(table, architecture.database);
  std::string result = fmt::format("\n### {}\n\n", table.name.text());
  if (table.comment) result += *table.comment + "\n\n";
  result += fmt::format("Role: {}, because {}.", role.name, role.reason);
  if (const std::size_t queries = queries_on(architecture, table.name); queries > 0) {
    result +=
        fmt::format(" {} of the given queries {} it.", queries, queries == 1 ? "uses" : "use");
  }
  result += "\n\n" + columns_table(table);
  return result + findings_on(architecture, table);
}

std::string others(const model::Database& database) {
  std::string result;
  for (const model::Enum& type : database->enums) {
    result += fmt::format("- enum `{}`: {}\n", type.name.text(), text::join(type.labels, ", "));
  }
  for (const model::View& view : database->views) {
    result += fmt::format("- {} `{}`{}\n", view.materialized ? "materialised view" : "view",
                          view.name.text(), view.comment ? ": " + *view.comment : "");
  }
  for (const auto& [kind, count] : model::count_opaques(database)) {
    result += fmt::format("- {} of kind {}, kept as written and not examined further\n",
                          text::count(count, "object"), kind);
  }
  return result.empty() ? "" : "\n### Other objects\n\n" + result;
}

}  // namespace

std::string schema_design(const Architecture& architecture) {
  if (architecture.database->tables.empty()) return "";
  std::string result;
  if (architecture.erd_svg) result += "![Entity-relationship diagram](erd.svg)\n\n";
  if (!architecture.erd_mermaid.empty())
    result += markdown::code(architecture.erd_mermaid, "mermaid");
  std::size_t partitions = 0;
  for (const model::Table& table : architecture.database->tables) {
    if (table.partition_of) {
      ++partitions;
    } else {
      result += table_entry(architecture, table);
    }
  }
  if (partitions > 0)
    result += fmt::format("\n{} not listed one by one: they have the columns of their parents.\n",
                          text::count(partitions, "partition is", "partitions are"));
  return result + others(architecture.database);
}

}  // namespace mimar::ops::architect
