#include "design/growth/pooling.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "design/growth/course.h"

namespace mimar::design::growth {
namespace {

std::string ini_of(const Pooling& pooling) {
  std::string ini =
      "; Written by mimar scale. Put the address of the primary in the place of 127.0.0.1.\n"
      "[databases]\n"
      "* = host=127.0.0.1 port=5432\n"
      "\n"
      "[pgbouncer]\n"
      "listen_addr = 127.0.0.1\n"
      "listen_port = 6432\n"
      "auth_type = scram-sha-256\n"
      "auth_file = userlist.txt\n"
      "\n";
  for (const Assumption& reason : pooling.reasons)
    ini += fmt::format("; {}\n{} = {}\n", reason.why, reason.name, reason.value);
  return ini +
         "\n"
         "; clients get an error after so many seconds without a connection\n"
         "query_wait_timeout = 30\n"
         "; JDBC sends it with each connection\n"
         "ignore_startup_parameters = extra_float_digits\n"
         "; from PgBouncer 1.21 on, for prepared statements of the protocol in transaction mode\n"
         ";max_prepared_statements = 200\n";
}

}  // namespace

Pooling pooling(const model::Database& database, const Terms& terms) {
  Pooling result;
  result.states = session_states(database);
  std::string first;
  for (const SessionState& state : result.states.found)
    if (state.verdict == SessionState::Verdict::breaks) {
      result.transaction_mode = false;
      if (first.empty()) first = state.construct + " in " + state.object;
    }
  const double cores = terms.machine.cores.value, clients = terms.demand.clients.value;
  const double allowed = std::max(2.0, terms.machine.max_connections.value - reserved_connections);
  const double at_work = 2 * cores + 1;
  const double wanted = result.transaction_mode ? at_work : std::max(at_work, clients);
  result.reserve = static_cast<int>(std::max(1.0, std::floor(std::min(at_work, allowed) / 5)));
  result.pool_size = static_cast<int>(std::max(1.0, std::min(wanted, allowed - result.reserve)));
  result.max_client_connections =
      static_cast<int>(std::max(100.0, std::ceil(clients * 1.2 / 50) * 50));
  result.worth_it = clients > connections_a_core * cores || clients > allowed;
  const std::string bound =
      fmt::format("at most max_connections {:g} - {:g} kept back - {} in reserve",
                  terms.machine.max_connections.value, reserved_connections, result.reserve);
  result.reasons = {
      {"pool_mode", result.transaction_mode ? "transaction" : "session",
       result.transaction_mode ? "nothing in the code of the schema keeps state in its session"
                               : "transaction once this is mended: " + first},
      {"default_pool_size", std::to_string(result.pool_size),
       result.transaction_mode
           ? fmt::format("2 x {:g} cores + 1, {}", cores, bound)
           : fmt::format("in session mode a connection for each of {:g} clients, {}", clients,
                         bound)},
      {"reserve_pool_size", std::to_string(result.reserve),
       "a fifth of what is at work, for moments when clients have waited 3 s"},
      {"reserve_pool_timeout", "3", "seconds"},
      {"max_db_connections", std::to_string(result.pool_size + result.reserve),
       "so that the pools of all users together stay below max_connections"},
      {"max_client_conn", std::to_string(result.max_client_connections),
       fmt::format("{:g} clients and a fifth more", clients)}};
  result.ini = ini_of(result);
  return result;
}

}  // namespace mimar::design::growth
