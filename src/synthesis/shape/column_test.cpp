// Rows of one table, counted without a server.

#include "base/text.h"
#include "synthesis/synthesis.h"

namespace mimar::synthesis {
namespace {

constexpr const char* missing = "\\N";

struct Made {
  std::vector<std::string> values;
  std::vector<std::string> not_kept;

  std::size_t count(const std::string& value) const {
    return static_cast<std::size_t>(std::count(values.begin(), values.end(), value));
  }
  std::size_t distinct() const {
    std::set<std::string> all(values.begin(), values.end());
    all.erase(missing);
    return all.size();
  }
};

struct Asked {
  model::Column column;
  model::ColumnStatistics statistics;
  std::vector<std::string> checks;
  bool unique = false;

  Asked(const std::string& type, std::vector<int> modifiers = {}) {
    column.name = "value";
    column.type.name.name = type;
    column.type.modifiers = std::move(modifiers);
  }

  Made make(std::uint64_t rows) const {
    model::Table table;
    table.name = {"public", "t"};
    table.columns = {column};
    if (unique) table.uniques.push_back({"u", {"value"}, {}, false, false, false, {}, {}});
    for (const std::string& check : checks)
      table.checks.push_back({"c", model::Expression(check), false, false, {}, {}});
    model::Objects objects;
    objects.tables = {table};
    const model::Database database = *model::build(objects);
    model::Statistics wanted;
    wanted.tables[table.name] = {rows, "test"};
    wanted.tables[table.name].columns["value"] = statistics;
    const Plan planned = plan(database, wanted);
    std::string copied;
    Rows made(database, planned, 3);
    made.write(0, Form::copy,
               [&](std::string_view block, std::uint64_t) { return copied += block, true; });
    if (!copied.empty()) copied.pop_back();
    Made result;
    for (std::string_view line : text::split(copied, '\n'))
      result.values.emplace_back(line);
    result.not_kept = planned.not_kept;
    return result;
  }
};

TEST(SynthesisColumn, TextsLieBetweenTheBoundsTheyComeFrom) {
  Asked asked("text");
  asked.statistics = {0.1, 8, -0.3, {"beta"}, {0.25}, {"alpha", "gamma", "omega"}, 0.9};
  const Made made = asked.make(1000);
  EXPECT_EQ(made.count(missing), 100U);
  EXPECT_EQ(made.count("beta"), 250U);
  EXPECT_EQ(made.distinct(), 300U);
  std::size_t first = 0, second = 0;
  for (const std::string& value : made.values) {
    if (value == missing || value == "beta") continue;
    EXPECT_GE(value, "alpha");
    EXPECT_LE(value, "omega");
    (value < "gamma" ? first : second) += 1;
  }
  EXPECT_EQ(first, 325U);
  EXPECT_EQ(second, 325U);
  EXPECT_EQ(made.not_kept, std::vector<std::string>());
}

TEST(SynthesisColumn, TextsStaySortedWhereABoundBeginsWithTheOneBefore) {
  Asked asked("text");
  asked.statistics.n_distinct = -1;
  asked.statistics.histogram_bounds = {"Jimmy",   "Jimmy Page", "Jimmy Page, Robert",
                                       "Rock",    "Rock & Pop", "Rock 101",
                                       "Rock On", "Rocky"};
  const Made made = asked.make(700);
  EXPECT_EQ(made.distinct(), 700U);
  const auto& bounds = asked.statistics.histogram_bounds;
  for (std::size_t i = 0; i + 2 < bounds.size(); ++i) {
    const auto inside =
        std::count_if(made.values.begin(), made.values.end(), [&](const std::string& value) {
          return value != missing && value >= bounds[i] && value < bounds[i + 1];
        });
    EXPECT_EQ(inside, 100) << bounds[i];
  }
  EXPECT_EQ(made.not_kept, std::vector<std::string>());
}

TEST(SynthesisColumn, CodesKeepTheirMake) {
  Asked asked("character", {8});
  asked.statistics.n_distinct = -1;
  asked.statistics.histogram_bounds = {"0a000000", "1b000001", "5c7f0000", "5c7fffff", "ffc00000"};
  const Made made = asked.make(400);
  EXPECT_EQ(made.distinct(), 400U);
  for (const std::string& value : made.values) {
    EXPECT_EQ(value.size(), 8U);
    EXPECT_EQ(value.find_first_not_of("0123456789abcdef"), std::string::npos) << value;
  }
}

TEST(SynthesisColumn, NumbersMoveApartWhereThereIsNoRoom) {
  Asked asked("integer");
  asked.statistics.n_distinct = -1;
  asked.statistics.histogram_bounds = {"1", "50", "100"};
  EXPECT_GE(asked.make(100).distinct(), 99U);  // the first bucket has 50 rows, and room for 49
  const Made more = asked.make(1000);
  EXPECT_GE(more.distinct(), 980U);
  ASSERT_EQ(more.not_kept.size(), 1U);
  EXPECT_NE(more.not_kept[0].find("10 times as wide"), std::string::npos) << more.not_kept[0];
}

TEST(SynthesisColumn, DecimalsBecomeFinerInstead) {
  Asked asked("double precision");
  asked.statistics.n_distinct = -1;
  asked.statistics.histogram_bounds = {"0.1", "0.5", "0.9"};
  const Made made = asked.make(1000);
  EXPECT_EQ(made.distinct(), 1000U);
  EXPECT_EQ(made.not_kept, std::vector<std::string>());
  for (const std::string& value : made.values)
    EXPECT_LE(std::stod(value), 0.9);
}

TEST(SynthesisColumn, TimesHaveTheFractionsThatTheStatisticsHave) {
  Asked asked("timestamp with time zone");
  asked.statistics.n_distinct = -1;
  asked.statistics.histogram_bounds = {"2024-03-01 00:00:00+00", "2024-03-01 00:00:01.5+00"};
  const Made made = asked.make(300);
  EXPECT_EQ(made.distinct(), 300U);
  for (const std::string& value : made.values)
    EXPECT_TRUE(value.starts_with("2024-03-01 00:00:0") && value.ends_with("+00")) << value;
}

TEST(SynthesisColumn, ConstraintsComeFirstAndAreNamed) {
  Asked required("text");
  required.column.not_null = true;
  required.statistics = {0.5, 1, 1, {"a"}, {0.5}, {}, 1.0};
  const Made filled = required.make(100);
  EXPECT_EQ(filled.count(missing), 0U);
  ASSERT_EQ(filled.not_kept.size(), 1U);
  EXPECT_NE(filled.not_kept[0].find("public.t.value: null_frac"), std::string::npos);

  Asked unique("integer");
  unique.column.not_null = unique.unique = true;
  unique.statistics = {0, 4, 2, {"1", "2"}, {0.5, 0.5}, {}, 0.0};
  const Made counted = unique.make(100);
  EXPECT_EQ(counted.distinct(), 100U);
  ASSERT_EQ(counted.not_kept.size(), 1U);
  EXPECT_NE(counted.not_kept[0].find("a unique key decides"), std::string::npos);

  Asked listed("text");
  listed.checks = {"value IN ('open', 'shut')"};
  listed.statistics = {0, 4, 3, {"open", "ajar", "shut"}, {0.5, 0.3, 0.2}, {}, 0.3};
  const Made labels = listed.make(100);
  EXPECT_EQ(labels.count("open") + labels.count("shut") + labels.count(missing), 100U);
  ASSERT_FALSE(labels.not_kept.empty());
  EXPECT_NE(labels.not_kept[0].find("'ajar'"), std::string::npos) << labels.not_kept[0];

  Asked small("integer");
  small.checks = {"value BETWEEN 1 AND 10"};
  small.statistics.n_distinct = -0.5;
  small.statistics.histogram_bounds = {"1", "10"};
  for (const std::string& value : small.make(100).values)
    EXPECT_TRUE(value == missing || (std::stoi(value) >= 1 && std::stoi(value) <= 10)) << value;
}

TEST(SynthesisColumn, NoRowsAreFine) {
  Asked asked("text");
  asked.statistics = {0.1, 8, -0.3, {"beta"}, {0.25}, {"alpha", "gamma", "omega"}, 0.9};
  EXPECT_EQ(asked.make(0).values, std::vector<std::string>{""});
  EXPECT_EQ(asked.make(1).values.size(), 1U);
}

}  // namespace
}  // namespace mimar::synthesis
