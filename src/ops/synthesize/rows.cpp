#include "base/number.h"
#include "base/text.h"
#include "ops/synthesize/synthesize.h"
#include "read/statistics.h"
#include "synthesis/shape/made_up.h"
#include "synthesis/volumes.h"

namespace mimar::ops::synthesize {
namespace {

constexpr std::uint64_t default_rows = 1000;

std::optional<std::uint64_t> number(std::string_view text) {
  std::string_view rest;
  const std::optional<double> value = text::read_number(text, rest);
  if (!value || !text::trim(rest).empty() || *value < 0 || *value > 1e15) return std::nullopt;
  return static_cast<std::uint64_t>(*value);
}

// By full name, or by the name alone where that is one table.
const model::Table* named(const model::Database& database, const std::string& name) {
  const model::Table* found = nullptr;
  for (const model::Table& table : database->tables) {
    if (table.name.text() == name) return &table;
    if (table.name.name != name) continue;
    if (found != nullptr) return nullptr;
    found = &table;
  }
  return found;
}

Error no_table(const std::string& name, const model::Database& database) {
  std::vector<std::string> names;
  for (const model::Table& table : database->tables) {
    names.push_back(table.name.name);
    names.push_back(table.name.text());
  }
  const std::string near = text::nearest(name, names);
  return {ErrorKind::usage,
          "--rows names " + name + ", which is not one table of the source",
          {},
          {},
          near.empty() ? "write it with its schema: public." + name : "did you mean " + near + "?",
          {}};
}

}  // namespace

Result<Rows> read_rows(std::string_view text, const model::Database& database) {
  Rows rows{default_rows, {}};
  if (const auto all = number(text)) {
    rows.largest = *all;
    return rows;
  }
  std::uint64_t most = 0;
  for (const std::string_view part : text::split(text, ',')) {
    const std::size_t equals = part.rfind('=');
    const auto count =
        equals == std::string_view::npos ? std::nullopt : number(part.substr(equals + 1));
    if (!count)
      return fail(ErrorKind::usage, "--rows " + std::string(part) + " is not understood",
                  "write --rows 1000, or --rows orders=5000,users=200");
    const std::string name(text::trim(part.substr(0, equals)));
    const model::Table* table = named(database, name);
    if (table == nullptr) return fail(no_table(name, database));
    if (table->partition_of)
      return fail(ErrorKind::usage, name + " is a partition, which is filled through its parent",
                  "name " + table->partition_of->parent.text());
    rows.stated.tables[table->name] = {*count, "--rows"};
    most = std::max(most, *count);
  }
  rows.largest = most;
  return rows;
}

Result<model::Statistics> wanted_rows(std::string_view text, const read::Reading& reading,
                                      const model::Statistics& shape) {
  const model::Statistics& known = shape.tables.empty() ? reading.statistics : shape;
  model::Statistics wanted;
  if (text.empty() && !shape.tables.empty()) {
    for (const model::Table& table : reading.database->tables) {
      const auto found = shape.tables.find(table.name);
      if (table.partition_of) continue;
      wanted.tables[table.name] = {synthesis::assumed_rows, "assumed"};
      if (found != shape.tables.end()) wanted.tables[table.name] = found->second;
    }
    return wanted;
  }
  const auto rows =
      text.empty() ? Result<Rows>(Rows{default_rows, {}}) : read_rows(text, reading.database);
  if (!rows) return fail(rows.error());
  wanted = synthesis::proportioned(reading.database, rows->largest, rows->stated, known);
  for (auto& [name, table] : wanted.tables) {
    const auto found = shape.tables.find(name);
    if (found != shape.tables.end()) table.columns = found->second.columns;
  }
  return wanted;
}

Result<model::Statistics> read_shape(const Arguments& arguments, world::World& world,
                                     report::Report& report) {
  if (!arguments.has("shape")) return model::Statistics();
  auto reading = read::read_statistics(arguments.get("shape"), world);
  if (!reading) return fail(reading.error());
  report.inputs.push_back({reading->input.path, reading->input.digest});
  report.notes.insert(report.notes.end(), reading->notes.begin(), reading->notes.end());
  const auto& tables = reading->statistics.tables;
  const bool real = std::any_of(tables.begin(), tables.end(), [](const auto& table) {
    return !table.second.columns.empty() && table.second.source != synthesis::made_up;
  });
  if (real)
    report.notes.push_back(
        "the rows hold values of the tables that the statistics are of; mimar "
        "statistics --without-values leaves them out");
  return std::move(reading->statistics);
}

std::string usual_today(const model::Statistics& shape) {
  return std::max<std::string>("2026-01-01", synthesis::day_after(shape));
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (text[i] < '0' || text[i] > '9') return false;
  const auto two = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
  return two(5) >= 1 && two(5) <= 12 && two(8) >= 1 && two(8) <= 31;
}

}  // namespace mimar::ops::synthesize
