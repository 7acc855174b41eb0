#pragma once
// Domains are opaque objects of the model: their base type and CHECKs are read from their SQL.

#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::synthesis {

struct Domain {
  model::DataType base;
  std::vector<std::string> checks;  // VALUE is the value
  bool not_null = false;
};

struct ResolvedType {
  model::DataType type;             // never a domain that could be read
  std::vector<std::string> checks;  // over `value`
  bool not_null = false;
};

ResolvedType resolve_domains(const model::Database& database, const model::DataType& type);

}  // namespace mimar::synthesis
