// What pseudonymisation, roles-and-permissions and tenancy promise, attacked.

#include "support/pattern_database.h"

namespace mimar::design {
namespace {

using Connection = engine::postgres::Connection;

class AccessPatternsServer : public support::PatternServer {};

// --- tenancy ---------------------------------------------------------------------------------
const std::string tracker =
    "CREATE TABLE organisations (id int PRIMARY KEY, name text NOT NULL);"
    "CREATE TABLE projects (id int PRIMARY KEY, organisation_id int NOT NULL REFERENCES "
    "organisations);"
    "CREATE TABLE tasks (id int PRIMARY KEY, project_id int NOT NULL REFERENCES projects ON DELETE "
    "CASCADE, after_id int REFERENCES tasks ON DELETE SET NULL, title text);"
    "CREATE TABLE countries (code text PRIMARY KEY);"
    "CREATE VIEW titles AS SELECT title FROM tasks;"
    "INSERT INTO organisations VALUES (1, 'a'), (2, 'b');"
    "INSERT INTO projects VALUES (10, 1), (20, 2);"
    "INSERT INTO tasks VALUES (100, 10, NULL, 'mine'), (101, 10, 100, 'mine too'), (200, 20, NULL, "
    "'theirs');";

TEST_F(AccessPatternsServer, ATenantDoesNotSeeAnothersRow) {
  scratch::Database db = database(with(tracker, "tenancy", "public.organisations"));
  Connection& in = db.owner();
  EXPECT_EQ(one(in, "SELECT count(*) FROM tasks"), "0");
  ASSERT_EQ(state(in, "SET app.tenant = '1'"), "");
  EXPECT_EQ(one(in, "SELECT string_agg(id::text, ',' ORDER BY id) FROM tasks"), "100,101");
  EXPECT_EQ(one(in, "SELECT string_agg(title, ',' ORDER BY title) FROM titles"), "mine,mine too");
  EXPECT_EQ(one(in, "SELECT string_agg(name, ',') FROM organisations"), "a");
  EXPECT_EQ(one(in, "UPDATE tasks SET title = 'x' WHERE id = 200"), "UPDATE 0");
  EXPECT_EQ(one(in, "DELETE FROM projects WHERE id = 20"), "DELETE 0");
  EXPECT_EQ(state(in, "UPDATE tasks SET organisation_id = 2 WHERE id = 100"), "42501");
  EXPECT_EQ(state(in, "INSERT INTO tasks VALUES (300, 20, NULL, 'x', 2)"), "42501");
  // Its own rows are marked by themselves.
  EXPECT_EQ(state(in, "INSERT INTO tasks VALUES (300, 10, 100, 'x')"), "");
  ASSERT_EQ(state(in, "SET app.tenant = ''"), "");
  EXPECT_EQ(one(in, "SELECT count(*) FROM tasks"), "0");
}

// Without row security: the keys hold on their own.
TEST_F(AccessPatternsServer, NoRowRefersToAnotherTenants) {
  scratch::Database db = database(with(tracker, "tenancy", "public.organisations"));
  Connection& in = db.owner();
  for (const char* table : {"organisations", "projects", "tasks"})
    ASSERT_EQ(state(in, fmt::format("ALTER TABLE {} DISABLE ROW LEVEL SECURITY", table)), "");
  EXPECT_EQ(state(in, "INSERT INTO tasks VALUES (300, 20, NULL, 'x', 1)"), "23503");
  EXPECT_EQ(state(in, "UPDATE tasks SET after_id = 200 WHERE id = 100"), "23503");
  EXPECT_EQ(state(in, "UPDATE projects SET organisation_id = 2 WHERE id = 10"), "23503");
  // What the references did they still do.
  ASSERT_EQ(state(in, "DELETE FROM tasks WHERE id = 100"), "");
  EXPECT_EQ(
      one(in, "SELECT organisation_id || coalesce(after_id::text, '-') FROM tasks WHERE id = 101"),
      "1-");
  ASSERT_EQ(state(in, "DELETE FROM projects"), "");
  EXPECT_EQ(one(in, "SELECT count(*) FROM tasks"), "0");
}

TEST_F(AccessPatternsServer, WhatIsSharedIsAskedAbout) {
  const auto made = draft(tracker, "tenancy", "public.organisations");
  ASSERT_TRUE(made);
  ASSERT_EQ(made->questions.size(), 1U);
  EXPECT_NE(made->questions[0].find("public.countries"), std::string::npos);
  EXPECT_FALSE(draft(tracker, "tenancy", "public.countries"));
}

// --- roles and permissions -------------------------------------------------------------------
const std::string members =
    "CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE teams (id int "
    "PRIMARY KEY); INSERT INTO users VALUES (1), (2), (3); INSERT INTO teams "
    "VALUES (10), (20);";

class RolesServer : public support::PatternServer {
 protected:
  static scratch::Database made() {
    return database(
        with(members, "roles-and-permissions", "", {{"scope", "teams"}}) +
        "INSERT INTO permissions (name) VALUES ('posts.write'), ('posts.delete'); INSERT INTO "
        "roles "
        "(name) VALUES ('writer'), ('chief'), ('admin'); INSERT INTO role_permissions SELECT r.id, "
        "p.name FROM roles r, permissions p WHERE (r.name, p.name) IN (('writer', 'posts.write'), "
        "('chief', 'posts.write'), ('chief', 'roles.grant'), ('admin', 'posts.delete'), ('admin', "
        "'roles.grant'), ('admin', 'posts.write')); INSERT INTO role_grants (user_id, role_id, "
        "in_team_id) SELECT 1, id, NULL FROM roles WHERE name = 'admin';");
  }
  static std::string may(Connection& in, int user, const std::string& what,
                         const std::string& where) {
    return one(in, fmt::format("SELECT has_permission({}, '{}', {})", user, what, where));
  }
};

TEST_F(RolesServer, ARoleHoldsWhereAndUntilWhenItWasGranted) {
  scratch::Database db = made();
  Connection& in = db.owner();
  EXPECT_EQ(may(in, 1, "posts.delete", "20"), "t");
  ASSERT_EQ(state(in, "SELECT grant_role(1, 2, 'chief', 10)"), "");
  EXPECT_EQ(may(in, 2, "posts.write", "10"), "t");
  EXPECT_EQ(may(in, 2, "posts.write", "20"), "f");
  EXPECT_EQ(may(in, 2, "posts.write", "NULL"), "f");
  EXPECT_EQ(may(in, 2, "posts.delete", "10"), "f");
  EXPECT_EQ(may(in, 3, "posts.write", "10"), "f");
  ASSERT_EQ(state(in, "UPDATE role_grants SET expires_at = now() WHERE user_id = 2"), "");
  EXPECT_EQ(may(in, 2, "posts.write", "10"), "f");
}

TEST_F(RolesServer, NobodyGivesMoreThanHeHas) {
  scratch::Database db = made();
  Connection& in = db.owner();
  ASSERT_EQ(state(in, "SELECT grant_role(1, 2, 'chief', 10)"), "");
  EXPECT_EQ(state(in, "SELECT grant_role(2, 3, 'writer', 10)"), "");
  EXPECT_EQ(state(in, "SELECT grant_role(2, 2, 'admin', 10)"), "42501");
  EXPECT_EQ(state(in, "SELECT grant_role(2, 2, 'writer', 20)"), "42501");
  EXPECT_EQ(state(in, "SELECT grant_role(2, 2, 'writer')"), "42501");
  EXPECT_EQ(state(in, "SELECT grant_role(3, 3, 'writer', 10)"), "42501");
  EXPECT_EQ(state(in, "SELECT grant_role(1, 3, 'none', 10)"), "42704");
  EXPECT_EQ(state(in, "SELECT grant_role(2, 3, 'writer', 10)"), "");
  EXPECT_EQ(one(in, "SELECT count(*) FROM role_grants WHERE user_id = 3"), "1");
}

// A role that is widened while it is given away by somebody who has no more than the old one.
TEST_F(RolesServer, ARoleDoesNotGrowWhileItIsGiven) {
  scratch::Database db = made();
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "SELECT grant_role(1, 2, 'chief', 10)"), "");
  ASSERT_EQ(state(a, "BEGIN; SELECT grant_role(2, 3, 'writer', 10)"), "");
  auto change = waiting(db, b, "UPDATE roles SET description = 'more' WHERE name = 'writer'");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(change.get(), "UPDATE 1");
}

// --- pseudonymisation ------------------------------------------------------------------------
const std::string keys = "SET app.personal_key = 'secret'; SET app.digest_key = 'other';";
const std::string patients =
    "CREATE TABLE patients (id int PRIMARY KEY, email text NOT NULL UNIQUE, born date, weight "
    "int); "
    "INSERT INTO patients VALUES (1, 'Ann@x.org', '1980-01-02', 60), (2, 'bob@x.org', NULL, 80);";

TEST_F(AccessPatternsServer, TheTableSaysNothingOfWhoItIsAbout) {
  const support::PatternServer::Options options{{"columns", "email,born"}};
  const auto made = draft(patients, "pseudonymisation", "public.patients", options);
  ASSERT_TRUE(made) << support::why(made.error());
  scratch::Database db = database(patients + keys + made->sql);
  Connection& in = db.owner();
  ASSERT_EQ(state(in, keys), "");
  EXPECT_EQ(one(in, "SELECT string_agg(id || ' ' || p::text, '; ' ORDER BY id) FROM patients AS p"),
            "1 (1,60); 2 (2,80)");
  EXPECT_EQ(one(in,
                "SELECT count(*) FROM patients_personal AS p WHERE p::text ~* 'x.org' OR "
                "encode(email, 'escape') ~* 'x.org'"),
            "0");
  EXPECT_EQ(one(in, "SELECT email || ' ' || born FROM patients_personal_read(1)"),
            "Ann@x.org 1980-01-02");
  EXPECT_EQ(one(in, "SELECT id FROM patients_find_by_email(' ANN@x.org')"), "1");
  // Unique as before.
  EXPECT_EQ(state(in,
                  "INSERT INTO patients VALUES (3, 70); SELECT patients_personal_store(3, "
                  "'bob@x.org', NULL)"),
            "23505");
  ASSERT_EQ(state(in, "SET app.personal_key = 'wrong'"), "");
  EXPECT_EQ(state(in, "SELECT * FROM patients_personal_read(1)"), "39000");
  ASSERT_EQ(state(in, "SET app.digest_key = 'wrong'"), "");
  EXPECT_EQ(one(in, "SELECT id FROM patients_find_by_email('ann@x.org')"), "SELECT 0");
}

TEST_F(AccessPatternsServer, WhoIsErasedIsForgottenAndTheRowStays) {
  const auto made = draft(patients, "pseudonymisation", "public.patients");
  ASSERT_TRUE(made) << support::why(made.error());
  scratch::Database db = database(patients + keys + made->sql);
  Connection& in = db.owner();
  ASSERT_EQ(state(in, keys), "");
  EXPECT_EQ(one(in, "SELECT patients_personal_erase(1)"), "t");
  EXPECT_EQ(one(in, "SELECT patients_personal_erase(1)"), "f");
  EXPECT_EQ(one(in, "SELECT count(*) FROM patients_personal_read(1)"), "0");
  EXPECT_EQ(one(in, "SELECT weight FROM patients WHERE id = 1"), "60");
  ASSERT_EQ(state(in, "SELECT patients_personal_store(1, 'new@x.org')"), "");
  EXPECT_EQ(one(in, "SELECT id FROM patients_find_by_email('new@x.org')"), "1");
}

// Without the keys nothing is moved: not half of it, and not in plain text.
TEST_F(AccessPatternsServer, WithoutAKeyNothingIsMoved) {
  scratch::Database db = database(patients);
  const auto made = draft(patients, "pseudonymisation", "public.patients");
  ASSERT_TRUE(made) << support::why(made.error());
  EXPECT_EQ(state(db.owner(), made->sql), "42704");
  EXPECT_EQ(one(db.owner(), "SELECT email FROM patients WHERE id = 1"), "Ann@x.org");
}

}  // namespace
}  // namespace mimar::design
