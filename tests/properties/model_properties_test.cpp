// Laws of the core, over every small schema and over random ones of every kind. A failure names its
// seed.

#include "diff/diff.h"
#include "emit/ddl/ddl.h"
#include "model/compare.h"
#include "model/json.h"
#include "read/sql_files/reader.h"
#include "sql/canonical.h"
#include "support/generate.h"

namespace mimar {
namespace {

using model::Database;

struct Pair {
  Database from, to;
};

Database built(model::Objects objects) {
  Result<Database> database = model::build(std::move(objects));
  EXPECT_TRUE(database) << database.error().message;
  return database ? *database : Database();
}

// Of two seeds, or of one database and its mutation.
Pair random_pair(std::uint64_t seed) {
  if (seed % 2 == 0)
    return {support::random_database(seed), support::random_database(seed + 1000003)};
  const model::Objects objects = support::random_objects(seed);
  return {built(objects), built(support::mutated(objects, seed))};
}

void expect_diff_leads_from_one_to_the_other(const Database& from, const Database& to) {
  const diff::ChangeSet changes = diff::diff(from, to);
  EXPECT_EQ(changes.empty(), from == to);
  const Result<Database> applied = diff::apply(from, changes);
  ASSERT_TRUE(applied) << applied.error().message;
  EXPECT_TRUE(*applied == to);
  EXPECT_EQ(diff::diff(from, to), changes);
  for (const diff::Change& change : changes)
    EXPECT_FALSE(diff::describe(change).empty());
}

void expect_json_round_trip(const Database& database) {
  const std::string json = model::to_json(database);
  const Result<Database> again = model::from_json(json);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(*again == database);
  EXPECT_EQ(model::to_json(*again), json);
  EXPECT_EQ(emit::ddl::emit(*again), emit::ddl::emit(database));
}

void expect_order_of_input_not_to_matter(std::uint64_t seed) {
  const Database database = support::random_database(seed);
  const Database other = built(support::shuffled(support::random_objects(seed), seed));
  EXPECT_EQ(model::to_json(other), model::to_json(database));
  EXPECT_EQ(emit::ddl::emit(other), emit::ddl::emit(database));
}

// What the reader of SQL files makes of our own DDL. OtherObject statements are kept as written.
void expect_to_be_read_back(std::uint64_t seed) {
  model::Objects objects = support::random_objects(seed);
  sql::canonicalise(objects);
  const Database database = built(std::move(objects));
  const std::string sql = emit::ddl::emit(database);
  const Result<read::sql_files::Reading> reading = read::sql_files::read({{"emitted.sql", sql}});
  ASSERT_TRUE(reading) << reading.error().message << "\n" << sql;
  const model::Comparison comparison = model::compare(database, reading->database);
  for (const model::Difference& difference : comparison.differences) {
    ADD_FAILURE() << difference.object << " " << difference.what << ": " << difference.left << " | "
                  << difference.right;
  }
  for (const model::Difference& difference : comparison.could_not_check) {
    ADD_FAILURE() << "could not check " << difference.object << " " << difference.what << ": "
                  << difference.left << " | " << difference.right;
  }
  EXPECT_TRUE(testing::Test::HasFailure() || database == reading->database);
  EXPECT_TRUE(reading->database->incomplete.empty());
  if (testing::Test::HasFailure()) ADD_FAILURE() << sql;
}

void check_seeds(std::uint64_t first, std::uint64_t count) {
  for (std::uint64_t seed = first; seed < first + count && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Pair pair = random_pair(seed);
    expect_diff_leads_from_one_to_the_other(pair.from, pair.from);
    expect_diff_leads_from_one_to_the_other(pair.from, pair.to);
    expect_diff_leads_from_one_to_the_other(pair.to, pair.from);
    expect_json_round_trip(pair.from);
    expect_order_of_input_not_to_matter(seed);
    expect_to_be_read_back(seed);
  }
}

// Every small schema against others a stride away.
void check_small(std::size_t step) {
  const std::vector<Database> databases = support::all_small();
  for (std::size_t i = 0; i < databases.size() && !testing::Test::HasFailure(); i += step) {
    SCOPED_TRACE("small schema " + std::to_string(i));
    const Database& from = databases[i];
    expect_diff_leads_from_one_to_the_other(from, from);
    expect_diff_leads_from_one_to_the_other(from, databases[(i * 7919 + 1) % databases.size()]);
    expect_diff_leads_from_one_to_the_other(from, databases[(i + 1) % databases.size()]);
    expect_json_round_trip(from);
  }
}

TEST(Properties, HoldForRandomDatabases) {
  check_seeds(1, 60);
}
TEST(Properties, HoldForSmallDatabases) {
  check_small(23);
}

TEST(PropertiesSlow, HoldForRandomDatabases) {
  check_seeds(100000, 3000);
}
TEST(PropertiesSlow, HoldForSmallDatabases) {
  check_small(1);
}

}  // namespace
}  // namespace mimar
