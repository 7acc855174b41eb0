#pragma once
// Constraints and indexes as statements, with columns that are added to them. Pure.

#include <string>

#include "model/database.h"

namespace mimar::design::growth {

// Each ends in ";\n".
std::string drop_constraint(const model::Name& table, const std::string& name);
std::string add_key(const model::Name& table, const model::Key& key, bool primary);
std::string add_foreign_key(const model::Name& table, const model::ForeignKey& key);
std::string add_exclusion(const model::Name& table, const model::Exclusion& exclusion);
std::string create_index(const model::Name& table, const model::Index& index);
std::string drop_index(const model::Name& table, const model::Index& index);

}  // namespace mimar::design::growth
