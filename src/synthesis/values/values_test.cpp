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

// Names speak by their words, the last one first.
TEST(Values, LookLikeWhatTheirNamesSay) {
  const auto text = [](const std::string& name, std::vector<int> modifiers = {}) {
    const model::DataType of =
        modifiers.empty() ? type("text") : type("character varying", modifiers);
    return made(choose(name, of, false), 7);
  };
  EXPECT_EQ(text("commit_sha").size(), 40U);
  EXPECT_EQ(text("password_hash").size(), 64U);
  EXPECT_EQ(text("apiKey").size(), 32U);
  EXPECT_EQ(text("browser_version"), "1.0.7");
  EXPECT_TRUE(text("company_name").ends_with(" AG")) << text("company_name");
  EXPECT_EQ(text("content_type").find('/'), 4U) << text("content_type");
  EXPECT_EQ(text("card_exp_month"), "08");
  EXPECT_EQ(text("meta_job_name").find('{'), std::string::npos);
  EXPECT_EQ(text("job_config").find('{'), 0U);
  EXPECT_EQ(text("session_id", {36}).size(), 36U);
  EXPECT_EQ(text("color", {7}).front(), '#');
  EXPECT_EQ(text("device", {6}), "tv");
  EXPECT_LT(text("email").size(), 40U);
  for (std::uint64_t i = 0; i < 50; ++i) {
    const std::string card = made(choose("card_number", type("text"), false), i);
    int sum = 0;
    for (std::size_t at = 0; at < card.size(); ++at) {
      const int digit = card[at] - '0', twice = 2 * digit > 9 ? 2 * digit - 9 : 2 * digit;
      sum += at % 2 == 0 ? twice : digit;
    }
    EXPECT_EQ(card.size(), 16U);
    EXPECT_EQ(sum % 10, 0) << card;
  }
  // DE00 moved behind the account, letters as numbers: what is left of division by 97 is 1.
  const std::string iban = text("iban");
  std::uint64_t remainder = 0;
  for (char c : iban.substr(4) + "1314" + iban.substr(2, 2))
    remainder = (remainder * 10 + static_cast<std::uint64_t>(c - '0')) % 97;
  EXPECT_EQ(iban.size(), 22U);
  EXPECT_EQ(remainder, 1U) << iban;
}

TEST(Values, OfNumbersAreWhatTheirNamesMeasure) {
  const auto range = [](const std::string& name, const model::DataType& of) {
    const Values values = choose(name, of, false);
    return made(values, 0) + " to " + made(values, size(values) - 1);
  };
  EXPECT_EQ(range("latency_ms", type("integer")), "1 to 5000");
  EXPECT_EQ(range("stage", type("integer")), "1 to 10000");
  EXPECT_EQ(range("customer_age", type("integer")), "18 to 80");
  EXPECT_EQ(range("port", type("integer")), "1024 to 65535");
  EXPECT_EQ(range("is_open", type("integer")), "0 to 1");
  EXPECT_EQ(range("retries", type("integer")), "0 to 5");
  EXPECT_EQ(range("expires_in", type("integer")), "300 to 7200");
  EXPECT_EQ(range("expires", type("integer")), range("expired_at", type("integer")));
  EXPECT_EQ(range("created_at", type("bigint")), "1641081600000 to 1767225599999");
  EXPECT_EQ(range("created_at", type("integer")), "1641081600 to 1767225599");
  EXPECT_EQ(range("lat", type("numeric", {9, 6})), "-90.000000 to 90.000000");
  EXPECT_EQ(range("flat_fee", type("numeric", {9, 2})), "1.00 to 1000.00");
  EXPECT_EQ(range("price", type("numeric", {65, 30})), "1.00 to 1000.00");
  EXPECT_EQ(range("longitude", type("double precision")), "-180.000000 to 180.000000");
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
