#pragma once
// Entity-relationship diagrams: Mermaid text, and SVG laid out by Graphviz with crow's-foot ends,
// keys, types, nullability. Deterministic; pure but for Graphviz, which is wrapped here and nowhere
// else.

#include <set>
#include <string>

#include "base/result.h"
#include "model/database.h"

namespace mimar::emit::erd {

struct Options {
  std::string title;
  std::set<model::Name> only;  // empty: all tables; partitions are drawn as part of their parent
};

std::string mermaid(const model::Database& database, const Options& options = {});
Result<std::string> svg(const model::Database& database, const Options& options = {});

}  // namespace mimar::emit::erd
