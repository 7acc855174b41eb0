#pragma once
// The names of a query's output columns, and another one for one of them.

#include <optional>
#include <string>
#include <vector>

namespace mimar::sql {

// nullopt where the text does not say them: a `*`, VALUES.
std::optional<std::vector<std::string>> output_names(const std::string& query);

// The query with its output column `from` called `to`. What sorts by the name sorts by its
// position. nullopt where that cannot be told apart from an input column.
std::optional<std::string> rename_output(const std::string& query, const std::string& from,
                                         const std::string& to);

}  // namespace mimar::sql
