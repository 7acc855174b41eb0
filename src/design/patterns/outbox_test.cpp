// The poller that loses a row: first that the usual one does, then that the outbox's does not.

#include "support/pattern_database.h"

namespace mimar::design {
namespace {

using Connection = engine::postgres::Connection;

class OutboxServer : public support::PatternServer {};

const std::string schema =
    "CREATE TABLE orders (id bigint PRIMARY KEY, total numeric NOT NULL DEFAULT 0);";

std::string event(const std::string& name) {
  return "INSERT INTO outbox (aggregate_type, aggregate_key, event_type, payload) VALUES ('t', "
         "'{}', '" +
         name + "', '{}')";
}

const std::string claimed =
    "SELECT coalesce(string_agg(event_type, ',' ORDER BY n), '') FROM outbox_claim('c') WITH "
    "ORDINALITY AS e(id, transaction, aggregate_type, aggregate_key, event_type, payload, "
    "occurred_at, n)";

TEST_F(OutboxServer, PollingByIdLosesTheRowThatCommitsLate) {
  scratch::Database db = database(with(schema, "outbox", ""));
  Connection slow = session(db), fast = session(db), poller = session(db);
  ASSERT_EQ(state(slow, "BEGIN; " + event("first")), "");
  ASSERT_EQ(state(fast, event("second")), "");
  const std::string cursor = one(poller, "SELECT max(id) FROM outbox WHERE id > 0");
  EXPECT_EQ(cursor, "2");
  ASSERT_EQ(state(slow, "COMMIT"), "");
  // The first one is there now, and will never be read.
  EXPECT_EQ(one(poller, "SELECT count(*) FROM outbox"), "2");
  EXPECT_EQ(one(poller, "SELECT count(*) FROM outbox WHERE id > " + cursor), "0");
}

TEST_F(OutboxServer, ClaimingLosesNone) {
  scratch::Database db = database(with(schema, "outbox", ""));
  Connection slow = session(db), fast = session(db), poller = session(db);
  ASSERT_EQ(state(slow, "BEGIN; " + event("first")), "");
  ASSERT_EQ(state(fast, event("second")), "");
  EXPECT_EQ(one(poller, claimed), "");
  ASSERT_EQ(state(slow, "COMMIT"), "");
  EXPECT_EQ(one(poller, claimed), "first,second");
  EXPECT_EQ(one(poller, claimed), "");
}

// A transaction that has its number but writes its event only after a later one was read.
TEST_F(OutboxServer, ATransactionThatWritesLateIsWaitedFor) {
  scratch::Database db = database(with(schema, "outbox", ""));
  Connection slow = session(db), fast = session(db), poller = session(db);
  ASSERT_EQ(state(slow, "BEGIN; INSERT INTO orders VALUES (1)"), "");
  ASSERT_EQ(state(fast, event("second")), "");
  EXPECT_EQ(one(poller, claimed), "");
  ASSERT_EQ(state(slow, event("first") + "; COMMIT"), "");
  EXPECT_EQ(one(poller, claimed), "first,second");
}

TEST_F(OutboxServer, APollerThatFailsGetsTheEventsAgain) {
  scratch::Database db = database(with(schema, "outbox", ""));
  ASSERT_EQ(state(db.owner(), event("first")), "");
  ASSERT_EQ(state(db.owner(), event("second")), "");
  ASSERT_EQ(state(db.owner(), "BEGIN"), "");
  EXPECT_EQ(one(db.owner(), claimed), "first,second");
  ASSERT_EQ(state(db.owner(), "ROLLBACK"), "");
  EXPECT_EQ(one(db.owner(), claimed), "first,second");
}

TEST_F(OutboxServer, TwoPollersOfOneConsumerGetNothingTwice) {
  scratch::Database db = database(with(schema, "outbox", ""));
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, event("first")), "");
  ASSERT_EQ(state(a, "BEGIN"), "");
  EXPECT_EQ(one(a, claimed), "first");
  auto second = waiting(db, b, claimed);
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(second.get(), "");
}

TEST_F(OutboxServer, AnEventGoesWithItsChange) {
  scratch::Database db = database(with(schema, "outbox", "public.orders"));
  Connection& in = db.owner();
  ASSERT_EQ(state(in, "BEGIN; INSERT INTO orders VALUES (1); ROLLBACK"), "");
  ASSERT_EQ(state(in, "INSERT INTO orders VALUES (2)"), "");
  ASSERT_EQ(state(in, "UPDATE orders SET total = 7"), "");
  ASSERT_EQ(state(in, "DELETE FROM orders"), "");
  EXPECT_EQ(one(in, claimed), "created,changed,deleted");
  EXPECT_EQ(one(in, "SELECT count(*) FROM outbox WHERE aggregate_key = '{\"id\": 2}'"), "3");
}

TEST_F(OutboxServer, OnlyWhatAllHaveReadIsPurged) {
  scratch::Database db = database(with(schema, "outbox", ""));
  Connection& in = db.owner();
  ASSERT_EQ(state(in, event("first")), "");
  EXPECT_EQ(one(in, "SELECT outbox_purge()"), "0");
  EXPECT_EQ(one(in, claimed), "first");
  ASSERT_EQ(state(in, event("second")), "");
  EXPECT_EQ(one(in, "SELECT outbox_purge()"), "1");
  EXPECT_EQ(one(in, "SELECT count(*) FROM outbox_claim('late')"), "1");
  EXPECT_EQ(one(in, claimed), "second");
}

// The second table's events go to the outbox that is there.
TEST_F(OutboxServer, OneOutboxServesManyTables) {
  const std::string two = schema + "CREATE TABLE lines (a int, b int, PRIMARY KEY (a, b));";
  const std::string first = with(two, "outbox", "public.orders");
  scratch::Database db = database(with(first, "outbox", "public.lines"));
  ASSERT_EQ(state(db.owner(), "INSERT INTO lines VALUES (1, 2)"), "");
  EXPECT_EQ(one(db.owner(), "SELECT aggregate_key::text FROM outbox"), "{\"a\": 1, \"b\": 2}");
  EXPECT_FALSE(draft(first, "outbox", ""));
  EXPECT_FALSE(draft(first, "outbox", "public.orders"));
}

}  // namespace
}  // namespace mimar::design
