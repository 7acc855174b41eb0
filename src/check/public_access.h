#pragma once
// What everybody may do: privileges granted to PUBLIC, which takes in every role there is and will
// be.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "model/access.h"

namespace mimar::check {

// Those of `wanted` that PUBLIC has on the object or on a column of it, in that order.
std::vector<std::string> granted_to_public(const model::Access& access,
                                           std::initializer_list<std::string_view> wanted);

// Tables, not partitions, and views on which PUBLIC has any of `wanted`. Where row level security
// is on, policies decide: such tables are left out.
struct OpenRelation {
  std::string name;  // schema.table
  std::vector<std::string> privileges;
  model::Origin origin;
  evidence::Fix fix;  // REVOKE
};
std::vector<OpenRelation> open_relations(const model::Database& database,
                                         std::initializer_list<std::string_view> wanted);

}  // namespace mimar::check
