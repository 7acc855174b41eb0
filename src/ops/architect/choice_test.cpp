#include "ops/architect/choice.h"

#include "ops/architect/sections.h"
#include "ops/architect/worth.h"

namespace mimar::ops::architect {
namespace {

verify::IndexBenefit benefit(std::vector<std::string> columns, std::uint64_t pages,
                             std::uint64_t bytes) {
  verify::IndexBenefit result;
  for (std::string& column : columns) {
    model::IndexKey key;
    key.column = std::move(column);
    result.index.keys.push_back(key);
  }
  result.helps = true;
  result.query_index = 0;
  result.after.buffers = pages;
  result.index_bytes = bytes;
  return result;
}

std::size_t chosen(std::vector<verify::IndexBenefit> benefits) {
  Architecture architecture;
  architecture.benefits = std::move(benefits);
  const verify::IndexBenefit* best = best_index(architecture, 0);
  return best ? static_cast<std::size_t>(best - architecture.benefits.data()) : SIZE_MAX;
}

TEST(Choice, FewerPagesWinAndTimesDecideNothing) {
  auto slow = benefit({"a"}, 10, 1000), quick = benefit({"b"}, 100, 1000);
  slow.after.median_ms = 9;
  quick.after.median_ms = 0.01;
  EXPECT_EQ(chosen({quick, slow}), 1u);
  EXPECT_EQ(chosen({slow, quick}), 0u);
}

TEST(Choice, OfEqualsTheMuchSmallerUnlessItIsOnlyTheBeginning) {
  EXPECT_EQ(chosen({benefit({"status", "placed_at"}, 10, 2200), benefit({"placed_at"}, 9, 184)}),
            1u);
  EXPECT_EQ(chosen({benefit({"a", "b"}, 8, 2400), benefit({"a"}, 7, 840)}), 0u);
  EXPECT_EQ(chosen({benefit({"a"}, 8, 1000), benefit({"b"}, 7, 900)}), 0u);
}

TEST(Choice, WhatDoesNotHelpAndControlsAreNotChosen) {
  auto useless = benefit({"a"}, 1, 1), control = benefit({"b"}, 1, 1);
  useless.helps = false;
  control.control = true;
  EXPECT_EQ(chosen({useless, control}), SIZE_MAX);
}

TEST(Choice, AnIndexOnATableOfAFewRowsIsNeedless) {
  Architecture architecture;
  architecture.scale.rows.tables[{"public", "store"}] = {2, "stated in Scale"};
  architecture.scale.rows.tables[{"public", "rental"}] = {3000000, "stated in Scale"};
  evidence::Finding finding;
  finding.id = "foreign-key-without-index";
  finding.object = "public.store.address_id";
  EXPECT_NE(needless_index(architecture, finding).find("2 rows"), std::string::npos);
  finding.object = "public.rental.staff_id";
  EXPECT_EQ(needless_index(architecture, finding), "");
  finding.object = "public.storefront.address_id";
  EXPECT_EQ(needless_index(architecture, finding), "");
}

Proposal unique_step() {
  Proposal proposal;
  proposal.cause = "a-rule";
  proposal.object = "public.orders.code";
  proposal.up = "ALTER TABLE public.orders ADD CONSTRAINT c UNIQUE (code);\n";
  proposal.down = "ALTER TABLE public.orders DROP CONSTRAINT c;\n";
  proposal.seconds = 0.5;
  proposal.locks = {{"public.orders", "AccessExclusiveLock", true}};
  proposal.row_checks = {"SELECT code FROM public.orders;\n"};
  return proposal;
}

TEST(MigrationSection, TellsLocksTheTimeAtScaleAndWhatTheRowsDecide) {
  Architecture architecture;
  architecture.proposals.push_back(unique_step());
  architecture.measures.push_back({{"public", "orders"}, 1000, 0, 0, 100000});
  const std::string text = migration(architecture);
  EXPECT_NE(text.find("AccessExclusiveLock on `public.orders`, which blocks reads and writes while "
                      "the whole table is rewritten"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("in proportion 50.0 s for the stated 100,000"), std::string::npos) << text;
  EXPECT_NE(text.find("SELECT code FROM public.orders;"), std::string::npos) << text;
}

TEST(MigrationSection, DoesNotPraiseRollbacksThatWereRefuted) {
  Architecture architecture;
  architecture.proposals.push_back(unique_step());
  EXPECT_NE(migration(architecture).find("both ways were executed"), std::string::npos);
  architecture.rollback_trouble = "index public.i: extra";
  const std::string text = migration(architecture);
  EXPECT_EQ(text.find("both ways were executed"), std::string::npos);
  EXPECT_NE(text.find("index public.i: extra"), std::string::npos) << text;
}

TEST(OverviewSection, CountsRefutedTrialsApart) {
  Architecture architecture;
  verify::IndexBenefit trial;
  trial.evidence.verdict = evidence::Verdict::refuted;
  architecture.benefits.push_back(trial);
  architecture.evidence.push_back(trial.evidence);
  EXPECT_NE(overview(architecture)
                .find("1 claim: 0 confirmed by execution, 1 refuted (1 of them about an index that "
                      "was tried and is not proposed), 0 could not be checked"),
            std::string::npos)
      << overview(architecture);
}

// One query that an index makes 10 ms faster, and one that writes to its table.
Architecture read_and_written(double reads, double writes) {
  Architecture architecture;
  auto index = benefit({"a"}, 1, 1);
  index.table = {"public", "t"};
  index.before.median_ms = 11;
  index.after.median_ms = 1;
  index.upkeep_ms = 0.01;
  architecture.benefits = {index};
  architecture.queries.resize(2);
  architecture.queries[0].weight = reads;
  architecture.queries[1].weight = writes;
  architecture.queries[1].kind = model::Query::Kind::insert;
  architecture.queries[1].relations = {{"", "t"}};
  return architecture;
}

TEST(Worth, IsWhatAQuerySavesAgainstWhatWritesPay) {
  Architecture architecture = read_and_written(20, 100);
  std::optional<Worth> weighed = worth(architecture, architecture.benefits[0]);
  ASSERT_TRUE(weighed);
  EXPECT_DOUBLE_EQ(weighed->saved, 200);
  EXPECT_DOUBLE_EQ(weighed->least_cost, 1);
  EXPECT_FALSE(weighed->borderline());
  architecture = read_and_written(0.01, 100);
  weighed = worth(architecture, architecture.benefits[0]);
  EXPECT_TRUE(weighed->costs_more());
  architecture = read_and_written(0.01, 5);
  architecture.scale.writes_per_second = 60;
  weighed = worth(architecture, architecture.benefits[0]);
  EXPECT_FALSE(weighed->costs_more());
  EXPECT_TRUE(weighed->borderline());
  EXPECT_NE(sentence(*weighed, architecture, architecture.benefits[0]).find("borderline"),
            std::string::npos);
  architecture = read_and_written(1, 1);  // nothing stated
  EXPECT_FALSE(worth(architecture, architecture.benefits[0]));
}

}  // namespace
}  // namespace mimar::ops::architect
