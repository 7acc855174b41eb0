// What tenant-schemas promises, attacked: by the role of another tenant, by rows in the wrong
// schema, by functions that would write elsewhere, by a migration that stops half way.

#include "support/pattern_database.h"

namespace mimar::design {
namespace {

using Connection = engine::postgres::Connection;

const std::string school =
    "CREATE TABLE plans (id int PRIMARY KEY);"
    "CREATE TABLE schools (id int PRIMARY KEY, name text NOT NULL, plan_id int REFERENCES plans);"
    "CREATE TABLE people (id int PRIMARY KEY, name text);"
    "CREATE TABLE staff (school_id int REFERENCES schools, person_id int REFERENCES people, "
    "PRIMARY "
    "KEY (school_id, person_id));"
    "CREATE TABLE badges (id int PRIMARY KEY, person_id int NOT NULL REFERENCES people);"
    "CREATE TABLE classes (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, school_id int NOT NULL "
    "REFERENCES schools, \"Room\" text NOT NULL, pupils int NOT NULL DEFAULT 0, UNIQUE (school_id, "
    "\"Room\"));"
    "CREATE TABLE pupils (id serial PRIMARY KEY, class_id int NOT NULL REFERENCES classes ON "
    "DELETE "
    "CASCADE, friend_id int REFERENCES pupils, teacher_id int REFERENCES people, name text NOT "
    "NULL "
    "CHECK (length(name) > 1), initial text GENERATED ALWAYS AS (left(name, 1)) STORED);"
    "CREATE INDEX idx_pupils_class_id ON pupils (class_id) WHERE friend_id IS NULL;"
    "CREATE TABLE marks (given_on date NOT NULL, pupil_id int NOT NULL REFERENCES pupils ON DELETE "
    "CASCADE) PARTITION BY RANGE (given_on);"
    "CREATE TABLE marks_2026 PARTITION OF marks FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
    "CREATE INDEX idx_marks_pupil_id ON marks (pupil_id);"
    "CREATE TABLE pupils_log (line text);"
    "CREATE VIEW friends WITH (security_invoker = true) AS SELECT p.name, f.name AS friend FROM "
    "pupils AS p JOIN pupils AS f ON f.id = p.friend_id;"
    "CREATE FUNCTION count_pupils() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN "
    "UPDATE public.classes SET pupils = pupils + 1 WHERE id = NEW.class_id; INSERT INTO "
    "public.pupils_log VALUES (NEW.name); RETURN NULL; END $$;"
    "CREATE FUNCTION shown(one public.pupils) RETURNS text LANGUAGE sql AS $$ SELECT one.name || ' "
    "of ' || (SELECT c.\"Room\" FROM public.classes AS c WHERE c.id = one.class_id) $$;"
    "CREATE TRIGGER count_them AFTER INSERT ON pupils FOR EACH ROW EXECUTE FUNCTION count_pupils();"
    "INSERT INTO schools VALUES (1, 'hill'), (2, 'lake'); INSERT INTO people VALUES (7, 'ann');";

class TenantSchemasServer : public support::PatternServer {
 protected:
  static scratch::Database two_schools() {
    scratch::Database made = database(with(school, "tenant-schemas", "public.schools") +
                                      "CREATE ROLE hill; CREATE ROLE lake;");
    for (const char* name : {"(1, 'hill', 'hill')", "(2, 'lake', 'lake')"})
      if (state(made.owner(), fmt::format("SELECT create_tenant_schema{}", name)) != "")
        throw std::runtime_error(
            one(made.owner(), fmt::format("SELECT create_tenant_schema{}", name)));
    for (const char* name : {"hill", "lake"})
      if (state(made.owner(),
                fmt::format("SET ROLE {0}; SET search_path = {0}; INSERT INTO classes (\"Room\") "
                            "VALUES ('a1'); INSERT INTO pupils (class_id, name, teacher_id) "
                            "VALUES (1, 'of {0}', 7); INSERT INTO marks VALUES ('2026-05-01', 1); "
                            "RESET ROLE; RESET search_path",
                            name)) != "")
        throw std::runtime_error("the test is wrong");
    return made;
  }
};

TEST_F(TenantSchemasServer, ATenantsRoleReachesNothingOfAnothers) {
  scratch::Database db = two_schools();
  Connection& in = db.owner();
  ASSERT_EQ(state(in, "SET ROLE hill; SET search_path = hill"), "");
  EXPECT_EQ(one(in, "SELECT string_agg(name, ',') FROM pupils"), "of hill");
  EXPECT_EQ(one(in, "SELECT string_agg(name, ',') FROM schools"), "hill");
  EXPECT_EQ(one(in, "SELECT count(*) FROM marks_2026"), "1");
  for (const char* attack :
       {"SELECT 1 FROM lake.pupils", "INSERT INTO lake.classes (\"Room\") VALUES ('x')",
        "SELECT 1 FROM lake.schools", "SELECT 1 FROM lake.friends", "SELECT 1 FROM lake.marks_2026",
        "SELECT 1 FROM public.pupils", "SELECT 1 FROM public.schools",
        "SELECT 1 FROM public.people", "SELECT 1 FROM public.staff",
        "SELECT 1 FROM public.tenant_schemas", "INSERT INTO schools VALUES (3, 'mine')",
        "DELETE FROM schools", "SELECT public.create_tenant_schema(1, 'hill', 'more')",
        "SELECT public.bind_tenant_schema('lake')", "CALL public.migrate_tenant_schemas()",
        "SELECT public.tenant_schema_ddl('x')", "TRUNCATE pupils", "CREATE TABLE hill.own (a int)",
        "ALTER TABLE classes DROP CONSTRAINT school_id_of_tenant"})
    EXPECT_EQ(state(in, attack), "42501") << attack;
  EXPECT_EQ(state(in, "INSERT INTO classes (school_id, \"Room\") VALUES (2, 'x')"), "23514");
  EXPECT_EQ(state(in, "UPDATE classes SET school_id = 2"), "23514");
  EXPECT_EQ(one(in, "INSERT INTO classes (\"Room\") VALUES ('b2') RETURNING school_id"), "1");
}

// Names and numbers are the same in both: keys, triggers, sequences and functions stay at home.
TEST_F(TenantSchemasServer, ACopyUsesNothingOfTheTemplateOrAnother) {
  scratch::Database db = two_schools();
  Connection& in = db.owner();
  ASSERT_EQ(state(in,
                  "SET search_path = lake; INSERT INTO classes (\"Room\") VALUES ('b2');"
                  "INSERT INTO pupils (class_id, name) VALUES (2, 'second')"),
            "");
  EXPECT_EQ(one(in, "SELECT string_agg(id || ' ' || pupils, ',' ORDER BY id) FROM lake.classes"),
            "1 1,2 1");
  EXPECT_EQ(one(in, "SELECT string_agg(id || ' ' || pupils, ',' ORDER BY id) FROM hill.classes"),
            "1 1");
  EXPECT_EQ(one(in, "SELECT lake.shown(p) FROM lake.pupils AS p WHERE id = 2"), "second of b2");
  EXPECT_EQ(one(in, "SELECT count(*) FROM public.pupils_log"), "0");
  EXPECT_EQ(one(in, "SELECT count(*) FROM lake.pupils_log"), "2");
  EXPECT_EQ(one(in, "SELECT string_agg(id::text, ',') FROM lake.pupils"), "1,2");
  EXPECT_EQ(state(in, "INSERT INTO hill.pupils (class_id, name) VALUES (2, 'of a class of lake')"),
            "23503");
  EXPECT_EQ(state(in, "INSERT INTO lake.pupils (class_id, name) VALUES (2, 'x')"), "23514");
  EXPECT_EQ(state(in, "INSERT INTO lake.classes (\"Room\") VALUES ('b2')"), "23505");
  // As many objects of each kind under the same names, by the catalog.
  const std::string shape =
      "SELECT string_agg(line, ';' ORDER BY line) FROM (SELECT c.relname || ' ' || c.relkind AS "
      "line FROM pg_class AS c WHERE relnamespace = '{0}'::regnamespace AND c.relname !~ "
      "'^(tenant_|schools|people|staff|badges|plans)' UNION ALL SELECT conname || ' ' || contype "
      "|| "
      "' ' || convalidated FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid WHERE "
      "c.relnamespace = '{0}'::regnamespace AND conname !~ '_of_tenant$' AND c.relname !~ "
      "'^(tenant_|schools|people|staff|badges|plans)' UNION ALL SELECT tgname FROM pg_trigger AS t "
      "JOIN pg_class AS c ON c.oid = t.tgrelid WHERE NOT tgisinternal AND c.relnamespace = "
      "'{0}'::regnamespace) AS lines";
  EXPECT_EQ(one(in, fmt::format(fmt::runtime(shape), "lake")),
            one(in, fmt::format(fmt::runtime(shape), "public")));
}

TEST_F(TenantSchemasServer, WhatIsSharedIsSharedAndAsked) {
  const auto made = draft(school, "tenant-schemas", "public.schools");
  ASSERT_TRUE(made);
  for (const char* shared : {"('public', 'plans')", "('public', 'people')", "('public', 'staff')",
                             "('public', 'badges')", "('public', 'schools')"})
    EXPECT_EQ(made->sql.find(shared), std::string::npos) << shared;
  EXPECT_NE(made->sql.find("('public', 'pupils_log')"), std::string::npos);
  ASSERT_EQ(made->questions.size(), 1U);
  EXPECT_NE(made->questions[0].find("badges"), std::string::npos);
  EXPECT_FALSE(draft(school, "tenant-schemas", "public.staff"));
}

TEST_F(TenantSchemasServer, AChangeReachesEverybodyAndGoesOnWhereItStopped) {
  scratch::Database db = two_schools();
  Connection& in = db.owner();
  ASSERT_EQ(state(in,
                  "INSERT INTO tenant_migrations (sql, adds) VALUES ('CREATE TABLE "
                  "public.trips (id int PRIMARY KEY, school_id int NOT NULL REFERENCES "
                  "public.schools, class_id int REFERENCES public.classes)', '{trips}')"),
            "");
  ASSERT_EQ(one(in, "CALL migrate_tenant_schemas()"), "CALL");
  // It has what a table of the template has: rights, and the check that rows are of the tenant.
  ASSERT_EQ(state(in, "SET ROLE lake; SET search_path = lake; INSERT INTO trips (id) VALUES (1)"),
            "");
  EXPECT_EQ(state(in, "INSERT INTO trips VALUES (2, 1)"), "23514");
  EXPECT_EQ(state(in, "SELECT 1 FROM hill.trips"), "42501");
  ASSERT_EQ(state(in, "RESET ROLE; RESET search_path"), "");
  // lake has a row that the change refuses: hill gets it, lake stays as it was, as a whole.
  ASSERT_EQ(state(in,
                  "INSERT INTO tenant_migrations (sql) VALUES ('ALTER TABLE public.trips ADD "
                  "goal text; ALTER TABLE public.trips ADD CHECK (id > 1)')"),
            "");
  EXPECT_EQ(state(in, "CALL migrate_tenant_schemas()"), "23514");
  const std::string versions =
      "SELECT string_agg(schema_name || ' ' || version, ',' ORDER BY schema_name) FROM "
      "tenant_schemas";
  EXPECT_EQ(one(in, versions), "hill 2,lake 1");
  EXPECT_EQ(state(in, "SELECT goal FROM lake.trips"), "42703");
  ASSERT_EQ(state(in, "UPDATE lake.trips SET id = 5"), "");
  ASSERT_EQ(one(in, "CALL migrate_tenant_schemas()"), "CALL");
  EXPECT_EQ(one(in, versions), "hill 2,lake 2");
  // A new one starts with all of it.
  ASSERT_EQ(state(in, "INSERT INTO schools VALUES (3, 'sea')"), "");
  EXPECT_EQ(one(in, "SELECT create_tenant_schema(3, current_user)"), "tenant_3");
  EXPECT_EQ(state(in, "SELECT goal FROM tenant_3.trips"), "");
  // What names no schema would change one table as often as there are tenants.
  ASSERT_EQ(state(in,
                  "INSERT INTO tenant_migrations (sql) VALUES ('UPDATE classes SET pupils = "
                  "pupils + 1')"),
            "");
  EXPECT_EQ(state(in, "CALL migrate_tenant_schemas()"), "42P01");
}

}  // namespace
}  // namespace mimar::design
