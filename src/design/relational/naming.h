#pragma once
// What things are called: snake_case, plural tables, idx_table_column, table_column_kind.
// PostgreSQL keeps 63 bytes of a name (manual: Identifiers and Key Words).

#include <string>

#include "design/relational/layout.h"

namespace mimar::design::relational {

std::string snake(const std::string& words);     // lower case, words joined by "_"
std::string shortened(const std::string& name);  // at most 63 bytes; distinct stay distinct
// The name, shortened, and numbered where another relation, index or type has it.
std::string take(Layout& layout, const std::string& name);
// A constraint of the table: "tasks_status_check", numbered where the table has one of that name.
std::string constraint_name(const Table& table, const std::string& columns,
                            const std::string& kind);
std::string key_name(const Table& table);  // of its primary key
// "milestone" of the entity, or of a table of links its own name.
std::string singular(const Table& table);
// "a project", "an order".
std::string with_article(const std::string& word);
// Column names as part of another name: "project_id_due_date".
std::string joined(const Names& names);

}  // namespace mimar::design::relational
