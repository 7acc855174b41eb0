#pragma once
// What a column of a domain may hold: the type below and all CHECKs on the way.

#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::synthesis {

struct ResolvedType {
  model::DataType type;             // never a domain that is known
  std::vector<std::string> checks;  // over `value`
  bool not_null = false;
};

ResolvedType resolve_domains(const model::Database& database, const model::DataType& type);

}  // namespace mimar::synthesis
