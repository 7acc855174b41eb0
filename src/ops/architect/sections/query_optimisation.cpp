#include "base/text.h"
#include "emit/ddl/ddl.h"
#include "ops/architect/choice.h"
#include "ops/architect/markdown.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {
namespace {

std::string title(const model::Query& query, std::size_t number) {
  return query.name.empty() ? "Query " + std::to_string(number + 1) : query.name;
}

std::string improvement(const Architecture& architecture, const verify::IndexBenefit& benefit) {
  const model::Table* table = model::find_table(architecture.database, benefit.table);
  const bool partitioned = table != nullptr && table->partition_by.has_value();
  std::string result =
      "Change:\n\n" +
      markdown::code(emit::ddl::create_index(benefit.table, benefit.index, !partitioned), "sql");
  result += fmt::format(
      "\nMeasured: {} → {} ({}), {} → {} pages. Evidence {}.\n\nPlan before:\n\n",
      markdown::milliseconds(benefit.before.median_ms),
      markdown::milliseconds(benefit.after.median_ms),
      markdown::factor(benefit.before.median_ms / std::max(benefit.after.median_ms, 0.001)),
      benefit.before.buffers, benefit.after.buffers,
      markdown::evidence_label(architecture, benefit.evidence));
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
  if (benefit != nullptr) return result + improvement(architecture, *benefit) + '\n';
  result += "Change: none that was tried helped measurably. Its plan as it is (" +
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
