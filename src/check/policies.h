#pragma once
// Row security policies as rules see them.

#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::check {

struct PolicyView {
  const model::Table* table = nullptr;
  std::string name;
  bool permissive = true;
  std::string command = "all";       // all, select, insert, update, delete
  std::vector<std::string> roles;    // none: PUBLIC
  std::string using_sql, check_sql;  // "" when there is none
  model::Origin origin;
};

// By table and name. Policies on what is no table of the database are left out.
std::vector<PolicyView> policies(const model::Database& database);

}  // namespace mimar::check
