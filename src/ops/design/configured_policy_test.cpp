#include "ops/design/configured_policy.h"

#include <gtest/gtest.h>

namespace mimar::ops::designing {
namespace {

TEST(ConfiguredPolicy, WhatTheTableSaysOverridesTheDefaults) {
  const auto policy = configured_policy(
      "[design]\nkeys = \"bigint\"\nchoices = \"lookup\"\npostgres = 17\nschema = \"shop\"\n"
      "soft-delete = true\ntimestamps = false\ntenancy = \"schema-per-tenant\"\n",
      "mimar.toml");
  ASSERT_TRUE(policy) << policy.error().message;
  EXPECT_EQ(policy->keys, design::KeyStyle::bigint_identity);
  EXPECT_EQ(policy->choices, design::ChoiceStyle::lookup_table);
  EXPECT_EQ(policy->version, 17);
  EXPECT_EQ(policy->schema, "shop");
  EXPECT_TRUE(policy->soft_delete);
  EXPECT_FALSE(policy->timestamps);
  EXPECT_EQ(policy->tenancy, design::TenancyStyle::schema_per_tenant);
  EXPECT_TRUE(policy->comments);
}

TEST(ConfiguredPolicy, WithoutATableTheDefaultsHold) {
  const auto policy = configured_policy("[check]\nset = \"strict\"\n", "mimar.toml");
  ASSERT_TRUE(policy);
  EXPECT_EQ(policy->keys, design::KeyStyle::uuidv7);
}

TEST(ConfiguredPolicy, WhatIsNotKnownHasItsPlaceAndTheNearestName) {
  const auto policy = configured_policy("[design]\nkeys = \"ulid\"\nsoftdelete = true\n", "m.toml");
  ASSERT_FALSE(policy);
  EXPECT_EQ(policy.error().kind, ErrorKind::usage);
  ASSERT_TRUE(policy.error().where);
  EXPECT_EQ(policy.error().where->line, 3U);
  EXPECT_NE(policy.error().hint.find("soft-delete"), std::string::npos);
  const auto value = configured_policy("[design]\nkeys = \"serial\"\n", "m.toml");
  ASSERT_FALSE(value);
  EXPECT_NE(value.error().hint.find("bigint"), std::string::npos);
  EXPECT_FALSE(configured_policy("[design]\nkeys = [1]\n", "m.toml"));
  EXPECT_FALSE(configured_policy("[design\n", "m.toml"));
  EXPECT_FALSE(configured_policy("design = 3\n", "m.toml"));
}

TEST(ConfiguredPolicy, SettingsOfTheCommandLine) {
  design::Policy policy;
  EXPECT_TRUE(set_policy("keys=ulid", policy));
  EXPECT_TRUE(set_policy("actors", policy));
  EXPECT_TRUE(set_policy("comments = false", policy));
  EXPECT_EQ(policy.keys, design::KeyStyle::ulid);
  EXPECT_TRUE(policy.actors);
  EXPECT_FALSE(policy.comments);
  EXPECT_FALSE(set_policy("schema=Shop\"", policy));
  EXPECT_FALSE(set_policy("postgres=9", policy));
  EXPECT_TRUE(set_policy("tenancy=database-per-tenant", policy));
  EXPECT_EQ(policy.tenancy, design::TenancyStyle::database_per_tenant);
  EXPECT_FALSE(set_policy("tenancy=none", policy));
}

}  // namespace
}  // namespace mimar::ops::designing
