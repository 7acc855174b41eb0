// Closures, keys and forms against small relations of the textbooks' kind, and what the objects of
// a schema tell.
#include <gtest/gtest.h>

#include "design/normal/table_forms.h"
#include "read/sql_files/reader.h"

namespace mimar::design::normal {
namespace {

std::string letters(const Columns& columns) {
  std::string result;
  for (const std::string& column : columns)
    result += column;
  return result;
}

// "AB" as {"A", "B"}.
Columns of(std::string_view written) {
  Columns columns;
  for (const char letter : written)
    columns.insert(std::string(1, letter));
  return columns;
}

std::vector<Dependency> rules(
    std::initializer_list<std::pair<std::string_view, std::string_view>> all) {
  std::vector<Dependency> result;
  for (const auto& [from, to] : all)
    result.push_back({of(from), of(to), "a rule"});
  return result;
}

std::string keys(std::string_view all, const std::vector<Dependency>& known) {
  std::string result;
  for (const Columns& key : candidate_keys(of(all), known))
    result += letters(key) + " ";
  return result;
}

TEST(NormalForms, ClosuresFollowDependenciesToTheEnd) {
  const auto known = rules({{"A", "B"}, {"BC", "D"}, {"D", "E"}});
  EXPECT_EQ(letters(closure(of("A"), known)), "AB");
  EXPECT_EQ(letters(closure(of("AC"), known)), "ABCDE");
  EXPECT_EQ(letters(closure({}, rules({{"", "Z"}}))), "Z");
}

TEST(NormalForms, EveryCandidateKeyIsFound) {
  EXPECT_EQ(keys("ABCDE", rules({{"A", "BC"}, {"CD", "E"}, {"B", "D"}, {"E", "A"}})), "A E BC CD ");
  EXPECT_EQ(keys("ABC", {}), "ABC ");
  EXPECT_EQ(keys("SJT", rules({{"SJ", "T"}, {"T", "J"}})), "JS ST ");
}

// Each subset of the columns is tried instead.
TEST(NormalForms, KeysAreThoseThatTryingFinds) {
  std::uint64_t state = 3;
  const auto next = [&](std::uint64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33U) % below;
  };
  const std::string all = "ABCDEF";
  const auto subset = [&](std::uint64_t bits) {
    Columns columns;
    for (std::size_t i = 0; i < all.size(); ++i)
      if ((bits >> i) & 1U) columns.insert(all.substr(i, 1));
    return columns;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<Dependency> known;
    for (std::uint64_t i = next(6); i > 0; --i)
      known.push_back({subset(next(64)), subset(next(64)), "a rule"});
    std::set<Columns> tried;
    for (std::uint64_t bits = 0; bits < 64; ++bits)
      if (closure(subset(bits), known) == of(all)) tried.insert(subset(bits));
    std::set<Columns> minimal;
    for (const Columns& one : tried)
      if (std::none_of(tried.begin(), tried.end(), [&](const Columns& other) {
            return other != one &&
                   std::includes(one.begin(), one.end(), other.begin(), other.end());
          }))
        minimal.insert(one);
    const auto found = candidate_keys(of(all), known);
    EXPECT_EQ(std::set<Columns>(found.begin(), found.end()), minimal) << round;
  }
}

TEST(NormalForms, WhatFollowsFromLessThanAKeyIsABreach) {
  const auto known = rules({{"SJ", "T"}, {"T", "J"}});
  const auto broken = breaches(of("SJT"), known);
  ASSERT_EQ(broken.size(), 1U);
  EXPECT_EQ(letters(broken[0].from), "T");
  EXPECT_EQ(form_of(of("SJT"), known), Form::third);
  EXPECT_EQ(form_of(of("ABC"), rules({{"A", "B"}, {"B", "C"}})), Form::second);
  EXPECT_EQ(form_of(of("ABC"), rules({{"AB", "C"}, {"A", "C"}})), Form::first);
  EXPECT_EQ(form_of(of("ABC"), rules({{"A", "BC"}})), Form::boyce_codd);
  EXPECT_TRUE(breaches(of("ABC"), rules({{"A", "BC"}, {"BC", "A"}})).empty());
}

model::Database read(const std::string& sql) {
  read::sql_files::History history;
  const auto applied = history.apply({"schema.sql", sql});
  EXPECT_TRUE(applied) << applied.error().message;
  const auto state = history.state();
  EXPECT_TRUE(state);
  return state->database;
}

TableForm form(const model::Database& database, const std::string& table) {
  for (const TableForm& one : table_forms(database))
    if (one.table.name == table) return one;
  ADD_FAILURE() << table;
  return {};
}

std::string told(const TableForm& one) {
  std::string result;
  for (const Dependency& breach : one.breaches) {
    for (const std::string& column : breach.from)
      result += column + " ";
    result += "->";
    for (const std::string& column : breach.to)
      result += " " + column;
    result += " by " + breach.kept_by + "; ";
  }
  return result;
}

constexpr const char* shop = R"sql(
CREATE TABLE shop (id bigint PRIMARY KEY, city text NOT NULL);
CREATE TABLE sale (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shop, number integer NOT NULL,
  note text, UNIQUE (shop_id, id), UNIQUE (shop_id, number));
CREATE TABLE item (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL, sale_id bigint NOT NULL,
  price numeric NOT NULL, pieces integer NOT NULL,
  total numeric GENERATED ALWAYS AS (price * pieces) STORED,
  kind text NOT NULL DEFAULT 'item' CHECK (kind = 'item'),
  first_day date NOT NULL, last_day date NOT NULL, tags text[] NOT NULL, extra jsonb,
  CHECK (first_day = last_day), CHECK (price > 0), CHECK (pieces = 1 OR price = 2),
  FOREIGN KEY (shop_id, sale_id) REFERENCES sale (shop_id, id));
CREATE TABLE refund (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL, sale_id bigint, item_id bigint NOT NULL,
  FOREIGN KEY (shop_id, sale_id) REFERENCES sale (shop_id, id));
CREATE POLICY own ON item USING (shop_id = 1);
)sql";

TEST(TableForms, KeysAndUniquesBreakNothing) {
  const TableForm sale = form(read(shop), "sale");
  EXPECT_TRUE(sale.breaches.empty()) << told(sale);
  ASSERT_EQ(sale.keys.size(), 2U);
  EXPECT_EQ(sale.keys[0], Columns{"id"});
  EXPECT_EQ(sale.keys[1], (Columns{"number", "shop_id"}));
}

TEST(TableForms, GeneratedFixedComparedAndReferredColumnsAreTold) {
  const TableForm item = form(read(shop), "item");
  EXPECT_EQ(told(item),
            "pieces price -> total by the server, which generates total; "
            "first_day -> last_day by CHECK item_check; "
            "last_day -> first_day by CHECK item_check; "
            "-> kind by CHECK item_kind_check; "
            "sale_id -> shop_id by foreign key item_shop_id_sale_id_fkey; ");
  EXPECT_EQ(item.form, Form::first);  // what is the same in all rows follows from no part at all
  EXPECT_EQ(item.lists, std::vector<std::string>{"tags"});
  EXPECT_EQ(item.documents, std::vector<std::string>{"extra"});
}

TEST(TableForms, EachBreachSaysWhatNeedsIt) {
  const TableForm item = form(read(shop), "item");
  for (const Dependency& breach : item.breaches) {
    if (breach.kept_by.find("foreign key") != std::string::npos) {
      EXPECT_EQ(breach.why, "needed in the row by row security (own)");
    }
    if (breach.kept_by == "CHECK item_check") {
      EXPECT_EQ(breach.why, "");
    }
  }
}

TEST(TableForms, UniqueIndexesCountWhereTheyCoverAllRows) {
  const model::Database database = read(
      "CREATE TABLE person (id bigint PRIMARY KEY, email text NOT NULL, phone text, nick text NOT "
      "NULL, gone boolean NOT NULL);"
      "CREATE UNIQUE INDEX a ON person (lower(email));"
      "CREATE UNIQUE INDEX b ON person (phone);"
      "CREATE UNIQUE INDEX c ON person (nick) WHERE NOT gone;");
  const TableForm person = form(database, "person");
  ASSERT_EQ(person.keys.size(), 2U);
  EXPECT_EQ(person.keys[0], Columns{"email"});
  EXPECT_EQ(person.keys[1], Columns{"id"});
}

TEST(TableForms, ADependencyReachesThroughSeveralReferences) {
  const model::Database database = read(
      "CREATE TABLE a (id bigint PRIMARY KEY, t bigint NOT NULL, UNIQUE (t, id));"
      "CREATE TABLE b (a_id bigint NOT NULL, t bigint NOT NULL, n integer NOT NULL, note text, "
      "PRIMARY KEY (a_id, n), UNIQUE (t, a_id, n), FOREIGN KEY (t, a_id) REFERENCES a (t, id));"
      "CREATE TABLE c (id bigint PRIMARY KEY, t bigint NOT NULL, a_id bigint NOT NULL, n integer "
      "NOT NULL, FOREIGN KEY (t, a_id, n) REFERENCES b (t, a_id, n));");
  EXPECT_EQ(told(form(database, "c")), "a_id -> t by foreign key c_t_a_id_n_fkey; ");
  EXPECT_EQ(told(form(database, "b")), "a_id -> t by foreign key b_t_a_id_fkey; ");
}

}  // namespace
}  // namespace mimar::design::normal
