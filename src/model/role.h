#pragma once
// Words that stand where a role's name does, in access lists and policies.

#include <string_view>

namespace mimar::model {

// Whoever runs the statements, where a reader of files cannot tell.
inline constexpr std::string_view current_user = "CURRENT_USER";
// As a grantee: the object's own owner, whoever that is; its privileges go with the ownership.
inline constexpr std::string_view the_owner = "(owner)";

}  // namespace mimar::model
