#pragma once
// Column types by their canonical SQL name, as format_type() of PostgreSQL writes them (manual: Data Types).

#include <string>
#include <vector>

#include "model/name.h"

namespace mimar::model {

// "character varying(45)", "numeric(5,2)[]", "timestamp(3) with time zone", "interval day to second", public.mpaa_rating.
struct DataType {
  Name name;                   // built-in: schema "" and the SQL name ("integer"); else the type's own name
  std::vector<int> modifiers;  // length, precision and scale, fractional seconds
  std::string fields;          // interval only: "day to second"
  bool array = false;          // PostgreSQL does not tell dimensions apart
  // Modifiers that are no numbers, of types that extensions bring: "Point,4326" in geometry(Point,4326).
  std::string other_modifiers = {};
  auto operator<=>(const DataType&) const = default;

  bool is(std::string_view builtin) const { return !array && name.schema.empty() && name.name == builtin; }
};

// The canonical name of a built-in type or of one of its synonyms ("int4", "int", "varchar", "timestamptz", "decimal"),
// or "" when it is not built in. Input lower case.
std::string canonical_builtin(std::string_view spelling);

// As SQL text; names quoted where needed, user types schema-qualified.
std::string to_sql(const DataType& type);

}  // namespace mimar::model
