#pragma once
// The text search objects that PostgreSQL and its contrib extensions bring (manual: Full Text
// Search, Configuration Example; snowball_create.sql.in).

#include <optional>
#include <string_view>
#include <vector>

#include "model/definition.h"

namespace mimar::sql {

// One of pg_catalog, with its mappings; nullopt when it has none of that name.
std::optional<model::TextSearchConfiguration> stock_configuration(std::string_view name);

bool is_stock_dictionary(std::string_view name);

// What an extension brings: one or none.
std::vector<std::string_view> dictionaries_of(std::string_view extension);
bool brings_template(std::string_view extension, std::string_view name);

}  // namespace mimar::sql
