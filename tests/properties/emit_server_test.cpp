// What `emit` writes, PostgreSQL accepts, and reads back as the same database. A failure names its
// seed.

#include <cstdlib>

#include "emit/ddl/ddl.h"
#include "model/compare.h"
#include "read/postgres/reader.h"
#include "read/source.h"
#include "sql/canonical.h"
#include "support/generate.h"
#include "support/server.h"

namespace mimar {
namespace {

class EmitServer : public support::TestServer {
 protected:
  // The database that PostgreSQL has after executing `sql`.
  static model::Database executed(const std::string& sql) { return read_after(sql).database; }
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

// What PostgreSQL 14 does not know.
void make_older(model::Objects& objects) {
  for (model::Table& table : objects.tables) {
    for (model::Key& key : table.uniques)
      key.nulls_not_distinct = false;
    for (model::Index& index : table.indexes)
      index.nulls_not_distinct = false;
    for (model::ForeignKey& key : table.foreign_keys)
      key.on_delete_set_columns.clear();
  }
  for (model::Sequence& sequence : objects.sequences)
    sequence.unlogged = false;
  for (model::OtherObject& object : objects.others) {
    auto* const publication = std::get_if<model::Publication>(&object.definition);
    if (publication == nullptr) continue;
    publication->schemas.clear();
    for (model::PublishedTable& table : publication->tables)
      table.columns.clear();
  }
}

model::Database generated(std::uint64_t seed, int server) {
  model::Objects objects = support::random_objects(seed);
  if (server < 15) make_older(objects);
  sql::canonicalise(objects);
  Result<model::Database> database = model::build(std::move(objects));
  if (!database) throw std::runtime_error(database.error().message);
  return std::move(*database);
}

template <class Executed>
void check_seeds(std::uint64_t first, std::uint64_t count, int server, Executed executed) {
  for (std::uint64_t seed = first; seed < first + count && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const model::Database database = generated(seed, server);
    const std::string sql = emit::ddl::emit(database);
    const model::Database live = executed(sql);
    expect_same(database, live, sql);
    const std::string again = emit::ddl::emit(live);
    expect_same(live, executed(again), again);
  }
}

TEST_F(EmitServer, RandomDatabasesReadBackEqual) {
  check_seeds(1, 20, major_version(), executed);
}
TEST_F(EmitServerSlow, RandomDatabasesReadBackEqual) {
  check_seeds(5000, 300, major_version(), executed);
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
