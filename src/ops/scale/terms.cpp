// The arguments as terms.
#include <algorithm>

#include "base/number.h"
#include "base/text.h"
#include "ops/scale/scale.h"
#include "ops/selection.h"
#include "ops/synthesize/synthesize.h"
#include "read/statistics.h"

namespace mimar::ops::scale {
namespace {

using design::growth::Basis;
using design::growth::Rate;
using design::growth::Stated;
using design::growth::Terms;

constexpr std::string_view usual_rows = "1M";

Error not_understood(std::string_view option, std::string_view value, std::string hint) {
  return {ErrorKind::usage,
          "--" + std::string(option) + " " + std::string(value) + " is not understood",
          {},
          {},
          std::move(hint),
          {}};
}

Result<void> take_bytes(const Arguments& arguments, std::string_view option, Stated& into) {
  if (!arguments.has(option)) return {};
  const std::string text = arguments.get(option);
  const auto value = read_bytes(text);
  if (!value)
    return fail(not_understood(option, text, "write a size with its unit: 16GB, 512MB, 2TB"));
  into = {*value, Basis::stated};
  return {};
}

Result<void> take_number(const Arguments& arguments, std::string_view option, double least,
                         Stated& into) {
  if (!arguments.has(option)) return {};
  const std::string text = arguments.get(option);
  std::string_view rest;
  const auto value = text::read_number(text, rest);
  rest = text::trim(rest);
  const bool per_second = rest.empty() || rest == "/s" || rest == "/second" || rest == "a second";
  if (!value || *value < least || !per_second)
    return fail(not_understood(option, text, fmt::format("write a number from {:g} up", least)));
  into = {*value, Basis::stated};
  return {};
}

// "a=1,b=2" of all that were given, in parts.
std::vector<std::string> parts_of(const Arguments& arguments, std::string_view option) {
  std::vector<std::string> parts;
  for (const std::string& list : arguments.all(option))
    for (const std::string_view part : text::split(list, ','))
      if (!text::trim(part).empty()) parts.emplace_back(text::trim(part));
  return parts;
}

// A rate of the whole database: shares apply to every table, rows are spread as those that are
// there.
void spread(const Rate& rate, const model::Database& database, Terms& terms) {
  double all = 0;
  for (const model::Table& table : database->tables)
    if (!table.partition_of) all += static_cast<double>(terms.statistics.tables[table.name].rows);
  for (const model::Table& table : database->tables) {
    if (table.partition_of || terms.growth.contains(table.name)) continue;
    const auto rows = static_cast<double>(terms.statistics.tables[table.name].rows);
    terms.growth[table.name] = {all > 0 ? rate.rows * rows / all : 0, rate.share};
  }
}

Result<void> take_growth(const Arguments& arguments, const model::Database& database,
                         Terms& terms) {
  std::optional<Rate> of_all;
  for (const std::string& part : parts_of(arguments, "growth")) {
    const std::size_t equals = part.rfind('=');
    const auto rate =
        read_rate(equals == std::string::npos ? std::string_view(part)
                                              : std::string_view(part).substr(equals + 1));
    if (!rate)
      return fail(not_understood("growth", part,
                                 "write orders=1M/year, events=50k/day, or 30%/year for all"));
    if (equals == std::string::npos) {
      of_all = rate;
      continue;
    }
    const auto tables = select_tables({part.substr(0, equals)}, database);
    if (!tables) return fail(tables.error());
    for (const model::Name& table : *tables)
      terms.growth[table] = *rate;
  }
  if (of_all) {
    spread(*of_all, database, terms);
  } else {
    terms.followers = design::growth::let_children_follow(database, terms);
  }
  return {};
}

Result<void> take_keeping(const Arguments& arguments, const model::Database& database,
                          Terms& terms) {
  for (const std::string& part : parts_of(arguments, "keep")) {
    const std::size_t equals = part.rfind('=');
    std::string_view rest;
    const auto value = equals == std::string::npos
                           ? std::nullopt
                           : text::read_number(std::string_view(part).substr(equals + 1), rest);
    rest = text::trim(rest);
    const double unit = rest.empty() || rest == "d" || rest == "day" || rest == "days" ? 1
                        : rest == "months" || rest == "month"                          ? 30.44
                        : rest == "years" || rest == "year" || rest == "y"             ? 365.25
                                                                                       : 0;
    if (!value || *value <= 0 || unit == 0)
      return fail(not_understood("keep", part, "write events=90d, or events=2years"));
    const auto tables = select_tables({part.substr(0, equals)}, database);
    if (!tables) return fail(tables.error());
    for (const model::Name& table : *tables)
      terms.keep_days[table] = *value * unit;
  }
  return {};
}

// Tables that --rows does not name: a tenth of those that refer to them, as many as those that they
// refer to, else a thousand.
void estimate_others(const model::Database& database, const model::Statistics& known,
                     model::Statistics& rows) {
  constexpr std::uint64_t unrelated = 1000;
  const auto take = [&](const model::Name& table, std::uint64_t count) {
    auto& made = rows.tables[table];
    made.rows = std::max<std::uint64_t>(made.rows, count);
    made.source = "assumed";
  };
  for (const auto& [name, table] : known.tables)
    if (!rows.tables.contains(name)) rows.tables[name] = table;
  for (bool again = true; again;) {
    model::Statistics found;
    for (const model::Table& table : database->tables)
      for (const model::ForeignKey& key : table.foreign_keys) {
        const model::Name& parent = key.referenced_table;
        if (rows.tables.contains(table.name) && !rows.tables.contains(parent))
          found.tables[parent].rows =
              std::max(found.tables[parent].rows, rows.tables[table.name].rows / 10);
      }
    if (found.tables.empty())
      for (const model::Table& table : database->tables)
        for (const model::ForeignKey& key : table.foreign_keys)
          if (!rows.tables.contains(table.name) && rows.tables.contains(key.referenced_table))
            found.tables[table.name].rows =
                std::max(found.tables[table.name].rows, rows.tables[key.referenced_table].rows);
    again = !found.tables.empty();
    for (const auto& [name, table] : found.tables)
      take(name, std::max<std::uint64_t>(table.rows, 1));
  }
  for (const model::Table& table : database->tables)
    if (!table.partition_of && !rows.tables.contains(table.name)) take(table.name, unrelated);
}

Result<void> take_statistics(const Arguments& arguments, const read::Reading& reading,
                             report::Report& report, world::World& world, Terms& terms) {
  const bool live = read::is_url(reading.source);
  model::Statistics known;
  if (arguments.has("stats") || live) {
    auto read = read::read_statistics(arguments.get("stats", arguments.get("source")), world);
    if (!read) return fail(read.error());
    if (arguments.has("stats")) report.inputs.push_back({read->input.path, read->input.digest});
    report.notes.insert(report.notes.end(), read->notes.begin(), read->notes.end());
    known = std::move(read->statistics);
  }
  std::string rows = arguments.get("rows");
  if (rows.empty() && known.tables.empty()) {
    rows = usual_rows;
    report.notes.push_back(
        "Nobody said how many rows there are: the largest tables are taken to "
        "have a million. State them with --rows or --stats.");
  }
  if (rows.find('=') != std::string::npos) {
    const auto stated = synthesize::read_rows(rows, reading.database);
    if (!stated) return fail(stated.error());
    terms.statistics = stated->stated;
    for (auto& [name, table] : terms.statistics.tables)
      if (const auto found = known.tables.find(name); found != known.tables.end())
        table.columns = found->second.columns;
    estimate_others(reading.database, known, terms.statistics);
    return {};
  }
  auto wanted = synthesize::wanted_rows(rows, reading, known);
  if (!wanted) return fail(wanted.error());
  terms.statistics = std::move(*wanted);
  for (auto& [name, table] : terms.statistics.tables)  // those that no statistics mention
    if (table.source == "assumed" && !known.tables.contains(name) && rows.empty()) table.rows = 0;
  return {};
}

Result<void> take_machine(const Arguments& arguments, Terms& terms) {
  design::growth::Machine& machine = terms.machine;
  for (const auto& [option, into] : {std::pair{"memory", &machine.memory}, {"disk", &machine.disk}})
    if (auto taken = take_bytes(arguments, option, *into); !taken) return taken;
  for (const auto& [option, least, into] : {std::tuple{"cores", 1.0, &machine.cores},
                                            {"max-connections", 1.0, &machine.max_connections},
                                            {"clients", 0.0, &terms.demand.clients},
                                            {"reads", 0.0, &terms.demand.reads},
                                            {"writes", 0.0, &terms.demand.writes}})
    if (auto taken = take_number(arguments, option, least, *into); !taken) return taken;
  Stated horizon{terms.horizon, Basis::stated};
  if (auto taken = take_number(arguments, "horizon", 1, horizon); !taken) return taken;
  terms.horizon = std::min(horizon.value, 100.0);
  return {};
}

}  // namespace

Result<Terms> read_terms(const Arguments& arguments, const read::Reading& reading,
                         report::Report& report, world::World& world) {
  Terms terms;
  terms.today = arguments.get("today", synthesize::usual_today({}));
  if (!synthesize::is_date(terms.today))
    return fail(not_understood("today", terms.today, "write it as 2026-01-31"));
  if (auto taken = take_statistics(arguments, reading, report, world, terms); !taken)
    return fail(taken.error());
  if (auto taken = take_machine(arguments, terms); !taken) return fail(taken.error());
  if (auto taken = take_growth(arguments, reading.database, terms); !taken)
    return fail(taken.error());
  if (auto taken = take_keeping(arguments, reading.database, terms); !taken)
    return fail(taken.error());
  if (arguments.has("measured")) {
    const std::string path = arguments.get("measured");
    const auto text = world.read_file(path);
    if (!text) return fail(text.error());
    auto cost = read_cost(*text, path);
    if (!cost) return fail(cost.error());
    terms.cost = std::move(*cost);
  }
  return terms;
}

}  // namespace mimar::ops::scale
