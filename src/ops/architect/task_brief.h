#pragma once
// The brief that a task asks for a design with: files of its own, or a built-in one, and the
// sentences of the task.

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "design/brief/brief.h"
#include "ops/architect/task.h"
#include "world/world.h"

namespace mimar::ops::architect {

struct TaskBrief {
  std::string markdown;
  std::map<std::uint32_t, SourceSpan> places;  // line -> where the task has that sentence
  std::vector<std::string> assumed;            // a sentence each
  std::vector<std::pair<std::string, std::string>> inputs;  // path, text
};

// Does the task name nothing but briefs under Files, or nothing at all?
bool is_brief_only(const Task& task);

// Of the description all but the sentence that asks for the design. Errors: those of reading files.
Result<TaskBrief> task_brief(const Task& task, const std::string& folder, world::World& world);

// Sentences that the task has are found there.
void place_in_task(const TaskBrief& from, design::Brief& brief);

}  // namespace mimar::ops::architect
