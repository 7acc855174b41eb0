#include "verify/bad_values.h"

#include <fmt/core.h>

#include "model/quote.h"

namespace mimar::verify {
namespace {

bool is_whole_number(const model::DataType& type) {
  return type.is("smallint") || type.is("integer") || type.is("bigint");
}

bool is_text(const model::DataType& type) {
  return type.is("text") || type.is("character varying") || type.is("character");
}

bool is_instant(const model::DataType& type) {
  return type.is("date") || type.is("timestamp with time zone") ||
         type.is("timestamp without time zone");
}

bool is_fraction(const model::DataType& type) {
  return type.is("numeric") || type.is("real") || type.is("double precision");
}

std::vector<std::string> cast(std::vector<std::string> values, const model::DataType& type) {
  for (std::string& value : values)
    value += "::" + model::to_sql(type);
  return values;
}

// As much as its digits hold.
std::string largest(const model::DataType& type) {
  if (type.modifiers.empty()) return "999999999";
  const int scale = type.modifiers.size() > 1 ? type.modifiers[1] : 0;
  return std::string(static_cast<std::size_t>(std::max(1, type.modifiers[0] - scale)), '9');
}

std::size_t longest(const model::DataType& type) {
  return type.modifiers.empty() ? 100000 : static_cast<std::size_t>(type.modifiers.front());
}

}  // namespace

std::vector<std::string> bad_values(const model::Column& column) {
  const model::DataType& type = column.type;
  if (is_whole_number(type))
    return cast({"'-1'", "'0'", type.is("smallint") ? "'32767'" : "'2147483647'", "'-32768'",
                 "'101'", "'1'", "NULL"},
                type);
  if (is_fraction(type))
    return cast({"'-1'", "'0'", "'" + largest(type) + "'", "'-" + largest(type) + "'", "'0.5'",
                 "'101'", "NULL"},
                type);
  if (is_text(type))
    return cast({"'?'", "''", "' '", "'not valid'", "'A b'", "'x'", "'http:'",
                 fmt::format("repeat('x', {})", longest(type)), "NULL"},
                type);
  if (is_instant(type))
    return cast({"'1500-01-01'", "'9000-01-01'", "'-infinity'", "'infinity'", "NULL"}, type);
  if (type.is("boolean")) return {"true", "false", "NULL::boolean"};
  if (type.is("time without time zone")) return cast({"'00:00'", "'23:59:59'", "NULL"}, type);
  if (type.is("interval")) return cast({"'-1 day'", "'0'", "'1000 years'", "NULL"}, type);
  if (type.is("jsonb") || type.is("json"))
    return cast({"'[]'", "'{}'", "'1'", "'\"x\"'", "'null'", "NULL"}, type);
  if (type.array) return cast({"'{}'", "NULL"}, type);
  if (type.name.name.ends_with("range")) return cast({"'empty'", "'(,)'", "NULL"}, type);
  if (type.is("bytea")) return cast({"''", "'x'", "NULL"}, type);
  if (type.is("uuid")) return {"gen_random_uuid()", "NULL::uuid"};
  return cast({"NULL"}, type);
}

std::string unheard_of(const model::Column& column, const model::Name& table,
                       const std::string& key) {
  const model::DataType& type = column.type;
  const std::string quoted = model::quote_identifier(key);
  if (type.is("uuid")) return "gen_random_uuid()";
  if (is_whole_number(type) || is_fraction(type))
    return "(SELECT coalesce(max(" + quoted + "), 0) + 1 FROM " + model::quote_name(table) +
           ")::" + model::to_sql(type);
  if (is_text(type)) return fmt::format("left(md5(random()::text), {})", longest(type));
  if (is_instant(type))
    return "(SELECT max(" + quoted + ") + interval '1 day' FROM " + model::quote_name(table) +
           ")::" + model::to_sql(type);
  return {};
}

}  // namespace mimar::verify
