#include "design/patterns/gist.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "base/text.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::array btree_gist_types{"smallint",
                                      "integer",
                                      "bigint",
                                      "real",
                                      "double precision",
                                      "numeric",
                                      "money",
                                      "oid",
                                      "date",
                                      "time without time zone",
                                      "timestamp without time zone",
                                      "timestamp with time zone",
                                      "interval",
                                      "text",
                                      "character varying",
                                      "character",
                                      "bytea",
                                      "bit",
                                      "bit varying",
                                      "uuid",
                                      "inet",
                                      "cidr",
                                      "macaddr",
                                      "macaddr8",
                                      "boolean"};

// The type a domain is made of, and so on down.
model::DataType base_of(const model::Database& database, model::DataType type) {
  for (const model::Domain* domain : model::all<model::Domain>(database))
    if (!type.array && domain->name == type.name) return base_of(database, domain->type);
  return type;
}

bool is_enum(const model::Database& database, const model::DataType& type) {
  return !type.array && model::find_enum(database, type.name) != nullptr;
}

bool is_range(const model::Database& database, const model::DataType& type) {
  if (type.name.schema.empty() && !type.array && type.name.name.ends_with("range")) return true;
  const auto ranges = model::all<model::RangeType>(database);
  return std::ranges::any_of(ranges,
                             [&](const model::RangeType* each) { return each->name == type.name; });
}

}  // namespace

Result<std::string> equal_in_gist(Writing& writing, const std::vector<std::string>& columns) {
  std::vector<std::string> parts;
  bool extension = false;
  for (const std::string& name : columns) {
    const model::Column* column = model::find_column(*writing.table, name);
    const model::DataType type = base_of(writing.database, column->type);
    const bool plain =
        !type.array && type.name.schema.empty() &&
        std::ranges::find(btree_gist_types, type.name.name) != btree_gist_types.end();
    if (!plain && !is_enum(writing.database, type) && !is_range(writing.database, type))
      return fail(ErrorKind::usage,
                  fmt::format("{}.{} is {}, which no GiST index compares for equality",
                              writing.table->name.text(), name, model::to_sql(column->type)));
    extension |= !is_range(writing.database, type);
    parts.push_back(model::quote_identifier(name) + " WITH =");
  }
  if (extension) need_extension(writing, "btree_gist");
  return text::join(parts, ", ");
}

}  // namespace mimar::design::pattern
