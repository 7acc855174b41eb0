#include "ops/architect/questions.h"

#include "base/text.h"
#include "ops/architect/avoid.h"
#include "ops/architect/roles.h"

namespace mimar::ops::architect {
namespace {

bool mentioned(const Architecture& architecture, std::initializer_list<std::string_view> words) {
  std::string all = text::lower(architecture.task.description);
  for (const auto* items :
       {&architecture.task.information, &architecture.task.scale, &architecture.task.include}) {
    for (const Item& item : *items)
      all += '\n' + text::lower(item.text);
  }
  for (std::string_view word : words) {
    if (all.find(word) != std::string::npos) return true;
  }
  return false;
}

std::string some_names(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 8;
  if (names.size() <= shown) return text::join(names, ", ");
  return text::join({names.begin(), names.begin() + shown}, ", ") +
         fmt::format(" and {} more", names.size() - shown);
}

void ask_about_volumes(const Architecture& architecture, std::vector<std::string>& questions) {
  std::vector<std::string> unknown;
  for (const model::Table& table : architecture.database->tables) {
    if (!table.partition_of && !architecture.scale.rows.tables.contains(table.name))
      unknown.push_back("`" + table.name.name + "`");
  }
  if (!unknown.empty())
    questions.push_back("Volumes: how many rows do " + some_names(unknown) +
                        " hold, and how fast do they grow? Sizes and index benefits depend on it.");
  for (const std::string& fragment : architecture.scale.not_understood) {
    questions.push_back(
        "Scale: \"" + fragment +
        "\" names no table and no rate that Mimar understood; which table or rate is meant?");
  }
}

void ask_about_queries(const Architecture& architecture, std::vector<std::string>& questions) {
  if (architecture.queries.empty()) {
    questions.emplace_back(
        "Query patterns: which queries run, and how often? Without them only foreign keys and "
        "constraints speak for an index.");
    return;
  }
  std::vector<std::string> untouched;
  for (const model::Table& table : architecture.database->tables) {
    if (!table.partition_of && queries_on(architecture, table.name) == 0)
      untouched.push_back("`" + table.name.name + "`");
  }
  if (!untouched.empty())
    questions.push_back("Query patterns: no given query touches " + some_names(untouched) +
                        "; how are they read?");
}

}  // namespace

std::vector<std::string> open_questions(const Architecture& architecture) {
  std::vector<std::string> questions;
  ask_about_volumes(architecture, questions);
  ask_about_queries(architecture, questions);
  for (std::string& question : avoid_questions(architecture.task.avoid, architecture.database))
    questions.push_back(std::move(question));
  if (!architecture.scale.reads_per_second && !architecture.scale.writes_per_second) {
    questions.emplace_back("Load: how many reads and writes a second, on average and at the peak?");
  }
  if (!mentioned(architecture,
                 {"sla", "p95", "p99", "latency", "availability", "uptime", "rpo", "rto"})) {
    questions.emplace_back(
        "Service levels: which latency and availability are promised, and how much data may be "
        "lost?");
  }
  if (!mentioned(architecture,
                 {"consisten", "isolation", "serializable", "serialisable", "eventual"})) {
    questions.emplace_back(
        "Consistency: does anything rely on more than READ COMMITTED, or read from replicas?");
  }
  if (!mentioned(architecture, {"integrat", "application", "service", "etl", "warehouse", "cdc",
                                "kafka", "job"})) {
    questions.emplace_back("Integrations: what else reads or writes this database?");
  }
  return questions;
}

}  // namespace mimar::ops::architect
