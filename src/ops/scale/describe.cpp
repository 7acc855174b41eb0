#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "ops/scale/scale.h"

namespace mimar::ops::scale {
namespace {

using design::growth::Moment;
using design::growth::TableForecast;
using design::growth::TableSize;
using design::growth::Threshold;
using Row = std::vector<std::string>;
using Json = nlohmann::ordered_json;

std::string bytes(double value) {
  return text::bytes(static_cast<std::uint64_t>(value));
}

std::string whole(double value) {
  return text::thousands(static_cast<std::uint64_t>(std::llround(value)));
}

// The first column to the left, the others to the right.
std::string table_text(const std::vector<Row>& rows, bool markdown) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], row[i].size());
  std::string result;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (markdown) {
      result += "| " + text::join(rows[at], " | ") + " |\n";
      if (at > 0) continue;
      for (std::size_t i = 0; i < widths.size(); ++i)
        result += i == 0 ? "|---" : "|---:";
      result += "|\n";
      continue;
    }
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i)
      line += i == 0 ? fmt::format("{:<{}}", rows[at][i], widths[i])
                     : fmt::format("  {:>{}}", rows[at][i], widths[i]);
    result += line + '\n';
  }
  return result;
}

std::string growth_words(const design::growth::Rate& rate) {
  std::string words;
  if (rate.rows > 0) words = "+" + whole(rate.rows);
  if (rate.share > 0)
    words += (words.empty() ? "" : " ") + fmt::format("+{:.3g} %", 100 * rate.share);
  return words.empty() ? "-" : words;
}

std::vector<Row> table_rows(const Found& found) {
  std::vector<Row> rows{{"table", "rows", "a year", "bytes a row", "of indexes", "today",
                         fmt::format("in {:g} years", found.terms.horizon), "widths"}};
  for (const TableForecast& table : found.forecast.tables) {
    const TableSize& size = table.today;
    const auto known = found.terms.statistics.tables.find(size.table);
    const bool guess =
        known != found.terms.statistics.tables.end() && known->second.source == "assumed";
    rows.push_back({size.table.text(), (guess ? "~" : "") + whole(size.rows),
                    growth_words(table.growth), fmt::format("{:.0f}", size.row_bytes),
                    size.rows > 0 ? fmt::format("{:.0f}", size.index_bytes() / size.rows) : "-",
                    bytes(size.bytes()), bytes(table.later.bytes()),
                    std::string(name(size.basis))});
  }
  return rows;
}

std::vector<Row> moment_rows(const Found& found) {
  std::vector<Row> rows{{"day", "rows", "tables", "indexes", "size", "reads/s", "writes/s"}};
  for (const Moment& moment : found.forecast.moments)
    rows.push_back({design::growth::day_after_years(found.terms.today, moment.year),
                    whole(moment.rows), bytes(moment.heap + moment.toast), bytes(moment.indexes),
                    bytes(moment.bytes()),
                    moment.reads > 0 ? fmt::format("{:.0f}", moment.reads) : "-",
                    moment.writes > 0 ? fmt::format("{:.0f}", moment.writes) : "-"});
  return rows;
}

std::string assumption_text(const Found& found) {
  std::string result;
  for (const design::growth::Assumption& assumption : found.forecast.assumptions)
    result += fmt::format("- {}: {} ({})\n", assumption.name, assumption.value, assumption.why);
  std::size_t shown = 0;
  for (const TableForecast& table : found.forecast.tables) {
    if (table.today.assumed.empty() || ++shown > 8) continue;
    result += "- widths of " + table.today.table.text() + ": " +
              text::join(table.today.assumed, ", ") + "\n";
  }
  if (shown > 8)
    result += fmt::format("- widths of {} more tables; --format json has them all\n", shown - 8);
  return result;
}

// What is told beside the limits.
std::string parts(const Found& found, bool markdown) {
  std::string result;
  const auto add = [&](const std::string& title, const Section& section) {
    if (section.text.empty()) return;
    result += markdown ? "## " + title + "\n\n" + section.markdown + "\n"
                       : title + "\n\n" + section.text + "\n";
  };
  add("Pooling", pooling_section(found.pooling));
  add("Partitions", partition_section(found.partitions));
  add("Sharding", distribution_section(found.distribution, found.sharding_due));
  return result;
}

std::string whole_text(const Found& found, bool markdown) {
  const std::string heading = markdown ? "## " : "";
  return heading + "Tables\n\n" + table_text(table_rows(found), markdown) +
         "\n~ rows that nobody stated.\n\n" + heading + "The database over the years\n\n" +
         table_text(moment_rows(found), markdown) + "\n" + heading + "Limits\n\n" +
         limits(found.forecast, found.terms, markdown) + "\n" + parts(found, markdown) + heading +
         "Assumed\n\n" + assumption_text(found);
}

Json size_json(const TableSize& size) {
  Json indexes = Json::array();
  for (const auto& index : size.indexes)
    indexes.push_back({{"name", index.name},
                       {"method", index.method},
                       {"entry_bytes", index.entry_bytes},
                       {"bytes", index.bytes},
                       {"packed_bytes", index.packed_bytes},
                       {"basis", name(index.basis)},
                       {"why", index.why}});
  return {{"rows", size.rows},
          {"row_bytes", size.row_bytes},
          {"heap_bytes", size.heap_bytes},
          {"toast_bytes", size.toast_bytes},
          {"index_bytes", size.index_bytes()},
          {"bytes", size.bytes()},
          {"basis", name(size.basis)},
          {"assumed", size.assumed},
          {"indexes", std::move(indexes)}};
}

Json threshold_json(const Threshold& threshold, const design::growth::Terms& terms) {
  return {
      {"id", threshold.id},
      {"subject", threshold.subject},
      {"year", threshold.year ? Json(*threshold.year) : Json()},
      {"day", threshold.year ? Json(design::growth::day_after_years(terms.today, *threshold.year))
                             : Json()},
      {"limit", threshold.limit},
      {"figures", threshold.figures},
      {"basis", name(threshold.basis)},
      {"step", name(threshold.step)},
      {"then", threshold.then}};
}

Json as_json(const Found& found) {
  Json tables = Json::array(), moments = Json::array(), thresholds = Json::array(),
       assumptions = Json::array();
  for (const TableForecast& table : found.forecast.tables)
    tables.push_back({{"table", table.today.table.text()},
                      {"rows_a_year", table.growth.rows},
                      {"share_a_year", table.growth.share},
                      {"today", size_json(table.today)},
                      {"later", size_json(table.later)}});
  for (const Moment& moment : found.forecast.moments)
    moments.push_back({{"year", moment.year},
                       {"rows", moment.rows},
                       {"heap_bytes", moment.heap},
                       {"toast_bytes", moment.toast},
                       {"index_bytes", moment.indexes},
                       {"reads_per_second", moment.reads},
                       {"writes_per_second", moment.writes},
                       {"clients", moment.clients}});
  for (const Threshold& threshold : found.forecast.thresholds)
    thresholds.push_back(threshold_json(threshold, found.terms));
  for (const auto& assumption : found.forecast.assumptions)
    assumptions.push_back(
        {{"name", assumption.name}, {"value", assumption.value}, {"why", assumption.why}});
  return {{"today", found.terms.today},          {"horizon", found.terms.horizon},
          {"tables", std::move(tables)},         {"years", std::move(moments)},
          {"thresholds", std::move(thresholds)}, {"assumptions", std::move(assumptions)}};
}

}  // namespace

void describe(const Found& found, report::Report& report) {
  report.payload_text = whole_text(found, false);
  report.payload_markdown = whole_text(found, true);
  report.payload_json = as_json(found).dump(-1, ' ', false, Json::error_handler_t::replace);
  if (found.terms.growth.empty())
    report.notes.push_back(
        "No growth is stated, so that limits are judged as of today; --growth 30%/year, or "
        "--growth orders=1M/year, dates them.");
  report.files.push_back({"report.md", "# How far one machine goes\n\n![size](size.svg)\n\n" +
                                           whole_text(found, true)});
  report.files.push_back({"size.svg", picture(found)});
  if (found.sharding_due && found.distribution.unclear.empty())
    report.evidence.push_back(
        {"Citus takes the tables as the plan distributes them.",
         evidence::Verdict::not_checked,
         "there is no Citus here; its preconditions are decided from the catalog",
         "",
         "",
         {}});
  report.files.push_back({"pgbouncer.ini", found.pooling.ini});
  if (const std::string sql = partition_sql(found.partitions); !sql.empty())
    report.files.push_back({"partitions.sql", sql});
  if (const std::string sql = distribution_sql(found.distribution); !sql.empty())
    report.files.push_back({"citus.sql", sql});
}

}  // namespace mimar::ops::scale
