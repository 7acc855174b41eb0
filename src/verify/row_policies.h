#pragma once
// Policies of row security that hold for the owner, too: whoever proves something as the owner sees
// no row of such tables until the setting is there that they ask for.

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "model/name.h"

namespace mimar::verify {

struct RowPolicy {
  model::Name table;
  std::string column, setting;  // rows are those whose column has the value of the setting
};

struct RowPolicies {
  std::vector<model::Name> forced;  // tables with FORCE ROW LEVEL SECURITY
  std::vector<RowPolicy> policies;  // of them, as far as they are of that form
  // Statements that put them aside until the transaction is rolled back; "" where there are none.
  std::string put_aside() const;
};

// A trigger that somebody created.
struct UserTrigger {
  model::Name table;
  std::string name, function;
};

// Those of tables, enabled or always. Errors: ErrorKind::database.
Result<std::vector<UserTrigger>> user_triggers(engine::postgres::Connection& connection);

// Statements that disable those of which neither name nor function is in `text`, until the
// transaction is rolled back: each guard is tried with the others put aside.
std::string others_aside(const std::vector<UserTrigger>& triggers, const std::string& text);

// Errors: ErrorKind::database.
Result<RowPolicies> row_policies(engine::postgres::Connection& connection);

}  // namespace mimar::verify
