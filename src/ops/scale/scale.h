#pragma once
// What `mimar scale` does: reads the terms, and tells what the design says to them.

#include <string>

#include "design/growth/distribution.h"
#include "design/growth/forecast.h"
#include "design/growth/partitions.h"
#include "design/growth/pooling.h"
#include "ops/operation.h"
#include "read/source.h"

namespace mimar::ops::scale {

// What is stated on the command line, by statistics and by a run of `mimar load`. Errors:
// ErrorKind::usage with how to write it; those of reading the files.
Result<design::growth::Terms> read_terms(const Arguments& arguments, const read::Reading& reading,
                                         report::Report& report, world::World& world);

// "16GB", "512 MB", "2TB" in bytes, of 1024; nothing when it is none.
std::optional<double> read_bytes(std::string_view text);
// "1M/year", "20k a month", "500/day", "30%/year".
std::optional<design::growth::Rate> read_rate(std::string_view text);

// The cost of reads and writes by the patterns of the last round of a report of `mimar load` as
// JSON. Errors: ErrorKind::input.
Result<design::growth::Cost> read_cost(std::string_view json, const std::string& path);

// What was found, as it is told.
struct Found {
  design::growth::Terms terms;
  design::growth::Forecast forecast;
  design::growth::Pooling pooling;
  std::vector<design::growth::Partitioned>
      partitions;  // of the tables that need it, the first first
  design::growth::Distribution distribution;
  bool sharding_due = false;  // within the horizon
};

// A part of the report.
struct Section {
  std::string text, markdown;
  std::string json;  // a value
};
Section pooling_section(const design::growth::Pooling& pooling);
Section partition_section(const std::vector<design::growth::Partitioned>& partitions);
Section distribution_section(const design::growth::Distribution& plan, bool due);
// The statements, for the folder of --out; "" where there are none.
std::string partition_sql(const std::vector<design::growth::Partitioned>& partitions);
std::string distribution_sql(const design::growth::Distribution& plan);

// The limits by the year in which they are reached, with what to do then; "None within 5 years."
std::string limits(const design::growth::Forecast& forecast, const design::growth::Terms& terms,
                   bool markdown);
// Sets payload, notes and files of the report.
void describe(const Found& found, report::Report& report);
// The picture of size over years.
std::string picture(const Found& found);

}  // namespace mimar::ops::scale
