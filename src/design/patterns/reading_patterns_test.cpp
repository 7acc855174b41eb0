// What cdc-publication, full-text-search, keyset-pagination and retention promise, attacked.

#include "base/text.h"
#include "support/pattern_database.h"

namespace mimar::design {
namespace {

using Connection = engine::postgres::Connection;

class ReadingPatternsServer : public support::PatternServer {};

// Five rows, pages of two, and a row that comes in front between two pages.
TEST_F(ReadingPatternsServer, NoRowIsOnTwoPagesOrNone) {
  const std::string schema =
      "CREATE TABLE news (id int PRIMARY KEY, at date NOT NULL); INSERT INTO news SELECT i, "
      "'2024-01-01'::date + i / 2 FROM generate_series(1, 5) AS i;";
  const auto made =
      draft(schema, "keyset-pagination", "public.news", {{"order", "at desc"}, {"page", "2"}});
  ASSERT_TRUE(made) << support::why(made.error());
  scratch::Database db = database(schema + made->sql);
  Connection reader = session(db), writer = session(db);
  const std::string ids =
      "SELECT string_agg(id::text, ',') FROM (SELECT id FROM news ORDER BY at "
      "DESC, id DESC LIMIT 2 OFFSET ";
  EXPECT_EQ(one(reader, ids + "0) AS p"), "5,4");
  ASSERT_EQ(state(writer, "INSERT INTO news VALUES (9, '2025-01-01')"), "");
  EXPECT_EQ(one(reader, ids + "2) AS p"), "4,3");  // 4 again
  ASSERT_EQ(state(writer, "DELETE FROM news WHERE id = 9"), "");
  std::vector<std::string> seen;
  std::vector<engine::postgres::Value> last{"2030-01-01", "0"};
  for (int page = 0; page < 3; ++page) {
    const auto rows = reader.execute(made->accesses.at(0).pattern.query.sql, last);
    ASSERT_TRUE(rows) << support::why(rows.error());
    for (const auto& row : rows->rows) {
      seen.push_back(*row[0]);
      last = {row[1], row[0]};
    }
    ASSERT_EQ(state(writer, fmt::format("INSERT INTO news VALUES ({}, '2025-01-01')", 9 + page)),
              "");
    ASSERT_EQ(state(writer, "DELETE FROM news WHERE id = 5"), "");
  }
  EXPECT_EQ(text::join(seen, ","), "5,4,3,2,1");
  const std::string nullable = "CREATE TABLE t (id int PRIMARY KEY, at date);";
  EXPECT_FALSE(draft(nullable, "keyset-pagination", "public.t", {{"order", "at"}}));
}

TEST_F(ReadingPatternsServer, WordsAreFoundAsSoonAsTheyAreWritten) {
  const std::string schema =
      "CREATE TABLE notes (id int PRIMARY KEY, title varchar(80) NOT NULL, body text); INSERT INTO "
      "notes VALUES (1, 'Running shoes', 'For the road'), (2, 'Roads', 'He ran');";
  scratch::Database db = database(with(schema, "full-text-search", "public.notes"));
  Connection& in = db.owner();
  const auto found = [&](const std::string& words) {
    return one(in,
               "SELECT coalesce(string_agg(id::text, ','), '') FROM notes_search('" + words + "')");
  };
  EXPECT_EQ(found("road"), "2,1");
  EXPECT_EQ(found("run -shoe"), "");
  EXPECT_EQ(found("\"running shoes\""), "1");
  ASSERT_EQ(state(in, "UPDATE notes SET body = 'Nothing' WHERE id = 1"), "");
  EXPECT_EQ(found("road"), "2");
  EXPECT_EQ(found("'' OR 1=1; DROP TABLE notes --"), "");
  EXPECT_EQ(state(in, "UPDATE notes SET search_words = ''"), "428C9");
  EXPECT_FALSE(draft(schema, "full-text-search", "public.notes", {{"language", "x'; DROP"}}));
}

TEST_F(ReadingPatternsServer, RowsGoWhenTheirTimeIsOverAndNoneIsLost) {
  const std::string schema =
      "CREATE TABLE logs (id int PRIMARY KEY, created_at timestamptz NOT NULL); CREATE TABLE uses "
      "(id "
      "int PRIMARY KEY, log int REFERENCES logs); INSERT INTO logs SELECT i, now() - i * interval "
      "'1 "
      "day' FROM generate_series(0, 9) AS i; INSERT INTO uses VALUES (1, 9);";
  scratch::Database db =
      database(with(schema, "retention", "public.logs", {{"keep", "4 days"}, {"archive", "yes"}}));
  Connection a = session(db), b = session(db);
  // What somebody is working on is left for later.
  ASSERT_EQ(state(a, "BEGIN; SELECT 1 FROM logs WHERE id = 7 FOR UPDATE"), "");
  EXPECT_EQ(one(b, "SELECT logs_expire(2)"), "2");
  EXPECT_EQ(one(b, "SELECT logs_expire(100)"), "2");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(one(b, "SELECT logs_expire(100)"), "1");
  EXPECT_EQ(one(b, "SELECT logs_expire(100)"), "0");
  EXPECT_EQ(one(b, "SELECT string_agg(id::text, ',' ORDER BY id) FROM logs"), "0,1,2,3,9");
  EXPECT_EQ(one(b, "SELECT string_agg(id::text, ',' ORDER BY id) FROM logs_archive"), "4,5,6,7,8");
  EXPECT_FALSE(draft(schema, "retention", "public.logs", {{"keep", "4 days'; DROP TABLE logs"}}));
  EXPECT_FALSE(draft(schema, "retention", "public.logs"));
}

// Publishing a table whose rows have no name makes its updates fail.
TEST_F(ReadingPatternsServer, APublishedTableCanStillBeUpdated) {
  const std::string schema = "CREATE TABLE t (a int, b int); INSERT INTO t VALUES (1, 1);";
  scratch::Database naive = database(schema + "CREATE PUBLICATION p FOR TABLE t;");
  const std::string level = one(naive.owner(), "SHOW wal_level");
  EXPECT_EQ(state(naive.owner(), "UPDATE t SET b = 2"), "55000") << level;
  scratch::Database db = database(with(schema, "cdc-publication", ""));
  EXPECT_EQ(state(db.owner(), "UPDATE t SET b = 2"), "");
  EXPECT_EQ(state(db.owner(), "DELETE FROM t"), "");
  const std::string unique =
      "CREATE TABLE t (a int NOT NULL UNIQUE, b int); INSERT INTO t VALUES (1, 1);";
  scratch::Database named = database(with(unique, "cdc-publication", "public.t"));
  EXPECT_EQ(state(named.owner(), "UPDATE t SET b = 2"), "");
  EXPECT_EQ(one(named.owner(), "SELECT relreplident FROM pg_class WHERE relname = 't'"), "i");
}

}  // namespace
}  // namespace mimar::design
