// What the designs promise, attacked by two sessions at once, and the keys they make.

#include <future>

#include <gtest/gtest.h>

#include "design/relational/relational.h"
#include "support/model_writing.h"
#include "support/server.h"

namespace mimar::design {
namespace {

using namespace support;
using Kind = ValueKind;
using engine::postgres::Connection;

class DesignSessionsServer : public TestServer {
 protected:
  static scratch::Database made(const ConceptualModel& model, const Policy& policy = {}) {
    auto draft = to_relational(model, policy);
    if (!draft) throw std::runtime_error(why(draft.error()));
    scratch::Database database = create("sessions");
    if (const std::string failed = run(database, draft->sql); !failed.empty())
      throw std::runtime_error(failed + "\n" + draft->sql);
    return database;
  }

  static Connection further(scratch::Database& database) {
    auto connection = database.connect();
    if (!connection) throw std::runtime_error(why(connection.error()));
    return std::move(*connection);
  }

  // The first session has done its part; the second does its own, waits for the first to commit
  // where it must, and commits. What the second came to.
  static std::string meanwhile(Connection& first, Connection& second, const std::string& sql) {
    auto outcome = std::async(std::launch::async, [&] {
      const std::string done = one(second, sql);
      return done.starts_with("error") ? done : one(second, "COMMIT");
    });
    // Nothing depends on whether it waits already: committing later or earlier must not matter.
    outcome.wait_for(std::chrono::milliseconds(200));
    EXPECT_EQ(one(first, "COMMIT"), "COMMIT");
    return outcome.get();
  }
};

ConceptualModel steps() {
  ConceptualModel model;
  model.entities = {entity("step", "steps", {attribute("number", Kind::integer)})};
  Relationship depends = many_to_many("depends on", "step", "step");
  depends.acyclic = true;
  model.relationships = {depends};
  return model;
}

TEST_F(DesignSessionsServer, TwoSessionsDoNotCloseACircle) {
  scratch::Database database = made(steps());
  Connection second = further(database);
  ASSERT_EQ(one(database.owner(), "INSERT INTO steps (number) VALUES (1), (2)"), "INSERT 0 2");
  const std::string edge =
      "INSERT INTO step_dependencies (step_id, depends_on_step_id) SELECT a.id, b.id FROM steps a, "
      "steps b WHERE a.number = {} AND b.number = {}";
  const auto add = [&](int a, int b) { return fmt::format(fmt::runtime(edge), a, b); };
  one(database.owner(), "BEGIN");
  one(second, "BEGIN");
  ASSERT_EQ(one(database.owner(), add(1, 2)), "INSERT 0 1");
  const std::string outcome = meanwhile(database.owner(), second, add(2, 1));
  EXPECT_TRUE(outcome.starts_with("error P0001")) << outcome;
  one(second, "ROLLBACK");
  EXPECT_EQ(one(second, "SELECT count(*) FROM step_dependencies"), "1");
  // A snapshot that may be older than the other's edge is not trusted.
  one(second, "BEGIN ISOLATION LEVEL REPEATABLE READ");
  EXPECT_TRUE(one(second, add(2, 1)).starts_with("error 0A000"));
}

ConceptualModel orders(bool read_heavy) {
  ConceptualModel model;
  Attribute total = attribute("total", Kind::integer);
  total.derived = Derivation{Derivation::Kind::sum, "line", {"amount"}};
  model.entities = {entity("order", "orders", {attribute("code", Kind::text), total}),
                    entity("line", "lines", {attribute("amount", Kind::integer)})};
  Relationship has_lines = has_many("order", "line", true);
  has_lines.to.required = !read_heavy;
  model.relationships = {has_lines};
  Rate rate;
  rate.reads = read_heavy ? 1000 : 1;
  rate.writes = 1;
  model.rates = {rate};
  return model;
}

TEST_F(DesignSessionsServer, TwoSessionsDoNotTakeTheLastTwo) {
  scratch::Database database = made(orders(false));
  Connection second = further(database);
  EXPECT_TRUE(one(database.owner(), "INSERT INTO orders (code) VALUES ('empty')")
                  .starts_with("error P0001"));
  one(database.owner(), "BEGIN");
  one(database.owner(), "INSERT INTO orders (code) VALUES ('x')");
  one(database.owner(),
      "INSERT INTO lines (order_id, amount) SELECT id, n FROM orders, generate_series(1, 2) n");
  ASSERT_EQ(one(database.owner(), "COMMIT"), "COMMIT");
  one(database.owner(), "BEGIN");
  one(second, "BEGIN");
  ASSERT_EQ(
      one(database.owner(), "DELETE FROM lines WHERE amount = 1; SET CONSTRAINTS ALL IMMEDIATE"),
      "SET CONSTRAINTS");
  const std::string outcome =
      meanwhile(database.owner(), second,
                "DELETE FROM lines WHERE amount = 2; SET CONSTRAINTS ALL IMMEDIATE");
  EXPECT_TRUE(outcome.starts_with("error P0001")) << outcome;
  one(second, "ROLLBACK");
  EXPECT_EQ(one(second, "SELECT count(*) FROM lines"), "1");
  // With its lines, an order goes.
  EXPECT_EQ(one(second, "DELETE FROM orders"), "DELETE 1");
}

TEST_F(DesignSessionsServer, TwoSessionsLoseNoPartOfASum) {
  scratch::Database database = made(orders(true));
  Connection second = further(database);
  ASSERT_EQ(one(database.owner(), "INSERT INTO orders (code) VALUES ('x')"), "INSERT 0 1");
  one(database.owner(), "BEGIN");
  one(second, "BEGIN");
  ASSERT_EQ(one(database.owner(), "INSERT INTO lines (order_id, amount) SELECT id, 10 FROM orders"),
            "INSERT 0 1");
  const std::string outcome = meanwhile(
      database.owner(), second, "INSERT INTO lines (order_id, amount) SELECT id, 5 FROM orders");
  EXPECT_EQ(outcome, "COMMIT");
  EXPECT_EQ(one(second, "SELECT total FROM orders"), "15");
  one(second, "UPDATE lines SET amount = 7 WHERE amount = 10");
  EXPECT_EQ(one(second, "SELECT total FROM orders"), "12");
  one(second, "DELETE FROM lines");
  EXPECT_EQ(one(second, "SELECT total FROM orders"), "0");
}

TEST_F(DesignSessionsServer, ATenantSeesAndWritesItsOwn) {
  ConceptualModel model;
  model.entities = {entity("tenant", "tenants", {attribute("name", Kind::text)}),
                    entity("note", "notes", {attribute("title", Kind::text)})};
  model.relationships = {has_many("tenant", "note")};
  model.tenancy = Tenancy{"tenant", "shared schema", {1}};
  scratch::Database database = made(model);
  Connection& session = database.owner();
  const std::string a = "11111111-1111-7111-8111-111111111111",
                    b = "22222222-2222-7222-8222-222222222222";
  for (const std::string& tenant : {a, b}) {
    one(session, "SET app.tenant_id = '" + tenant + "'");
    ASSERT_EQ(one(session, "INSERT INTO tenants (id, name) VALUES ('" + tenant + "', 'x')"),
              "INSERT 0 1");
    ASSERT_EQ(one(session, "INSERT INTO notes (title) VALUES ('" + tenant + "')"), "INSERT 0 1");
  }
  EXPECT_EQ(one(session, "SELECT count(*) FROM notes"), "1");
  EXPECT_EQ(one(session, "SELECT title FROM notes"), b);
  EXPECT_EQ(one(session, "UPDATE notes SET title = 'mine' WHERE title = '" + a + "'"), "UPDATE 0");
  EXPECT_TRUE(one(session, "INSERT INTO notes (tenant_id, title) VALUES ('" + a + "', 'smuggled')")
                  .starts_with("error 42501"));
  EXPECT_TRUE(one(session, "UPDATE notes SET tenant_id = '" + a + "'").starts_with("error 42501"));
  one(session, "RESET app.tenant_id");
  EXPECT_EQ(one(session, "SELECT count(*) FROM notes"), "0");
}

TEST_F(DesignSessionsServer, KeysAreOrderedByTime) {
  ConceptualModel model;
  model.entities = {entity("thing", "things", {attribute("number", Kind::integer)})};
  scratch::Database database = made(model);
  Connection& session = database.owner();
  one(session, "INSERT INTO things (number) SELECT n FROM generate_series(1, 1000) n");
  // Version 7 and the variant of RFC 9562, in all of them.
  EXPECT_EQ(one(session,
                "SELECT count(*) FROM things WHERE id::text ~ "
                "'^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'"),
            "1000");
  EXPECT_EQ(one(session, "SELECT count(DISTINCT id) FROM things"), "1000");
  // The first 48 bits are the milliseconds of now.
  EXPECT_EQ(one(session,
                "SELECT abs(('x' || lpad(left(replace(public.uuid_v7()::text, '-', ''), 12), 16, "
                "'0'))::bit(64)::bigint - extract(epoch FROM clock_timestamp()) * 1000) < 60000"),
            "t");
  EXPECT_EQ(one(session,
                "WITH a AS MATERIALIZED (SELECT public.uuid_v7() AS id), s AS MATERIALIZED (SELECT "
                "a.id, pg_sleep(0.01) FROM a) SELECT s.id < public.uuid_v7() FROM s"),
            "t");
}

TEST_F(DesignSessionsServer, UlidsAreOrderedByTime) {
  ConceptualModel model;
  model.entities = {entity("thing", "things", {attribute("number", Kind::integer)})};
  Policy policy;
  policy.keys = KeyStyle::ulid;
  scratch::Database database = made(model, policy);
  Connection& session = database.owner();
  one(session, "INSERT INTO things (number) SELECT n FROM generate_series(1, 1000) n");
  EXPECT_EQ(one(session, "SELECT count(DISTINCT id) FROM things WHERE length(id) = 26"), "1000");
  // The first ten characters are the milliseconds, five bits each.
  EXPECT_EQ(
      one(session,
          "SELECT abs(sum((strpos('0123456789ABCDEFGHJKMNPQRSTVWXYZ', substr(made.id, n, 1)) - 1) "
          "* "
          "32::numeric ^ (10 - n)) - extract(epoch FROM clock_timestamp()) * 1000) < 60000 FROM "
          "(SELECT id FROM things LIMIT 1) AS made, generate_series(1, 10) AS n"),
      "t");
  EXPECT_TRUE(
      one(session, "INSERT INTO things (id, number) VALUES ('I', 1)").starts_with("error 23514"));
}

}  // namespace
}  // namespace mimar::design
