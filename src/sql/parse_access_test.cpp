// Policies, publications, privileges and owners as statements.
#include "sql/parse.h"

namespace mimar::sql {
namespace {

template <class Action>
Action only(std::string_view sql) {
  const Result<Script> script = parse_script(sql, "a.sql");
  EXPECT_TRUE(script) << (script ? "" : script.error().message);
  EXPECT_EQ(script->statements.size(), 1U);
  const auto* action = std::get_if<Action>(&script->statements.front().action);
  EXPECT_NE(action, nullptr) << sql;
  return action != nullptr ? *action : Action();
}

using Words = std::vector<std::string>;

TEST(ParseAccess, PoliciesKeepEveryClause) {
  const auto made = only<model::ObjectStatement>(
      "CREATE POLICY \"P\" ON s.t AS RESTRICTIVE FOR update TO b, a USING (x > 1) WITH CHECK (y)");
  const auto* policy = std::get_if<model::Policy>(&made.object.definition);
  ASSERT_NE(policy, nullptr);
  EXPECT_EQ(policy->table, (model::Name{"s", "t"}));
  EXPECT_EQ(policy->name, "P");
  EXPECT_FALSE(policy->permissive);
  EXPECT_EQ(policy->command, "UPDATE");
  EXPECT_EQ(policy->roles, (Words{"a", "b"}));
  EXPECT_EQ(policy->using_expression->sql, "x > 1");
  EXPECT_EQ(policy->check_expression->sql, "y");
  const auto open = only<model::ObjectStatement>("CREATE POLICY p ON t TO a, PUBLIC");
  EXPECT_TRUE(std::get<model::Policy>(open.object.definition).roles.empty());
}

TEST(ParseAccess, AlterPolicyHasWhatIsWritten) {
  const auto alter = only<model::AlterPolicy>("ALTER POLICY p ON t TO CURRENT_USER");
  EXPECT_EQ(alter.roles, Words{"CURRENT_USER"});
  EXPECT_FALSE(alter.using_expression);
  EXPECT_FALSE(only<model::AlterPolicy>("ALTER POLICY p ON t USING (true)").roles);
}

TEST(ParseAccess, PublicationsInEveryShape) {
  using Change = model::ChangePublication::Change;
  const auto made = only<model::ChangePublication>(
      "CREATE PUBLICATION p FOR TABLE ONLY a (x, y) WHERE (x > 1), b, TABLES IN SCHEMA s, "
      "CURRENT_SCHEMA WITH (publish = 'Delete, INSERT', publish_via_partition_root)");
  EXPECT_EQ(made.change, Change::create);
  ASSERT_EQ(made.publication.tables.size(), 2U);
  EXPECT_EQ(made.publication.tables[0].columns, (Words{"x", "y"}));
  EXPECT_EQ(made.publication.tables[0].condition->sql, "x > 1");
  EXPECT_EQ(made.only, (std::vector<model::Name>{{"", "a"}}));
  EXPECT_EQ(made.publication.schemas, (Words{"s", ""}));
  EXPECT_EQ(made.publication.options.at("publish"), "insert, delete");
  EXPECT_EQ(made.publication.options.at("publish_via_partition_root"), "true");
  EXPECT_TRUE(
      only<model::ChangePublication>("CREATE PUBLICATION p FOR ALL TABLES").publication.all_tables);
  EXPECT_EQ(only<model::ChangePublication>("ALTER PUBLICATION p DROP TABLE a").change,
            Change::drop);
  EXPECT_EQ(only<model::ChangePublication>("ALTER PUBLICATION p SET (publish = '')")
                .publication.options.at("publish"),
            "none");
}

TEST(ParseAccess, GrantsSayWhatOnWhatToWhom) {
  const auto grant = only<model::GrantStatement>(
      "GRANT SELECT (a, b), INSERT ON s.t, u TO PUBLIC, \"R\" WITH GRANT OPTION");
  EXPECT_TRUE(grant.grant && grant.grant_option);
  ASSERT_EQ(grant.privileges.size(), 2U);
  EXPECT_EQ(grant.privileges[0].columns, (Words{"a", "b"}));
  EXPECT_EQ(grant.privileges[1].privilege, "INSERT");
  EXPECT_EQ(grant.objects.size(), 2U);
  EXPECT_EQ(grant.grantees, (Words{"", "R"}));
  const auto all = only<model::GrantStatement>("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA s FROM r");
  EXPECT_FALSE(all.grant);
  EXPECT_EQ(all.kind, "function");
  EXPECT_EQ(all.schemas, Words{"s"});
  EXPECT_EQ(all.privileges.at(0).privilege, "");
  only<model::PrivilegeStatement>("GRANT CONNECT ON DATABASE d TO r");
  only<model::PrivilegeStatement>("GRANT a TO b");
}

TEST(ParseAccess, OwnersRolesAndDefaults) {
  EXPECT_EQ(only<model::SetOwner>("ALTER FUNCTION f(int) OWNER TO r").role, "r");
  EXPECT_EQ(only<model::AlterTable>("ALTER TABLE t OWNER TO CURRENT_USER").actions.size(), 1U);
  EXPECT_EQ(only<model::SetRole>("SET ROLE r").role, "r");
  EXPECT_EQ(only<model::SetRole>("SET ROLE NONE").role, "");
  EXPECT_EQ(only<model::SetRole>("RESET ROLE").role, "");
  EXPECT_TRUE(only<model::SetRole>("SET SESSION AUTHORIZATION r").session);
  EXPECT_TRUE(only<model::SetRole>("SET LOCAL ROLE r").local);
  const auto defaults = only<model::AlterDefaultPrivileges>(
      "ALTER DEFAULT PRIVILEGES FOR ROLE a IN SCHEMA s GRANT SELECT ON TABLES TO b");
  EXPECT_EQ(defaults.roles, Words{"a"});
  EXPECT_EQ(defaults.schemas, Words{"s"});
  EXPECT_EQ(defaults.action.kind, "table");
  EXPECT_EQ(only<model::CreateSchema>("CREATE SCHEMA AUTHORIZATION a").schema.access.owner, "a");
  EXPECT_EQ(only<model::ChangeOwned>("REASSIGN OWNED BY a TO b").roles, Words{"a"});
  EXPECT_EQ(only<model::ChangeOwned>("ALTER ROLE a RENAME TO b").roles, Words{"a"});
}

}  // namespace
}  // namespace mimar::sql
