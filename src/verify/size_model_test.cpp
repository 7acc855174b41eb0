// The predicted sizes of tables and indexes against those of a server that holds the rows.
#include <algorithm>
#include <cmath>

#include "design/growth/size.h"
#include "emit/ddl/ddl.h"
#include "model/quote.h"
#include "read/source.h"
#include "read/statistics.h"
#include "support/corpus.h"
#include "support/server.h"
#include "synthesis/volumes.h"
#include "verify/load_rows.h"

namespace mimar::verify {
namespace {

struct Compared {
  double predicted = 0, measured = 0;
  double error() const { return measured > 0 ? predicted / measured - 1 : 0; }
  void add(double p, double m) {
    predicted += p;
    measured += m;
  }
};

// Of the tables that are large enough for a page more or less not to matter.
struct Sizes {
  Compared heap, index, packed;
  std::vector<double> heap_errors, index_errors, packed_errors;
};

constexpr double smallest = 40 * design::growth::page_bytes;

class SizeModelServer : public support::TestServer {
 protected:
  static double bytes_of(scratch::Database& database, const std::string& relation) {
    return std::stod(one(database.owner(), "SELECT pg_relation_size('" + relation + "')"));
  }

  static void compare(scratch::Database& scratch, const model::Database& database,
                      const model::Statistics& known, Sizes& sizes) {
    const bool talk = std::getenv("MIMAR_SHOW_SIZES") != nullptr;
    for (const model::Table& table : database->tables) {
      if (table.partition_by || table.partition_of || !table.inherits.empty()) continue;
      const std::string name = model::quote_name(table.name);
      const double rows = std::stod(one(scratch.owner(), "SELECT count(*) FROM ONLY " + name));
      const auto predicted = design::growth::size_of(database, table, rows, known);
      const double heap = bytes_of(scratch, name);
      if (heap < smallest) continue;
      sizes.heap.add(predicted.heap_bytes, heap);
      sizes.heap_errors.push_back(std::abs(predicted.heap_bytes / heap - 1));
      if (talk)
        fmt::print("{:<34} rows {:7.0f} heap {:9.0f} predicted {:9.0f} {:+.1f} %\n",
                   table.name.name, rows, heap, predicted.heap_bytes,
                   100 * (predicted.heap_bytes / heap - 1));
      for (const auto& index : predicted.indexes) {
        if (index.method != "btree" || index.name.empty()) continue;
        const std::string of_index = model::quote_name({table.name.schema, index.name});
        const double grown = bytes_of(scratch, of_index);
        sizes.index.add(index.bytes, grown);
        sizes.index_errors.push_back(std::abs(index.bytes / grown - 1));
        one(scratch.owner(), "REINDEX INDEX " + of_index);
        const double packed = bytes_of(scratch, of_index);
        sizes.packed.add(index.packed_bytes, packed);
        sizes.packed_errors.push_back(std::abs(index.packed_bytes / packed - 1));
        if (talk)
          fmt::print("  {:<40} grown {:9.0f} {:+5.1f} %  packed {:9.0f} {:+5.1f} % {}\n",
                     index.name, grown, 100 * (index.bytes / grown - 1), packed,
                     100 * (index.packed_bytes / packed - 1), index.why);
      }
    }
  }

  // What the server knows after ANALYZE.
  static model::Statistics statistics_of(scratch::Database& scratch) {
    const auto read = read::postgres::read_statistics(scratch.owner());
    if (!read) throw std::runtime_error(support::why(read.error()));
    return *read;
  }

  static void fill_and_compare(const std::string& path, bool with_statistics, Sizes& sizes) {
    const auto reading = read::read(path, *world_);
    ASSERT_TRUE(reading) << path;
    scratch::Database scratch = create("sizes");
    // Without the rows that the file may have.
    ASSERT_EQ(run(scratch, emit::ddl::emit(reading->database)), "") << path;
    const auto wanted = synthesis::proportioned(reading->database, 40'000);
    const auto plan = synthesis::plan(reading->database, wanted);
    const auto loaded = load_rows(scratch, reading->database, plan, 1, *world_);
    ASSERT_TRUE(loaded) << loaded.error().message;
    compare(scratch, reading->database, with_statistics ? statistics_of(scratch) : wanted, sizes);
  }

  static void show(const Sizes& sizes) {
    fmt::print(
        "heap {:+.1f} % (median {:.1f} %), indexes {:+.1f} % ({:.1f} %), rebuilt {:+.1f} % "
        "({:.1f} %); {} tables, {} indexes\n",
        100 * sizes.heap.error(), 100 * median(sizes.heap_errors), 100 * sizes.index.error(),
        100 * median(sizes.index_errors), 100 * sizes.packed.error(),
        100 * median(sizes.packed_errors), sizes.heap_errors.size(), sizes.index_errors.size());
  }

  static double share_beyond(const std::vector<double>& errors, double limit) {
    const auto beyond =
        std::count_if(errors.begin(), errors.end(), [&](double error) { return error > limit; });
    return errors.empty() ? 1 : static_cast<double>(beyond) / static_cast<double>(errors.size());
  }

  static double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 1 : values[values.size() / 2];
  }
};

TEST_F(SizeModelServer, ForeseesHeapsAndIndexes) {
  Sizes sizes;
  for (const std::string& path : support::corpus_schemas())
    fill_and_compare(path, true, sizes);
  show(sizes);
  ASSERT_GE(sizes.heap_errors.size(), 5U);
  EXPECT_LE(share_beyond(sizes.heap_errors, 0.10), 0);
  EXPECT_LE(median(sizes.heap_errors), 0.03);
  EXPECT_LE(std::abs(sizes.index.error()), 0.20);
  EXPECT_LE(median(sizes.index_errors), 0.05);
  EXPECT_LE(median(sizes.packed_errors), 0.03);
  EXPECT_LE(share_beyond(sizes.packed_errors, 0.20), 0.10);
}

// Widths guessed by type and name are what a schema without a server has.
TEST_F(SizeModelServer, GuessesWidthsWithinAFactor) {
  Sizes sizes;
  for (const std::string& path : support::corpus_schemas())
    fill_and_compare(path, false, sizes);
  show(sizes);
  ASSERT_GE(sizes.heap_errors.size(), 5U);
  EXPECT_LE(median(sizes.heap_errors), 0.30);
  EXPECT_LE(median(sizes.packed_errors), 0.20);
}

}  // namespace
}  // namespace mimar::verify
