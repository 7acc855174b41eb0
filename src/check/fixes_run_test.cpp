// Every fix of every rule over whole schemas, executed one by one on a real server: it runs, and
// what it drops on the way is there again as it was.

#include <gtest/gtest.h>

#include "diff/diff.h"
#include "read/sql_files/reader.h"
#include "support/corpus.h"
#include "support/places.h"
#include "support/rule_cases.h"
#include "support/server.h"

namespace mimar::check {
namespace {

class FixesRunServer : public support::TestServer,
                       public ::testing::WithParamInterface<std::string> {
 protected:
  static std::vector<evidence::Finding> findings_of(const model::Database& database,
                                                    Gather gather) {
    RuleSet rules;
    for (const Rule* rule : catalogue())
      rules.rules.emplace_back(rule->id);
    rules.gather = gather;
    return check({database, {}, nullptr}, rules).findings;
  }

  static model::Database read(scratch::Database& database) {
    Result<read::postgres::Reading> reading = read::postgres::read(database.owner());
    if (!reading) throw std::runtime_error(support::why(reading.error()));
    return std::move(reading->database);
  }
};

std::string told(const evidence::Finding& finding) {
  return finding.id + " " + finding.object + "\n" + finding.fix.sql;
}

TEST_P(FixesRunServer, EachFixRuns) {
  const std::string sql = support::read_text(GetParam());
  const auto source = read::sql_files::read({{GetParam(), sql}});
  ASSERT_TRUE(source) << support::why(source.error());
  scratch::Database database = create();
  ASSERT_EQ(run(database, sql), "");
  for (const Gather gather : {Gather::none, Gather::all}) {
    for (const evidence::Finding& finding : findings_of(source->database, gather)) {
      if (finding.fix.sql.empty()) continue;
      ASSERT_TRUE(database.owner().execute("BEGIN"));
      const auto fixed = database.owner().execute(finding.fix.sql);
      EXPECT_TRUE(fixed) << fixed.error().message << "\n" << told(finding);
      ASSERT_TRUE(database.owner().execute("ROLLBACK"));
    }
  }
}

// An object that is gone or new, or has lost what hung on it. The texts of those that stay follow
// the new type.
bool lost(const diff::Change& change) {
  const auto* altered = std::get_if<diff::AlterObject>(&change);
  const auto* view = std::get_if<diff::AlterView>(&change);
  if (altered)
    return altered->from.comment != altered->to.comment ||
           altered->from.access != altered->to.access;
  if (view)
    return view->from.comment != view->to.comment || view->from.access != view->to.access ||
           view->from.column_comments != view->to.column_comments ||
           view->from.column_defaults.size() != view->to.column_defaults.size();
  return std::holds_alternative<diff::DropView>(change) ||
         std::holds_alternative<diff::AddView>(change) ||
         std::holds_alternative<diff::DropObject>(change) ||
         std::holds_alternative<diff::AddObject>(change);
}

TEST_P(FixesRunServer, WhatIsDroppedOnTheWayComesBack) {
  const std::string sql = support::read_text(GetParam());
  const auto source = read::sql_files::read({{GetParam(), sql}});
  ASSERT_TRUE(source) << support::why(source.error());
  scratch::Database database = create();
  ASSERT_EQ(run(database, sql), "");
  const model::Database before = read(database);
  std::string fixes;
  std::set<std::string> once;  // fixes of one column by two rules are alternatives
  for (const evidence::Finding& finding : findings_of(source->database, Gather::none)) {
    if (finding.fix.rebuilt.empty() || !once.insert(finding.object).second) continue;
    const auto fixed = database.owner().execute(finding.fix.sql);
    ASSERT_TRUE(fixed) << fixed.error().message << "\n" << told(finding);
    for (const diff::Change& change : diff::diff(before, read(database)))
      EXPECT_FALSE(lost(change)) << diff::describe(change) << "\nafter " << told(finding);
  }
}

std::string schema_name(const ::testing::TestParamInfo<std::string>& info) {
  const std::filesystem::path path(info.param);
  return path.filename() == "schema.sql" ? path.parent_path().filename().string()
                                         : path.stem().string();
}

INSTANTIATE_TEST_SUITE_P(Corpus, FixesRunServer, ::testing::ValuesIn(support::corpus_schemas()),
                         schema_name);

}  // namespace
}  // namespace mimar::check
