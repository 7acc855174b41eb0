#pragma once
// Who owns an object and who may do what with it (PostgreSQL manual: Privileges).

#include <string>
#include <vector>

namespace mimar::model {

// One entry of an access list that a new object of this kind would not have.
struct Grant {
  std::string grantee;    // a role; "" is PUBLIC
  std::string privilege;  // "SELECT", "EXECUTE" ...; never ALL
  std::string column;     // "" for the whole object
  bool grantable = false;
  bool revoked = false;  // a privilege that a new object has, taken away (EXECUTE from PUBLIC ...)
  auto operator<=>(const Grant&) const = default;
};

// An empty owner is whoever runs the statements: readers of a server leave out the role that owns
// most objects (Objects::owner).
struct Access {
  std::string owner;
  std::vector<Grant> grants;  // sorted, unique
  bool operator==(const Access&) const = default;
  bool empty() const { return owner.empty() && grants.empty(); }
};

// ALTER DEFAULT PRIVILEGES: what objects get that `role` creates from now on.
struct DefaultPrivileges {
  std::string role;           // "" is whoever runs the statements
  std::string schema;         // "" is every schema
  std::string kind;           // tables, sequences, functions, types, schemas
  std::vector<Grant> grants;  // sorted; against what such objects get anyway
  bool operator==(const DefaultPrivileges&) const = default;
};

}  // namespace mimar::model
