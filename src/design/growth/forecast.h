#pragma once
// Sizes and demand over the years from stated growth, and when each limit of one machine is
// reached. Pure: nothing is measured here; each figure says where it comes from.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "design/growth/size.h"
#include "model/database.h"
#include "model/statistics.h"

namespace mimar::design::growth {

// What comes in a year: so many rows, and this share of those that are there (0.3: 30 %), compound.
struct Rate {
  double rows = 0, share = 0;
};

struct Stated {
  double value = 0;
  Basis basis = Basis::assumed;
};

// Per second, of the whole database, today.
struct Demand {
  Stated clients, reads, writes;
};

struct Machine {
  Stated memory{16.0 * 1024 * 1024 * 1024};  // bytes
  Stated disk{500.0 * 1024 * 1024 * 1024};   // bytes
  Stated cores{4};
  Stated max_connections{100};
};

// What one execution costs a core, in ms.
struct Cost {
  Stated read_ms{0.3}, write_ms{0.6};
  std::string source = "no run of `mimar load` was named";
};

struct Terms {
  model::Statistics statistics;             // rows today, widths
  std::map<model::Name, Rate> growth;       // of those that grow
  std::map<model::Name, double> keep_days;  // rows older than that are deleted
  Machine machine;
  Demand demand;
  Cost cost;
  double horizon = 5;                                 // years that are told of
  std::string today = "2026-01-01";                   // year 0, YYYY-MM-DD
  std::map<model::Name, model::Name> followers = {};  // as let_children_follow() found
};

// A default that nobody confirmed, or a convention, by name.
struct Assumption {
  std::string name, value, why;
};

// What to do, in the order in which it should be tried.
enum class Step : std::uint8_t { tune, index, pool, replica, partition, widen, scale_up, shard };
std::string_view name(Step step);  // "tune", "scale up"

struct Threshold {
  std::string id;              // "working-set-beyond-memory"
  std::string subject;         // a table, a column, or "the database"
  std::optional<double> year;  // from today; 0: reached already; none: not within a century
  std::string limit;           // "indexes + 20 % of the tables > 75 % of the memory"
  std::string figures;         // "2.0 GB + 20 % of 8.0 GB = 3.6 GB today; the limit is 12 GB"
  Step step = Step::tune;
  std::string then;               // what to do
  Basis basis = Basis::computed;  // the least sure figure that it rests on
};

// The database at a time.
struct Moment {
  double year = 0, rows = 0, heap = 0, indexes = 0, toast = 0, reads = 0, writes = 0, clients = 0;
  double bytes() const { return heap + indexes + toast; }
};

struct TableForecast {
  TableSize today, later;  // later: at the horizon
  Rate growth;
};

struct Forecast {
  std::vector<TableForecast> tables;  // the largest at the horizon first
  std::vector<Moment> moments;        // year by year up to the horizon
  std::vector<Threshold> thresholds;  // by year, then by step; those never reached last
  std::vector<Assumption> assumptions;
};

// Tables without a stated growth that refer to one that grows do so in the same proportion: orders
// bring their lines. Which follows which, for people.
std::map<model::Name, model::Name> let_children_follow(const model::Database& database,
                                                       Terms& terms);

// Tables that `terms.statistics` does not mention have no rows. Partitions are part of their
// parent.
Forecast forecast(const model::Database& database, const Terms& terms);

// "2028-04-30": so many years after the day.
std::string day_after_years(const std::string& today, double years);

}  // namespace mimar::design::growth
