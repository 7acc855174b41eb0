// Every rule against a real server: the catalog shows the same problem as the
// source, an independent query sees the same objects, and the suggested SQL,
// executed, removes the findings and adds none.

#include <gtest/gtest.h>

#include "check/rule_page.h"
#include "read/postgres/reader.h"
#include "read/sql_files/reader.h"
#include "scratch/scratch.h"
#include "support/rule_cases.h"
#include "support/server.h"

namespace mimar::check {
namespace {

using namespace support;

class CheckFixServer : public ::testing::Test {
 protected:
  void SetUp() override {
    auto started = scratch::Scratch::start(*world_);
    ASSERT_TRUE(started) << "needs a PostgreSQL server: " << started.error().message;
    scratch_ = std::make_unique<scratch::Scratch>(std::move(*started));
  }

  // Empties the database and runs the case in it.
  void load(scratch::Database& database, const Rule& rule, const std::string& file) {
    const auto emptied =
        database.owner().execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    ASSERT_TRUE(emptied) << emptied.error().message;
    const auto ran = database.run_script(read_text(case_folder(rule) + file), file);
    ASSERT_TRUE(ran) << rule.id << " " << file << ": " << ran.error().message;
  }

  scratch::Database create_database() {
    auto database = scratch_->create_database("rules");
    if (!database) throw std::runtime_error(database.error().message);
    return std::move(*database);
  }

  std::vector<evidence::Finding> findings_in(scratch::Database& database, const Rule& rule,
                                             const std::string& file) {
    const auto reading = read::postgres::read(database.owner());
    if (!reading) throw std::runtime_error(reading.error().message);
    const std::vector<model::Query> queries = queries_of(rule, file, reading->database);
    return check({reading->database, queries, nullptr}, all_rules_and(rule)).findings;
  }

  std::set<std::string> probed(scratch::Database& database, const Rule& rule) {
    std::set<std::string> objects;
    const auto rows = database.owner().execute(rule.probe_sql);
    EXPECT_TRUE(rows) << rule.id << ": " << rows.error().message;
    if (rows)
      for (const auto& row : rows->rows)
        objects.insert(row.at(0).value_or("NULL"));
    return objects;
  }

  Silence progress_;
  std::unique_ptr<world::World> world_ = world::make_real_world(progress_);
  std::unique_ptr<scratch::Scratch> scratch_;
};

std::string all_fixes(const std::vector<evidence::Finding>& findings) {
  std::string sql;
  for (const evidence::Finding& finding : findings)
    sql += finding.fix.sql;
  return sql;
}

// What only a person can mend stays; it says so.
std::set<std::string> without_fix(const std::vector<evidence::Finding>& findings) {
  std::set<std::string> objects;
  for (const evidence::Finding& finding : findings) {
    if (!finding.fix.sql.empty()) continue;
    EXPECT_NE(finding.fix.advice, "") << finding.object;
    objects.insert(finding.object);
  }
  return objects;
}

// What the rules say of the case when no server is asked.
std::set<std::string> objects_in_source(const Rule& rule, const std::string& file) {
  const auto reading = read::sql_files::read({{file, read_text(case_folder(rule) + file)}});
  if (!reading) return {reading.error().message};
  const std::vector<model::Query> queries = queries_of(rule, file, reading->database);
  return objects_of(check({reading->database, queries, nullptr}, all_rules_and(rule)).findings);
}

TEST_F(CheckFixServer, FixesRemoveTheirFindingsAndAddNone) {
  scratch::Database database = create_database();
  for (const Rule* rule : catalogue()) {
    load(database, *rule, "bad.sql");
    const auto before = findings_in(database, *rule, "bad.sql");
    EXPECT_EQ(ids_of(before), std::set<std::string>{std::string(rule->id)})
        << findings_text(before);
    EXPECT_EQ(objects_of(before), objects_in_source(*rule, "bad.sql")) << rule->id;
    if (!rule->probe_sql.empty()) {
      EXPECT_EQ(probed(database, *rule), objects_of(before)) << rule->id;
    }
    const std::string fixes = all_fixes(before);
    const auto fixed = database.run_script(fixes, "fix.sql");
    EXPECT_TRUE(fixed) << rule->id << ": " << fixed.error().message << "\n" << fixes;
    const auto after = findings_in(database, *rule, "bad.sql");
    EXPECT_EQ(objects_of(after), without_fix(before)) << rule->id << "\n"
                                                      << findings_text(after) << fixes;
  }
}

TEST_F(CheckFixServer, GoodCasesAreGoodOnTheServerToo) {
  scratch::Database database = create_database();
  for (const Rule* rule : catalogue()) {
    load(database, *rule, "good.sql");
    EXPECT_EQ(findings_text(findings_in(database, *rule, "good.sql")), "") << rule->id;
    if (rule->probe_sql.empty()) continue;
    EXPECT_EQ(probed(database, *rule), std::set<std::string>{}) << rule->id;
  }
}

}  // namespace
}  // namespace mimar::check
