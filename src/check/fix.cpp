#include "check/fix.h"

#include <utility>

#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "model/quote.h"

namespace mimar::check {
namespace {

constexpr std::size_t longest_name = 63;  // bytes; NAMEDATALEN - 1

// Never cuts inside a UTF-8 sequence.
std::string cut(const std::string& name, std::size_t bytes) {
  if (name.size() <= bytes) return name;
  while (bytes > 0 && (static_cast<unsigned char>(name[bytes]) & 0xC0U) == 0x80U)
    --bytes;
  return name.substr(0, bytes);
}

}  // namespace

void NameBook::read() {
  const model::Database& database = *std::exchange(database_, nullptr);
  for (const model::Table& table : database->tables) {
    const std::string& schema = table.name.schema;
    taken_.insert(table.name);
    if (table.primary_key) taken_.insert({schema, table.primary_key->name});
    for (const model::Key& key : table.uniques)
      taken_.insert({schema, key.name});
    for (const model::ForeignKey& key : table.foreign_keys)
      taken_.insert({schema, key.name});
    for (const model::Check& check : table.checks)
      taken_.insert({schema, check.name});
    for (const model::Index& index : table.indexes)
      taken_.insert({schema, index.name});
  }
  for (const model::View& view : database->views) {
    taken_.insert(view.name);
    for (const model::Index& index : view.indexes)
      taken_.insert({view.name.schema, index.name});
  }
  for (const model::Sequence& sequence : database->sequences)
    taken_.insert(sequence.name);
}

std::string NameBook::take(const std::string& schema, const std::string& wanted) {
  if (database_ != nullptr) read();
  std::string name = cut(wanted, longest_name);
  for (std::size_t n = 2; !taken_.insert({schema, name}).second; ++n) {
    const std::string number = "_" + std::to_string(n);
    name = cut(wanted, longest_name - number.size()) + number;
  }
  return name;
}

std::string alter_table(const model::Table& table, std::string_view action) {
  return fmt::format("ALTER TABLE {} {};\n", model::quote_name(table.name), action);
}

std::string drop_index(const model::Table& table, const std::string& index) {
  return fmt::format("DROP INDEX {};\n", model::quote_name({table.name.schema, index}));
}

std::string drop_constraint(const model::Table& table, const std::string& constraint) {
  return alter_table(table, "DROP CONSTRAINT " + model::quote_identifier(constraint));
}

std::string set_type(const model::Table& table, const model::Column& column,
                     std::string_view type) {
  return alter_table(
      table, fmt::format("ALTER COLUMN {} TYPE {}", model::quote_identifier(column.name), type));
}

std::string create_index_on(const model::Table& table, const std::vector<std::string>& columns,
                            NameBook& names) {
  model::Index index;
  index.name =
      names.take(table.name.schema, "idx_" + table.name.name + "_" + text::join(columns, "_"));
  for (const std::string& column : columns) {
    model::IndexKey key;
    key.column = column;
    index.keys.push_back(std::move(key));
  }
  return emit::ddl::create_index(table.name, index);
}

evidence::Fix no_automatic_fix(std::string_view instead) {
  return {"", std::string(instead)};
}

const std::string_view build_concurrently =
    "on a table in use, build it with CREATE INDEX CONCURRENTLY outside a transaction: writes go "
    "on meanwhile";
const std::string_view rewrites_table =
    "this rewrites the table and its indexes under ACCESS EXCLUSIVE; on a large table in use, add "
    "a new column, "
    "backfill it and swap";

}  // namespace mimar::check
