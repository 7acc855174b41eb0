// The main job on a small schema, with a real server: what each key of the task file changes.
#include <filesystem>

#include "ops/operation.h"
#include "scratch/binaries.h"
#include "world/real_world.h"

namespace mimar::ops {
namespace {

class QuietProgress : public world::Progress {
 public:
  void begin(std::string_view, std::uint64_t) override {}
  void advance(std::uint64_t) override {}
  void end() override {}
};

constexpr const char* schema =
    "CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT "
    "NULL UNIQUE);\n"
    "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
    "  customer_id bigint NOT NULL REFERENCES customers, placed_at timestamptz NOT NULL DEFAULT "
    "now());\n"
    "CREATE INDEX orders_placed_1 ON orders (placed_at);\nCREATE INDEX orders_placed_2 ON orders "
    "(placed_at);\n";
constexpr const char* queries =
    "-- name: orders_of_customer\nSELECT * FROM orders WHERE customer_id = $1 ORDER BY placed_at "
    "DESC LIMIT 5;\n";

class ArchitectServer : public testing::Test {
 protected:
  void SetUp() override {
    world_ = world::make_real_world(progress_);
    folder_ = world_->make_temporary_directory("architect").value();
    ASSERT_TRUE(world_->write_file(folder_ + "/schema.sql", schema));
    ASSERT_TRUE(world_->write_file(folder_ + "/queries.sql", queries));
  }
  void TearDown() override { ASSERT_TRUE(world_->remove_all(folder_)); }

  Result<report::Report> review(const std::string& context, const std::string& constraints = "",
                                const std::string& output = "", const std::string& claim = "") {
    const std::string task =
        "## Task\nReview the shop.\n## Context\n- Files: schema.sql, queries.sql\n" + context +
        "## Constraints\n- Database: " + database_ + "\n" + constraints + "## Expected Output\n" +
        output;
    EXPECT_TRUE(world_->write_file(folder_ + "/TASK.md", task));
    Arguments arguments;
    arguments.add("task", folder_ + "/TASK.md");
    arguments.add("rows", "3000");
    if (!server_.empty()) arguments.add("server", server_);
    if (!claim.empty()) arguments.add("claim", claim);
    return find_operation("architect")->run(arguments, *world_);
  }

  static const std::string* file(const report::Report& report, const std::string& path) {
    for (const report::File& candidate : report.files) {
      if (candidate.path == path) return &candidate.content;
    }
    return nullptr;
  }

  QuietProgress progress_;
  std::unique_ptr<world::World> world_;
  std::string folder_, server_, database_ = "PostgreSQL";
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_F(ArchitectServer, EveryClaimHasAVerdictAWitnessAndACommand) {
  const auto report = review("", "- Scale: 2M orders, 10k customers\n");
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_GE(report->evidence.size(), 7u);
  for (const evidence::Evidence& evidence : report->evidence) {
    EXPECT_FALSE(evidence.command.empty()) << evidence.claim;
    EXPECT_FALSE(evidence.observations.empty()) << evidence.claim;
    EXPECT_NE(evidence.verdict, evidence::Verdict::not_checked) << evidence.claim;
    EXPECT_EQ(evidence.server_version.substr(0, 1), "1") << evidence.claim;
  }
  const std::string& text = *file(*report, "report.md");
  EXPECT_TRUE(has(text, "CREATE INDEX CONCURRENTLY"));
  EXPECT_TRUE(has(text, "DROP INDEX CONCURRENTLY public.orders_placed_")) << text;
  EXPECT_TRUE(has(text, "*control*"));
  EXPECT_NE(file(*report, "migrations/review.up.sql"), nullptr);
  EXPECT_NE(file(*report, "migrations/review.down.sql"), nullptr);
  EXPECT_NE(file(*report, "erd.svg"), nullptr);
}

TEST_F(ArchitectServer, ScaleChangesTheRowsAndTheExtrapolation) {
  const auto report = review("", "- Scale: 2M orders, 10k customers\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(has(*file(*report, "report.md"), "| 3,000 |")) << *file(*report, "report.md");
  EXPECT_TRUE(has(*file(*report, "report.md"), "2,000,000"));
  const auto unstated = review("");
  ASSERT_TRUE(unstated);
  EXPECT_TRUE(has(*file(*unstated, "report.md"), "Volumes: how many rows"));
}

TEST_F(ArchitectServer, AvoidLeavesProposalsOut) {
  const auto report = review("", "- Avoid: dropping indexes\n");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(has(*file(*report, "migrations/review.up.sql"), "DROP INDEX"));
  EXPECT_TRUE(has(*file(*report, "report.md"), "because of \"dropping indexes\""));
}

TEST_F(ArchitectServer, AvoidIsHeldAgainstWhatTheStepsWereSeenToDo) {
  ASSERT_TRUE(world_->write_file(
      folder_ + "/schema.sql",
      std::string(schema) + "CREATE TABLE visits (at timestamptz NOT NULL, page text);"));
  for (const char* item : {"table rewrites", "downtime"}) {
    const auto report = review("", std::string("- Avoid: ") + item + "\n");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_FALSE(has(*file(*report, "migrations/review.up.sql"), "public.visits ADD")) << item;
    EXPECT_TRUE(has(*file(*report, "report.md"), std::string("because of \"") + item + "\""));
  }
}

TEST_F(ArchitectServer, OnlyWhatReadsOrRewritesRowsIsSaidToGrowWithThem) {
  ASSERT_TRUE(world_->write_file(
      folder_ + "/schema.sql",
      std::string(schema) + "CREATE TABLE visits (at timestamptz NOT NULL, page text);"));
  const auto report = review("", "- Scale: 2M orders, 10k customers, 2M visits\n");
  ASSERT_TRUE(report) << report.error().message;
  const std::string& text = *file(*report, "report.md");
  const auto after = [&](std::string_view step) {
    const std::size_t from = text.find("Took ", text.find(step, text.find("## Migration")));
    return text.substr(from, text.find('\n', from) - from);
  };
  EXPECT_TRUE(has(after("DROP INDEX CONCURRENTLY public.orders_placed_"), "the catalog only"))
      << text;
  EXPECT_TRUE(has(after("ADD COLUMN id"), "for the stated 2,000,000")) << after("ADD COLUMN id");
}

TEST_F(ArchitectServer, AnIndexIsCreditedToAllQueriesItHelpsAndOthersAreTriedOnTopOfIt) {
  ASSERT_TRUE(world_->write_file(
      folder_ + "/schema.sql",
      "CREATE TABLE acct (id bigint PRIMARY KEY, tenant bigint NOT NULL, email text NOT NULL);\n"
      "CREATE TABLE tx (id bigint PRIMARY KEY, acct_id bigint NOT NULL, amount int NOT NULL);\n"));
  ASSERT_TRUE(world_->write_file(
      folder_ + "/queries.sql",
      "-- name: big\nSELECT a.*, (SELECT sum(amount) FROM tx WHERE acct_id = a.id) FROM acct a "
      "WHERE tenant = $1;\n-- name: of_account\nSELECT amount FROM tx WHERE acct_id = $1;\n"
      "-- name: either\nSELECT * FROM tx WHERE acct_id = $1 OR amount = $2;\n"));
  const auto report = review("", "- Scale: 10k acct, 10k tx\n");
  ASSERT_TRUE(report) << report.error().message;
  const auto claims = [&](const std::string& part) {
    return std::any_of(report->evidence.begin(), report->evidence.end(), [&](const auto& one) {
      return has(one.claim, part) && one.verdict == evidence::Verdict::confirmed;
    });
  };
  EXPECT_TRUE(claims("idx_acct_tenant on public.acct makes big faster"));
  EXPECT_TRUE(claims(
      "idx_tx_acct_id on public.tx makes big faster at 3,000 rows, on top of idx_acct_tenant"));
  EXPECT_TRUE(claims("idx_tx_acct_id on public.tx makes of_account faster"));
  const std::string& text = *file(*report, "report.md");
  EXPECT_TRUE(has(*file(*report, "migrations/review.up.sql"), "ON public.tx (acct_id)"));
  const std::string either = text.substr(text.find("### either"));
  EXPECT_TRUE(has(either.substr(0, either.find("\n## ")), "Change: nothing was tried")) << text;
}

TEST_F(ArchitectServer, IncludeAndFormatChooseWhatIsWritten) {
  const auto report = review("", "", "- Format: mermaid, sarif\n- Include: ERD\n");
  ASSERT_TRUE(report) << report.error().message;
  const std::string& text = *file(*report, "report.md");
  EXPECT_TRUE(has(text, "```mermaid"));
  EXPECT_FALSE(has(text, "## Monitoring"));
  EXPECT_EQ(file(*report, "erd.svg"), nullptr);
  EXPECT_NE(file(*report, "report.sarif"), nullptr);
}

TEST_F(ArchitectServer, PriorResultsAreComparedWith) {
  const auto first = review("");
  ASSERT_TRUE(first) << first.error().message;
  ASSERT_TRUE(world_->write_file(folder_ + "/prior.json", *file(*first, "report.json")));
  ASSERT_TRUE(world_->write_file(folder_ + "/schema.sql",
                                 std::string(schema) + "DROP INDEX orders_placed_2;"));
  const auto second = review("- Prior Results: prior.json\n");
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_TRUE(has(*file(*second, "report.md"), "resolved: `duplicate-index`"))
      << *file(*second, "report.md");
}

TEST_F(ArchitectServer, StepsThatBlockSayWhichLocksWereSeen) {
  ASSERT_TRUE(world_->write_file(
      folder_ + "/schema.sql",
      std::string(schema) + "CREATE TABLE visits (at timestamptz NOT NULL, page text);"));
  const auto report = review("");
  ASSERT_TRUE(report) << report.error().message;
  const std::string& text = *file(*report, "report.md");
  EXPECT_TRUE(has(text,
                  "AccessExclusiveLock on `public.visits`, which blocks reads and writes "
                  "while the whole table is rewritten"))
      << text;
}

TEST_F(ArchitectServer, WhatTheRehearsalRefutesIsSaidAtTheStepInTheFilesAndAtTheTop) {
  ASSERT_TRUE(world_->write_file(
      folder_ + "/schema.sql",
      std::string(schema) + "CREATE TABLE paid (id bigint PRIMARY KEY, at timestamptz NOT NULL);"));
  ASSERT_TRUE(world_->write_file(folder_ + "/queries.sql",
                                 "SELECT * FROM paid ORDER BY at DESC LIMIT 5;\n"
                                 "SELECT * FROM paid WHERE date(at) = $1;\n"));
  const auto report = review("");
  ASSERT_TRUE(report) << report.error().message;
  const std::string& text = *file(*report, "report.md");
  const std::string finding = "search-through-function";
  EXPECT_TRUE(has(text.substr(0, text.find("## Schema design")), finding + " on")) << text;
  EXPECT_TRUE(has(text, "**Mind: with it, `" + finding + "` is found")) << text;
  EXPECT_TRUE(has(text, "they did not do all they are for")) << text;
  const std::string& up = *file(*report, "migrations/review.up.sql");
  EXPECT_TRUE(up.starts_with("-- WARNING: ")) << up;
  EXPECT_TRUE(has(up, "-- WARNING: with it, `" + finding)) << up;
}

TEST_F(ArchitectServer, RollbacksGiveBackIndexesOfPartitionsThatDoTheSame) {
  ASSERT_TRUE(world_->write_file(
      folder_ + "/schema.sql",
      std::string(schema) +
          "CREATE TABLE paid (customer_id bigint NOT NULL REFERENCES customers, at date NOT NULL) "
          "PARTITION BY RANGE (at);"
          "CREATE TABLE paid_1 PARTITION OF paid FOR VALUES FROM ('2020-01-01') TO ('2030-01-01');"
          "CREATE INDEX paid_1_a ON paid_1 (customer_id);"
          "CREATE INDEX paid_1_b ON paid_1 (customer_id);"));
  ASSERT_TRUE(
      world_->write_file(folder_ + "/queries.sql", "SELECT * FROM paid WHERE customer_id = $1;\n"));
  const auto report = review("");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(has(*file(*report, "migrations/review.up.sql"), " ON public.paid (customer_id)"));
  for (const evidence::Evidence& evidence : report->evidence) {
    if (has(evidence.claim, "rollbacks in reverse order")) {
      EXPECT_EQ(evidence.verdict, evidence::Verdict::confirmed) << evidence.reason;
    }
  }
}

TEST_F(ArchitectServer, AnInsertWithMadeUpValuesRefutesNothing) {
  ASSERT_TRUE(world_->write_file(folder_ + "/queries.sql",
                                 "INSERT INTO customers (id, email) OVERRIDING SYSTEM VALUE VALUES "
                                 "($1, $2);\n"));
  const auto report = review("");
  ASSERT_TRUE(report) << report.error().message;
  for (const evidence::Evidence& evidence : report->evidence) {
    if (evidence.claim.find("every given query") != std::string::npos) {
      EXPECT_NE(evidence.verdict, evidence::Verdict::refuted) << evidence.reason;
    }
  }
}

TEST_F(ArchitectServer, SeveralSchemaFilesAreShownAgainByACommandThatWorks) {
  ASSERT_TRUE(
      world_->write_file(folder_ + "/more.sql", "CREATE TABLE extra (id bigint PRIMARY KEY);"));
  const auto report = review("- more.sql\n", "", "", "E1");
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->evidence.size(), 1u);
  EXPECT_TRUE(has(report->evidence[0].command, "mimar architect "));
  EXPECT_TRUE(report->evidence[0].command.ends_with("--claim E1"));
}

TEST_F(ArchitectServer, AClaimCanBeShownAgain) {
  const auto report = review("", "", "", "E1");
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->evidence.size(), 1u);
  EXPECT_TRUE(report->proof_requested);
  const auto unknown = review("", "", "", "E99");
  ASSERT_FALSE(unknown);
  EXPECT_TRUE(has(unknown.error().hint, "E1 to E"));
}

TEST_F(ArchitectServer, AnotherVersionThanTheStatedOneIsSaid) {
  const auto found = scratch::find_binaries(*world_, "");
  ASSERT_TRUE(found) << found.error().message;
  const int other = std::atoi(found->version.c_str()) == 18 ? 17 : 18;
  server_ = found->postgres.substr(0, found->postgres.rfind('/'));
  database_ = fmt::format("PostgreSQL {}", other);
  const auto report = review("");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(has(*file(*report, "report.md"), "**not the version stated**"));
  const std::string claim = fmt::format("holds for PostgreSQL {}", other);
  const auto evidence = std::find_if(report->evidence.begin(), report->evidence.end(),
                                     [&](const auto& one) { return has(one.claim, claim); });
  ASSERT_NE(evidence, report->evidence.end());
  EXPECT_EQ(evidence->verdict, evidence::Verdict::could_not_check);
}

TEST_F(ArchitectServer, BadTasksAreRefusedBeforeAnythingIsDone) {
  const auto engine = review("", "- Scale: 5 orders\n- Database: MySQL 8\n");
  ASSERT_FALSE(engine);
  ASSERT_TRUE(world_->write_file(folder_ + "/schema.sql", "-- CREATE TABLE later\n"));
  const auto empty = review("");
  ASSERT_FALSE(empty);
  EXPECT_TRUE(has(empty.error().message, "schema") || has(empty.error().message, "nothing"));
  const auto missing = review("### Files\n- nowhere.sql\n");
  ASSERT_FALSE(missing);
}

}  // namespace
}  // namespace mimar::ops
