// Type names: what the grammar makes of `integer` or `interval day to second` printed as such
// again.

#include <array>

#include "model/quote.h"
#include "sql/printer.h"

namespace mimar::sql {
namespace {

struct Spelling {
  std::string_view internal, before, after;  // character varying(10); timestamp(3) with time zone
};
constexpr std::array<Spelling, 15> spellings = {{
    {"bool", "boolean", ""},
    {"int2", "smallint", ""},
    {"int4", "integer", ""},
    {"int8", "bigint", ""},
    {"float4", "real", ""},
    {"float8", "double precision", ""},
    {"numeric", "numeric", ""},
    {"varchar", "character varying", ""},
    {"bpchar", "character", ""},
    {"bit", "bit", ""},
    {"varbit", "bit varying", ""},
    {"time", "time", " without time zone"},
    {"timetz", "time", " with time zone"},
    {"timestamp", "timestamp", " without time zone"},
    {"timestamptz", "timestamp", " with time zone"},
}};

// INTERVAL_MASK() of utils/timestamp.h.
struct Fields {
  int mask;
  std::string_view words;
};
constexpr int month = 1 << 1, year = 1 << 2, day = 1 << 3, hour = 1 << 10, minute = 1 << 11,
              second = 1 << 12;
constexpr std::array<Fields, 13> interval_fields = {{
    {year, " year"},
    {month, " month"},
    {day, " day"},
    {hour, " hour"},
    {minute, " minute"},
    {second, " second"},
    {year | month, " year to month"},
    {day | hour, " day to hour"},
    {day | hour | minute, " day to minute"},
    {day | hour | minute | second, " day to second"},
    {hour | minute, " hour to minute"},
    {hour | minute | second, " hour to second"},
    {minute | second, " minute to second"},
}};

int modifier(const Node* node) {
  const bool integer =
      tag_of(node) == T_A_Const && tag_of(&as<A_Const>(node).val.node) == T_Integer;
  return integer ? as<A_Const>(node).val.ival.ival : -1;
}

std::string interval(const Items& modifiers) {
  std::string out = "interval";
  if (!modifiers.empty())
    for (const Fields& fields : interval_fields)
      if (fields.mask == modifier(modifiers[0])) out += fields.words;
  if (modifiers.size() == 2) out += "(" + std::to_string(modifier(modifiers[1])) + ")";
  return out;
}

const Spelling* find_spelling(const Items& names, bool has_modifiers) {
  if (names.size() != 2 || string_of(names[0]) != "pg_catalog") return nullptr;
  const std::string internal = string_of(names[1]);
  // Without a length `character` means character(1).
  if ((internal == "bpchar" || internal == "bit") && !has_modifiers) return nullptr;
  for (const Spelling& spelling : spellings)
    if (spelling.internal == internal) return &spelling;
  return nullptr;
}

}  // namespace

void Printer::type(const TypeName& type) {
  const Items parts(type.names), modifiers(type.typmods);
  const Spelling* spelling = find_spelling(parts, !modifiers.empty());
  if (type.setof) word("SETOF ");
  if (parts.size() == 2 && string_of(parts[0]) == "pg_catalog" &&
      string_of(parts[1]) == "interval") {
    word(interval(modifiers));
  } else {
    if (spelling != nullptr)
      word(spelling->before);
    else
      names(type.names);
    if (!modifiers.empty()) {
      word("(");
      expressions(type.typmods);
      word(")");
    }
    if (spelling != nullptr) word(spelling->after);
  }
  if (type.pct_type) word("%TYPE");
  for (const Node* bound : Items(type.arrayBounds)) {
    const int size = as<Integer>(bound).ival;
    out_ += size >= 0 ? "[" + std::to_string(size) + "]" : "[]";
  }
}

}  // namespace mimar::sql
