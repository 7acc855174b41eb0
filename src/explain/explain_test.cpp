#include "explain/explain.h"

namespace mimar::explain {
namespace {

// Printed by PostgreSQL 15 over tables of 50,000 and 2,000 rows; zero counters left out.
constexpr std::string_view selective_scan =
    R"json([{"Plan": {"Node Type": "Seq Scan","Relation Name": "orders","Alias": "orders",
"Startup Cost": 0.0,"Total Cost": 1194.0,"Plan Rows": 25,"Plan Width": 64,
"Actual Startup Time": 0.008,"Actual Total Time": 2.129,"Actual Rows": 25,"Actual Loops": 1,
"Filter": "(customer_id = 7)","Rows Removed by Filter": 49975,"Shared Hit Blocks": 569},
"Planning Time": 0.12,"Execution Time": 2.162}])json";

constexpr std::string_view big_sort =
    R"json([{"Plan": {"Node Type": "Sort","Startup Cost": 10620.41,"Total Cost": 10745.41,
"Plan Rows": 50000,"Plan Width": 64,"Actual Startup Time": 40.289,
"Actual Total Time": 48.102,"Actual Rows": 50000,"Actual Loops": 1,"Sort Key": ["note",
"id DESC"],"Sort Method": "external merge","Sort Space Used": 3656,
"Sort Space Type": "Disk","Shared Hit Blocks": 569,"Temp Read Blocks": 1365,
"Temp Written Blocks": 1491,"Plans": [{"Node Type": "Seq Scan",
"Parent Relationship": "Outer","Relation Name": "orders","Alias": "orders",
"Startup Cost": 0.0,"Total Cost": 1069.0,"Plan Rows": 50000,"Plan Width": 64,
"Actual Startup Time": 0.006,"Actual Total Time": 2.984,"Actual Rows": 50000,
"Actual Loops": 1,"Shared Hit Blocks": 569}]},"Planning Time": 0.094,
"Execution Time": 50.068}])json";

constexpr std::string_view repeated_scan =
    R"json([{"Plan": {"Node Type": "Aggregate","Strategy": "Plain","Partial Mode": "Simple",
"Startup Cost": 1016.65,"Total Cost": 1016.66,"Plan Rows": 1,"Plan Width": 8,
"Actual Startup Time": 3.299,"Actual Total Time": 3.301,"Actual Rows": 1,"Actual Loops": 1,
"Shared Hit Blocks": 212,"Plans": [{"Node Type": "Nested Loop",
"Parent Relationship": "Outer","Join Type": "Left","Startup Cost": 0.29,
"Total Cost": 1016.61,"Plan Rows": 18,"Plan Width": 0,"Actual Startup Time": 0.013,
"Actual Total Time": 3.294,"Actual Rows": 19,"Actual Loops": 1,"Inner Unique": false,
"Join Filter": "(c.id = o.customer_id)","Rows Removed by Join Filter": 37981,
"Shared Hit Blocks": 212,"Plans": [{"Node Type": "Index Scan",
"Parent Relationship": "Outer","Scan Direction": "Forward","Index Name": "orders_pkey",
"Relation Name": "orders","Alias": "o","Startup Cost": 0.29,"Total Cost": 8.6,
"Plan Rows": 18,"Plan Width": 4,"Actual Startup Time": 0.002,"Actual Total Time": 0.006,
"Actual Rows": 19,"Actual Loops": 1,"Index Cond": "(id < 20)",
"Rows Removed by Index Recheck": 0,"Shared Hit Blocks": 3},{"Node Type": "Seq Scan",
"Parent Relationship": "Inner","Relation Name": "customers","Alias": "c",
"Startup Cost": 0.0,"Total Cost": 31.0,"Plan Rows": 2000,"Plan Width": 4,
"Actual Startup Time": 0.002,"Actual Total Time": 0.09,"Actual Rows": 2000,
"Actual Loops": 19,"Shared Hit Blocks": 209}]}]},"Planning Time": 0.165,
"Execution Time": 3.323}])json";

Plan plan_of(std::string_view json) {
  const auto plan = parse(json);
  EXPECT_TRUE(plan) << plan.error().message;
  return plan.value_or(Plan{});
}

TEST(Explain, ReadsNodesAndFigures) {
  const Plan plan = plan_of(selective_scan);
  EXPECT_EQ(plan.root.type, "Seq Scan");
  EXPECT_EQ(plan.root.relation, "orders");
  EXPECT_EQ(plan.root.filter, "(customer_id = 7)");
  EXPECT_EQ(plan.root.actual_rows, 25);
  EXPECT_EQ(plan.root.rows_removed, 49975);
  EXPECT_EQ(plan.root.shared_hit, 569U);
  EXPECT_GT(plan.execution_ms, 0);
  EXPECT_FALSE(uses_index(plan, "orders_pkey"));
  EXPECT_TRUE(uses_index(plan_of(repeated_scan), "orders_pkey"));
}

TEST(Explain, SaysWhereTheTimeGoes) {
  EXPECT_EQ(observations(plan_of(selective_scan)),
            std::vector<std::string>{"Seq Scan on orders reads 50,000 rows to return 25"});
  const auto sort = observations(plan_of(big_sort));
  ASSERT_EQ(sort.size(), 1U);
  EXPECT_TRUE(sort[0].starts_with("Sort by note, id DESC does not fit in work_mem and writes "))
      << sort[0];
  const auto loop = observations(plan_of(repeated_scan));
  ASSERT_FALSE(loop.empty());
  EXPECT_TRUE(loop[0].starts_with("Nested Loop scans the whole of customers 19 times")) << loop[0];
}

TEST(Explain, SmallPlansAreQuietAndMisestimatesAreNot) {
  const auto scan = [](int planned, int actual) {
    return plan_of(
        fmt::format(R"([{{"Plan": {{"Node Type": "Seq Scan", "Relation Name": "t", "Plan Rows": {},
      "Actual Rows": {}, "Actual Loops": 1}}, "Execution Time": 1}}])",
                    planned, actual));
  };
  EXPECT_TRUE(observations(scan(1, 50)).empty());
  EXPECT_TRUE(observations(scan(1000, 9000)).empty());
  EXPECT_EQ(observations(scan(100, 9000)),
            std::vector<std::string>{
                "Seq Scan on t was expected to give 100 rows and gave 9,000 rows, off by 90×"});
}

TEST(Explain, PrintsTheFamiliarText) {
  const std::string text = to_text(plan_of(repeated_scan));
  EXPECT_TRUE(text.starts_with("Aggregate  (cost=")) << text;
  EXPECT_NE(text.find("\n  ->  Nested Loop Left Join  (cost="), std::string::npos) << text;
  EXPECT_NE(text.find("\n        ->  Index Scan using orders_pkey on orders o  (cost="),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("\nExecution Time: "), std::string::npos) << text;
}

TEST(Explain, RefusesWhatIsNotAPlan) {
  for (std::string_view bad : {"", "[]", "{}", "Seq Scan on orders", "[{\"Plan\": 3}]",
                               "[{\"Plan\": {}}]", "[[", "[null]"}) {
    EXPECT_FALSE(parse(bad)) << bad;
  }
}

}  // namespace
}  // namespace mimar::explain
