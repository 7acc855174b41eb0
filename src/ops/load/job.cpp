// The arguments as a job.
#include <charconv>
#include <cmath>

#include "base/digest.h"
#include "base/text.h"
#include "ops/load/load.h"
#include "workload/workload.h"

namespace mimar::ops::load {
namespace {

constexpr std::string_view usual_rows = "100k";
constexpr int most_clients = 40;  // of the 50 connections that scratch allows
// Inserts that clients on one machine can hope to get through; more rows are not reserved.
constexpr double most_inserts = 20'000, fewest_inserts = 200;
constexpr std::uint64_t most_reserved = 5'000'000;

// Of the whole text.
std::optional<double> decimal(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                  : std::nullopt;
}

Result<double> number(const Arguments& arguments, std::string_view name, double least,
                      double most) {
  const std::string text = arguments.get(name);
  const auto value = decimal(text);
  if (value && *value >= least && *value <= most) return *value;
  return fail(ErrorKind::usage, fmt::format("--{} {} is not understood", name, text),
              fmt::format("write a number from {:g} to {:g}", least, most));
}

Result<std::vector<double>> growth(const std::string& text) {
  std::vector<double> factors;
  if (text == "none") return factors;
  for (const std::string_view part : text::split(text, ',')) {
    const auto value = decimal(part);
    if (!value || *value <= 1 || *value > 1000)
      return fail(ErrorKind::usage, "--growth " + text + " is not understood",
                  "write --growth 2,5,10, or --growth none");
    factors.push_back(*value);
  }
  std::sort(factors.begin(), factors.end());
  return factors;
}

Result<void> read_figures(const Arguments& arguments, Job& job) {
  struct Figure {
    std::string_view name;
    double least, most;
    double* into;
  };
  double clients = 0;
  for (const Figure& figure : {Figure{"clients", 1, most_clients, &clients},
                               {"seconds", 1, 86400, &job.settings.seconds},
                               {"sla", 0.001, 1e6, &job.targets.p95_ms}}) {
    const auto value = number(arguments, figure.name, figure.least, figure.most);
    if (!value) return fail(value.error());
    *figure.into = *value;
  }
  job.settings.clients = static_cast<int>(clients);
  job.settings.warm_up = std::clamp(job.settings.seconds / 10, 0.5, 10.0);
  job.settings.seed = std::strtoull(arguments.get("seed").c_str(), nullptr, 10);
  return {};
}

Result<void> read_workload(const Arguments& arguments, world::World& world, Job& job) {
  const std::string path = arguments.get("workload");
  if (path.empty()) {
    job.derived = true;
    job.workload = workload::derive(job.database, job.wanted);
    if (job.workload.patterns.empty())
      return fail(ErrorKind::input, "no access pattern can be derived: no table gets rows",
                  "write one into a file and name it with --workload");
    return {};
  }
  const auto text = world.read_file(path);
  if (!text) return fail(text.error());
  auto read = workload::read_file(*text, path, job.database);
  if (!read) return fail(read.error());
  job.workload = std::move(*read);
  return {};
}

// With stated rates the writes of those are to be sustained.
Result<void> set_writes(const Arguments& arguments, Job& job) {
  if (arguments.has("writes-per-second")) {
    const auto value = number(arguments, "writes-per-second", 0, 1e9);
    if (!value) return fail(value.error());
    job.targets.writes_per_second = *value;
  } else if (job.workload.rates) {
    job.targets.writes_per_second = 0;
    for (const model::AccessPattern& pattern : job.workload.patterns)
      if (pattern.writes()) job.targets.writes_per_second += pattern.weight;
  }
  return {};
}

std::string command(const Arguments& arguments, const read::Reading& reading) {
  std::string result = "mimar load " + reading.source + reading.read_with;
  for (std::string_view name : {"rows", "workload", "clients", "seconds", "sla",
                                "writes-per-second", "seed", "improve", "growth"})
    if (arguments.has(name)) result += fmt::format(" --{} {}", name, arguments.get(name));
  for (const std::string name : {"shape", "scratch"})
    if (arguments.has(name))
      result += " --" + name + " " + engine::postgres::masked(arguments.get(name));
  return result;
}

}  // namespace

Result<Job> read_job(const Arguments& arguments, const read::Reading& reading,
                     report::Report& report, world::World& world) {
  const auto shape = synthesize::read_shape(arguments, world, report);
  if (!shape) return fail(shape.error());
  const bool as_many = arguments.has("shape") && !arguments.has("rows");
  auto wanted =
      synthesize::wanted_rows(as_many ? "" : arguments.get("rows", usual_rows), reading, *shape);
  if (!wanted) return fail(wanted.error());
  Job job{.database = reading.database, .wanted = std::move(*wanted)};
  job.today = synthesize::usual_today(*shape);
  job.improve = arguments.get("improve") != "no";
  job.server = arguments.get("server");
  job.url = arguments.get("scratch");
  job.command = command(arguments, reading);
  const auto factors = growth(arguments.get("growth"));
  if (!factors) return fail(factors.error());
  job.growth = *factors;
  if (auto done = read_figures(arguments, job); !done) return fail(done.error());
  if (auto done = read_workload(arguments, world, job); !done) return fail(done.error());
  if (auto done = set_writes(arguments, job); !done) return fail(done.error());
  return job;
}

synthesis::Plan plan_rows(const Job& job, double factor, int runs) {
  model::Statistics rows = job.wanted;
  for (auto& [table, statistics] : rows.tables)
    statistics.rows =
        static_cast<std::uint64_t>(std::llround(static_cast<double>(statistics.rows) * factor));
  double total = 0;
  for (const model::AccessPattern& pattern : job.workload.patterns)
    total += pattern.weight;
  synthesis::Reserved reserved;
  for (const model::AccessPattern& pattern : job.workload.patterns) {
    const double rate = job.workload.rates ? pattern.weight * 1.2
                                           : fewest_inserts + most_inserts * pattern.weight / total;
    const double needed =
        rate * (job.settings.seconds + job.settings.warm_up) * static_cast<double>(runs) + 100;
    for (const model::Name& table : verify::fresh_tables(pattern))
      reserved[table] =
          std::min(most_reserved, reserved[table] + static_cast<std::uint64_t>(needed));
  }
  return synthesis::plan(job.database, rows, job.today, reserved);
}

}  // namespace mimar::ops::load
