#include "model/owners.h"

#include "model/compare.h"

namespace mimar::model {
namespace {

Table table_of(const std::string& name, const std::string& owner, std::vector<Grant> grants = {}) {
  Table table;
  table.name = {"public", name};
  table.access = {owner, std::move(grants)};
  return table;
}

Objects of(std::vector<Table> tables, const std::string& owner = {}) {
  Objects objects;
  objects.tables = std::move(tables);
  objects.owner = owner;
  return objects;
}

TEST(Owners, ASourceWithoutOwnersIsOneRole) {
  EXPECT_TRUE(compare(of({table_of("a", ""), table_of("b", "")}),
                      of({table_of("a", ""), table_of("b", "")}, "postgres"))
                  .equal());
  EXPECT_TRUE(compare(of({table_of("a", ""), table_of("b", "app")}),
                      of({table_of("a", ""), table_of("b", "app")}, "postgres"))
                  .equal());
}

TEST(Owners, NamedAndUnnamedAreTheSameWhereTheReaderKnowsTheRole) {
  EXPECT_TRUE(
      compare(of({table_of("a", "postgres")}), of({table_of("a", "")}, "postgres")).equal());
  EXPECT_FALSE(compare(of({table_of("a", "app")}), of({table_of("a", "")}, "postgres")).equal());
}

TEST(Owners, OneUnnamedRoleIsNotTwo) {
  const Comparison result =
      compare(of({table_of("a", ""), table_of("b", ""), table_of("c", "")}),
              of({table_of("a", ""), table_of("b", "app"), table_of("c", "")}, "postgres"));
  ASSERT_EQ(result.differences.size(), 1U);
  EXPECT_EQ(result.differences[0].object, "table public.b");
  EXPECT_EQ(result.differences[0].what, "owner");
}

TEST(Owners, TheOwnerGrantedByNameSaysNothing) {
  const std::vector<Grant> to_postgres{{"postgres", "SELECT", "", false, false}};
  EXPECT_TRUE(
      compare(of({table_of("a", "", to_postgres)}), of({table_of("a", "")}, "postgres")).equal());
  EXPECT_FALSE(
      compare(of({table_of("a", "", to_postgres)}), of({table_of("a", "")}, "other")).equal());
  EXPECT_FALSE(compare(of({table_of("a", "", {{"app", "SELECT", "", false, false}})}),
                       of({table_of("a", "")}, "postgres"))
                   .equal());
}

TEST(Owners, DefaultPrivilegesOfTheUnnamedRole) {
  Objects left = of({table_of("a", "")}), right = of({table_of("a", "")}, "postgres");
  const std::vector<Grant> grants{{"app", "SELECT", "", false, false}};
  left.default_privileges = {{"postgres", "", "tables", grants}};
  right.default_privileges = {{"", "", "tables", grants}};
  EXPECT_TRUE(compare(left, right).equal());
  left.default_privileges = {{"other", "", "tables", grants}};
  EXPECT_FALSE(compare(left, right).equal());
}

}  // namespace
}  // namespace mimar::model
