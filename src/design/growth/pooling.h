#pragma once
// PgBouncer's settings for a machine and a schema. Pure.

#include "design/growth/forecast.h"
#include "design/growth/session_state.h"

namespace mimar::design::growth {

struct Pooling {
  bool worth_it = false;         // clients are more than the cores, or the server, can use
  bool transaction_mode = true;  // nothing in the code of the schema breaks in it
  int pool_size = 0, reserve = 0, max_client_connections = 0;
  std::vector<Assumption> reasons;  // each setting with its formula
  SessionStates states;
  std::string ini;  // pgbouncer.ini
};
// For one database and one user of it, as a program uses them.
Pooling pooling(const model::Database& database, const Terms& terms);

}  // namespace mimar::design::growth
