// What `emit` writes, PostgreSQL accepts, and reads back as the same database. A failure names its
// seed.

#include <cstdlib>

#include "emit/ddl/ddl.h"
#include "model/compare.h"
#include "read/postgres/reader.h"
#include "read/source.h"
#include "scratch/scratch.h"
#include "sql/canonical.h"
#include "support/generate.h"
#include "world/real_world.h"

namespace mimar {
namespace {

struct Silence final : world::Progress {
  void begin(std::string_view, std::uint64_t) override {}
  void advance(std::uint64_t) override {}
  void end() override {}
};

// A missing server fails these suites: passing without it would claim what was not seen.
class EmitServer : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    static Silence progress;
    world_ = world::make_real_world(progress);
    Result<scratch::Scratch> started = scratch::Scratch::start(*world_);
    if (!started) throw std::runtime_error("needs a PostgreSQL server: " + started.error().message);
    scratch_ = std::make_unique<scratch::Scratch>(std::move(*started));
  }
  static void TearDownTestSuite() {
    scratch_.reset();
    world_.reset();
  }

  // The database that PostgreSQL has after executing `sql`.
  static model::Database executed(const std::string& sql) {
    Result<scratch::Database> database = scratch_->create_database();
    if (!database) throw std::runtime_error(database.error().message);
    const Result<void> done = database->run_script(sql, "emitted.sql");
    if (!done) {
      const std::uint32_t line = done.error().where ? done.error().where->line : 0;
      throw std::runtime_error("line " + std::to_string(line) + ": " + done.error().message + "\n" +
                               sql);
    }
    Result<read::postgres::Reading> reading = read::postgres::read(database->owner());
    if (!reading) throw std::runtime_error(reading.error().message);
    return reading->database;
  }

  static inline std::unique_ptr<world::World> world_;
  static inline std::unique_ptr<scratch::Scratch> scratch_;
};
using EmitServerSlow = EmitServer;

void expect_same(const model::Database& left, const model::Database& right,
                 const std::string& sql) {
  const model::Comparison comparison = model::compare(left, right);
  for (const model::Difference& difference : comparison.differences) {
    ADD_FAILURE() << difference.object << " " << difference.what << ": " << difference.left << " | "
                  << difference.right;
  }
  if (testing::Test::HasFailure()) ADD_FAILURE() << sql;
}

model::Database generated(std::uint64_t seed) {
  model::Objects objects = support::random_objects(seed);
  sql::canonicalise(objects);
  Result<model::Database> database = model::build(std::move(objects));
  if (!database) throw std::runtime_error(database.error().message);
  return std::move(*database);
}

template <class Executed>
void check_seeds(std::uint64_t first, std::uint64_t count, Executed executed) {
  for (std::uint64_t seed = first; seed < first + count && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const model::Database database = generated(seed);
    const std::string sql = emit::ddl::emit(database);
    const model::Database live = executed(sql);
    expect_same(database, live, sql);
    const std::string again = emit::ddl::emit(live);
    expect_same(live, executed(again), again);
  }
}

TEST_F(EmitServer, RandomDatabasesReadBackEqual) {
  check_seeds(1, 20, executed);
}
TEST_F(EmitServerSlow, RandomDatabasesReadBackEqual) {
  check_seeds(5000, 300, executed);
}

// Every .sql file of the folder $MIMAR_SCHEMAS; without it there is nothing to do, and the test
// says so.
TEST_F(EmitServerSlow, SchemasOfAFolderReadBackEqual) {
  const char* folder = std::getenv("MIMAR_SCHEMAS");
  if (folder == nullptr) GTEST_SKIP() << "MIMAR_SCHEMAS names no folder";
  const Result<std::vector<world::Entry>> entries = world_->list(folder);
  ASSERT_TRUE(entries) << entries.error().message;
  for (const world::Entry& entry : *entries) {
    if (entry.directory || !entry.name.ends_with(".sql")) continue;
    SCOPED_TRACE(entry.name);
    const Result<read::Reading> reading =
        read::read(std::string(folder) + "/" + entry.name, *world_);
    ASSERT_TRUE(reading) << reading.error().message;
    const std::string sql = emit::ddl::emit(reading->database);
    expect_same(reading->database, executed(sql), "");
  }
}

}  // namespace
}  // namespace mimar
