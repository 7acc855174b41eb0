// The same brief, read often and written often: what comes out differently, and that the report
// says why; and a design under load.
#include <algorithm>

#include "ops/design/growth.h"
#include "ops/design/pages.h"
#include "support/server.h"

namespace mimar::ops::designing {
namespace {

constexpr const char* depot =
    "# Depot\n\nA delivery has a code and a weight.\nA delivery has many parcels.\nA parcel has a "
    "label, a mass in grams and an arrival time.\nThe weight of a delivery is the sum of the "
    "masses of its parcels.\nList a delivery's parcels by arrival time, 20 a page.\n20,000 "
    "deliveries and 100,000 parcels.\n";

class BalanceServer : public support::TestServer {
 protected:
  static Wanted usual() {
    Wanted wanted;
    wanted.rules = check::default_rules();
    wanted.rows = 4000;
    wanted.command = "mimar design depot.md --verify";
    return wanted;
  }

  static Design made(const std::string& rates) {
    auto brief = design::read_brief(depot + rates, "depot.md");
    if (!brief) throw std::runtime_error(brief.error().message);
    auto design = make(std::move(*brief), "depot.md", usual(), *world_);
    if (!design) throw std::runtime_error(design.error().message);
    return std::move(*design);
  }
};

const model::Column* weight(const Design& design) {
  return model::find_column(*model::find_table(design.database, {"public", "deliveries"}),
                            "weight");
}

std::string reasons(const Design& design) {
  std::string all;
  for (const design::Reason& reason : design.draft.reasons)
    all += reason.choice + ": " + reason.why + "\n";
  return all;
}

TEST_F(BalanceServer, WhatIsReadOftenIsStoredAndWhatIsWrittenOftenIsNot) {
  Design read = made("3,000 reads a second, 10 writes a second.\n");
  Design written = made("10 reads a second, 3,000 writes a second.\n");
  // Stored and kept right by a trigger, or computed by a view.
  EXPECT_NE(weight(read), nullptr);
  EXPECT_EQ(weight(written), nullptr);
  EXPECT_TRUE(read.database->views.empty());
  EXPECT_EQ(written.database->views.size(), 1U);
  EXPECT_NE(reasons(read).find("read much more often than written"), std::string::npos);
  EXPECT_NE(reasons(written).find("writes stay cheap"), std::string::npos);
  EXPECT_NE(report_page(read).find("read much more often than written. So a value"),
            std::string::npos);
  EXPECT_NE(report_page(written).find("written more often than read. So a value"),
            std::string::npos);
  for (Design* design : {&read, &written}) {
    EXPECT_TRUE(lost(*design).empty()) << overview(*design);
    ASSERT_TRUE(prove(*design, usual(), *world_));
    for (const auto& evidence : evidence_of(*design, "mimar design"))
      EXPECT_EQ(evidence.verdict, evidence::Verdict::confirmed)
          << evidence.claim << ": " << evidence.reason;
  }
}

TEST_F(BalanceServer, ADesignIsPutUnderTheLoadThatItsBriefStates) {
  Design design = made("200 reads a second, 20 writes a second. p95 below 500 ms.\n");
  ASSERT_TRUE(load(design, usual(), 2, *world_));
  ASSERT_EQ(design.load_table.size(), design.draft.accesses.size());
  EXPECT_GT(std::stod(design.load_table[0].per_second), 0);
  ASSERT_FALSE(design.load_evidence.empty());
  const std::vector<evidence::Evidence> all = evidence_of(design, "mimar design");
  EXPECT_TRUE(std::any_of(all.begin(), all.end(), [](const evidence::Evidence& one) {
    return one.claim.find("p95") != std::string::npos &&
           one.verdict != evidence::Verdict::not_checked;
  }));
  const std::string page = report_page(design);
  EXPECT_NE(page.find("## Under load"), std::string::npos);
  EXPECT_NE(page.find("executed, filled and put under load"), std::string::npos);
  EXPECT_EQ(page.find("Nothing was executed"), std::string::npos);
}

}  // namespace
}  // namespace mimar::ops::designing
