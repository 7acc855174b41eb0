#pragma once
// How the pages of a data dictionary are called: "public.orders", without the ending. Safe as file
// names everywhere, never equal, also where a file system takes "Orders" and "orders" for one.

#include <map>
#include <string>

#include "model/database.h"

namespace mimar::emit::dictionary {

// Tables (partitions have none of their own), views and enums. One that would fall together with
// another gets a mark made from its full name.
std::map<model::Name, std::string> page_names(const model::Database& database);

}  // namespace mimar::emit::dictionary
