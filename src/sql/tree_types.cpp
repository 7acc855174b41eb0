// Type names of the grammar to DataType.

#include <array>
#include <cstdlib>

#include "base/text.h"
#include "model/quote.h"
#include "sql/make_nodes.h"
#include "sql/print.h"
#include "sql/tree_facts.h"
#include "sql/type_modifiers.h"

namespace mimar::sql {
namespace {

std::optional<int> integer_constant(const Node* node) {
  if (tag_of(node) != T_A_Const || as<A_Const>(node).isnull) return std::nullopt;
  const auto& value = as<A_Const>(node).val;
  return tag_of(&value) == T_Integer ? std::optional<int>(value.ival.ival) : std::nullopt;
}

// Bits of an interval's field mask (utils/timestamp.h, utils/datetime.h).
constexpr int year = 1 << 2, month = 1 << 1, day = 1 << 3, hour = 1 << 10, minute = 1 << 11,
              second = 1 << 12;

// The name as canonical_builtin understands it. The grammar turns CHAR into bpchar, so a bare
// `char` was quoted.
std::string builtin_name(const std::string& raw, bool has_modifiers) {
  if (raw == "char") return "\"char\"";
  if (raw == "bpchar") return has_modifiers ? "character" : "bpchar";
  return model::canonical_builtin(raw);
}

std::vector<int> modifiers(const List* list) {
  std::vector<int> result;
  for (const Node* item : Items(list))
    if (const auto number = integer_constant(item)) result.push_back(*number);
  return result;
}

}  // namespace

std::string interval_fields(int mask) {
  struct Field {
    int mask;
    const char* text;
  };
  static constexpr std::array<Field, 13> fields{{
      {year, "year"},
      {month, "month"},
      {day, "day"},
      {hour, "hour"},
      {minute, "minute"},
      {second, "second"},
      {year | month, "year to month"},
      {day | hour, "day to hour"},
      {day | hour | minute, "day to minute"},
      {day | hour | minute | second, "day to second"},
      {hour | minute, "hour to minute"},
      {hour | minute | second, "hour to second"},
      {minute | second, "minute to second"},
  }};
  for (const Field& field : fields) {
    if (field.mask == mask) return field.text;
  }
  return "";
}

std::string words_of_modifiers(const model::Name& type, const List* list) {
  std::vector<std::string> words;
  bool numbers = true;
  for (const Node* item : Items(list)) {
    const auto number = integer_constant(item);
    numbers = numbers && number;
    const char* text = literal_text(item);
    const bool column =
        tag_of(item) == T_ColumnRef && Items(as<ColumnRef>(item).fields).size() == 1;
    words.push_back(number            ? std::to_string(*number)
                    : text != nullptr ? text
                    : column          ? string_of(Items(as<ColumnRef>(item).fields)[0])
                                      : print_expression(item));
  }
  return numbers ? "" : spelt_modifiers(type, text::join(words, ","));
}

model::DataType data_type(const TypeName* type) {
  model::DataType result;
  result.name = name_of(type->names);
  result.modifiers = modifiers(type->typmods);
  result.array = !Items(type->arrayBounds).empty();
  const bool maybe_builtin = result.name.schema.empty() || result.name.schema == "pg_catalog";
  const std::string builtin =
      maybe_builtin ? builtin_name(result.name.name, !result.modifiers.empty()) : "";
  if (builtin.empty()) {
    if (result.modifiers.size() == Items(type->typmods).size()) return result;
    result.modifiers.clear();
    result.other_modifiers = words_of_modifiers(result.name, type->typmods);
    return result;
  }
  result.name = {"", builtin};
  if (builtin == "interval" && !result.modifiers.empty()) {
    result.fields = interval_fields(result.modifiers.front());
    result.modifiers.erase(result.modifiers.begin());
  }
  if (builtin == "numeric" && result.modifiers.size() == 1) result.modifiers.push_back(0);
  return result;
}

std::string serial_of(const TypeName* type) {
  const model::Name name = name_of(type->names);
  if (!name.schema.empty() || type->typmods != nullptr) return "";
  if (name.name == "serial" || name.name == "serial4") return "serial";
  if (name.name == "bigserial" || name.name == "serial8") return "bigserial";
  if (name.name == "smallserial" || name.name == "serial2") return "smallserial";
  return "";
}

model::DataType column_type(const TypeName* type) {
  model::DataType result = data_type(type);
  const std::string serial = serial_of(type);
  if (serial == "serial") result.name.name = "integer";
  if (serial == "bigserial") result.name.name = "bigint";
  if (serial == "smallserial") result.name.name = "smallint";
  return result;
}

}  // namespace mimar::sql
