#include "ops/architect/sections.h"

#include "ops/architect/format.h"
#include "ops/architect/measure.h"
#include "ops/architect/questions.h"

namespace mimar::ops::architect {
namespace {

std::vector<std::string> chosen(const std::vector<Item>& include,
                                std::vector<std::string>& unknown) {
  std::vector<std::string> ids;
  for (const Section* section : choose_sections(include, unknown))
    ids.emplace_back(section->id);
  return ids;
}

TEST(Sections, IncludeChoosesThemByTheirWords) {
  std::vector<std::string> unknown;
  EXPECT_EQ(
      chosen({{"the ERD", {}}, {"Monitoring and alerts", {}}, {"horoscope", {}}}, unknown),
      (std::vector<std::string>{"overview", "schema", "monitoring", "questions", "evidence"}));
  EXPECT_EQ(unknown, (std::vector<std::string>{"horoscope"}));
  EXPECT_EQ(chosen({}, unknown).size(), sections().size());
  EXPECT_EQ(chosen({{"everything", {}}}, unknown).size(), sections().size());
}

TEST(Sections, EverySectionSaysSomethingOfAnEmptyDatabase) {
  Architecture architecture;
  architecture.task.description = "Review it.";
  std::vector<std::string> unknown;
  const std::string report = render_report(architecture, choose_sections({}, unknown));
  for (const Section& section : sections()) {
    EXPECT_NE(report.find("\n## " + std::string(section.title) + "\n"), std::string::npos)
        << section.title;
    if (!section.nothing.empty() && section.id != "questions") {
      EXPECT_NE(report.find(section.nothing), std::string::npos) << section.title;
    }
  }
}

TEST(Sections, FormatChoosesTheDiagramAndAsksAboutWhatItDoesNotWrite) {
  std::vector<std::string> questions;
  EXPECT_TRUE(read_format({}, questions).svg);
  EXPECT_TRUE(read_format({}, questions).mermaid);
  const OutputFormat mermaid = read_format({{"markdown", {}}, {"Mermaid", {}}}, questions);
  EXPECT_TRUE(mermaid.mermaid);
  EXPECT_FALSE(mermaid.svg);
  EXPECT_TRUE(questions.empty());
  read_format({{"PDF", {}}}, questions);
  ASSERT_EQ(questions.size(), 1u);
  EXPECT_NE(questions[0].find("PDF"), std::string::npos);
}

model::Database two_tables() {
  model::Objects objects;
  for (const char* name : {"orders", "customers"}) {
    model::Table table;
    table.name = {"public", name};
    objects.tables.push_back(table);
  }
  return model::build(std::move(objects)).value();
}

TEST(Volumes, StatedRowsAreScaledDownTogether) {
  model::Statistics known;
  known.tables[{"public", "orders"}] = {2'000'000, "stated in Scale"};
  known.tables[{"public", "customers"}] = {500'000, "stated in Scale"};
  std::string note;
  const model::Statistics rows = planned_rows(two_tables(), known, 100'000, note);
  EXPECT_EQ(rows.tables.at({"public", "orders"}).rows, 100'000u);
  EXPECT_EQ(rows.tables.at({"public", "customers"}).rows, 25'000u);
  EXPECT_NE(note.find("divided by 20"), std::string::npos) << note;
}

TEST(Volumes, UnstatedTablesGetAnAssumedNumberAndAQuestion) {
  Architecture architecture;
  architecture.database = two_tables();
  architecture.scale = read_scale({{"7 orders", {}}}, architecture.database);
  std::string note;
  const model::Statistics rows =
      planned_rows(architecture.database, architecture.scale.rows, 100'000, note);
  EXPECT_EQ(rows.tables.at({"public", "orders"}).rows, 7u);
  EXPECT_EQ(rows.tables.at({"public", "customers"}).source, "assumed");
  EXPECT_NE(open_questions(architecture).at(0).find("`customers`"), std::string::npos);
}

}  // namespace
}  // namespace mimar::ops::architect
