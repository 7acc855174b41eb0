#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "ops/architect/choice.h"
#include "ops/architect/markdown.h"
#include "ops/architect/sections.h"
#include "ops/architect/worth.h"

namespace mimar::ops::architect {
namespace {

std::string title(const model::Query& query, std::size_t number) {
  return query.name.empty() ? "Query " + std::to_string(number + 1) : query.name;
}

// Why no index is proposed for a query whose plan has a problem.
std::string nothing_found(const Architecture& architecture, std::size_t query) {
  bool tried = false, measured = false;
  for (const verify::IndexBenefit& benefit : architecture.benefits) {
    if (benefit.query_index != query || benefit.control) continue;
    tried = true;
    measured = measured || benefit.evidence.verdict != evidence::Verdict::could_not_check;
  }
  if (!tried)
    return "nothing was tried, because Mimar knows no index for what it asks that is not there or "
           "proposed";
  return measured ? "none that was tried helped measurably"
                  : "what was tried could not be measured";
}

std::string improvement(const Architecture& architecture, const verify::IndexBenefit& benefit) {
  const model::Table* table = model::find_table(architecture.database, benefit.table);
  const bool partitioned = table != nullptr && table->partition_by.has_value();
  std::string result =
      "Change:\n\n" +
      markdown::code(emit::ddl::create_index(benefit.table, benefit.index, !partitioned), "sql");
  result += fmt::format(
      "\nMeasured{}: {} → {} ({}), {} → {} pages. Evidence {}.\n\nPlan before:\n\n",
      benefit.on_top_of.empty() ? "" : " on top of `" + text::join(benefit.on_top_of, "`, `") + "`",
      markdown::milliseconds(benefit.before.median_ms),
      markdown::milliseconds(benefit.after.median_ms),
      markdown::factor(benefit.before.median_ms / std::max(benefit.after.median_ms, 0.001)),
      benefit.before.buffers, benefit.after.buffers,
      markdown::evidence_label(architecture, benefit.evidence));
  const std::optional<Worth> weighed = worth(architecture, benefit);
  if (weighed && weighed->costs_more())
    result = "Measured, and **not proposed**: " + sentence(*weighed, architecture, benefit) +
             "\n\n" + result;
  return result + markdown::code(benefit.before.plan) + "\nPlan after:\n\n" +
         markdown::code(benefit.after.plan);
}

// What the rules say of a query stands where the query was written.
std::vector<std::string> findings_about(const Architecture& architecture,
                                        const model::Query& query) {
  std::vector<std::string> result;
  for (const evidence::Finding& finding : architecture.findings) {
    if (finding.where && finding.where == query.origin.span)
      result.push_back(finding.message + " [`" + finding.id + "`]");
  }
  return result;
}

std::string entry(const Architecture& architecture, const QueryRun& run) {
  const model::Query& query = architecture.queries[run.query];
  std::string result =
      "### " + title(query, run.query) + "\n\n" + markdown::code(query.sql, "sql") + '\n';
  if (!run.error.empty()) return result + "Could not be run: " + run.error + "\n\n";
  const verify::IndexBenefit* benefit = best_index(architecture, run.query);
  std::vector<std::string> problems = findings_about(architecture, query);
  if (!run.met_nothing.empty()) {
    return result +
           (problems.empty() ? "" : "Found here:\n\n" + markdown::bullets(problems) + '\n') +
           "Nothing is said of its plan: " + run.met_nothing + ".\n\n";
  }
  problems.insert(problems.begin(), run.observations.begin(), run.observations.end());
  if (problems.empty() && benefit == nullptr) {
    return result +
           fmt::format("Runs in {} on the synthesised rows; its plan shows nothing to change.\n\n",
                       markdown::milliseconds(run.median_ms));
  }
  result += "Problem:\n\n" +
            (problems.empty() ? "- a better index exists than those it has\n"
                              : markdown::bullets(problems)) +
            '\n';
  for (const verify::IndexBenefit* best : best_indexes(architecture, run.query))
    result += improvement(architecture, *best) + '\n';
  if (benefit != nullptr) return result;
  result += "Change: " + nothing_found(architecture, run.query) + ". Its plan as it is (" +
            markdown::milliseconds(run.median_ms) + "):\n\n";
  return result + markdown::code(run.plan) + '\n';
}

}  // namespace

std::string query_optimisation(const Architecture& architecture) {
  std::string result;
  for (const QueryRun& run : architecture.runs)
    result += entry(architecture, run);
  return result;
}

}  // namespace mimar::ops::architect
