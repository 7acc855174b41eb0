// A pg_type row and a type modifier to a DataType, as format_type() would spell it.
#include <array>

#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

constexpr int numeric_header =
    4;  // VARHDRSZ, which PostgreSQL adds to lengths and to numeric's modifier

// Precision in the upper half, an 11-bit two's complement scale in the lower one (numeric.c).
std::vector<int> numeric_modifiers(int modifier) {
  const int packed = modifier - numeric_header;
  return {(packed >> 16) & 0xffff, ((packed & 0x7ff) ^ 1024) - 1024};
}

struct IntervalField {
  int bit;
  std::string_view name;
};
// Bits of INTERVAL_MASK() (utils/timestamp.h), coarse to fine.
constexpr std::array<IntervalField, 6> interval_fields{
    {{2, "year"}, {1, "month"}, {3, "day"}, {10, "hour"}, {11, "minute"}, {12, "second"}}};

void apply_interval(model::DataType& type, int modifier) {
  const int range = (modifier >> 16) & 0x7fff;
  const int precision = modifier & 0xffff;
  if (precision != 0xffff) type.modifiers = {precision};
  if (range == 0x7fff) return;
  std::string_view first, last;
  for (const IntervalField& field : interval_fields) {
    if ((range & (1 << field.bit)) == 0) continue;
    if (first.empty()) first = field.name;
    last = field.name;
  }
  type.fields = std::string(first);
  if (first != last) type.fields += " to " + std::string(last);
}

// "(3)" or "(10,2)" of a type that is not built in; nothing when they are no numbers.
std::vector<int> parse_modifiers(std::string_view text) {
  std::vector<int> numbers;
  for (std::size_t i = 1; i + 1 < text.size();) {
    int number = 0;
    std::size_t digits = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && digits < 9; ++i, ++digits)
      number = number * 10 + (text[i] - '0');
    if (digits == 0 || i >= text.size() || (text[i] != ',' && text[i] != ')')) return {};
    numbers.push_back(number);
    ++i;
  }
  return numbers;
}

std::vector<int> modifiers_of(const model::DataType& type, int modifier, std::string_view text) {
  const std::string& name = type.name.name;
  if (!type.name.schema.empty()) return parse_modifiers(text);
  if (name == "numeric") return numeric_modifiers(modifier);
  if (name == "character" || name == "character varying") return {modifier - numeric_header};
  if (name == "bit" || name == "bit varying" || name.starts_with("time")) return {modifier};
  return parse_modifiers(text);
}

}  // namespace

std::string type_columns(std::string_view modifier) {
  const std::string m(modifier);
  return " CASE WHEN base_schema.nspname <> 'pg_catalog' THEN base_schema.nspname END AS "
         "type_schema,"
         // -1 asks for the name without modifier: bpchar, the only type where that differs from
         // NULL.
         " CASE WHEN base_schema.nspname <> 'pg_catalog' THEN base.typname"
         "      ELSE format_type(base.oid, CASE WHEN " +
         m +
         " < 0 THEN -1 END) END AS type_name,"
         " base.oid <> type.oid AS type_array, " +
         m +
         " AS type_modifier,"
         " CASE WHEN " +
         m +
         " >= 0 AND base_schema.nspname <> 'pg_catalog'"
         "      THEN substr(format_type(base.oid, " +
         m +
         "), length(format_type(base.oid, NULL)) + 1) END"
         "   AS type_modifier_text ";
}

std::string type_joins(std::string_view type_oid) {
  return " JOIN pg_type type ON type.oid = " + std::string(type_oid) +
         // Not every type with elements is an array: int2vector and point are not.
         " LEFT JOIN pg_type element ON element.oid = type.typelem AND element.typarray = type.oid"
         " JOIN pg_type base ON base.oid = COALESCE(element.oid, type.oid)"
         " JOIN pg_namespace base_schema ON base_schema.oid = base.typnamespace ";
}

model::DataType read_type(const Row& row) {
  model::DataType type;
  type.name = row.name("type_");
  type.array = row.flag("type_array");
  const int modifier = static_cast<int>(row.number("type_modifier"));
  if (modifier < 0) return type;
  if (type.is("interval") || (type.array && type.name == model::Name{"", "interval"})) {
    apply_interval(type, modifier);
  } else {
    const std::string text = row.text("type_modifier_text");
    type.modifiers = modifiers_of(type, modifier, text);
    if (type.modifiers.empty() && text.size() > 2)
      type.other_modifiers = text.substr(1, text.size() - 2);
  }
  return type;
}

Result<void> read_types(Catalog& catalog, const std::string& oids,
                        std::map<Oid, model::DataType>& types) {
  return query(catalog,
               "SELECT type.oid," + type_columns("-1") + "FROM (SELECT DISTINCT oid FROM (" + oids +
                   ") listed (oid)) wanted" + type_joins("wanted.oid"),
               [&](const Row& row) { types[row.oid("oid")] = read_type(row); });
}

}  // namespace mimar::read::postgres
