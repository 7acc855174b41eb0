#include "emit/ddl/shell.h"

#include <algorithm>

#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

using Kind = model::Reference::Kind;

bool takes(const model::OtherObject& object, const model::RangeType& range) {
  const auto* routine = model::as<model::Routine>(object);
  return routine != nullptr && routine->name == range.canonical && routine->arguments.size() == 1 &&
         routine->arguments.front().type.name == range.name;
}

}  // namespace

void put_shells_first(const model::Database& database, std::vector<Unit>& units) {
  const std::vector<model::OtherObject>& others = database->others;
  for (std::size_t i = 0; i < others.size(); ++i) {
    const auto* range = model::as<model::RangeType>(others[i]);
    if (range == nullptr || range->canonical.empty()) continue;
    const model::Reference type{Kind::type, range->name, ""};
    const model::Reference shell{Kind::object, {"", "shell type " + range->name.text()}, ""};
    bool needed = false;
    for (std::size_t j = 0; j < others.size(); ++j) {
      if (!takes(others[j], *range)) continue;
      std::replace(units[j].needs.begin(), units[j].needs.end(), type, shell);
      needed = true;
    }
    if (!needed) continue;
    units[i].needs.push_back(shell);
    units.push_back({Stage::types,
                     "CREATE TYPE " + model::quote_name(range->name) + ";\n",
                     {shell},
                     {}});
  }
}

}  // namespace mimar::emit::ddl
