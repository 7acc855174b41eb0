#include <cmath>

#include "synthesis/datum.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

CellType range_of(Kind kind, bool whole, bool zoned = false) {
  CellType element, range;
  element.kind = kind;
  element.whole = whole;
  element.zoned = zoned;
  range.kind = Kind::range;
  range.element = std::make_shared<const CellType>(element);
  return range;
}

CellType number_type(long double high, bool whole, int scale = -1) {
  CellType type;
  type.kind = Kind::number;
  type.whole = whole;
  type.scale = whole ? 0 : scale;
  type.high = high;
  type.low = -high;
  return type;
}

CellType builtin(const model::DataType& type) {
  const std::string& name = type.name.name;
  const auto& sizes = type.modifiers;
  CellType made;
  if (name == "integer" || name == "oid" || name == "xid") return number_type(INT32_MAX, true);
  if (name == "bigint" || name == "xid8") return number_type(9.2e18L, true);
  if (name == "smallint") return number_type(INT16_MAX, true);
  if (name == "numeric") {
    if (sizes.empty()) return number_type(1e15L, false);
    const int scale = sizes.size() > 1 ? sizes[1] : 0;
    const long double high = std::pow(10.0L, sizes[0] - scale);
    return number_type(high - std::pow(10.0L, -scale), false, std::max(scale, 0));
  }
  if (name == "money") return number_type(1e15L, false, 2);
  if (name == "real") return number_type(99999, false, 1);
  if (name == "double precision") return number_type(1e12L, false);
  if (name == "boolean") made.kind = Kind::boolean;
  if (name == "date") made.kind = Kind::day;
  if (name.starts_with("timestamp")) made.kind = Kind::time;
  if (name.starts_with("time ") || name == "time") made.kind = Kind::clock;
  made.zoned = name.ends_with("with time zone");
  if (name == "interval") made.kind = Kind::interval;
  made.bytes = name == "bytea";
  if (made.bytes) made.kind = Kind::text;
  if (name == "json" || name == "jsonb") made.kind = Kind::json;
  if (name == "text" || name == "citext" || name.starts_with("character") || name == "bpchar" ||
      name == "name") {
    made.kind = Kind::text;
    if (!sizes.empty()) made.max_length = static_cast<std::size_t>(sizes[0]);
    if (name == "character" && sizes.empty()) made.max_length = 1;
  }
  if (name == "int4range" || name == "int8range") return range_of(Kind::number, true);
  if (name == "numrange") return range_of(Kind::number, false);
  if (name == "daterange") return range_of(Kind::day, true);
  if (name == "tsrange" || name == "tstzrange")
    return range_of(Kind::time, false, name == "tstzrange");
  return made;
}

}  // namespace

CellType cell_type(const model::Database& database, const model::DataType& type) {
  if (type.array) {
    model::DataType element = type;
    element.array = false;
    CellType made;
    made.kind = Kind::list;
    made.element = std::make_shared<const CellType>(cell_type(database, element));
    return made;
  }
  if (model::find_enum(database, type.name) != nullptr) return {};
  return builtin(type);
}

}  // namespace mimar::synthesis
