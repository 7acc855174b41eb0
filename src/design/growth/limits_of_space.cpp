// Memory, disk, and tables that are better cut.
#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/growth/course.h"

namespace mimar::design::growth {
namespace {

std::string bytes(double value) {
  return text::bytes(static_cast<std::uint64_t>(value));
}

double working_set(const Moment& moment) {
  return moment.indexes + hot_share * moment.heap;
}

void working_set_beyond(const Course& course, std::string id, double limit, std::string limit_words,
                        Step step, std::string then, std::vector<Threshold>& found) {
  const Moment today = course.at(0);
  Threshold threshold;
  threshold.id = std::move(id);
  threshold.subject = "the database";
  threshold.year =
      Course::reached([&](double year) { return working_set(course.at(year)); }, limit);
  threshold.limit =
      fmt::format("indexes + {:g} % of the tables > {}", 100 * hot_share, limit_words);
  threshold.figures =
      fmt::format("{} + {:g} % of {} = {} today; the limit is {}", bytes(today.indexes),
                  100 * hot_share, bytes(today.heap), bytes(working_set(today)), bytes(limit));
  if (threshold.year && *threshold.year > 0) {
    const Moment then_moment = course.at(*threshold.year);
    threshold.figures += fmt::format(", when indexes are {} and tables {}",
                                     bytes(then_moment.indexes), bytes(then_moment.heap));
  }
  threshold.step = step;
  threshold.then = std::move(then);
  threshold.basis = Basis::assumed;  // the hot part
  found.push_back(std::move(threshold));
}

double largest_table(const Course& course, double year) {
  double largest = 0;
  for (const model::Table* table : course.tables())
    largest = std::max(largest, course.size(*table, year).bytes());
  return largest;
}

}  // namespace

void memory_and_disk(const Course& course, std::vector<Threshold>& found) {
  const Stated &memory = course.terms().machine.memory, &disk = course.terms().machine.disk;
  working_set_beyond(
      course, "working-set-beyond-shared-buffers", 0.25 * memory.value,
      "shared_buffers, 25 % of the memory", Step::tune,
      "watch blks_hit / (blks_hit + blks_read) in pg_stat_database; set shared_buffers to 25 % of "
      "the memory and effective_cache_size to 75 %; drop indexes that pg_stat_user_indexes never "
      "saw used",
      found);
  working_set_beyond(
      course, "working-set-beyond-memory", 0.75 * memory.value, "75 % of the memory",
      Step::scale_up,
      "reads go to disk from here on: first drop what is not used and REINDEX CONCURRENTLY what "
      "grew, archive or partition old rows, then take a machine with more memory",
      found);
  working_set_beyond(course, "working-set-beyond-the-largest-machine", 0.75 * largest_memory,
                     "75 % of the memory of the largest machine", Step::shard,
                     "no single machine keeps the working set in memory: shard by tenant", found);
  constexpr double log_files = 4.0 * 1024 * 1024 * 1024, full = 0.85;
  const auto needed = [&](double year) {
    return course.at(year).bytes() * (1 + bloat) + log_files + largest_table(course, year);
  };
  Threshold threshold;
  threshold.id = "disk-full";
  threshold.subject = "the database";
  threshold.year = Course::reached(needed, full * disk.value);
  threshold.limit = fmt::format(
      "size + {:g} % dead rows + 4 GB of WAL + room to rewrite the largest table > {:g} % of the "
      "disk",
      100 * bloat, 100 * full);
  threshold.figures =
      fmt::format("{} + {:g} % + 4 GB + {} = {} today; the limit is {} of {}",
                  bytes(course.at(0).bytes()), 100 * bloat, bytes(largest_table(course, 0)),
                  bytes(needed(0)), bytes(full * disk.value), bytes(disk.value));
  threshold.step = Step::scale_up;
  threshold.then =
      "grow the volume before that; delete or archive old rows by dropping partitions, which gives "
      "space back at once, as DELETE does not";
  threshold.basis = disk.basis == Basis::assumed ? Basis::assumed : Basis::computed;
  found.push_back(std::move(threshold));
}

void tables_to_partition(const Course& course, std::vector<Threshold>& found) {
  const Stated& memory = course.terms().machine.memory;
  const double limit = std::min(memory.value, large_table);
  for (const model::Table* table : course.tables()) {
    if (table->partition_by) continue;
    Threshold threshold;
    threshold.id = "table-beyond-one-piece";
    threshold.subject = table->name.text();
    threshold.year =
        Course::reached([&](double year) { return course.size(*table, year).bytes(); }, limit);
    if (!threshold.year) continue;
    const TableSize then = course.size(*table, *threshold.year);
    threshold.limit = "a table with its indexes > the memory, or 100 GB";
    threshold.figures = fmt::format(
        "{} rows of {:.0f} bytes and {:.0f} of indexes each = {}; the limit is {}",
        text::thousands(static_cast<std::uint64_t>(then.rows)), then.row_bytes,
        then.rows > 0 ? then.index_bytes() / then.rows : 0, bytes(then.bytes()), bytes(limit));
    threshold.step = Step::partition;
    threshold.then =
        "partition it while it is small enough to copy: VACUUM, REINDEX and deleting old rows then "
        "work on one partition at a time";
    threshold.basis = then.basis == Basis::assumed || memory.basis == Basis::assumed
                          ? Basis::assumed
                          : Basis::computed;
    found.push_back(std::move(threshold));
  }
}

}  // namespace mimar::design::growth
