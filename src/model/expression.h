#pragma once
// A piece of SQL inside an object: a default, CHECK, index expression, predicate, or a view's query.

#include <string>
#include <vector>

#include "model/name.h"

namespace mimar::model {

// What an expression or query needs to exist before it can be created. Never part of equality.
struct Reference {
  // object: of any other kind, by kind and identity: {"", "text search dictionary public.names"}.
  enum class Kind : std::uint8_t { relation, function, type, sequence, object };
  Kind kind = Kind::relation;
  Name name;           // functions without argument types; schema empty when the text did not qualify it
  std::string column;  // relation only: the column used, or "" for the whole relation
  auto operator<=>(const Reference&) const = default;
};

// Equality is the design's comparison form: two expressions are equal when their canonical texts are. Where the
// canonical form could not be reached without a server, `resolved` is false, and comparing across readers must say
// could_not_check instead of equal or different (model/compare.h).
struct Expression {
  std::string sql;        // one line, as it is emitted; names as the source wrote them or qualified by the server
  std::string canonical;  // comparison form, set by sql::canonicalise
  bool resolved = false;
  std::vector<Reference> references;  // sorted, unique
  Expression() = default;
  explicit Expression(std::string text) : sql(std::move(text)) {}
  bool operator==(const Expression& other) const { return canonical == other.canonical; }
};

}  // namespace mimar::model
