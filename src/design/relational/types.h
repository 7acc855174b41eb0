#pragma once
// The type of a column by the kind of value it holds, and why.

#include "design/conceptual_model.h"
#include "design/policy.h"

namespace mimar::design::relational {

struct TypeChoice {
  std::string type, why;
};

TypeChoice type_of(ValueKind kind);
bool is_text(ValueKind kind);    // its column is of type text
bool is_number(ValueKind kind);  // one can be added to it
// The attribute's default as SQL, or "".
std::string default_of(const Attribute& attribute);
// A literal of the model as SQL of this kind: quoted where it is not and must be. A number of a
// duration is of its unit.
std::string literal(ValueKind kind, const std::string& value, const std::string& unit = {});
// SQL of a value a little below (or above) `sql`, which is of this kind; "" when there is none.
std::string beside(ValueKind kind, const std::string& sql, bool below);

}  // namespace mimar::design::relational
