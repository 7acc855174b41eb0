#pragma once
// What follows a column's name in CREATE TABLE.

#include <string>
#include <string_view>

#include "model/table.h"

namespace mimar::emit::ddl {

// "text NOT NULL DEFAULT ''"; `after_type`: the OPTIONS of a foreign table's.
std::string column_attributes(const model::Column& column, std::string_view after_type = {});

// What CREATE TABLE cannot say on every version, as ALTER TABLE; "" when there is nothing.
std::string column_storage(const model::Name& table, const model::Column& column);

}  // namespace mimar::emit::ddl
