#pragma once
// What follows a column's name in CREATE TABLE.

#include <string>

#include "model/table.h"

namespace mimar::emit::ddl {

std::string column_attributes(const model::Column& column);  // "text NOT NULL DEFAULT ''"

// What CREATE TABLE cannot say on every version, as ALTER TABLE; "" when there is nothing.
std::string column_storage(const model::Name& table, const model::Column& column);

}  // namespace mimar::emit::ddl
