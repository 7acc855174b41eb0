// What audit-trail, optimistic-version, soft-delete and status-machine promise, attacked.

#include "support/pattern_database.h"

namespace mimar::design {
namespace {

using Connection = engine::postgres::Connection;

class ChangePatternsServer : public support::PatternServer {};

const std::string orders =
    "CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, parent bigint "
    "REFERENCES customers);\n"
    "CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint NOT NULL REFERENCES customers, "
    "status text NOT NULL DEFAULT 'draft', total numeric NOT NULL DEFAULT 0);\n"
    "INSERT INTO customers VALUES (1, 'a@x', NULL), (2, 'b@x', NULL);\n"
    "INSERT INTO orders VALUES (1, 1), (2, 1);";

TEST_F(ChangePatternsServer, AnUpdateOfAStaleReadFails) {
  scratch::Database db = database(with(orders, "optimistic-version", "public.orders"));
  Connection a = session(db), b = session(db);
  // Both have read version 1. The second one waits for the first, and is told.
  ASSERT_EQ(state(a, "BEGIN"), "");
  ASSERT_EQ(state(a, "UPDATE orders SET total = 10, version = 1 + 1 WHERE id = 1"), "");
  auto second = waiting(db, b, "UPDATE orders SET total = 20, version = 1 + 1 WHERE id = 1");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_TRUE(second.get().starts_with("error 40001"));
  EXPECT_EQ(one(b, "SELECT total || ' ' || version FROM orders WHERE id = 1"), "10 2");
  // Who asks for the version as well finds no row.
  EXPECT_EQ(one(b, "UPDATE orders SET total = 20, version = 2 WHERE id = 1 AND version = 1"),
            "UPDATE 0");
}

TEST_F(ChangePatternsServer, AnUpdateThatForgetsTheVersionFails) {
  scratch::Database db = database(with(orders, "optimistic-version", "public.orders"));
  EXPECT_EQ(state(db.owner(), "UPDATE orders SET total = 5"), "40001");
  EXPECT_EQ(state(db.owner(), "UPDATE orders SET version = 7"), "40001");
  EXPECT_EQ(state(db.owner(), "UPDATE orders SET version = NULL"), "40001");
}

TEST_F(ChangePatternsServer, AForeignKeysOwnUpdateCountsUp) {
  const std::string schema =
      "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p "
      "ON DELETE SET NULL ON UPDATE CASCADE); INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, "
      "1);";
  scratch::Database db = database(with(schema, "optimistic-version", "public.c"));
  ASSERT_EQ(state(db.owner(), "UPDATE p SET id = 2"), "");
  ASSERT_EQ(state(db.owner(), "DELETE FROM p"), "");
  EXPECT_EQ(one(db.owner(), "SELECT version FROM c WHERE p IS NULL"), "3");
}

TEST_F(ChangePatternsServer, AuditRowsAreNeitherChangedNorDeletedNorTruncated) {
  scratch::Database db = database(with(orders, "audit-trail", "public.orders"));
  Connection& in = db.owner();
  ASSERT_EQ(state(in, "UPDATE orders SET total = 5 WHERE id = 1"), "");
  EXPECT_EQ(state(in, "UPDATE orders_audit SET actor = 'x'"), "42501");
  EXPECT_EQ(state(in, "DELETE FROM orders_audit"), "42501");
  EXPECT_EQ(state(in, "TRUNCATE orders_audit"), "42501");
  EXPECT_EQ(state(in, "DELETE FROM orders_audit_head"), "42501");
  EXPECT_EQ(state(in, "TRUNCATE orders_audit_head"), "42501");
  EXPECT_EQ(one(in, "SELECT count(*) FROM orders_audit_verify()"), "0");
}

TEST_F(ChangePatternsServer, EveryChangeIsOneAuditRow) {
  scratch::Database db = database(with(orders, "audit-trail", "public.orders"));
  Connection& in = db.owner();
  ASSERT_EQ(state(in, "SET app.actor = 'maria'"), "");
  ASSERT_EQ(state(in, "INSERT INTO orders VALUES (3, 2), (4, 2)"), "");
  ASSERT_EQ(state(in, "UPDATE orders SET id = 30 WHERE id = 3"), "");
  ASSERT_EQ(state(in, "DELETE FROM orders WHERE id = 4"), "");
  ASSERT_EQ(state(in, "BEGIN; DELETE FROM orders; ROLLBACK"), "");
  ASSERT_EQ(state(in, "TRUNCATE orders"), "");
  EXPECT_EQ(one(in,
                "SELECT string_agg(position || ' ' || operation || ' ' || coalesce(row_key->>'id', "
                "'-'), ', ' ORDER BY position) FROM orders_audit"),
            "1 INSERT 3, 2 INSERT 4, 3 UPDATE 3, 4 DELETE 4, 5 TRUNCATE -");
  EXPECT_EQ(one(in, "SELECT count(*) FROM orders_audit WHERE actor = 'maria'"), "5");
  EXPECT_EQ(one(in, "SELECT count(*) FROM orders_audit_verify()"), "0");
}

// The chain finds what the triggers could not prevent.
TEST_F(ChangePatternsServer, TamperingIsFoundByTheChain) {
  scratch::Database db = database(with(orders, "audit-trail", "public.orders"));
  Connection& in = db.owner();
  for (int i = 0; i < 5; ++i)
    ASSERT_EQ(state(in, "UPDATE orders SET total = total + 1 WHERE id = 1"), "");
  const std::string off =
      "BEGIN; ALTER TABLE orders_audit DISABLE TRIGGER ALL; ALTER TABLE "
      "orders_audit_head DISABLE TRIGGER ALL;";
  const auto found = [&](const std::string& tampering) {
    EXPECT_EQ(state(in, off + tampering), "") << tampering;
    const std::string said = one(
        in, "SELECT string_agg(at_position || ': ' || problem, ', ') FROM orders_audit_verify()");
    EXPECT_EQ(state(in, "ROLLBACK"), "");
    return said;
  };
  EXPECT_EQ(found(""), "NULL");
  EXPECT_EQ(found("UPDATE orders_audit SET row_after = '{}' WHERE position = 3"),
            "3: the row is not what was recorded");
  EXPECT_EQ(found("UPDATE orders_audit SET recorded_at = recorded_at - interval '1 microsecond' "
                  "WHERE position = 3"),
            "3: the row is not what was recorded");
  EXPECT_EQ(found("DELETE FROM orders_audit WHERE position = 3"), "3: rows 3 to 3 are missing");
  EXPECT_EQ(found("DELETE FROM orders_audit WHERE position = 5"),
            "5: the end of the chain is missing or was changed");
  EXPECT_EQ(found("DELETE FROM orders_audit"), "1: the end of the chain is missing or was changed");
  // A whole chain made anew shows against an anchor alone.
  const std::string anchor = one(in, "SELECT digest FROM orders_audit WHERE position = 2");
  ASSERT_EQ(state(in, off + "DELETE FROM orders_audit; UPDATE orders_audit_head SET position = 0, "
                            "digest = ''; ALTER TABLE orders_audit ENABLE TRIGGER ALL; INSERT INTO "
                            "orders_audit (actor, operation) SELECT 'x', 'TRUNCATE' FROM "
                            "generate_series(1, 5)"),
            "");
  EXPECT_EQ(one(in, "SELECT count(*) FROM orders_audit_verify()"), "0");
  EXPECT_EQ(one(in, "SELECT problem FROM orders_audit_verify(2, '" + anchor + "')"),
            "the row is not the anchored one");
  EXPECT_EQ(one(in, "SELECT problem FROM orders_audit_verify(9, '" + anchor + "')"),
            "the anchored row is missing");
}

TEST_F(ChangePatternsServer, TwoWritersLinkOneAfterTheOther) {
  scratch::Database db = database(with(orders, "audit-trail", "public.orders"));
  Connection a = session(db), b = session(db), c = session(db);
  ASSERT_EQ(state(c, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM orders"), "");
  ASSERT_EQ(state(a, "BEGIN; UPDATE orders SET total = 1 WHERE id = 1"), "");
  auto second = waiting(db, b, "UPDATE orders SET total = 2 WHERE id = 2");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(second.get(), "UPDATE 1");
  // Whoever looks at an older chain cannot link to it.
  EXPECT_EQ(state(c, "INSERT INTO orders VALUES (9, 1)"), "40001");
  ASSERT_EQ(state(c, "ROLLBACK"), "");
  EXPECT_EQ(one(db.owner(), "SELECT count(*) || ' ' || max(position) FROM orders_audit"), "2 2");
  EXPECT_EQ(one(db.owner(), "SELECT count(*) FROM orders_audit_verify()"), "0");
}

TEST_F(ChangePatternsServer, WhoMayChangeTheTableCannotWriteToItsAuditTrail) {
  scratch::Database db =
      database(with(orders + "CREATE ROLE clerk_of_audit;", "audit-trail", "public.orders") +
               "GRANT SELECT, UPDATE ON orders TO clerk_of_audit;");
  Connection& in = db.owner();
  if (state(in, "SET ROLE clerk_of_audit") != "") GTEST_FAIL() << "no such role";
  EXPECT_EQ(state(in, "UPDATE orders SET total = 3 WHERE id = 1"), "");
  EXPECT_EQ(state(in, "SELECT 1 FROM orders_audit"), "42501");
  EXPECT_EQ(state(in, "INSERT INTO orders_audit (actor, operation) VALUES ('x', 'TRUNCATE')"),
            "42501");
  EXPECT_EQ(state(in, "RESET ROLE"), "");
  EXPECT_EQ(one(in, "SELECT actor FROM orders_audit"), "clerk_of_audit");
}

TEST_F(ChangePatternsServer, DeadRowsDoNotBlockTheLiving) {
  scratch::Database db = database(with(orders, "soft-delete", "public.customers"));
  Connection& in = db.owner();
  EXPECT_EQ(state(in, "DELETE FROM customers WHERE id = 2"), "23000");
  EXPECT_EQ(state(in, "INSERT INTO customers VALUES (3, 'b@x')"), "23505");
  ASSERT_EQ(state(in, "UPDATE customers SET deleted_at = now() WHERE id = 2"), "");
  EXPECT_EQ(state(in, "INSERT INTO customers VALUES (3, 'b@x')"), "");
  EXPECT_EQ(state(in, "UPDATE customers SET deleted_at = NULL WHERE id = 2"), "23505");
  EXPECT_EQ(one(in, "SELECT string_agg(id::text, ',' ORDER BY id) FROM live_customers"), "1,3");
  EXPECT_EQ(state(in, "DELETE FROM customers WHERE id = 2"), "");
}

TEST_F(ChangePatternsServer, NobodyRefersToTheDead) {
  scratch::Database db = database(with(orders, "soft-delete", "public.customers"));
  Connection& in = db.owner();
  EXPECT_EQ(state(in, "UPDATE customers SET deleted_at = now() WHERE id = 1"), "23503");
  ASSERT_EQ(state(in, "UPDATE customers SET deleted_at = now() WHERE id = 2"), "");
  EXPECT_EQ(state(in, "INSERT INTO orders VALUES (3, 2)"), "23503");
  EXPECT_EQ(state(in, "UPDATE orders SET customer = 2 WHERE id = 1"), "23503");
  EXPECT_EQ(state(in, "UPDATE customers SET parent = 2 WHERE id = 1"), "23503");
}

TEST_F(ChangePatternsServer, AReferenceMadeWhileTheRowDiesIsNoticed) {
  scratch::Database db = database(with(orders, "soft-delete", "public.customers"));
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "BEGIN; UPDATE customers SET deleted_at = now() WHERE id = 2"), "");
  auto child = waiting(db, b, "INSERT INTO orders VALUES (3, 2)");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_TRUE(child.get().starts_with("error 23503"));
  // The other way round.
  ASSERT_EQ(state(a, "INSERT INTO customers VALUES (5, 'e@x')"), "");
  ASSERT_EQ(state(a, "BEGIN; INSERT INTO orders VALUES (4, 5)"), "");
  auto death = waiting(db, b, "UPDATE customers SET deleted_at = now() WHERE id = 5");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_TRUE(death.get().starts_with("error 23503"));
}

TEST_F(ChangePatternsServer, PartsDieWithTheirWhole) {
  const std::string schema =
      "CREATE TABLE w (id int PRIMARY KEY); CREATE TABLE part (id int PRIMARY KEY, w int NOT NULL "
      "REFERENCES w ON DELETE CASCADE, deleted_at timestamptz); INSERT INTO w VALUES (1); INSERT "
      "INTO part VALUES (1, 1), (2, 1);";
  scratch::Database db = database(with(schema, "soft-delete", "public.w"));
  ASSERT_EQ(state(db.owner(), "UPDATE w SET deleted_at = now()"), "");
  EXPECT_EQ(one(db.owner(), "SELECT count(*) FROM part WHERE deleted_at IS NOT NULL"), "2");
}

const std::map<std::string, std::string> steps{
    {"transitions", ">draft, draft>sent, sent>paid, sent>draft"}};

TEST_F(ChangePatternsServer, AStatusChangeThatIsNotAllowedIsRefused) {
  scratch::Database db = database(with(orders, "status-machine", "public.orders", steps));
  Connection& in = db.owner();
  EXPECT_EQ(state(in, "UPDATE orders SET status = 'paid' WHERE id = 1"), "23514");
  EXPECT_EQ(state(in, "UPDATE orders SET status = 'sent' WHERE id = 1"), "");
  EXPECT_EQ(state(in, "UPDATE orders SET status = 'sent' WHERE id = 1"), "");
  EXPECT_EQ(state(in, "UPDATE orders SET status = 'lost' WHERE id = 1"), "23514");
  EXPECT_EQ(state(in, "INSERT INTO orders VALUES (3, 1, 'paid')"), "23514");
  EXPECT_EQ(state(in, "INSERT INTO orders VALUES (3, 1, 'draft')"), "");
  EXPECT_EQ(state(in,
                  "INSERT INTO orders VALUES (3, 1, 'draft') ON CONFLICT (id) DO UPDATE SET "
                  "status = 'paid'"),
            "23514");
  EXPECT_EQ(state(in,
                  "INSERT INTO orders_status_transitions VALUES ('sent', 'lost'); UPDATE orders "
                  "SET status = 'lost' WHERE id = 1"),
            "");
}

TEST_F(ChangePatternsServer, WhatAnotherTriggerMakesOfAStatusIsJudged) {
  const std::string skips =
      "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.status := ''paid''; "
      "RETURN NEW; END'; CREATE TRIGGER zzz BEFORE UPDATE OF total ON orders FOR EACH ROW EXECUTE "
      "FUNCTION skip();";
  scratch::Database db = database(with(orders, "status-machine", "public.orders", steps) + skips);
  EXPECT_EQ(state(db.owner(), "UPDATE orders SET total = 9 WHERE id = 1"), "23514");
}

TEST_F(ChangePatternsServer, TwoStepsFromOneStatusCannotBothHappen) {
  scratch::Database db = database(
      with(orders, "status-machine", "public.orders", {{"transitions", "draft>sent,draft>lost"}}));
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "BEGIN; UPDATE orders SET status = 'sent' WHERE id = 1"), "");
  auto second = waiting(db, b, "UPDATE orders SET status = 'lost' WHERE id = 1");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_TRUE(second.get().starts_with("error 23514"));
}

}  // namespace
}  // namespace mimar::design
