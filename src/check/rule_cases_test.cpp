// Every rule on its own cases, read without a server; what it says is what its page shows.

#include "support/rule_cases.h"

#include <gtest/gtest.h>

#include "check/rule_page.h"
#include "read/sql_files/reader.h"

namespace mimar::check {
namespace {

using namespace support;

std::vector<evidence::Finding> findings_in(const Rule& rule, const std::string& file) {
  const std::string text = read_text(case_folder(rule) + file);
  const auto reading = read::sql_files::read({{file, text}});
  EXPECT_TRUE(reading) << rule.id << " " << file << ": " << reading.error().message;
  if (!reading) return {};
  const std::vector<model::Query> queries = queries_of(rule, file, reading->database);
  return check({reading->database, queries, nullptr}, all_rules_and(rule)).findings;
}

TEST(RuleCases, BadFindsExactlyThisRule) {
  for (const Rule* rule : catalogue()) {
    const auto findings = findings_in(*rule, "bad.sql");
    EXPECT_EQ(ids_of(findings), std::set<std::string>{std::string(rule->id)})
        << findings_text(findings);
    for (const evidence::Finding& finding : findings) {
      EXPECT_TRUE(finding.where && finding.where->line > 0) << finding.object << " has no place";
      EXPECT_FALSE(finding.fix.sql.empty() && finding.fix.advice.empty()) << finding.object;
    }
    expect_file(case_folder(*rule) + "expected.findings", findings_text(findings));
  }
}

TEST(RuleCases, GoodFindsNothing) {
  for (const Rule* rule : catalogue())
    EXPECT_EQ(findings_text(findings_in(*rule, "good.sql")), "") << rule->id;
}

TEST(RuleCases, PagesShowWhatTheRulesSay) {
  for (const Rule* rule : catalogue()) {
    const Example example{read_text(case_folder(*rule) + "bad.sql"),
                          read_text(case_folder(*rule) + "good.sql"),
                          findings_text(findings_in(*rule, "bad.sql")),
                          read_text(case_folder(*rule) + "bad.queries.sql"),
                          read_text(case_folder(*rule) + "good.queries.sql")};
    expect_file(project_path("docs/rules/" + std::string(rule->id) + ".md"),
                rule_page(*rule, example));
  }
}

}  // namespace
}  // namespace mimar::check
