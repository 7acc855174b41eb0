#pragma once
// Access lists as GRANT and REVOKE leave them (PostgreSQL manual: Privileges), held as the model
// does: against what a new object of the kind has.

#include <string>
#include <vector>

#include "model/access.h"
#include "model/role.h"
#include "model/statement.h"

namespace mimar::read::sql_files {

enum class Securable : std::uint8_t {
  table,  // views and foreign tables too
  sequence,
  routine,
  type,
  schema,
  public_schema,
  wrapper,
  server,
  nothing,  // triggers, policies, operators: only owners, or not even these
};

// The privileges ALL stands for. MAINTAIN (PostgreSQL 17) is none of them: a reader of a server
// leaves it out where a role has all others too.
const std::vector<std::string>& all_privileges(Securable kind);
const std::vector<std::string>& all_column_privileges();

// One of GRANT's privileges for one grantee, who is `the_owner` where it is the object's owner.
struct PrivilegeChange {
  bool grant = true;
  bool option = false;  // WITH GRANT OPTION; REVOKE GRANT OPTION FOR
  std::string grantee, privilege, column;
};
void apply(model::Access& access, Securable kind, const PrivilegeChange& change);
void apply(std::vector<model::Grant>& grants, Securable kind, const PrivilegeChange& change);

// The owner's entries go to the new owner, who keeps his own.
void change_owner(model::Access& access, Securable kind, const std::string& owner);

}  // namespace mimar::read::sql_files
