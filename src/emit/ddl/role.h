#pragma once
// Roles in statements. They belong to the server: emitted DDL names them and creates none, as
// pg_dump does.

#include <string>
#include <vector>

namespace mimar::emit::ddl {

// PUBLIC for "", CURRENT_USER, or the quoted name.
std::string role_name(const std::string& role);
std::string role_list(const std::vector<std::string>& roles);

}  // namespace mimar::emit::ddl
