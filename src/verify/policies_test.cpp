// Policies, both ways.
#include "support/both_ways.h"

namespace mimar::verify {
namespace {

using PoliciesServer = support::BothWays;

constexpr const char* tables = R"(
  CREATE SCHEMA auth;
  CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT NULL::uuid';
  CREATE TABLE organisations (id uuid PRIMARY KEY, name text);
  CREATE TABLE members (org_id uuid REFERENCES organisations, user_id uuid, role text);
  CREATE TABLE documents (id bigint PRIMARY KEY, org_id uuid, owner_id uuid, title varchar(80), public boolean);
  ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
)";

const model::Policy& policy(const model::Database& database, const std::string& name) {
  for (const model::Policy* one : model::all<model::Policy>(database)) {
    if (one->name == name) return *one;
  }
  throw std::runtime_error("no policy " + name);
}

TEST_F(PoliciesServer, EveryFieldArrives) {
  const model::Database database = agreed(std::string(tables) + R"(
    CREATE POLICY "Write own" ON documents AS RESTRICTIVE FOR UPDATE TO editor, author
      USING (owner_id = auth.uid()) WITH CHECK (title <> 'x' AND public IN (true, false));
    COMMENT ON POLICY "Write own" ON documents IS 'what is one''s own';
    CREATE POLICY everyone ON documents;)");
  const model::Policy& written = policy(database, "Write own");
  EXPECT_FALSE(written.permissive);
  EXPECT_EQ(written.command, "UPDATE");
  EXPECT_EQ(written.roles, (std::vector<std::string>{"author", "editor"}));
  EXPECT_TRUE(written.using_expression->resolved && written.check_expression->resolved);
  EXPECT_TRUE(policy(database, "everyone").permissive);
  EXPECT_TRUE(policy(database, "everyone").roles.empty());
  EXPECT_EQ(policy(database, "everyone").command, "ALL");
  for (const model::OtherObject& object : database->others) {
    if (object.kind == "policy" && object.name == "public.documents.Write own") {
      EXPECT_EQ(object.comment, "what is one's own");
      EXPECT_TRUE(
          std::count(object.references.begin(), object.references.end(),
                     model::Reference{model::Reference::Kind::function, {"auth", "uid"}, ""}));
    }
  }
}

TEST_F(PoliciesServer, ConditionsWithQueriesHaveAComparisonForm) {
  agreed(std::string(tables) + R"(
    CREATE POLICY members_read ON documents FOR SELECT USING (
      public OR EXISTS (SELECT 1 FROM members m WHERE m.org_id = documents.org_id AND m.user_id = auth.uid()));
    CREATE POLICY members_in ON documents FOR SELECT USING (
      org_id IN (SELECT org_id FROM members WHERE user_id = (SELECT auth.uid())));
    CREATE POLICY admins ON documents FOR ALL TO PUBLIC
      USING ('admin' = ANY (SELECT role FROM members AS m JOIN organisations o ON o.id = m.org_id WHERE o.id = org_id))
      WITH CHECK (org_id = (SELECT current_setting('app.org', true)::uuid));
    CREATE POLICY inserts ON documents FOR INSERT WITH CHECK (
      (SELECT count(*) FROM documents d WHERE d.owner_id = documents.owner_id) < 10);)");
}

TEST_F(PoliciesServer, AlterPolicyChangesWhatItNames) {
  const model::Database database = agreed(std::string(tables) + R"(
    CREATE POLICY p ON documents FOR SELECT TO reader USING (public);
    ALTER POLICY p ON documents USING (org_id IS NOT NULL);
    ALTER POLICY p ON documents TO writer, PUBLIC;
    ALTER POLICY p ON documents RENAME TO q;
    CREATE POLICY gone ON documents USING (true);
    DROP POLICY gone ON documents;
    DROP POLICY IF EXISTS never ON documents;)");
  EXPECT_EQ(model::all<model::Policy>(database).size(), 1U);
  EXPECT_TRUE(policy(database, "q").roles.empty());
}

TEST_F(PoliciesServer, RenamesAreFollowed) {
  const model::Database database = agreed(std::string(tables) + R"(
    CREATE POLICY p ON documents USING (
      EXISTS (SELECT 1 FROM members WHERE members.org_id = documents.org_id AND user_id = owner_id));
    CREATE POLICY in_list ON members USING (org_id IN (SELECT d.org_id FROM documents d WHERE owner_id = user_id));
    ALTER TABLE documents RENAME COLUMN org_id TO "Organisation";
    ALTER TABLE members RENAME COLUMN user_id TO person;
    ALTER TABLE documents RENAME TO papers;
    ALTER TABLE members SET SCHEMA auth;)");
  EXPECT_EQ(policy(database, "p").table, (model::Name{"public", "papers"}));
  EXPECT_EQ(policy(database, "in_list").table, (model::Name{"auth", "members"}));
}

TEST_F(PoliciesServer, WhatAPolicyUsesTakesItAlong) {
  const model::Database database = agreed(std::string(tables) + R"(
    CREATE POLICY uses_members ON documents USING (org_id IN (SELECT org_id FROM members));
    CREATE POLICY uses_title ON documents USING (title <> '');
    CREATE POLICY stays ON documents USING (public);
    ALTER TABLE documents DROP COLUMN title CASCADE;
    DROP TABLE members CASCADE;)");
  EXPECT_EQ(model::all<model::Policy>(database).size(), 1U);
}

}  // namespace
}  // namespace mimar::verify
