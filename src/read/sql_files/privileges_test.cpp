#include "read/sql_files/privileges.h"

namespace mimar::read::sql_files {
namespace {

using model::Grant;

const std::string owner(model::the_owner);

model::Access access_after(Securable kind, const std::vector<PrivilegeChange>& changes) {
  model::Access access;
  for (const PrivilegeChange& change : changes)
    apply(access, kind, change);
  return access;
}

TEST(Privileges, WhatANewObjectHasIsNoGrant) {
  EXPECT_TRUE(access_after(Securable::table, {{true, false, owner, "SELECT", ""}}).empty());
  EXPECT_TRUE(access_after(Securable::routine, {{true, false, "", "EXECUTE", ""}}).empty());
  EXPECT_TRUE(access_after(Securable::public_schema, {{true, false, "", "USAGE", ""}}).empty());
  EXPECT_FALSE(access_after(Securable::schema, {{true, false, "", "USAGE", ""}}).empty());
}

TEST(Privileges, WhatIsTakenAwayIsSaidAndCanComeBack) {
  const PrivilegeChange revoke{false, false, "", "EXECUTE", ""};
  const PrivilegeChange grant{true, false, "", "EXECUTE", ""};
  EXPECT_EQ(access_after(Securable::routine, {revoke}).grants,
            (std::vector<Grant>{{"", "EXECUTE", "", false, true}}));
  EXPECT_TRUE(access_after(Securable::routine, {revoke, grant}).empty());
}

TEST(Privileges, GrantOptionsComeAndGo) {
  const PrivilegeChange with{true, true, "reader", "SELECT", ""};
  const PrivilegeChange without{true, false, "reader", "SELECT", ""};
  const PrivilegeChange option{false, true, "reader", "SELECT", ""};
  EXPECT_EQ(access_after(Securable::table, {with, without}).grants,
            (std::vector<Grant>{{"reader", "SELECT", "", true, false}}));
  EXPECT_EQ(access_after(Securable::table, {with, option}).grants,
            (std::vector<Grant>{{"reader", "SELECT", "", false, false}}));
  EXPECT_TRUE(access_after(Securable::table, {option}).empty());
}

TEST(Privileges, RevokingFromATableRevokesFromItsColumns) {
  const PrivilegeChange on_column{true, false, "reader", "SELECT", "a"};
  EXPECT_EQ(access_after(Securable::table, {on_column}).grants.size(), 1U);
  EXPECT_TRUE(
      access_after(Securable::table, {on_column, {false, false, "reader", "SELECT", ""}}).empty());
  EXPECT_FALSE(
      access_after(Securable::table, {on_column, {false, false, "reader", "UPDATE", ""}}).empty());
}

TEST(Privileges, ANewOwnerKeepsWhatTheOldOneLost) {
  model::Access access = access_after(
      Securable::table, {{false, false, owner, "DELETE", ""}, {true, false, "boss", "SELECT", ""}});
  change_owner(access, Securable::table, "boss");
  EXPECT_EQ(access.owner, "boss");
  EXPECT_EQ(access.grants, (std::vector<Grant>{{owner, "DELETE", "", false, true}}));
}

}  // namespace
}  // namespace mimar::read::sql_files
