// Figures that the layout of pages gives by hand; whole schemas are compared with a server in
// verify/size_model_test.cpp.
#include "design/growth/size.h"

#include <gtest/gtest.h>

#include "design/growth/forecast.h"
#include "read/source.h"

namespace mimar::design::growth {
namespace {

model::Database database(const std::string& sql) {
  const auto reading = read::read_files({{"schema.sql", sql}});
  if (!reading) throw std::runtime_error(reading.error().message);
  return reading->database;
}

TableSize of(const std::string& columns, double rows = 1e6) {
  const model::Database made = database("CREATE TABLE t (" + columns + ");");
  return size_of(made, made->tables[0], rows, {});
}

TEST(RowBytes, AreHeaderAndValuesAtTheirAlignment) {
  EXPECT_EQ(of("a integer NOT NULL").row_bytes, 24 + 8 + 4);
  EXPECT_EQ(of("a bigint NOT NULL, b integer NOT NULL").row_bytes, 24 + 16 + 4);
  // Seven bytes of padding between the boolean and the number, seven at the end.
  EXPECT_EQ(of("a boolean NOT NULL, b bigint NOT NULL, c boolean NOT NULL").row_bytes, 24 + 24 + 4);
  EXPECT_EQ(of("a boolean NOT NULL, b boolean NOT NULL, c bigint NOT NULL").row_bytes, 24 + 16 + 4);
  EXPECT_EQ(of("a uuid NOT NULL, b char(3) NOT NULL").row_bytes, 24 + 24 + 4);
}

TEST(RowBytes, HaveANullBitmapWhereARowHasANull) {
  const std::string nine = "a int, b int, c int, d int, e int, f int, g int, h int, i int";
  const double with = of(nine).row_bytes;
  // One in ten is NULL: most rows have the bitmap, which no longer fits the header of 24 bytes.
  EXPECT_GT(with, 24 + 4 + 0.9 * 36 + 4);
  EXPECT_LT(with, 32 + 40 + 4);
}

TEST(HeapBytes, AreWholePages) {
  EXPECT_EQ(of("a integer NOT NULL", 0).heap_bytes, 0);
  EXPECT_EQ(of("a integer NOT NULL", 226).heap_bytes, 8192);  // 8168 / 36
  EXPECT_EQ(of("a integer NOT NULL", 227).heap_bytes, 2 * 8192);
}

TEST(HeapBytes, OfLongValuesGoToToast) {
  const TableSize size =
      of("id bigint NOT NULL, html text NOT NULL, body text NOT NULL, "
         "page_html text NOT NULL, old_html text NOT NULL");
  EXPECT_LT(size.row_bytes, 2048 + 40);
  EXPECT_GT(size.toast_bytes, 0);
  EXPECT_EQ(of("id bigint NOT NULL, note text NOT NULL").toast_bytes, 0);
}

TEST(BtreeBytes, OfAMillionNumbersAreThoseOfTheServer) {
  BtreeShape shape;
  shape.rows = shape.distinct = 1e6;
  shape.key_bytes = 8;
  shape.ascending = true;
  EXPECT_NEAR(btree_bytes(shape, true), 22487040, 22487040 * 0.01);  // PostgreSQL 15, measured
  EXPECT_EQ(btree_bytes(shape, true), btree_bytes(shape, false));
  shape.ascending = false;
  EXPECT_GT(btree_bytes(shape, false), 1.2 * btree_bytes(shape, true));
}

TEST(BtreeBytes, OfDuplicatesAreSixBytesARow) {
  BtreeShape shape;
  shape.rows = 1e6;
  shape.key_bytes = 8;
  shape.distinct = 100;
  shape.deduplicated = true;
  EXPECT_NEAR(btree_bytes(shape, true), 6.9e6, 0.4e6);
}

TEST(IndexSizes, OfPartsOfATableFollowItsStatistics) {
  const model::Database made = database(
      "CREATE TABLE t (id bigint PRIMARY KEY, state text NOT NULL, gone_at timestamptz);"
      "CREATE INDEX open ON t (id) WHERE state = 'open' AND gone_at IS NULL;");
  model::Statistics statistics;
  auto& of_table = statistics.tables[{"public", "t"}];
  of_table.columns["state"] = {.avg_width = 5,
                               .n_distinct = 2,
                               .most_common_vals = {"done", "open"},
                               .most_common_freqs = {0.9, 0.1}};
  of_table.columns["gone_at"] = {.null_frac = 0.5, .avg_width = 8};
  const TableSize size = size_of(made, made->tables[0], 1e6, statistics);
  ASSERT_EQ(size.indexes.size(), 2U);
  EXPECT_NEAR(size.indexes[1].packed_bytes / size.indexes[0].packed_bytes, 0.05, 0.01);
  EXPECT_EQ(size.indexes[1].basis, Basis::computed);
  const TableSize unknown = size_of(made, made->tables[0], 1e6, {});
  EXPECT_EQ(unknown.indexes[1].basis, Basis::assumed);
}

}  // namespace
}  // namespace mimar::design::growth
