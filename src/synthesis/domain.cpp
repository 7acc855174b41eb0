#include "synthesis/domain.h"

namespace mimar::synthesis {
namespace {

const model::Domain* find_domain(const model::Database& database, const model::Name& name) {
  for (const model::OtherObject& object : database->others) {
    const auto* domain = model::as<model::Domain>(object);
    if (domain != nullptr && domain->name == name) return domain;
  }
  return nullptr;
}

}  // namespace

ResolvedType resolve_domains(const model::Database& database, const model::DataType& type) {
  ResolvedType resolved{type, {}, false};
  for (int depth = 0; depth < 8 && !model::find_enum(database, resolved.type.name); ++depth) {
    const model::Domain* domain = find_domain(database, resolved.type.name);
    if (domain == nullptr) break;
    const bool array = resolved.type.array;
    resolved.type = domain->type;
    resolved.type.array = resolved.type.array || array;
    for (const model::Check& check : domain->checks)
      resolved.checks.push_back(check.expression.sql);
    resolved.not_null = resolved.not_null || domain->not_null;
  }
  return resolved;
}

}  // namespace mimar::synthesis
