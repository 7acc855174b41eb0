// Numbers that run out: keys of four bytes, and transaction ids.
#include <algorithm>
#include <limits>

#include <fmt/core.h>

#include "base/text.h"
#include "design/growth/course.h"
#include "model/quote.h"

namespace mimar::design::growth {
namespace {

struct Numbered {
  double start = 1, increment = 1, maximum = 0;
};

double most_of(const model::DataType& type) {
  if (type.is("smallint")) return std::numeric_limits<std::int16_t>::max();
  if (type.is("integer")) return std::numeric_limits<std::int32_t>::max();
  return 9.2e18;
}

// By the identity, or the sequence that belongs to the column or that its default asks.
std::optional<Numbered> numbering(const model::Database& database, const model::Table& table,
                                  const model::Column& column) {
  const double most = most_of(column.type);
  const auto of_options = [&](const model::SequenceOptions& options) {
    return Numbered{static_cast<double>(options.start), static_cast<double>(options.increment),
                    std::min(most, static_cast<double>(options.maximum))};
  };
  if (column.identity) return of_options(column.identity->options);
  for (const model::Sequence& sequence : database->sequences) {
    const bool owned = sequence.owned_by && sequence.owned_by->table == table.name &&
                       sequence.owned_by->column == column.name;
    const bool asked = column.default_value &&
                       column.default_value->sql.find("nextval(") != std::string::npos &&
                       column.default_value->sql.find(sequence.name.name) != std::string::npos;
    if (owned || asked) return of_options(sequence.options);
  }
  return std::nullopt;
}

// The columns that hold the same numbers, and would have to follow.
std::vector<model::ColumnOf> followers(const model::Database& database, const model::Table& table,
                                       const std::string& column) {
  std::vector<model::ColumnOf> result;
  for (const model::Table& other : database->tables)
    for (const model::ForeignKey& key : other.foreign_keys) {
      if (key.referenced_table != table.name) continue;
      for (std::size_t i = 0; i < key.columns.size(); ++i)
        if (key.referenced_columns[i] == column) result.push_back({other.name, key.columns[i]});
    }
  return result;
}

std::string widening(const model::Database& database, const model::Table& table,
                     const model::Column& column) {
  const auto alter = [](const model::Name& name, const std::string& of_column) {
    return "ALTER TABLE " + model::quote_name(name) + " ALTER COLUMN " +
           model::quote_identifier(of_column) + " TYPE bigint;";
  };
  std::string sql = alter(table.name, column.name);
  for (const model::ColumnOf& other : followers(database, table, column.name))
    sql += " " + alter(other.table, other.column);
  return sql;
}

}  // namespace

void identifiers(const Course& course, std::vector<Threshold>& found) {
  for (const model::Table* table : course.tables())
    for (const model::Column& column : table->columns) {
      const auto numbers = numbering(course.database(), *table, column);
      if (!numbers || numbers->increment <= 0) continue;
      const auto used = [&](double year) {
        return numbers->start - 1 + course.inserted(*table, year) * numbers->increment;
      };
      Threshold threshold;
      threshold.id = "numbers-exhausted";
      threshold.subject = table->name.text() + "." + column.name;
      threshold.year = Course::reached(used, numbers->maximum);
      if (!threshold.year) continue;
      threshold.limit = "start + rows ever inserted x increment > the largest number";
      threshold.figures = fmt::format("{} used today at least; the limit is {} ({})",
                                      text::thousands(static_cast<std::uint64_t>(used(0))),
                                      text::thousands(static_cast<std::uint64_t>(numbers->maximum)),
                                      model::to_sql(column.type));
      threshold.step = Step::widen;
      threshold.then =
          "make it bigint while the table is small; each statement writes its table anew under an "
          "ACCESS EXCLUSIVE lock, so of a large one add a bigint column, fill it in batches and "
          "swap: " +
          widening(course.database(), *table, column);
      found.push_back(std::move(threshold));
    }
}

void transaction_ids(const Course& course, std::vector<Threshold>& found) {
  const Terms& terms = course.terms();
  if (terms.demand.writes.value <= 0) return;
  constexpr double freeze_age = 200e6, day = 86400;  // autovacuum_freeze_max_age
  const auto writes = [&](double year) { return course.at(year).writes; };
  // Days to read all tables, over the days in which so many ids are used.
  const auto share = [&](double year) {
    return course.at(year).heap / freeze_bytes / (freeze_age / writes(year));
  };
  Threshold threshold;
  threshold.id = "freezing-beyond-its-pace";
  threshold.subject = "the database";
  threshold.year = Course::reached(share, 0.5);
  threshold.limit =
      "time to read all tables at 100 MB/s > half the time in which 200 million transaction ids "
      "are used";
  threshold.figures = fmt::format(
      "today {:.1f} hours of reading every {:.1f} days; 2^31 ids would last {:.0f} days without "
      "any "
      "VACUUM",
      course.at(0).heap / freeze_bytes / 3600, freeze_age / writes(0) / day,
      2147483648.0 / writes(0) / day);
  threshold.step = Step::tune;
  threshold.then =
      "several rows a transaction; raise autovacuum_freeze_max_age to 500 million, "
      "autovacuum_vacuum_cost_limit and maintenance_work_mem; partition what is only appended to, "
      "so that old partitions are frozen once";
  threshold.basis = Basis::assumed;
  found.push_back(std::move(threshold));
}

}  // namespace mimar::design::growth
