// What the report says of normal forms, held against rows.
#include <gtest/gtest.h>

#include "base/text.h"
#include "design/normal/table_forms.h"
#include "model/quote.h"
#include "ops/design/pages.h"
#include "support/places.h"
#include "support/rule_cases.h"
#include "support/server.h"
#include "verify/load_rows.h"
#include "world/memory_world.h"

namespace mimar::ops::designing {
namespace {

Design designed(const std::string& name) {
  const std::string text =
      support::read_text(std::string(MIMAR_SOURCE_DIR) + "/tests/corpus/briefs/" + name + ".md");
  auto brief = design::read_brief(text, name + ".md");
  if (!brief) throw std::runtime_error(support::why(brief.error()));
  Wanted wanted;
  wanted.rules = check::default_rules();
  world::MemoryWorld world;
  auto design = make(std::move(*brief), name + ".md", wanted, world);
  if (!design) throw std::runtime_error(support::why(design.error()));
  return std::move(*design);
}

void expect_wanted(const Design& design, const std::string& name) {
  const evidence::Evidence evidence = forms_are_wanted(design, "");
  EXPECT_EQ(evidence.verdict, evidence::Verdict::confirmed) << name << ": " << evidence.reason;
}

TEST(NormalPage, ATableThatIsNotInTheFormSaysWhatKeepsAndNeedsIt) {
  const Design design = designed("iot");
  expect_wanted(design, "iot");
  const std::string page = normal_forms(design);
  EXPECT_NE(page.find("BCNF |  |\n"), std::string::npos) << page;
  EXPECT_NE(page.find("-> tenant_id: kept by foreign key"), std::string::npos) << page;
  EXPECT_NE(page.find("needed in the row by row security"), std::string::npos) << page;
  EXPECT_EQ(page.find("nothing needs it"), std::string::npos) << page;
}

// A table of one column after the other may be in the form and still be no good.
TEST(NormalPage, WhatARuleFindsAboutItsValuesStandsBesideTheForm) {
  Design design = designed("iot");
  evidence::Finding finding;
  finding.id = "repeating-groups";
  finding.object = design.database->tables.front().name.text();
  finding.message = "phone_1 to phone_3 are one list";
  design.findings.push_back(finding);
  EXPECT_NE(normal_forms(design).find(
                "the rule repeating-groups finds: phone_1 to phone_3 are one list |\n"),
            std::string::npos);
}

class NormalPageServer : public support::TestServer {};

TEST_F(NormalPageServer, EveryTableOfTheBriefsIsInTheFormOrSaysWhyNot) {
  for (const char* name : {"authentication", "clinic", "inventory", "learning", "ledger",
                           "milestones", "shop", "social", "task_tracker"})
    expect_wanted(designed(name), name);
}

// A dependency that rows do not have would be a claim out of thin air.
TEST_F(NormalPageServer, RowsAgreeWithEachDependency) {
  std::size_t below_keys = 0;
  for (const std::string name : {"clinic", "task_tracker", "shop"}) {
    const Design design = designed(name);
    scratch::Database filled = create("forms");
    ASSERT_EQ(run(filled, design.draft.sql), "") << name;
    const auto loaded = verify::load_rows(filled, design.database,
                                          synthesis::plan(design.database, {}), 1, *world_);
    ASSERT_TRUE(loaded) << support::why(loaded.error());
    for (const design::normal::TableForm& form : design::normal::table_forms(design.database)) {
      below_keys += form.breaches.size();
      for (const auto& one : design::normal::dependencies_of(design.database, form.table)) {
        std::vector<std::string> from(one.from.begin(), one.from.end());
        std::vector<std::string> present, to(one.to.begin(), one.to.end());
        for (const std::string& column : from)
          present.push_back(model::quote_identifier(column) + " IS NOT NULL");
        const std::string sql = fmt::format(
            "SELECT 1 FROM {} {} {} HAVING count(DISTINCT ROW({})::text) > 1",
            model::quote_name(form.table),
            present.empty() ? "" : "WHERE " + text::join(present, " AND "),
            from.empty() ? "" : "GROUP BY " + model::quote_list(from), model::quote_list(to));
        const auto rows = filled.owner().execute(sql);
        ASSERT_TRUE(rows) << support::why(rows.error()) << sql;
        EXPECT_TRUE(rows->rows.empty()) << sql << "\n" << one.kept_by;
      }
    }
  }
  EXPECT_GT(below_keys, 10U);
}

}  // namespace
}  // namespace mimar::ops::designing
