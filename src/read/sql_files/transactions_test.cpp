#include <gtest/gtest.h>

#include "base/text.h"
#include "read/sql_files/reader.h"

namespace mimar::read::sql_files {
namespace {

// The names of the tables a script leaves, sorted.
std::string tables(const std::string& sql) {
  const Result<Reading> reading = read({{"test.sql", sql}});
  if (!reading) return reading.error().message;
  std::vector<std::string> names;
  for (const model::Table& table : reading->database->tables)
    names.push_back(table.name.text());
  return text::join(names, " ");
}

struct Case {
  const char *sql, *left;
};

class Transactions : public ::testing::TestWithParam<Case> {};

TEST_P(Transactions, LeaveWhatTheServerKeeps) {
  EXPECT_EQ(tables(GetParam().sql), GetParam().left) << GetParam().sql;
}

INSTANTIATE_TEST_SUITE_P(
    Each, Transactions,
    ::testing::Values(
        Case{"BEGIN; CREATE TABLE a (); ROLLBACK; CREATE TABLE b ();", "public.b"},
        Case{"BEGIN; CREATE TABLE a (); ABORT; CREATE TABLE b ();", "public.b"},
        Case{"BEGIN; CREATE TABLE a (); SAVEPOINT s; CREATE TABLE b (); ROLLBACK TO s; COMMIT;",
             "public.a"},
        Case{"BEGIN; CREATE TABLE a (); SAVEPOINT s; CREATE TABLE b (); RELEASE s; ROLLBACK; "
             "CREATE TABLE c ();",
             "public.c"},
        Case{"BEGIN; SAVEPOINT s; CREATE TABLE a (); SAVEPOINT s; CREATE TABLE b (); ROLLBACK TO "
             "SAVEPOINT s; RELEASE s; ROLLBACK TRANSACTION TO s; COMMIT;",
             ""},
        Case{"BEGIN; SAVEPOINT \"To\"; CREATE TABLE a (); ROLLBACK TO \"To\"; COMMIT;", ""},
        Case{"BEGIN; CREATE TABLE a (); COMMIT AND CHAIN; CREATE TABLE b (); ROLLBACK;",
             "public.a"},
        Case{"BEGIN; CREATE TABLE a (); ROLLBACK AND CHAIN; CREATE TABLE b (); ROLLBACK AND NO "
             "CHAIN; CREATE TABLE c (); ROLLBACK;",
             "public.c"},
        Case{"CREATE TABLE a (); ROLLBACK;", "public.a"},
        Case{"START TRANSACTION; CREATE TABLE a (); BEGIN; CREATE TABLE b (); ROLLBACK;", ""},
        Case{"CREATE SCHEMA s; BEGIN; SET LOCAL search_path = s; CREATE TABLE a (); COMMIT; "
             "CREATE TABLE b ();",
             "public.b s.a"},
        Case{"CREATE SCHEMA s; BEGIN; SELECT set_config('search_path', 's', true); CREATE TABLE a "
             "(); END; CREATE TABLE b ();",
             "public.b s.a"},
        Case{"CREATE SCHEMA s; BEGIN; SAVEPOINT p; SET search_path = s; ROLLBACK TO p; CREATE "
             "TABLE a (); COMMIT;",
             "public.a"},
        Case{"CREATE SCHEMA s; BEGIN; SET search_path = s; COMMIT; CREATE TABLE a (); RESET ALL; "
             "CREATE TABLE b (); SET search_path = s; DISCARD ALL; CREATE TABLE c ();",
             "public.b public.c s.a"}));

TEST(Settings, ThatChangeWhatIsWrittenAreSaid) {
  const auto said = [](const std::string& sql) {
    const Result<Reading> reading = read({{"test.sql", sql}});
    return reading ? reading->database->incomplete.size() : 99;
  };
  for (const char* sql : {"SET timezone = 'Asia/Tokyo'", "SET TIME ZONE 'Europe/Berlin'",
                          "SET TIME ZONE -3", "SET timezone = 'Etc/GMT+5'",
                          "SET datestyle = 'SQL, DMY'", "SET intervalstyle TO sql_standard",
                          "SET standard_conforming_strings = off", "SET transform_null_equals = on",
                          "SET array_nulls = off", "SET LOCAL timezone = 'Asia/Tokyo'"})
    EXPECT_EQ(said(sql), 1U) << sql;
  for (const char* sql :
       {"SET timezone = 'UTC'", "SET TIME ZONE DEFAULT", "RESET timezone",
        "SET datestyle = 'ISO, MDY'", "SET intervalstyle = postgres",
        "SET standard_conforming_strings = on", "SET transform_null_equals = off"})
    EXPECT_EQ(said(sql), 0U) << sql;
}

}  // namespace
}  // namespace mimar::read::sql_files
