#include "synthesis/calendar.h"
#include "synthesis/random.h"
#include "synthesis/values/choose.h"

namespace mimar::synthesis {
namespace {

std::string made(const Values& values, std::uint64_t ordinal) {
  std::string text;
  append(text, values, ordinal);
  return text;
}

Values choose(const std::string& column, model::DataType type, bool unique,
              std::vector<std::string> checks = {}) {
  static std::vector<std::unique_ptr<model::Column>> columns;
  columns.push_back(std::make_unique<model::Column>());
  columns.back()->name = column;
  Conditions conditions;
  for (const std::string& check : checks)
    EXPECT_TRUE(require(conditions, check)) << check;
  Wish wish;
  wish.column = columns.back().get();
  wish.type = std::move(type);
  wish.restriction = conditions.columns[column];
  wish.unique = unique;
  wish.today = days_from_civil(2026, 1, 1);
  return choose_values(model::Database(), wish);
}

model::DataType type(std::string name, std::vector<int> modifiers = {}, bool array = false) {
  return {{"", std::move(name)}, std::move(modifiers), "", array};
}

TEST(Calendar, DatesThereAndBack) {
  for (std::int64_t day : {-719468L, -1L, 0L, 59L, 60L, 11016L, 19782L, 20454L}) {
    std::string text;
    append_date(text, day);
    EXPECT_EQ(parse_timestamp(text), day * seconds_per_day) << text;
  }
  std::string text;
  append_timestamp(text, -1);
  EXPECT_EQ(text, "1969-12-31 23:59:59");
  EXPECT_EQ(parse_timestamp("2022-02-01 00:00:00+02"), parse_timestamp("2022-01-31 22:00:00"));
  EXPECT_FALSE(parse_timestamp("tomorrow"));
  EXPECT_FALSE(parse_timestamp("2022-13-01"));
}

TEST(Permutation, HitsEveryPlaceOnce) {
  for (std::uint64_t size : {1U, 2U, 3U, 17U, 1000U, 4097U}) {
    std::set<std::uint64_t> seen;
    const Permutation permutation(size, 42);
    for (std::uint64_t i = 0; i < size; ++i)
      seen.insert(permutation(i));
    EXPECT_EQ(seen.size(), size);
    EXPECT_LT(*seen.rbegin(), size);
  }
}

TEST(Values, DifferentOrdinalsAreDifferentValuesWhenUnique) {
  const std::vector<std::pair<std::string, model::DataType>> columns = {
      {"email", type("text")},
      {"username", type("character varying", {50})},
      {"code", type("character", {3})},
      {"sku", type("character varying", {8})},
      {"city", type("text")},
      {"title", type("text")},
      {"token", type("text")},
      {"phone", type("text")},
      {"url", type("text")},
      {"description", type("text")},
      {"id", type("uuid")},
      {"n", type("smallint")},
      {"at", type("timestamp with time zone")},
      {"day", type("date")},
      {"ip", type("inet")},
      {"data", type("jsonb")},
      {"raw", type("bytea")},
      {"name", type("character varying", {20})},
      {"span", type("tstzrange")},
      {"tags", type("text", {}, true)},
      {"price", type("numeric", {6, 2})},
      {"mac", type("macaddr")},
      {"b", type("bit", {12})}};
  for (const auto& [name, column_type] : columns) {
    const Values values = choose(name, column_type, true);
    const std::uint64_t rows = std::min<std::uint64_t>(size(values), 3000);
    ASSERT_GE(rows, 1000U) << name;
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < rows; ++i)
      seen.insert(made(values, i));
    EXPECT_EQ(seen.size(), rows) << name;
  }
}

TEST(Values, FitTheirType) {
  const Values name = choose("name", type("character varying", {7}), false);
  for (std::uint64_t i = 0; i < 500; ++i)
    EXPECT_LE(made(name, i).size(), 7U);
  EXPECT_EQ(size(choose("code", type("character", {2}), true)), 676U);
  EXPECT_EQ(size(choose("n", type("smallint"), true)), 32767U);
  EXPECT_EQ(size(choose("x", type("numeric", {2}), true)), 99U);
  EXPECT_FALSE(choose("x", type("no_such_type"), false).supported());
}

TEST(Values, KeepWhatChecksAsk) {
  EXPECT_EQ(made(choose("n", type("integer"), false, {"n BETWEEN 7 AND 7"}), 0), "7");
  EXPECT_EQ(made(choose("price", type("numeric", {5, 2}), false, {"price > 999.98"}), 0), "999.99");
  EXPECT_EQ(made(choose("d", type("date"), false, {"d >= '2031-05-06'", "d < '2031-05-07'"}), 0),
            "2031-05-06");
  EXPECT_EQ(size(choose("n", type("integer"), false, {"n > 5", "n < 6"})), 0U);
  const Values code = choose("code", type("text"), true, {"code ~ '^[A-Z]{2}-[0-9]{2}$'"});
  EXPECT_EQ(size(code), 67600U);
  EXPECT_EQ(made(code, 0), "AA-00");
  EXPECT_EQ(made(code, 67599), "ZZ-99");
  EXPECT_FALSE(choose("code", type("text"), false, {"code ~ '^(a|b)+$'"}).supported());
  for (std::uint64_t i = 0; i < 100; ++i) {
    EXPECT_GE(
        made(choose("note", type("text"), false, {"length(note) >= 30", "length(note) <= 40"}), i)
            .size(),
        30U);
    EXPECT_LE(
        made(choose("note", type("text"), false, {"length(note) >= 30", "length(note) <= 40"}), i)
            .size(),
        40U);
  }
}

}  // namespace
}  // namespace mimar::synthesis
