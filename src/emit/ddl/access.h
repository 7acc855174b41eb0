#pragma once
// Owners and privileges, after everything else: ALTER ... OWNER TO, GRANT, REVOKE, ALTER DEFAULT
// PRIVILEGES.

#include <string>

#include "model/database.h"

namespace mimar::emit::ddl {

// Of one object. `owned` is how ALTER names it, `granted` how GRANT does ("TABLE public.film"); ""
// where there are no owners, or no privileges.
std::string access_statements(const std::string& owned, const std::string& granted,
                              const model::Access& access);

std::string access_statements(const model::View& view);
std::string access_statements(const model::OtherObject& object);

// Of a whole database.
std::string access_statements(const model::Database& database);

}  // namespace mimar::emit::ddl
