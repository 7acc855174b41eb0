#include "synthesis/shape/made_up.h"

namespace mimar::synthesis {
namespace {

struct Table {
  model::Table table;
  model::TableStatistics statistics;

  void add(const std::string& name, const std::string& type, std::vector<std::string> common,
           std::vector<std::string> bounds, std::vector<int> modifiers = {}) {
    model::Column column;
    column.name = name;
    column.type.name.name = type;
    column.type.modifiers = std::move(modifiers);
    table.columns.push_back(column);
    model::ColumnStatistics known;
    known.most_common_freqs.assign(common.size(), 0.1);
    known.most_common_vals = std::move(common);
    known.histogram_bounds = std::move(bounds);
    statistics.columns[name] = known;
  }
};

Table people() {
  Table people;
  people.table.name = {"public", "people"};
  people.add("name", "text", {"Noether", "Gödel"}, {"Abel", "Cantor", "Cantor", "Weyl"});
  people.add("code", "character", {"a", "b", "c"}, {}, {1});
  people.add("state", "text", {"open", "shut"}, {});
  people.add("token", "uuid", {"00000000-0000-4000-8000-000000000001"},
             {"10000000-0000-4000-8000-000000000001", "20000000-0000-4000-8000-000000000001"});
  people.add("nicknames", "text", {"{Emmy}"}, {"{Georg}"});
  people.table.columns.back().type.array = true;
  people.add("height", "integer", {"170"}, {"150", "190"});
  people.table.checks.push_back(
      {"c", model::Expression("state IN ('open', 'shut')"), {}, {}, {}, {}});
  return people;
}

TEST(SynthesisMadeUp, NoTextOfTheTablesIsLeft) {
  Table table = people();
  model::Objects objects;
  objects.tables = {table.table};
  model::Statistics statistics;
  statistics.tables[table.table.name] = table.statistics;
  const model::Statistics hidden = without_values(*model::build(objects), statistics);
  const std::string written = model::to_json(hidden);
  for (const std::string original :
       {"Noether", "Gödel", "Abel", "Cantor", "Weyl", "0000-4000", "Emmy", "Georg"})
    EXPECT_EQ(written.find(original), std::string::npos) << original << "\n" << written;

  const auto& columns = hidden.tables.at(table.table.name).columns;
  const auto& name = columns.at("name");
  EXPECT_EQ(name.most_common_freqs, (std::vector<double>{0.1, 0.1}));
  // Abel, Cantor, Gödel, Noether, Weyl
  std::vector<std::string> initials;
  for (const auto* texts : {&name.histogram_bounds, &name.most_common_vals})
    for (const std::string& text : *texts)
      initials.push_back(text.substr(0, 1) + std::to_string(text.size()));
  EXPECT_EQ(initials, (std::vector<std::string>{"a4", "b6", "b6", "e4", "d7", "c5"}));
  for (const std::string& code : columns.at("code").most_common_vals) {
    EXPECT_EQ(code.size(), 1U);
    EXPECT_TRUE(code != "a" && code != "b" && code != "c");
  }
  EXPECT_EQ(columns.at("state").most_common_vals, (std::vector<std::string>{"open", "shut"}));
  EXPECT_EQ(columns.at("token").most_common_vals, std::vector<std::string>{""});
  EXPECT_TRUE(columns.at("token").histogram_bounds.empty());
  EXPECT_EQ(columns.at("height").most_common_vals, std::vector<std::string>{"170"});
}

TEST(SynthesisMadeUp, ColumnsThatTheSchemaDoesNotHaveAreLeftOut) {
  Table table = people();
  model::Statistics statistics;
  statistics.tables[table.table.name] = table.statistics;
  const model::Statistics hidden = without_values(*model::build({}), statistics);
  EXPECT_TRUE(hidden.tables.at(table.table.name).columns.empty());
}

TEST(SynthesisMadeUp, TodayIsTheDayAfterTheLatest) {
  model::Statistics statistics;
  EXPECT_EQ(day_after(statistics), "");
  auto& columns = statistics.tables[{"public", "t"}].columns;
  columns["created_at"].histogram_bounds = {"2026-01-05 00:00:00+00", "2026-02-28 23:00:00+00"};
  columns["expires_at"].histogram_bounds = {"2026-01-05 00:00:00+00", "2099-02-28 23:00:00+00"};
  columns["sent_on"].histogram_bounds = {"2025-12-31", "infinity"};
  EXPECT_EQ(day_after(statistics), "2026-03-01");
}

}  // namespace
}  // namespace mimar::synthesis
