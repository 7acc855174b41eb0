#pragma once
// Database to PostgreSQL DDL: deterministic, in dependency order, all names qualified. Pure and
// total.

#include <string>

#include "model/database.h"

namespace mimar::emit::ddl {

std::string emit(const model::Database& database);

// The building blocks, also used by fixes and plans. Each ends in ";\n"; comments of the object
// follow as statements of their own, except those of foreign keys and indexes.
std::string create_table(const model::Table& table);  // columns, primary key, uniques, checks; no
                                                      // foreign keys or indexes
std::string add_foreign_key(const model::Name& table, const model::ForeignKey& key);
std::string create_index(const model::Name& table, const model::Index& index,
                         bool concurrently = false);
std::string create_view(const model::View& view);
std::string view_default(const model::View& view, const std::string& column);
std::string create_enum(const model::Enum& type);
std::string create_sequence(const model::Sequence& sequence);  // without OWNED BY
// Without the table: "title text NOT NULL DEFAULT ''", "CONSTRAINT x CHECK (...)".
std::string column_definition(const model::Column& column);
std::string key_definition(const model::Key& key, bool primary);
std::string check_definition(const model::Check& check);
std::string exclusion_definition(const model::Exclusion& exclusion);

}  // namespace mimar::emit::ddl
