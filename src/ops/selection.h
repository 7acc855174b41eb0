#pragma once
// Which tables a person means: names and patterns on the command line and in mimar.toml.

#include <set>
#include <string>
#include <vector>

#include "emit/erd/erd.h"
#include "model/database.h"

namespace mimar::ops {

// Lists separated by commas, of names and patterns: "orders", "billing.*", "public.order?". One
// without a schema is looked for in all. Errors: ErrorKind::usage for one that fits no table.
Result<std::set<model::Name>> select_tables(const std::vector<std::string>& lists,
                                            const model::Database& database);

// The [[erd.group]] entries of mimar.toml, in their order; none when there is no [erd]. Errors:
// ErrorKind::usage with the place. A pattern may fit no table, since a configuration outlives
// tables; `notes` tells of it.
Result<std::vector<emit::erd::NamedGroup>> configured_groups(std::string_view toml,
                                                             const std::string& file,
                                                             const model::Database& database,
                                                             std::vector<std::string>& notes);

}  // namespace mimar::ops
