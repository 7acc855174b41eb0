// What the numbers of a brief come to: years, limits, ways of keeping tenants apart.
#include "ops/design/growth.h"

#include <gtest/gtest.h>

#include "ops/design/pages.h"
#include "world/memory_world.h"

namespace mimar::ops::designing {
namespace {

Design design_of(const std::string& text, design::Policy policy = {}) {
  auto brief = design::read_brief("# Hall\n\n" + text, "hall.md");
  if (!brief) throw std::runtime_error(brief.error().message);
  Wanted wanted;
  wanted.policy = policy;
  wanted.rules = check::default_rules();
  world::MemoryWorld world;
  auto made = make(std::move(*brief), "hall.md", wanted, world);
  if (!made) throw std::runtime_error(made.error().message);
  return std::move(*made);
}

constexpr const char* concerts =
    "A concert has a title and a start time.\nA ticket belongs to a concert and has a seat.\n";

TEST(Growth, TheYearsFollowFromWhatTheBriefStates) {
  const Design design = design_of(std::string(concerts) +
                                  "5,000 concerts and 300 million tickets. 80 million new tickets "
                                  "a year.\n900 reads a second, 40 writes a second.\n");
  const design::growth::Terms terms = terms_of(design);
  EXPECT_EQ(terms.growth.at({"public", "tickets"}).rows, 80e6);
  EXPECT_EQ(terms.demand.reads.value, 900);
  const auto forecast = forecast_of(design);
  ASSERT_TRUE(forecast);
  EXPECT_NEAR(forecast->moments.back().rows - forecast->moments.front().rows, 400e6, 1e6);
  const std::string page = growth_section(design);
  EXPECT_NE(page.find("table-beyond-one-piece** [partition] public.tickets"), std::string::npos)
      << page;
  EXPECT_NE(page.find("mimar scale schema.sql --rows concerts=5000,tickets=300000000 --growth "
                      "tickets=80000000/year --reads 900 --writes 40"),
            std::string::npos)
      << page;
  EXPECT_NE(report_page(design).find(page), std::string::npos);
}

TEST(Growth, WhatComesInAYearIsThereWhenNothingElseIsStated) {
  const Design design = design_of(std::string(concerts) + "60,000 new tickets a year.\n");
  EXPECT_EQ(design.draft.rows.tables.at({"public", "tickets"}).rows, 60000U);
}

TEST(Growth, WithoutNumbersNothingIsForetold) {
  const Design design = design_of(concerts);
  EXPECT_FALSE(forecast_of(design));
  EXPECT_EQ(growth_section(design), "");
  EXPECT_EQ(tenancy_section(design), "");
}

std::string of_companies(const char* numbers) {
  return std::string(
             "Isolate everything by company.\nA company has a name.\nA ledger belongs to a company "
             "and has a title.\nAn entry belongs to a ledger and has an amount and a note.\n") +
         numbers;
}

TEST(TenantModes, ManySmallOnesShareASchema) {
  const Design design = design_of(of_companies("200,000 companies and 90 million entries.\n"));
  const auto modes = tenant_modes_of(design);
  ASSERT_TRUE(modes);
  EXPECT_EQ(modes->recommended, design::growth::TenantMode::shared_schema);
  EXPECT_TRUE(modes->tenants_stated);
  EXPECT_TRUE(modes->against[0].empty());
  EXPECT_NE(modes->against[1].find("tables and indexes"), std::string::npos) << modes->against[1];
  EXPECT_NE(modes->against[2].find("200,000 pools"), std::string::npos) << modes->against[2];
  const std::string page = tenancy_section(design);
  EXPECT_NE(page.find("Built: **shared schema**, because the policy"), std::string::npos) << page;
  EXPECT_NE(page.find("These numbers agree"), std::string::npos);
}

TEST(TenantModes, FewLargeOnesPayForADatabaseEach) {
  const Design design = design_of(of_companies("12 companies and 6,000 million entries.\n"));
  const auto modes = tenant_modes_of(design);
  ASSERT_TRUE(modes);
  EXPECT_EQ(modes->recommended, design::growth::TenantMode::database_each);
  EXPECT_NE(tenancy_section(design).find("**database per tenant** is what pays: 12 tenants"),
            std::string::npos);
}

TEST(TenantModes, ThePolicyIsBuiltWhereTheBriefSaysNothing) {
  design::Policy policy;
  policy.tenancy = design::TenancyStyle::schema_per_tenant;
  const Design schemas = design_of(of_companies("30 companies.\n"), policy);
  EXPECT_NE(schemas.draft.sql.find("FUNCTION public.create_tenant_schema"), std::string::npos);
  EXPECT_EQ(schemas.draft.sql.find("FORCE ROW LEVEL SECURITY;"), std::string::npos);
  EXPECT_TRUE(lost(schemas).empty());
  policy.tenancy = design::TenancyStyle::database_per_tenant;
  const Design databases = design_of(of_companies("30 companies.\n"), policy);
  EXPECT_EQ(databases.draft.files.size(), 3U);
  EXPECT_TRUE(lost(databases).empty());
  EXPECT_NE(tenancy_section(databases).find("| what keeps them apart |"), std::string::npos);
}

}  // namespace
}  // namespace mimar::ops::designing
