// The append that overwrites, the version that is left out, the projection that misses an event.

#include "support/pattern_database.h"

namespace mimar::design {
namespace {

using Connection = engine::postgres::Connection;

class EventSourcingServer : public support::PatternServer {
 protected:
  static std::string appending(int expected, const std::string& type, int id) {
    return fmt::format(
        "SELECT events_append('cart-1', 'cart', {}, '[{{\"id\": "
        "\"00000000-0000-4000-8000-{:012}\", \"type\": \"{}\", \"payload\": {{}}}}]')",
        expected, id, type);
  }
  static inline const std::string types =
      "SELECT coalesce(string_agg(event_type, ',' ORDER BY version), '') FROM events";
  static inline const std::string next =
      "SELECT coalesce(string_agg(event_type, ',' ORDER BY transaction, position), '') FROM "
      "events_next('p')";
};

TEST_F(EventSourcingServer, OfTwoAppendsToOneVersionOneIsRefused) {
  scratch::Database db = database(with("", "event-sourcing", ""));
  Connection a = session(db), b = session(db);
  ASSERT_EQ(one(a, appending(0, "opened", 1)), "1");
  ASSERT_EQ(state(a, "BEGIN"), "");
  ASSERT_EQ(one(a, appending(1, "mine", 2)), "2");
  auto second = waiting(db, b, appending(1, "yours", 3));
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_TRUE(second.get().starts_with("error 40001"));
  EXPECT_EQ(one(b, types), "opened,mine");
  // Having read again, it may.
  EXPECT_EQ(one(b, appending(2, "yours", 3)), "3");
}

TEST_F(EventSourcingServer, TwoWhoOpenOneStreamDoNotBothDoSo) {
  scratch::Database db = database(with("", "event-sourcing", ""));
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "BEGIN"), "");
  ASSERT_EQ(one(a, appending(0, "mine", 1)), "1");
  auto second = waiting(db, b, appending(0, "yours", 2));
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_TRUE(second.get().starts_with("error 40001"));
}

TEST_F(EventSourcingServer, WhatIsSentAgainIsThereOnce) {
  scratch::Database db = database(with("", "event-sourcing", ""));
  ASSERT_EQ(one(db.owner(), appending(0, "opened", 1)), "1");
  EXPECT_EQ(one(db.owner(), appending(0, "opened", 1)), "1");
  EXPECT_EQ(one(db.owner(), types), "opened");
}

TEST_F(EventSourcingServer, AStreamHasNoGaps) {
  scratch::Database db = database(with("", "event-sourcing", ""));
  Connection& in = db.owner();
  ASSERT_EQ(one(in, appending(0, "opened", 1)), "1");
  const auto inserting = [](int version) {
    return fmt::format(
        "INSERT INTO events (stream, version, event_id, event_type, payload) VALUES "
        "('cart-1', {}, gen_random_uuid(), 'x', '{{}}')",
        version);
  };
  EXPECT_EQ(state(in, inserting(3)), "40001");
  EXPECT_EQ(state(in, inserting(1)), "40001");
  EXPECT_EQ(state(in, inserting(0)), "40001");
  ASSERT_EQ(state(in, "BEGIN; " + inserting(2) + "; ROLLBACK"), "");
  EXPECT_EQ(state(in, inserting(2)), "");
  EXPECT_EQ(one(in, "SELECT version FROM events_streams"), "2");
}

TEST_F(EventSourcingServer, EventsStayAsTheyAre) {
  scratch::Database db = database(with("", "event-sourcing", ""));
  Connection& in = db.owner();
  ASSERT_EQ(one(in, appending(0, "opened", 1)), "1");
  EXPECT_EQ(state(in, "UPDATE events SET payload = '1'"), "42501");
  EXPECT_EQ(state(in, "DELETE FROM events"), "42501");
  EXPECT_EQ(state(in, "TRUNCATE events CASCADE"), "42501");
  // 23503, from PostgreSQL 18 on 23001.
  EXPECT_NE(state(in, "DELETE FROM events_streams"), "");
}

TEST_F(EventSourcingServer, ASnapshotStandsForTheEventsBeforeIt) {
  scratch::Database db = database(with("", "event-sourcing", ""));
  Connection& in = db.owner();
  for (int i = 0; i < 4; ++i)
    ASSERT_EQ(one(in, appending(i, "e" + std::to_string(i + 1), i + 1)), std::to_string(i + 1));
  ASSERT_EQ(state(in, "INSERT INTO events_snapshots VALUES ('cart-1', 2, '{}')"), "");
  EXPECT_EQ(state(in, "INSERT INTO events_snapshots VALUES ('cart-1', 9, '{}')"), "23503");
  EXPECT_EQ(one(in,
                "SELECT string_agg(version || ' ' || event_type, ', ') FROM "
                "events_load('cart-1')"),
            "2 (snapshot), 3 e3, 4 e4");
}

TEST_F(EventSourcingServer, AProjectionMissesNoneAndGetsNoneTwice) {
  scratch::Database db = database(with("", "event-sourcing", ""));
  Connection slow = session(db), fast = session(db), reader = session(db);
  ASSERT_EQ(state(slow, "BEGIN"), "");
  ASSERT_EQ(one(slow, appending(0, "first", 1)), "1");
  ASSERT_EQ(state(fast,
                  "SELECT events_append('cart-2', 'cart', 0, '[{\"id\": "
                  "\"00000000-0000-4000-8000-000000000009\", \"type\": \"second\", "
                  "\"payload\": {}}]')"),
            "");
  EXPECT_EQ(one(reader, "SELECT string_agg(event_type, ',') FROM events"), "second");
  EXPECT_EQ(one(reader, next), "");
  ASSERT_EQ(state(slow, "COMMIT"), "");
  ASSERT_EQ(state(reader, "BEGIN"), "");
  EXPECT_EQ(one(reader, next), "first,second");
  ASSERT_EQ(state(reader, "ROLLBACK"), "");
  EXPECT_EQ(one(reader, next), "first,second");
  EXPECT_EQ(one(reader, next), "");
  ASSERT_EQ(state(reader, "SELECT events_restart_projection('p')"), "");
  EXPECT_EQ(one(reader, next), "first,second");
}

}  // namespace
}  // namespace mimar::design
