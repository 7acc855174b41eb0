#pragma once
// Sharding by tenant with Citus: what is distributed by which column, and what has to change for it
// (docs.citusdata.com: Choosing Distribution Column, Creating and Modifying Distributed Objects).
// Decided from the catalog; nothing here asks a server. Pure.

#include <optional>
#include <string>
#include <vector>

#include "model/database.h"
#include "model/statistics.h"

namespace mimar::design::growth {

enum class Placement : std::uint8_t {
  distributed,  // by the tenant's key, each tenant's rows together
  reference,    // a copy on each node
  local,        // on the coordinator alone
};
std::string_view name(Placement placement);

struct Placed {
  model::Name table;
  Placement placement = Placement::local;
  std::string column;  // it is distributed by
  std::string why;
};

// What Citus would refuse as the schema is.
struct Obstacle {
  std::string object;    // "public.tasks: primary key tasks_pkey"
  std::string what;      // "lacks tenant_id"
  std::string change;    // for people: what `changes` does about it, or what a person has to
  bool by_hand = false;  // `changes` does nothing about it
};

struct Distribution {
  std::optional<model::Name> tenant;
  std::string tenant_key;      // its primary key
  std::string unclear;         // why there is no plan, or ""
  std::vector<Placed> tables;  // in the order of names; partitions with their parents
  std::vector<Obstacle> obstacles;
  double reached = 0;               // share of the tables that lead to the tenants' by foreign keys
  std::vector<std::string> checks;  // queries that must return no row before `changes`
  std::string changes;              // statements that PostgreSQL runs without Citus
  std::string distribute;           // the calls of Citus
  std::vector<std::string> remarks;
};

// `tenant`: the table whose rows are the tenants; without, the one called after a word for them
// that most tables lead to.
Distribution distribution(const model::Database& database, const std::optional<model::Name>& tenant,
                          const model::Statistics& statistics);

}  // namespace mimar::design::growth
