#pragma once
// Names of database objects, as the catalog stores them: unquoted, case as stored.

#include <compare>
#include <optional>
#include <string>

#include "base/source.h"

namespace mimar::model {

// schema.name. An empty schema means "not resolved yet" in statements, and pg_catalog for built-in types.
struct Name {
  std::string schema, name;
  auto operator<=>(const Name&) const = default;
  bool empty() const { return name.empty(); }
  std::string text() const { return schema.empty() ? name : schema + "." + name; }  // for people, unquoted
};

// Where an object was written; never part of equality.
struct Origin {
  std::optional<SourceSpan> span;
  bool operator==(const Origin&) const { return true; }
};

}  // namespace mimar::model
