#include "model/statistics.h"

namespace mimar::model {
namespace {

Statistics example() {
  Statistics statistics;
  TableStatistics& table = statistics.tables[{"public", "order.s"}];
  table = {1000, "pg_class.reltuples", 12, 10, {}};
  table.columns["status"] = {0.125,     5,     -0.25, {"it's", "a,b", "{\"x\"}"}, {0.5, 0.25, 0.1},
                             {"", "c"}, -0.375};
  table.columns["unknown"] = {};
  statistics.tables[{"b", "empty"}] = {0, "pg_class.reltuples"};
  return statistics;
}

std::string error_of(std::string_view json) {
  const Result<Statistics> read = statistics_from_json(json);
  return read ? "" : read.error().message;
}

TEST(ModelStatistics, AreTheSameAfterJson) {
  const Statistics statistics = example();
  const Result<Statistics> again = statistics_from_json(to_json(statistics));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, statistics);
  EXPECT_EQ(to_json(*again), to_json(statistics));
}

TEST(ModelStatistics, OfAFileAreChecked) {
  const auto column = [](const std::string& fields) {
    return error_of(R"({"tables":[{"name":{"schema":"p","name":"t"},"columns":{"c":{)" + fields +
                    "}}}]}");
  };
  EXPECT_EQ(column(R"("null_frac":0.5,"most_common_vals":["a"],"most_common_freqs":[0.5])"), "");
  EXPECT_NE(column(R"("null_frac":1.5)"), "");
  EXPECT_NE(column(R"("null_frac":0.6,"most_common_vals":["a"],"most_common_freqs":[0.5])"), "");
  EXPECT_NE(column(R"("most_common_vals":["a"])"), "");
  EXPECT_NE(column(R"("n_distinct":-2)"), "");
  EXPECT_NE(column(R"("correlation":-1.5)"), "");
  EXPECT_EQ(column(R"("nullfrac":1)"), "tables[0].columns.c: unknown key \"nullfrac\"");
  EXPECT_NE(error_of("[]"), "");
  EXPECT_NE(error_of("{"), "");
  EXPECT_NE(error_of(R"({"tables":[{"rows":1}]})"), "");
  EXPECT_EQ(error_of(R"({"tables":[{"name":{"name":"t"}},{"name":{"name":"t"}}]})"),
            "tables[1]: t is there twice");
}

}  // namespace
}  // namespace mimar::model
