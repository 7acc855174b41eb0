#pragma once
// The first page: the whole diagram, every table by schema, views, enums, and what else there is.

#include <string>

#include "emit/dictionary/context.h"

namespace mimar::emit::dictionary {

std::string index_page(const Context& context, const std::string& title);

}  // namespace mimar::emit::dictionary
