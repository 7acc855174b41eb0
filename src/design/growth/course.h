#pragma once
// The course of rows and demand over time: what the thresholds are computed from. Pure.

#include <functional>

#include "design/growth/forecast.h"

namespace mimar::design::growth {

class Course {
 public:
  Course(const model::Database& database, const Terms& terms);

  const model::Database& database() const { return database_; }
  const Terms& terms() const { return terms_; }
  const std::vector<const model::Table*>& tables() const { return tables_; }

  double rows(const model::Table& table, double year) const;      // that are there
  double inserted(const model::Table& table, double year) const;  // that ever were, from today's on
  TableSize size(const model::Table& table, double year) const;
  Moment at(double year) const;
  // How demand has grown: as the rate of new rows has.
  double demand_factor(double year) const;
  bool grows() const;  // something was stated

  // The first year within a century at which `value` exceeds `limit`; 0 when it does today.
  // `value` must not fall.
  static std::optional<double> reached(const std::function<double(double year)>& value,
                                       double limit);

 private:
  Rate rate(const model::Table& table) const;
  double rows_today(const model::Table& table) const;
  const model::Database& database_;
  const Terms& terms_;
  std::vector<const model::Table*> tables_;
};

constexpr double century = 100;

// Adds the thresholds of one kind each.
void memory_and_disk(const Course& course, std::vector<Threshold>& found);
void tables_to_partition(const Course& course, std::vector<Threshold>& found);
void capacity(const Course& course, std::vector<Threshold>& found);
void connections(const Course& course, std::vector<Threshold>& found);
void identifiers(const Course& course, std::vector<Threshold>& found);
void transaction_ids(const Course& course, std::vector<Threshold>& found);

// Conventions that the thresholds share.
constexpr double hot_share = 0.2;       // of the heaps, read all the time
constexpr double busy_share = 0.7;      // of the cores, before waits grow
constexpr double freeze_bytes = 100e6;  // a second that VACUUM reads
constexpr double large_table = 100.0 * 1024 * 1024 * 1024;
constexpr double largest_cores = 128, largest_memory = 1024.0 * 1024 * 1024 * 1024;
constexpr double bloat = 0.2;                // autovacuum_vacuum_scale_factor
constexpr double reserved_connections = 13;  // superuser_reserved_connections, and ten for people
constexpr double connections_a_core = 10;

}  // namespace mimar::design::growth
