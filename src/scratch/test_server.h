#pragma once
// For the suites of scratch/ that need a real PostgreSQL. Its absence fails them: passing without
// it would claim what nobody saw.

#include <stdexcept>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "scratch/scratch.h"
#include "world/real_world.h"

namespace mimar::scratch {

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
    world_ = world::make_real_world(silence).release();
    Result<Scratch> scratch = Scratch::start(*world_);
    if (!scratch) throw std::runtime_error("needs a PostgreSQL server: " + why(scratch.error()));
    scratch_ = new Scratch(std::move(*scratch));
  }
  static void TearDownTestSuite() {
    delete scratch_;
    delete world_;
    scratch_ = nullptr;
  }

  static Database create(std::string_view hint = "db") {
    Result<Database> database = scratch_->create_database(hint);
    if (!database) throw std::runtime_error(why(database.error()));
    return std::move(*database);
  }
  // The first value of the last statement, or the error.
  static std::string one(engine::postgres::Connection& connection, std::string_view sql) {
    const auto rows = connection.execute(sql);
    if (!rows) return "error " + rows.error().sqlstate + ": " + rows.error().message;
    return rows->rows.empty() ? rows->command : rows->rows[0].at(0).value_or("NULL");
  }
  static std::string run(Database& database, std::string_view script) {
    const Result<void> done = database.run_script(script, "test.sql");
    return done ? "" : why(done.error());
  }

  static inline world::World* world_ = nullptr;
  static inline Scratch* scratch_ = nullptr;
};

}  // namespace mimar::scratch
