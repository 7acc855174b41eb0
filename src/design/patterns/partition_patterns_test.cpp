// What tenant-partitions and time-series promise, attacked.

#include "support/pattern_database.h"

namespace mimar::design {
namespace {

using Connection = engine::postgres::Connection;

class PartitionPatternsServer : public support::PatternServer {
 protected:
  static std::string where(Connection& in, const std::string& table) {
    return one(
        in, "SELECT string_agg(tableoid::regclass || ' ' || id, ', ' ORDER BY id) FROM " + table);
  }
};

const std::string readings =
    "CREATE TABLE sensors (id int PRIMARY KEY); INSERT INTO sensors VALUES (1); CREATE TABLE "
    "readings "
    "(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sensor int NOT NULL REFERENCES sensors "
    "ON "
    "DELETE CASCADE, taken_at timestamptz NOT NULL, value int CHECK (value > 0), doubled int "
    "GENERATED "
    "ALWAYS AS (value * 2) STORED); CREATE INDEX ON readings (sensor); COMMENT ON TABLE readings "
    "IS "
    "'What sensors said'; INSERT INTO readings (sensor, taken_at, value) VALUES (1, '2024-01-15', "
    "1), "
    "(1, '2024-02-15', 2), (1, '2031-01-01', 3);";

TEST_F(PartitionPatternsServer, RowsMoveToPartitionsThatAreMadeLate) {
  scratch::Database db = database(with(readings, "time-series", "public.readings"));
  Connection& in = db.owner();
  EXPECT_EQ(where(in, "readings"), "readings_default 1, readings_default 2, readings_default 3");
  EXPECT_EQ(one(in, "SELECT readings_make_partitions('40 days', '2024-01-20')"), "2");
  EXPECT_EQ(where(in, "readings"), "readings_20240101 1, readings_20240201 2, readings_default 3");
  EXPECT_EQ(one(in, "SELECT readings_make_partitions('40 days', '2024-01-20')"), "0");
  // Everything it had is still there.
  EXPECT_EQ(one(in,
                "INSERT INTO readings (sensor, taken_at, value) VALUES (1, '2024-01-31 23:30+00', "
                "4) RETURNING id || ' ' || doubled"),
            "4 8");
  EXPECT_EQ(one(in, "SELECT tableoid::regclass FROM readings WHERE id = 4"), "readings_20240101");
  EXPECT_EQ(state(in, "INSERT INTO readings (sensor, taken_at, value) VALUES (1, now(), 0)"),
            "23514");
  EXPECT_EQ(state(in, "INSERT INTO readings (sensor, taken_at, value) VALUES (9, now(), 1)"),
            "23503");
  EXPECT_EQ(one(in,
                "SELECT rows_in_default || ' ' || made_until::date FROM "
                "readings_partition_state()"),
            "1 2024-03-01");
}

TEST_F(PartitionPatternsServer, PartitionsGoWhenTheirTimeIsOver) {
  scratch::Database db = database(with(readings, "time-series", "public.readings"));
  Connection& in = db.owner();
  ASSERT_EQ(one(in, "SELECT readings_make_partitions('40 days', '2024-01-20')"), "2");
  ASSERT_EQ(state(in, "INSERT INTO readings (sensor, taken_at, value) VALUES (1, '2020-01-01', 5)"),
            "");
  EXPECT_EQ(one(in, "SELECT readings_drop_expired_partitions('30 days', '2024-03-01')"), "0");
  EXPECT_EQ(one(in, "SELECT readings_drop_expired_partitions('30 days', '2024-03-02')"), "1");
  EXPECT_EQ(where(in, "readings"), "readings_20240201 2, readings_default 3");
}

// A row that arrives while its partition is made, and two makers at once.
TEST_F(PartitionPatternsServer, NoRowIsLostWhileAPartitionIsMade) {
  scratch::Database db = database(with(readings, "time-series", "public.readings"));
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "BEGIN; SELECT readings_make_partitions('1 day', '2024-01-20')"), "");
  auto row = waiting(db, b,
                     "INSERT INTO readings (sensor, taken_at, value) VALUES (1, '2024-01-16', "
                     "6)");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(row.get(), "INSERT 0 1");
  EXPECT_EQ(one(a, "SELECT count(*) FROM readings_20240101"), "2");
  ASSERT_EQ(state(a,
                  "BEGIN; INSERT INTO readings (sensor, taken_at, value) VALUES (1, '2024-03-16', "
                  "7)"),
            "");
  auto maker = waiting(db, b, "SELECT readings_make_partitions('1 day', '2024-03-01')");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(maker.get(), "1");
  EXPECT_EQ(one(a, "SELECT count(*) FROM readings_20240301"), "1");
  ASSERT_EQ(state(a, "BEGIN; SELECT readings_make_partitions('1 day', '2024-05-01')"), "");
  auto second = waiting(db, b, "SELECT readings_make_partitions('1 day', '2024-05-01')");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(second.get(), "0");
}

// Triggers and policies hold for rows of every partition; one that refuses deletions would refuse
// moving rows, too.
TEST_F(PartitionPatternsServer, GuardsOfTheTableStay) {
  const std::string guard =
      "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION "
      "'no' USING ERRCODE = 'P0001'; END$$;"
      "ALTER TABLE readings ENABLE ROW LEVEL SECURITY;"
      "CREATE POLICY mine ON readings USING (sensor > 0);"
      "CREATE TRIGGER unchanged BEFORE ";
  const std::string on = " ON readings FOR EACH ROW EXECUTE FUNCTION refuse();";
  scratch::Database db =
      database(with(readings + guard + "UPDATE" + on, "time-series", "public.readings"));
  Connection& in = db.owner();
  EXPECT_EQ(state(in, "UPDATE readings SET value = 9"), "P0001");
  EXPECT_EQ(one(in, "SELECT count(*) FROM pg_policy WHERE polrelid = 'readings'::regclass"), "1");
  EXPECT_EQ(one(in, "SELECT relrowsecurity FROM pg_class WHERE oid = 'readings'::regclass"), "t");
  EXPECT_FALSE(draft(readings + guard + "DELETE" + on, "time-series", "public.readings"));
}

TEST_F(PartitionPatternsServer, WhatHangsOnATableKeepsItAsItIs) {
  EXPECT_FALSE(draft(readings + "CREATE VIEW v AS SELECT id FROM readings;", "time-series",
                     "public.readings"));
  EXPECT_FALSE(draft(readings + "CREATE TABLE notes (reading bigint REFERENCES readings);",
                     "time-series", "public.readings"));
  EXPECT_FALSE(draft(readings + "ALTER TABLE readings ADD UNIQUE (value);", "time-series",
                     "public.readings"));
  EXPECT_FALSE(draft(readings, "time-series", "public.readings", {{"keep", "1 day'; DROP"}}));
}

const std::string mails =
    "CREATE TABLE mails (tenant_id text NOT NULL, id bigserial, body text, PRIMARY KEY (tenant_id, "
    "id)); INSERT INTO mails (tenant_id, body) VALUES ('a', 'x'), ('b''s', 'y'), ('a', 'z');";

TEST_F(PartitionPatternsServer, ATenantsRowsAreInOnePartition) {
  scratch::Database db =
      database(with(mails, "tenant-partitions", "public.mails", {{"count", "3"}}));
  Connection& in = db.owner();
  EXPECT_EQ(one(in,
                "SELECT count(*) FROM (SELECT FROM mails GROUP BY tenant_id HAVING count(DISTINCT "
                "tableoid) > 1) AS t"),
            "0");
  EXPECT_EQ(one(in, "INSERT INTO mails (tenant_id) VALUES ('c') RETURNING id"), "4");
  // Others are not even looked at.
  const auto plan = in.execute("EXPLAIN SELECT FROM mails WHERE tenant_id = 'a'");
  ASSERT_TRUE(plan);
  std::set<std::string> read;
  for (const auto& line : plan->rows)
    for (const char* part : {"mails_p0", "mails_p1", "mails_p2"})
      if (line[0]->find(part) != std::string::npos) read.insert(part);
  EXPECT_EQ(read.size(), 1U);
}

TEST_F(PartitionPatternsServer, ALargeTenantGetsAPartitionOfItsOwn) {
  scratch::Database db =
      database(with(mails, "tenant-partitions", "public.mails", {{"kind", "list"}}));
  Connection& in = db.owner();
  ASSERT_EQ(state(in, "SELECT mails_own_partition('b''s', 'mails of \"b\"')"), "");
  EXPECT_EQ(where(in, "mails"), "mails_default 1, \"mails of \"\"b\"\"\" 2, mails_default 3");
  ASSERT_EQ(state(in, "INSERT INTO mails (tenant_id) VALUES ('b''s')"), "");
  EXPECT_EQ(one(in, "SELECT count(*) FROM \"mails of \"\"b\"\"\""), "2");
}

}  // namespace
}  // namespace mimar::design
