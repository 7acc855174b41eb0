#pragma once
// For the suites that need a real PostgreSQL: the one Scratch finds, or that of MIMAR_PG_BIN. Its
// absence fails them: passing without it would claim what nobody saw.

#include <memory>
#include <stdexcept>
#include <string>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "model/database.h"
#include "read/postgres/reader.h"
#include "scratch/scratch.h"
#include "world/real_world.h"

namespace mimar::support {

struct Silence final : world::Progress {
  void begin(std::string_view, std::uint64_t) override {}
  void advance(std::uint64_t) override {}
  void end() override {}
};

inline std::string why(const Error& error) {
  const std::string place = error.where ? fmt::format("{}:{}:{}: ", error.where->file,
                                                      error.where->line, error.where->column)
                                        : "";
  return place + error.message + " [" + error.sqlstate + "] " + error.hint;
}

// One server for all tests of a suite, a database for each.
class TestServer : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    static Silence silence;
    world_ = world::make_real_world(silence);
    Result<scratch::Scratch> started = scratch::Scratch::start(*world_);
    if (!started) throw std::runtime_error("needs a PostgreSQL server: " + why(started.error()));
    scratch_ = std::make_unique<scratch::Scratch>(std::move(*started));
  }
  static void TearDownTestSuite() {
    scratch_.reset();
    world_.reset();
  }

  static scratch::Database create(std::string_view hint = "db") {
    Result<scratch::Database> database = scratch_->create_database(hint);
    if (!database) throw std::runtime_error(why(database.error()));
    return std::move(*database);
  }

  // The first value of the last statement, or the error.
  static std::string one(engine::postgres::Connection& connection, std::string_view sql) {
    const auto rows = connection.execute(sql);
    if (!rows) return "error " + rows.error().sqlstate + ": " + rows.error().message;
    return rows->rows.empty() ? rows->command : rows->rows[0].at(0).value_or("NULL");
  }

  // "" or why the script failed.
  static std::string run(scratch::Database& database, std::string_view script) {
    const Result<void> done = database.run_script(script, "test.sql");
    return done ? "" : why(done.error());
  }

  // What the catalogs show after executing `sql` in a database of its own.
  static read::postgres::Reading read_after(std::string_view sql) {
    scratch::Database database = create();
    const std::string failed = run(database, sql);
    if (!failed.empty()) throw std::runtime_error(failed + "\n" + std::string(sql));
    Result<read::postgres::Reading> reading = read::postgres::read(database.owner());
    if (!reading) throw std::runtime_error(why(reading.error()));
    return std::move(*reading);
  }

  // 15 of "15.20": what a test of newer or older syntax asks.
  static int major_version() { return std::stoi(scratch_->server_version()); }

  static inline std::unique_ptr<world::World> world_;
  static inline std::unique_ptr<scratch::Scratch> scratch_;
};

}  // namespace mimar::support
