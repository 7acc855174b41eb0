#include "read/sql_files/without_rows.h"

#include <algorithm>

#include "read/sql_files/find.h"
#include "world/memory_world.h"

namespace mimar::read::sql_files {
namespace {

constexpr std::string_view dump = R"sql(-- a dump; INSERT
SET client_encoding = 'UTF8';
CREATE TABLE public.a (id int, t text DEFAULT 'it''s; INSERT INTO x');
CREATE FUNCTION public.f() RETURNS void LANGUAGE plpgsql AS $_$
BEGIN
  INSERT INTO public.a VALUES (1, '$$'); -- stays
END $_$;
CREATE FUNCTION public.g() RETURNS void LANGUAGE sql BEGIN ATOMIC
  INSERT INTO public.a VALUES (2);
  SELECT CASE WHEN true THEN 1 END;
END;
COPY public.a (id, t) FROM stdin;
1	it's "one
2	/* two $$ ; INSERT INTO
3	\N
\.

INSERT INTO public.a VALUES (4, 'semi;colon'), (5, E'back\'slash;'),
  (6, $q$ ; $q$), (7, /* ; */ '
');
insert into public.a (id) select id from public.a; CREATE TABLE public.b (id int);
\copy public.a from stdin
8	'
\.
COPY (SELECT 1) TO STDOUT;
CREATE VIEW public.v AS SELECT 1 AS "insert;";
)sql";

constexpr std::string_view schema = R"sql(-- a dump; INSERT
SET client_encoding = 'UTF8';
CREATE TABLE public.a (id int, t text DEFAULT 'it''s; INSERT INTO x');
CREATE FUNCTION public.f() RETURNS void LANGUAGE plpgsql AS $_$
BEGIN
  INSERT INTO public.a VALUES (1, '$$'); -- stays
END $_$;
CREATE FUNCTION public.g() RETURNS void LANGUAGE sql BEGIN ATOMIC
  INSERT INTO public.a VALUES (2);
  SELECT CASE WHEN true THEN 1 END;
END;
COPY public.a (id, t) FROM stdin;
\.







 CREATE TABLE public.b (id int);
\copy public.a from stdin
\.

COPY (SELECT 1) TO STDOUT;
CREATE VIEW public.v AS SELECT 1 AS "insert;";
)sql";

std::string filtered(std::string_view text, std::size_t block) {
  WithoutRows filter;
  for (std::size_t at = 0; at < text.size(); at += block)
    filter.add(text.substr(at, block));
  return filter.finish();
}

TEST(WithoutRows, LeavesTheSchemaWhereItStood) {
  EXPECT_EQ(filtered(dump, dump.size()), schema);
}

// The text may be cut inside every token.
TEST(WithoutRows, BlocksOfAnySizeGiveTheSame) {
  for (std::size_t block = 1; block < 90; ++block)
    ASSERT_EQ(filtered(dump, block), schema) << block;
}

TEST(WithoutRows, CountsWhatItLeavesOut) {
  WithoutRows filter;
  filter.add(dump);
  static_cast<void>(filter.finish());
  EXPECT_EQ(filter.left_out().copies, 2U);
  EXPECT_EQ(filter.left_out().inserts, 2U);
  EXPECT_GT(filter.left_out().bytes, 200U);
}

TEST(WithoutRows, TextThatEndsTooEarlyStays) {
  for (const std::string_view text : {"CREATE TABLE t (a text DEFAULT 'x", "SELECT $$ x", "/* x",
                                      "SELECT $x", "-- x", "\\restrict x", "SELECT 1", ""}) {
    EXPECT_EQ(filtered(text, 1), text);
  }
  EXPECT_EQ(filtered("COPY t FROM stdin;\n1\n2", 1), "COPY t FROM stdin;\n\\.\n\n");
  EXPECT_EQ(filtered("INSERT INTO t\nVALUES ('", 1), "\n");
}

TEST(FindSqlFiles, LargeFilesAreReadWithoutTheirRows) {
  world::MemoryWorld world;
  std::string& text = world.files["/dump.sql"];
  text = "CREATE TABLE t (a text);\nCOPY t FROM stdin;\n";
  const std::size_t rows = 100'000;
  for (std::size_t i = 0; i < rows; ++i)
    text += "a row of this table, long enough to make the file large\n";
  text += "\\.\nCREATE TABLE u (a text);\n";
  const auto files = find("/dump.sql", world);
  ASSERT_TRUE(files);
  const File& file = files->front();
  EXPECT_LT(file.text.size(), rows + 200);
  EXPECT_EQ(std::count(file.text.begin(), file.text.end(), '\n'),
            std::count(text.begin(), text.end(), '\n'));
  EXPECT_EQ(file.left_out,
            "/dump.sql is large and was read without its rows: 5.3 MB of 1 COPY block left out");
  const auto reading = read(*files);
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_EQ(reading->database->tables.size(), 2U);
  EXPECT_EQ(reading->database->tables[1].origin.span->line, rows + 4);
}

TEST(FindSqlFiles, WhatIsNoTextIsNotReadToItsEnd) {
  world::MemoryWorld world;
  world.files["/dump"] = "PGDMP" + std::string(100'000, 'x');
  const auto files = find("/dump", world);
  ASSERT_TRUE(files);
  EXPECT_EQ(files->front().text.size(), world.block_size);
  EXPECT_FALSE(read(*files));
}

}  // namespace
}  // namespace mimar::read::sql_files
