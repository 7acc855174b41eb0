#pragma once
// The kinds of task that `mimar architect` can do: one row each. A later kind is a file and a row.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "check/check.h"
#include "design/policy.h"
#include "ops/architect/task.h"
#include "report/report.h"
#include "world/world.h"

namespace mimar::ops::architect {

struct Request {
  Task task;
  std::string task_file;  // as named on the command line
  std::string folder;  // of the task file, with a trailing '/', or ""; where relative paths start
  check::RuleSet rules;
  design::Policy policy;
  std::uint64_t rows_cap = 200000;  // at most so many rows per table are synthesised
  std::uint64_t seed = 1;
  std::string server;                 // scratch::Options::binaries
  std::optional<int> stated_version;  // of PostgreSQL, under Database
  std::string command;                // shell command that runs this again
};

struct Kind {
  std::string_view id, summary;
  bool (*accepts)(const Task&);
  Result<report::Report> (*run)(const Request&, world::World&);
};

std::span<const Kind> kinds();  // the first that accepts a task does it

// Does the task ask for a new database, and name nothing but briefs?
bool asks_for_words(const Task& task);
Result<report::Report> design_from_words(const Request& request, world::World& world);

Result<report::Report> review(const Request& request, world::World& world);

}  // namespace mimar::ops::architect
