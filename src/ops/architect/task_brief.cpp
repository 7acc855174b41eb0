#include "ops/architect/task_brief.h"

#include <algorithm>

#include "base/text.h"
#include "ops/architect/built_in_briefs.h"

namespace mimar::ops::architect {
namespace {

bool is_brief(const std::string& path) {
  const std::string lower = text::lower(path);
  return lower.ends_with(".md") || lower.ends_with(".markdown") || lower.ends_with(".txt");
}

// "Design a schema for ..." says what to do, not what the database holds.
bool asks(std::string_view sentence) {
  Task task;
  task.description = std::string(sentence);
  return asks_for_design(task);
}

std::vector<std::string> sentences_of(std::string_view description) {
  std::vector<std::string> sentences;
  std::string sentence;
  const auto end = [&] {
    const std::string_view trimmed = text::trim(sentence);
    if (!trimmed.empty()) sentences.emplace_back(trimmed);
    sentence.clear();
  };
  for (std::size_t i = 0; i < description.size(); ++i) {
    const char c = description[i];
    const bool last = i + 1 == description.size();
    sentence += c == '\n' ? ' ' : c;
    const bool paragraph = c == '\n' && !last && description[i + 1] == '\n';
    const bool stop = (c == '.' || c == '!' || c == '?') &&
                      (last || description[i + 1] == ' ' || description[i + 1] == '\n');
    if (stop || paragraph) end();
  }
  end();
  return sentences;
}

class Writing {
 public:
  explicit Writing(TaskBrief& brief) : brief_(brief) {}

  void add_text(std::string_view markdown) {
    brief_.markdown += markdown;
    if (!brief_.markdown.empty() && brief_.markdown.back() != '\n') brief_.markdown += '\n';
  }

  void add_sentence(const std::string& sentence, const SourceSpan& where) {
    const auto line = static_cast<std::uint32_t>(
        1 + std::count(brief_.markdown.begin(), brief_.markdown.end(), '\n'));
    brief_.places[line] = where;
    const bool ended =
        sentence.ends_with('.') || sentence.ends_with('!') || sentence.ends_with('?');
    brief_.markdown += sentence + (ended ? "\n" : ".\n");
  }

 private:
  TaskBrief& brief_;
};

Result<void> add_files(const Task& task, const std::string& folder, world::World& world,
                       Writing& writing, TaskBrief& brief) {
  for (const Item& item : task.files) {
    const std::string path =
        item.text.starts_with('/') || folder.empty() ? item.text : folder + item.text;
    auto text = world.read_file(path);
    if (!text) {
      Error error = text.error();
      error.where = item.where;
      return fail(std::move(error));
    }
    writing.add_text(*text);
    brief.inputs.emplace_back(path, std::move(*text));
  }
  return {};
}

}  // namespace

bool is_brief_only(const Task& task) {
  return std::all_of(task.files.begin(), task.files.end(),
                     [](const Item& item) { return is_brief(item.text); });
}

Result<TaskBrief> task_brief(const Task& task, const std::string& folder, world::World& world) {
  TaskBrief brief;
  Writing writing(brief);
  if (!task.files.empty()) {
    if (auto added = add_files(task, folder, world, writing, brief); !added)
      return fail(added.error());
  } else if (const BuiltInBrief* known = brief_for(task.description); known != nullptr) {
    writing.add_text(known->markdown);
    brief.assumed.push_back(fmt::format(
        "The task names a domain that everybody knows: what its tables hold is assumed from the "
        "built-in brief «{}», which is the beginning of brief.md. Change it there and name it "
        "under `Files:`, or say what differs under `Information:`.",
        known->id));
  }
  std::vector<std::pair<std::string, SourceSpan>> said;
  for (const std::string& sentence : sentences_of(task.description))
    if (!asks(sentence)) said.emplace_back(sentence, SourceSpan{});
  for (const std::vector<Item>* items : {&task.information, &task.scale})
    for (const Item& item : *items)
      said.emplace_back(item.text, item.where);
  if (!said.empty()) writing.add_text(brief.markdown.empty() ? "" : "\n");
  for (const auto& [sentence, where] : said)
    writing.add_sentence(sentence, where);
  return brief;
}

void place_in_task(const TaskBrief& from, design::Brief& brief) {
  for (design::Sentence& sentence : brief.sentences) {
    const auto place = from.places.find(sentence.where.line);
    if (place != from.places.end() && place->second.line > 0) sentence.where = place->second;
  }
}

}  // namespace mimar::ops::architect
