#pragma once
// What `mimar synthesize` does with a plan of rows: tell it, write it, load it, prove it.

#include <string>

#include "ops/operation.h"
#include "read/source.h"
#include "synthesis/synthesis.h"

namespace mimar::ops::synthesize {

inline constexpr Parameter shape_parameter{
    .name = "shape",
    .kind = ParameterKind::path,
    .help =
        "take the distributions of the columns from the statistics of a postgres:// URL, or "
        "from a file that mimar statistics wrote"};
inline constexpr Parameter seed_parameter{.name = "seed",
                                          .kind = ParameterKind::number,
                                          .help = "the same seed makes the same rows",
                                          .fallback = "1"};

struct Job {
  const model::Database& database;
  model::Statistics wanted;
  synthesis::Plan plan;
  std::uint64_t seed = 1;
  synthesis::Form form = synthesis::Form::copy;
};

struct Rows {
  std::uint64_t largest = 0;  // of the tables that are not named
  model::Statistics stated;
};

// "1000", "2M", "orders=5000,users=20k". Errors: ErrorKind::usage for a table that is not there.
Result<Rows> read_rows(std::string_view text, const model::Database& database);
// What is wanted of every table, with the columns of `shape`. `text` as above; "": as many rows as
// `shape` has, where it has any.
Result<model::Statistics> wanted_rows(std::string_view text, const read::Reading& reading,
                                      const model::Statistics& shape);
// The statistics that --shape names, with its notes in the report; nothing when there is none.
Result<model::Statistics> read_shape(const Arguments& arguments, world::World& world,
                                     report::Report& report);
bool is_date(std::string_view text);  // YYYY-MM-DD
// The day that dates and times lie before where nobody says another: 2026-01-01, or the day after
// the latest of `shape`.
std::string usual_today(const model::Statistics& shape);

// Sets the payload: per table the rows wanted and made, and what limits them.
void describe(const Job& job, report::Report& report);

// From a sample of each table: the bytes that all rows take in the job's form, and those of a
// database that holds them, with indexes and log.
std::uint64_t estimated_bytes(const Job& job);
std::uint64_t estimated_database_bytes(const Job& job);
// Errors: ErrorKind::environment when `what` would not fit on the disk of `folder`.
Result<void> check_room(std::string_view what, std::uint64_t bytes, const std::string& folder,
                        world::World& world);

// Writes a file per table and load.sql into `folder`, which is new or empty: all of them or none.
// Errors: ErrorKind::usage for a folder that holds something, ErrorKind::environment when they
// would not fit on the disk, ErrorKind::interrupted.
Result<void> to_folder(const Job& job, const std::string& folder, world::World& world,
                       report::Report& report);

// Loads them into the database at `url`. Errors: those of verify::load_rows_into.
Result<void> to_server(const Job& job, const std::string& url, world::World& world,
                       report::Report& report);

// Evidence that a server takes the rows with every constraint of the source in place.
Result<void> verify(const Job& job, const read::Reading& reading, const Arguments& arguments,
                    world::World& world, report::Report& report);

}  // namespace mimar::ops::synthesize
