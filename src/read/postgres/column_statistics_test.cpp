#include "support/server.h"

namespace mimar::read::postgres {
namespace {

class ColumnStatisticsServer : public support::TestServer {
 protected:
  static model::Statistics statistics_after(std::string_view sql) {
    scratch::Database database = create();
    const std::string failed = run(database, sql);
    if (!failed.empty()) throw std::runtime_error(failed);
    auto read = read_statistics(database.owner());
    if (!read) throw std::runtime_error(support::why(read.error()));
    return std::move(*read);
  }
};

TEST_F(ColumnStatisticsServer, AreThoseOfPgStats) {
  const model::Statistics statistics = statistics_after(R"(
    CREATE TABLE t (id int, word text, at timestamptz, tags int[], never text);
    INSERT INTO t SELECT i, CASE WHEN i % 4 = 0 THEN NULL WHEN i % 4 = 1 THEN 'a,"b\' ELSE 'it''s {x} NULL' END,
      '2024-01-01 12:00+00'::timestamptz + i * interval '1 hour', ARRAY[i % 2, 7] FROM generate_series(1, 1000) i;
    ANALYZE t;)");
  const model::TableStatistics& table = statistics.tables.at({"public", "t"});
  EXPECT_EQ(table.rows, 1000U);
  EXPECT_GT(table.pages, 0U);
  const model::ColumnStatistics& id = table.columns.at("id");
  EXPECT_EQ(id.n_distinct, -1);
  EXPECT_EQ(id.correlation, 1);
  EXPECT_TRUE(id.most_common_vals.empty());
  EXPECT_EQ(id.histogram_bounds.size(), 101U);
  EXPECT_EQ(id.histogram_bounds.back(), "1000");
  const model::ColumnStatistics& word = table.columns.at("word");
  EXPECT_EQ(word.null_frac, 0.25);
  EXPECT_EQ(word.n_distinct, 2);
  EXPECT_EQ(word.most_common_vals, (std::vector<std::string>{"it's {x} NULL", "a,\"b\\"}));
  EXPECT_EQ(word.most_common_freqs, (std::vector<double>{0.5, 0.25}));
  EXPECT_EQ(table.columns.at("at").histogram_bounds.at(0), "2024-01-01 13:00:00+00");
  EXPECT_EQ(table.columns.at("tags").most_common_vals,
            (std::vector<std::string>{"{0,7}", "{1,7}"}));
  EXPECT_EQ(table.columns.at("never").null_frac, 1);
}

TEST_F(ColumnStatisticsServer, OfPartitionedTablesAreThoseOfAllPartitions) {
  const model::Statistics statistics = statistics_after(R"(
    CREATE TABLE p (d int) PARTITION BY RANGE (d);
    CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (500);
    CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (500) TO (2000);
    INSERT INTO p SELECT generate_series(1, 1500);
    ANALYZE p;)");
  EXPECT_EQ(statistics.tables.at({"public", "p"}).rows, 1500U);
  EXPECT_EQ(statistics.tables.at({"public", "p"}).columns.at("d").histogram_bounds.back(), "1500");
  EXPECT_EQ(statistics.tables.at({"public", "p1"}).rows, 499U);
}

TEST_F(ColumnStatisticsServer, LeaveTheConnectionAsItWas) {
  scratch::Database database = create();
  ASSERT_TRUE(read_statistics(database.owner()));
  EXPECT_FALSE(database.owner().in_transaction());
  EXPECT_TRUE(database.owner().execute("CREATE TABLE public.still_writable ()"));
}

}  // namespace
}  // namespace mimar::read::postgres
