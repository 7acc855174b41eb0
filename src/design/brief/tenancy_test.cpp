// Whose rows are kept from whom, in any words; and what only sounds like it.

#include <gtest/gtest.h>

#include "design/brief/brief.h"

namespace mimar::design {
namespace {

constexpr const char* kStables =
    "A stable has a name. A horse has a name and a colour. A rider has a name. A stable has many "
    "horses.\n";

Brief read(const std::string& sentence) {
  auto brief = read_brief(kStables + sentence + "\n", "brief.md");
  EXPECT_TRUE(brief);
  return brief ? std::move(*brief) : Brief{};
}

TEST(BriefTenancy, SaidInManyWords) {
  for (const char* sentence :
       {"Isolate everything by stable.", "Keep everything separate per stable.",
        "Each stable is a tenant.", "The tenants are stables.", "Tenant = stable.",
        "Data of one stable must not be mixed with that of another.",
        "No stable may look at the horses of another stable.",
        "Stables are strictly separated from each other.",
        "Stables must never get at the data of other stables.",
        "Every row carries the stable it belongs to.", "All data belongs to exactly one stable.",
        "One stable's data is invisible to the others.",
        "Riders of one stable must never be able to see or change anything of another stable.",
        "A stable must never see another stable's horses.",
        "Stables cannot read each other's rows.", "Row-level security by stable.",
        "Each stable only sees its own horses.", "Everything must be partitioned by stable.",
        "The horses of one stable are never shown to another stable."}) {
    const Brief brief = read(sentence);
    ASSERT_TRUE(brief.model.tenancy) << sentence;
    EXPECT_EQ(brief.model.tenancy->entity, "stable") << sentence;
    EXPECT_EQ(brief.sentences.back().outcome, Sentence::Outcome::understood)
        << sentence << " -- " << brief.sentences.back().question;
    EXPECT_EQ(brief.model.entities.size(), 3U) << sentence;
    EXPECT_TRUE(brief.model.accesses.empty()) << sentence;
  }
}

TEST(BriefTenancy, TheModeIsThatOfTheWords) {
  EXPECT_EQ(read("Each stable gets its own schema.").model.tenancy->mode, "schema per tenant");
  EXPECT_EQ(read("Every stable lives in a database of its own.").model.tenancy->mode,
            "database per tenant");
  EXPECT_EQ(read("Stables are isolated from one another in the same tables.").model.tenancy->mode,
            "shared schema");
}

// Whose data it is, and who share the tables, says the mode as well as whose the space is.
TEST(BriefTenancy, TheModeIsSaidOfTheDataToo) {
  const auto mode = [](const char* sentence) {
    const Brief brief = read(sentence);
    EXPECT_TRUE(brief.model.tenancy) << sentence;
    EXPECT_EQ(brief.sentences.back().outcome, Sentence::Outcome::understood)
        << sentence << " -- " << brief.sentences.back().question;
    if (!brief.model.tenancy || brief.model.tenancy->entity != "stable") return std::string("?");
    return brief.model.tenancy->mode;
  };
  EXPECT_EQ(mode("The data of every stable is kept in a separate schema."), "schema per tenant");
  EXPECT_EQ(mode("The rows of each stable live in a dedicated database."), "database per tenant");
  EXPECT_EQ(mode("Each stable's data is stored in its own database."), "database per tenant");
  EXPECT_EQ(mode("Stables share one schema, with row-level security."), "shared schema");
  EXPECT_EQ(mode("All stables share the same tables."), "shared schema");
  EXPECT_EQ(mode("A single database is shared by all stables."), "shared schema");
}

TEST(BriefTenancy, WhatTenantsUsuallyAreIsUnderstoodWithoutADescription) {
  for (const char* sentence :
       {"The product is multi-tenant: every merchant is a tenant.",
        "Nobody may see the horses of another merchant.", "A merchant is a tenant."}) {
    const Brief brief = read(sentence);
    ASSERT_TRUE(brief.model.tenancy) << sentence;
    EXPECT_EQ(brief.model.tenancy->entity, "merchant") << sentence;
  }
}

TEST(BriefTenancy, RightsOfPeopleAreAskedAbout) {
  for (const char* sentence :
       {"Riders must not see each other's horses.", "Riders can only see their own horses."}) {
    const Brief brief = read(std::string("A rider owns many horses. ") + sentence);
    EXPECT_FALSE(brief.model.tenancy) << sentence;
    EXPECT_NE(brief.sentences.back().question, "") << sentence;
  }
  const Brief brief = read("A user has a name. Users only see their own horses.");
  EXPECT_FALSE(brief.model.tenancy);
  EXPECT_NE(brief.sentences.back().outcome, Sentence::Outcome::understood);
  EXPECT_NE(brief.sentences.back().question, "");
}

TEST(BriefTenancy, WhatOnlySoundsLikeIt) {
  for (const char* sentence : {"Horses are separated by fences.", "Horses are grouped by colour.",
                               "Partition horses by colour.", "Each stable has its own horses.",
                               "Riders share the same horses.", "Horses share one trough."})
    EXPECT_FALSE(read(sentence).model.tenancy) << sentence;
}

}  // namespace
}  // namespace mimar::design
