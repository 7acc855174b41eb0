#include "ops/design/growth.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "design/patterns/tenant_split.h"
#include "design/relational/relational.h"
#include "ops/architect/shell.h"
#include "ops/scale/scale.h"
#include "workload/workload.h"

namespace mimar::ops::designing {
namespace {

using design::growth::Basis;
using design::growth::Moment;
using design::growth::Stated;
using design::growth::TenantModes;
using design::growth::Terms;

const model::Table* table_of(const Design& design, const std::string& name) {
  const design::Entity* entity = design::find_entity(design.brief.model, name);
  return entity == nullptr ? nullptr
                           : workload::table_of(design.database, {design.policy.schema,
                                                                  design::table_name(*entity)});
}

// Of the whole database, else of its parts together, else of the access patterns that state a rate.
Stated demand(const Design& design, bool reads) {
  double whole = 0, parts = 0, patterns = 0;
  for (const design::Rate& rate : design.brief.model.rates)
    (rate.entity.empty() ? whole : parts) += (reads ? rate.reads : rate.writes).value_or(0);
  using Kind = design::Access::Kind;
  for (const design::Access& access : design.brief.model.accesses) {
    const bool writes =
        access.kind == Kind::create || access.kind == Kind::change || access.kind == Kind::remove;
    if (writes != reads) patterns += access.per_second.value_or(0);
  }
  return {std::max({whole, parts, patterns}), Basis::stated};
}

std::string sized(double bytes) {
  return text::bytes(static_cast<std::uint64_t>(bytes));
}

std::string counted(double rows) {
  return text::thousands(static_cast<std::uint64_t>(rows));
}

std::string moment(const Moment& moment, const Terms& terms) {
  std::string line =
      fmt::format("{}: {} rows, {}", design::growth::day_after_years(terms.today, moment.year),
                  counted(moment.rows), sized(moment.bytes()));
  if (moment.reads + moment.writes > 0)
    line += fmt::format(", {:.0f} reads and {:.0f} writes a second", moment.reads, moment.writes);
  return line;
}

// The same with all of its sections; what the brief states is written again as arguments.
std::string command(const Terms& terms) {
  std::vector<std::string> rows;
  std::string result, growth;
  for (const auto& [table, statistics] : terms.statistics.tables)
    if (!statistics.source.starts_with("assumed"))
      rows.push_back(fmt::format("{}={}", table.name, statistics.rows));
  for (const auto& [table, rate] : terms.growth)
    if (!terms.followers.contains(table))
      growth += " --growth " +
                architect::shell_word(fmt::format("{}={:.0f}/year", table.name, rate.rows));
  for (const auto& [table, days] : terms.keep_days)
    growth += " --keep " + architect::shell_word(fmt::format("{}={:.0f}d", table.name, days));
  if (!rows.empty()) result += " --rows " + architect::shell_word(text::join(rows, ","));
  result += growth;
  if (terms.demand.reads.value > 0)
    result += fmt::format(" --reads {:.0f}", terms.demand.reads.value);
  if (terms.demand.writes.value > 0)
    result += fmt::format(" --writes {:.0f}", terms.demand.writes.value);
  return "mimar scale schema.sql" + result;
}

std::string built(const Design& design) {
  const design::Tenancy& tenancy = *design.brief.model.tenancy;
  return fmt::format("Built: **{}**, because {}.\n", tenancy.mode,
                     design.tenancy_by_policy ? "the policy says so and the brief does not say how"
                                              : "the brief asks for it");
}

std::string table_of_modes(const TenantModes& modes) {
  std::string page =
      "| | shared schema | schema per tenant | database per tenant |\n|---|---|---|---|\n";
  for (const design::growth::TenantTradeOff& line : modes.lines)
    page += fmt::format("| {} | {} | {} | {} |\n", line.what, line.figures[0], line.figures[1],
                        line.figures[2]);
  page += "| beyond which limit";
  for (const std::string& against : modes.against)
    page += " | " + (against.empty() ? "none" : "**" + against + "**");
  return page + " |\n";
}

}  // namespace

Terms terms_of(const Design& design) {
  Terms terms;
  terms.statistics = design.draft.rows;
  for (const design::Volume& volume : design.brief.model.volumes)
    if (const model::Table* table = table_of(design, volume.entity);
        table != nullptr && volume.growth_per_year)
      terms.growth[table->name].rows += *volume.growth_per_year;
  for (const design::Retention& retention : design.brief.model.retentions)
    if (const model::Table* table = table_of(design, retention.entity); table != nullptr)
      terms.keep_days[table->name] = static_cast<double>(retention.days);
  terms.demand.reads = demand(design, true);
  terms.demand.writes = demand(design, false);
  terms.followers = design::growth::let_children_follow(design.database, terms);
  return terms;
}

std::optional<design::growth::Forecast> forecast_of(const Design& design) {
  const design::ConceptualModel& model = design.brief.model;
  if (model.volumes.empty() && model.rates.empty()) return std::nullopt;
  return design::growth::forecast(design.database, terms_of(design));
}

std::optional<TenantModes> tenant_modes_of(const Design& design) {
  if (!design.brief.model.tenancy) return std::nullopt;
  const model::Table* tenants = table_of(design, design.brief.model.tenancy->entity);
  if (tenants == nullptr) return std::nullopt;
  std::set<std::string> told;
  for (const design::Entity& entity : design.brief.model.entities)
    told.insert(design::table_name(entity));
  const auto split = design::pattern::split_by_tenant(design.database, *tenants, told);
  return design::growth::tenant_modes(design.database, *tenants, split.tables, terms_of(design));
}

std::string growth_section(const Design& design) {
  const auto forecast = forecast_of(design);
  if (!forecast) return {};
  const Terms terms = terms_of(design);
  std::string page = "## How far one machine goes\n\n";
  page += moment(forecast->moments.front(), terms) + ".  \n";
  if (terms.growth.empty())
    page += "The brief states no growth, so limits are judged as of today.\n";
  else
    page += moment(forecast->moments.back(), terms) + ".\n";
  const design::growth::Machine& machine = terms.machine;
  page += fmt::format("\nAssumed: a machine of {:g} cores, {} of memory and {} of disk.\n\n",
                      machine.cores.value, sized(machine.memory.value), sized(machine.disk.value));
  page += scale::limits(*forecast, terms, true);
  return page + "\nWith a machine of your own, settings of a pooler, partitions and shards: `" +
         command(terms) + "`.\n\n";
}

std::string tenancy_section(const Design& design) {
  const auto modes = tenant_modes_of(design);
  if (!modes) return {};
  std::string page = "## Tenants\n\n" + built(design);
  const std::string_view best = name(modes->recommended);
  if (best != design.brief.model.tenancy->mode)
    page += fmt::format("With these numbers, **{}** is what pays: {}.\n", best, modes->why);
  else
    page += "These numbers agree: " + modes->why + ".\n";
  if (!modes->tenants_stated)
    page +=
        "The brief does not state how many tenants there are; the figures below are of an "
        "assumed " +
        counted(modes->tenants) + ".\n";
  return page + "\n" + table_of_modes(*modes) +
         "\nMeasured on PostgreSQL 15, see bench/tenancy.md of Mimar; sizes are those of "
         "the last year that is looked at.\n\n";
}

}  // namespace mimar::ops::designing
