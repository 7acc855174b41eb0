#pragma once
// What follows a column's name in CREATE TABLE.

#include <string>

#include "model/table.h"

namespace mimar::emit::ddl {

std::string column_attributes(const model::Column& column);  // "text NOT NULL DEFAULT ''"

}  // namespace mimar::emit::ddl
