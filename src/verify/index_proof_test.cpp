#include "verify/index_proof.h"

#include "read/postgres/reader.h"
#include "sql/query.h"
#include "support/server.h"
#include "verify/parameters.h"
#include "verify/upkeep.h"

namespace mimar::verify {
namespace {

std::string uses(std::string_view sql, const std::vector<model::Predicate>& predicates = {}) {
  std::string text;
  for (const ParameterUse& use : parameter_uses(sql, predicates)) {
    text += fmt::format("{}${} {} {}", text.empty() ? "" : "; ", use.number, use.column.column,
                        use.comparison);
  }
  return text;
}

TEST(Parameters, AreReadOffTheText) {
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE a = $1 AND t.b >= $2"), "$1 a =; $2 b >=");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE lower(a) = $1"), "$1 a =");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE lower(a) = lower($1)"), "$1 a =");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE a >= date_trunc('day', $1)"), "$1 a >=");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE a ILIKE '%' || $1 || '%'"), "$1 a ||");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE a::text LIKE $1"), "$1 a like");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE a BETWEEN $1 AND $2"), "$1 a between; $2 a and");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE a IN ($1, $2) LIMIT $3 OFFSET $4"),
            "$1 a in; $2 a in; $3  limit; $4  offset");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE a = ANY ($1)"), "$1 a =");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE a NOT IN ($1)"), "$1 a in");
  EXPECT_EQ(uses("INSERT INTO t VALUES ($1, '$2')"), "$1  values");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE a = $12",
                 {{{{"", "t"}, "wrong"}, model::Predicate::Kind::equals, "$1", true, ""}}),
            "$12 a =");
  EXPECT_EQ(uses("SELECT 1 FROM t WHERE f(a, $1)",
                 {{{{"", "t"}, "a"}, model::Predicate::Kind::equals, "$1", true, ""}})
                .substr(0, 4),
            "$1 a");
}

TEST(Parameters, AreReplacedOutsideOfQuotes) {
  EXPECT_EQ(replace_parameters("a = $1 AND b = '$1' AND \"c$1\" = $2 AND $3 = $10", {"7", "'x'"}),
            "a = 7 AND b = '$1' AND \"c$1\" = 'x' AND $3 = $10");
}

using support::Silence;

class IndexProofServer : public ::testing::Test {
 protected:
  void SetUp() override {
    auto started = scratch::Scratch::start(*world_);
    if (!started) throw std::runtime_error("needs a PostgreSQL server: " + started.error().message);
    scratch_.emplace(std::move(*started));
    database_.emplace(scratch_->create_database("proof").value());
    run(R"(CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, is_gift boolean NOT NULL, placed_at timestamptz NOT NULL, note text, total int);
      INSERT INTO orders SELECT i, i % 5000, i % 2 = 0, timestamptz '2024-01-01' + i * interval '1 minute', 'note ' || i, i FROM generate_series(1, 50000) i;
      ANALYZE orders;)");
    schema_ = read::postgres::read(database_->owner()).value().database;
  }

  void run(std::string_view sql) {
    const auto done = database_->owner().execute(sql);
    if (!done) throw std::runtime_error(done.error().message);
  }

  static IndexTrial trial(const std::string& column, const std::string& query) {
    IndexTrial made;
    made.table = {"public", "orders"};
    made.index.name = "idx_orders_" + column;
    made.index.keys.emplace_back();
    made.index.keys[0].column = column;
    made.query = query;
    return made;
  }

  IndexBenefit measured(const IndexTrial& asked, int timeout_ms = 10000) {
    auto benefits =
        measure_indexes(*database_, {asked}, *world_, timeout_ms, "mimar show-it-again");
    if (!benefits) throw std::runtime_error(benefits.error().message);
    EXPECT_EQ(benefits->size(), 1U);
    return benefits->at(0);
  }

  Silence progress_;
  std::unique_ptr<world::World> world_ = world::make_real_world(progress_);
  std::optional<scratch::Scratch> scratch_;
  std::optional<scratch::Database> database_;
  model::Database schema_;
};

TEST_F(IndexProofServer, AForeignKeyIndexHelpsAndItsControlDoesNot) {
  const IndexTrial lookup =
      trial("customer_id", "SELECT id, total FROM orders WHERE customer_id = $1");
  const IndexBenefit helps = measured(lookup);
  EXPECT_TRUE(helps.helps) << helps.evidence.reason;
  EXPECT_TRUE(helps.after.uses_index);
  EXPECT_FALSE(helps.before.uses_index);
  EXPECT_GT(helps.before.buffers, 10 * helps.after.buffers);
  EXPECT_GT(helps.before.cost, helps.after.cost);
  EXPECT_GT(helps.index_bytes, 100000U);
  EXPECT_GT(helps.build_ms, 0);
  EXPECT_EQ(helps.query.find('$'), std::string::npos) << helps.query;
  EXPECT_EQ(helps.evidence.verdict, evidence::Verdict::confirmed);
  EXPECT_EQ(helps.evidence.command, "mimar show-it-again");
  EXPECT_NE(helps.evidence.claim.find("at 50,000 rows"), std::string::npos) << helps.evidence.claim;
  EXPECT_EQ(helps.evidence.observations.size(), 3U);

  const auto control = control_for(schema_, lookup);
  ASSERT_TRUE(control);
  EXPECT_EQ(control->index.keys[0].column, "is_gift");
  const IndexBenefit no = measured(*control);
  EXPECT_TRUE(no.control);
  EXPECT_FALSE(no.helps);
  EXPECT_EQ(no.evidence.verdict,
            evidence::Verdict::confirmed);  // the claim is that it does not help
  const auto left =
      database_->owner().execute("SELECT count(*) FROM pg_indexes WHERE tablename = 'orders'");
  EXPECT_EQ(left->rows[0][0], "1");
}

TEST_F(IndexProofServer, AnIndexOnABooleanDoesNotHelp) {
  const IndexBenefit benefit =
      measured(trial("is_gift", "SELECT note FROM orders WHERE is_gift = $1"));
  EXPECT_FALSE(benefit.helps);
  EXPECT_EQ(benefit.evidence.verdict, evidence::Verdict::refuted);
  EXPECT_EQ(benefit.evidence.reason, "the planner does not use it");
}

TEST_F(IndexProofServer, ParametersAreBoundSoThatTheQueryFindsSomething) {
  auto& owner = database_->owner();
  const auto bound =
      bind_parameters(owner, "SELECT count(*) FROM orders o WHERE o.placed_at >= $1", {});
  ASSERT_TRUE(bound) << bound.error().message;
  EXPECT_EQ(owner.execute(*bound)->rows[0][0], "2501");
  const auto prefix =
      bind_parameters(owner, "SELECT count(*) FROM orders WHERE note LIKE $1 AND id = $2", {});
  ASSERT_TRUE(prefix) << prefix.error().message;
  EXPECT_EQ(owner.execute(*prefix)->rows[0][0], "1") << *prefix;
  const auto between = bind_parameters(
      owner, "SELECT count(*) FROM orders WHERE total BETWEEN $1 AND $2 LIMIT $3", {});
  ASSERT_TRUE(between) << between.error().message;
  EXPECT_EQ(owner.execute(*between)->rows[0][0], "2501") << *between;
  const auto any = bind_parameters(owner, "SELECT count(*) FROM orders WHERE id = ANY ($1)", {});
  ASSERT_TRUE(any) << any.error().message;
  EXPECT_EQ(owner.execute(*any)->rows[0][0], "1") << *any;
}

TEST_F(IndexProofServer, ValuesAreTakenFromRowsThatTheWholeQueryMeets) {
  auto& owner = database_->owner();
  run("UPDATE orders SET note = initcap(note), total = NULL WHERE id % 3 = 0");
  for (const char* sql : {
           // The latest twentieth holds no row of most customers.
           "UPDATE orders SET note = $2 WHERE customer_id = $1 AND placed_at > $3",
           "SELECT id FROM orders WHERE lower(note) = $1",
           "SELECT id FROM orders o WHERE lower(o.note) = $1 AND is_gift = $2",
           "SELECT id FROM orders WHERE id = $1 AND total IS NULL",
           "SELECT id FROM orders WHERE placed_at >= $1 AND placed_at < $2",
           "SELECT id FROM orders WHERE note ILIKE '%' || $1 || '%'",
           "SELECT count(*) FROM orders WHERE total < $1 AND total > $2",
       }) {
    const auto queries = sql::read_queries(sql, "q.sql", schema_);
    ASSERT_TRUE(queries) << queries.error().message;
    const auto bound = bind_to_rows(owner, sql, queries->at(0).predicates, 10000);
    ASSERT_TRUE(bound) << bound.error().message;
    EXPECT_TRUE(bound->meets_rows) << bound->sql;
  }
}

TEST_F(IndexProofServer, ValuesKeepTheirLength) {
  auto& owner = database_->owner();
  run("CREATE TABLE paid (currency char(3), flags bit(4)); INSERT INTO paid VALUES ('EUR', "
      "'1010');");
  for (const char* sql :
       {"SELECT * FROM paid WHERE currency = $1", "SELECT * FROM paid WHERE flags = $1"}) {
    const auto bound = bind_to_rows(owner, sql, {}, 10000);
    ASSERT_TRUE(bound) << bound.error().message;
    EXPECT_TRUE(bound->meets_rows) << bound->sql;
  }
}

TEST_F(IndexProofServer, WhatMeetsNoRowProvesNothing) {
  for (const char* sql : {"SELECT * FROM orders WHERE customer_id = $1 AND note = 'none'",
                          "UPDATE orders SET total = 1 WHERE customer_id = -1",
                          "DELETE FROM orders WHERE customer_id = $1 AND total < 0",
                          "SELECT count(*) FROM orders WHERE customer_id = -5"}) {
    const IndexBenefit benefit = measured(trial("customer_id", sql));
    EXPECT_FALSE(benefit.helps) << sql;
    EXPECT_EQ(benefit.evidence.verdict, evidence::Verdict::could_not_check) << sql;
    EXPECT_NE(benefit.evidence.reason.find("prove nothing"), std::string::npos)
        << benefit.evidence.reason;
  }
  // An anti join that keeps nothing has still done its work.
  EXPECT_EQ(measured(trial("customer_id",
                           "SELECT * FROM orders o WHERE customer_id = $1 AND NOT EXISTS (SELECT 1 "
                           "FROM orders x WHERE x.customer_id = o.customer_id)"))
                .evidence.verdict,
            evidence::Verdict::confirmed);
}

TEST_F(IndexProofServer, ChangesAreRolledBack) {
  const IndexBenefit benefit =
      measured(trial("customer_id", "DELETE FROM orders WHERE customer_id = $1"));
  EXPECT_TRUE(benefit.helps) << benefit.evidence.reason;
  EXPECT_EQ(database_->owner().execute("SELECT count(*) FROM orders")->rows[0][0], "50000");
}

TEST_F(IndexProofServer, EveryWrittenRowPaysForAnIndex) {
  model::Index index = trial("note", "").index;
  const auto upkeep = upkeep_per_row(database_->owner(), {"public", "orders"}, index, *world_);
  ASSERT_TRUE(upkeep) << upkeep.error().message;
  EXPECT_GT(*upkeep, 0);
  EXPECT_LT(*upkeep, 1);
  index.predicate = model::Expression("false");
  EXPECT_LT(upkeep_per_row(database_->owner(), {"public", "orders"}, index, *world_).value(),
            *upkeep);
  EXPECT_EQ(database_->owner().execute("SELECT count(*) FROM orders")->rows[0][0], "50000");
}

TEST_F(IndexProofServer, IndexesOfPartitionsOutliveATrialOnTheirParent) {
  run(R"(CREATE TABLE paid (at int NOT NULL, customer_id int) PARTITION BY RANGE (at);
    CREATE TABLE paid_1 PARTITION OF paid FOR VALUES FROM (0) TO (5000);
    CREATE INDEX paid_1_by_customer ON paid_1 (customer_id);
    INSERT INTO paid SELECT i, i FROM generate_series(1, 4000) i; ANALYZE paid;)");
  const auto before = read::postgres::read(database_->owner()).value().database;
  IndexTrial asked = trial("customer_id", "SELECT * FROM paid WHERE customer_id = $1");
  asked.table = {"public", "paid"};
  measured(asked);
  EXPECT_EQ(read::postgres::read(database_->owner()).value().database, before);
}

TEST_F(IndexProofServer, WhatDoesNotRunCouldNotBeChecked) {
  const IndexBenefit broken =
      measured(trial("customer_id", "SELECT nothing FROM nowhere WHERE x = $1"));
  EXPECT_EQ(broken.evidence.verdict, evidence::Verdict::could_not_check);
  EXPECT_FALSE(broken.evidence.reason.empty());
  const IndexBenefit slow =
      measured(trial("customer_id", "SELECT pg_sleep(5) FROM orders WHERE customer_id = 1"), 100);
  EXPECT_EQ(slow.evidence.verdict, evidence::Verdict::could_not_check);
  EXPECT_NE(slow.evidence.reason.find("timeout"), std::string::npos) << slow.evidence.reason;
  EXPECT_EQ(measured(trial("no_such_column", "SELECT 1 FROM orders")).evidence.verdict,
            evidence::Verdict::could_not_check);
  // The session goes on after a failure.
  EXPECT_TRUE(measured(trial("customer_id", "SELECT id FROM orders WHERE customer_id = 3")).helps);
}

TEST_F(IndexProofServer, AQueryIsMeasuredAsItIs) {
  model::Query query;
  query.sql = "SELECT * FROM orders WHERE customer_id = $1";
  const auto measured = measure_query(*database_, query, *world_);
  ASSERT_TRUE(measured) << measured.error().message;
  EXPECT_GT(measured->median_ms, 0);
  EXPECT_EQ(measured->observations,
            std::vector<std::string>{"Seq Scan on orders reads 50,000 rows to return 10"});
  query.sql = "SELECT 1 / 0";
  EXPECT_FALSE(measure_query(*database_, query, *world_));
}

}  // namespace
}  // namespace mimar::verify
