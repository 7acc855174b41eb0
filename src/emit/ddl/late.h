#pragma once
// The one circle that CREATE TABLE cannot draw: a default or CHECK that calls a function which
// takes the table's own rows. The table comes first, then the function, then the default.

#include <map>
#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::emit::ddl {

struct Late {
  model::Table table;                   // without what has to wait
  std::string text;                     // the statements that add it; "" mostly
  std::vector<model::Reference> needs;  // of these statements
};

class LateParts {
 public:
  explicit LateParts(const model::Database& database);
  Late split(const model::Table& table) const;

 private:
  using References = std::vector<model::Reference>;
  bool lead_to(References references, const model::Name& table) const;

  // What must exist before a function, a type, a view.
  std::map<std::pair<model::Reference::Kind, model::Name>, References> needs_;
};

}  // namespace mimar::emit::ddl
