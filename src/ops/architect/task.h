#pragma once
// TASK.md as a value. Headings (of the first or second level): Task, Context (Files, Information,
// Prior Results), Constraints (Database, Scale, Avoid), Expected Output (Format, Include). A key is
// written `- Files: a, b`,
// `**Files:** a`, or as a `### Files` heading; its values are separated by commas, semicolons or
// lines. Anything else at those levels is an error that names the nearest known word.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mimar::ops::architect {

struct Item {
  std::string text;
  SourceSpan where;
};

struct Task {
  std::string description;
  std::vector<Item> files;
  std::vector<Item> information;    // sentences, taken as stated
  std::vector<Item> prior_results;  // paths of earlier report.json files, or sentences
  std::vector<Item> database;
  std::vector<Item> scale;
  std::vector<Item> avoid, format, include;
};

// Errors: ErrorKind::usage with the place: unknown heading or key, a key twice, no Task, nothing
// under Task.
Result<Task> read_task(std::string_view markdown, const std::string& file);

// "Design a new database for a hotel": does it ask for something new rather than for a look at what
// is there?
bool asks_for_design(const Task& task);

}  // namespace mimar::ops::architect
