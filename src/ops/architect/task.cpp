#include "ops/architect/task.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/text.h"

namespace mimar::ops::architect {
namespace {

enum class Split : std::uint8_t { list, lines };

struct Key {
  std::string_view heading, name;
  std::vector<Item> Task::*items;
  Split split;
};

// The whole grammar: which key lives under which heading and how its values are separated.
constexpr std::array<Key, 8> keys{{
    {"Context", "Files", &Task::files, Split::list},
    {"Context", "Information", &Task::information, Split::lines},
    {"Context", "Prior Results", &Task::prior_results, Split::lines},
    {"Constraints", "Database", &Task::database, Split::lines},
    {"Constraints", "Scale", &Task::scale, Split::lines},
    {"Constraints", "Avoid", &Task::avoid, Split::list},
    {"Expected Output", "Format", &Task::format, Split::list},
    {"Expected Output", "Include", &Task::include, Split::list},
}};
constexpr std::array<std::string_view, 4> headings{"Task", "Context", "Constraints",
                                                   "Expected Output"};

std::vector<std::string> keys_under(std::string_view heading) {
  std::vector<std::string> names;
  for (const Key& key : keys) {
    if (key.heading == heading) names.emplace_back(key.name);
  }
  return names;
}

std::string strip_marks(std::string_view text) {
  return std::string(
      text::trim(text::replace_all(text::replace_all(std::string(text), "**", ""), "`", "")));
}

// A list bullet's content, or the line itself.
std::string_view without_bullet(std::string_view line) {
  line = text::trim(line);
  if (line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ "))
    line.remove_prefix(2);
  return text::trim(line);
}

class Reader {
 public:
  Reader(std::string_view markdown, std::string file)
      : markdown_(markdown), file_(std::move(file)) {}

  Result<Task> read() {
    for (std::string_view line : text::lines(markdown_)) {
      ++line_;
      Result<void> result = read_line(line);
      if (!result) return fail(std::move(result.error()));
    }
    task_.description = std::string(text::trim(task_.description));
    if (task_.description.empty()) {
      return error("the task file has no text under `## Task`", 1,
                   "say in a sentence what you want, for example `Review our shop database`");
    }
    return std::move(task_);
  }

 private:
  tl::unexpected<Error> error(std::string message, std::uint32_t column, std::string hint) const {
    Error problem{ErrorKind::usage,
                  std::move(message),
                  SourceSpan{file_, line_, column, 0, 0},
                  {},
                  std::move(hint),
                  {}};
    return fail(std::move(problem));
  }

  Result<void> read_line(std::string_view line) {
    if (line.starts_with("```")) fenced_ = !fenced_;
    if (!fenced_ && line.starts_with("### ")) return open_key(strip_marks(line.substr(4)), {});
    if (!fenced_ && line.starts_with("## ")) return open_heading(strip_marks(line.substr(3)));
    if (!fenced_ && line.starts_with("# ")) {
      open_title(strip_marks(line.substr(2)));
      return {};
    }
    if (heading_.empty() || heading_ == "Task") {
      if (heading_ == "Task") task_.description.append(line).append("\n");
      return {};
    }
    return read_value(line);
  }

  // "# Task" may be the title of a file whose "## Task" follows, or stand for it.
  void open_title(std::string name) {
    if (name.ends_with(':')) name.pop_back();
    const auto known = std::ranges::find_if(
        headings, [&](std::string_view one) { return text::equal_ignoring_case(name, one); });
    if (known == headings.end()) return;
    heading_ = *known;
    key_ = nullptr;
  }

  Result<void> open_heading(std::string name) {
    key_ = nullptr;
    if (name.ends_with(':')) name.pop_back();
    for (std::string_view known : headings) {
      if (!text::equal_ignoring_case(name, known)) continue;
      if (!seen_.insert(std::string(known)).second)
        return error("the heading `" + name + "` is there twice", 4, "merge the two");
      heading_ = known;
      return {};
    }
    return unknown("heading", name, {headings.begin(), headings.end()});
  }

  Result<void> open_key(std::string name, std::string_view value) {
    if (name.ends_with(':')) name.pop_back();
    key_ = nullptr;
    for (const Key& key : keys) {
      if (key.heading != heading_ || !text::equal_ignoring_case(name, key.name)) continue;
      if (!seen_.insert(heading_ + "/" + std::string(key.name)).second) {
        return error("`" + name + "` is there twice under `## " + heading_ + "`", 1,
                     "merge the two");
      }
      key_ = &key;
      add(value);
      return {};
    }
    return unknown("key", name, keys_under(heading_));
  }

  // Under Context, Constraints and Expected Output: `- Key: value`, or a further value of the key
  // above, indented or listed.
  Result<void> read_value(std::string_view line) {
    const bool indented = line.starts_with(' ') || line.starts_with('\t');
    const std::string content = strip_marks(without_bullet(line));
    if (content.empty()) return {};
    const std::size_t colon = content.find(':');
    const std::string before = colon == std::string::npos ? "" : content.substr(0, colon);
    if (is_key(before)) return open_key(before, std::string_view(content).substr(colon + 1));
    if (key_ != nullptr && (indented || !looks_like_key(before))) {
      add(content);
      return {};
    }
    if (!before.empty() && looks_like_key(before))
      return unknown("key", before, keys_under(heading_));
    return error("this line belongs to no key of `## " + heading_ + "`", 1,
                 "write `- " + keys_under(heading_).front() + ": ...`; the keys here are " +
                     text::join(keys_under(heading_), ", "));
  }

  bool is_key(std::string_view name) const {
    for (const std::string& known : keys_under(heading_)) {
      if (text::equal_ignoring_case(name, known)) return true;
    }
    return false;
  }

  // One or two capitalised words before a colon, and no path, number or URL: somebody meant a key.
  static bool looks_like_key(std::string_view text) {
    if (text.empty() || text.front() < 'A' || text.front() > 'Z' || text.size() > 24) return false;
    for (char c : text) {
      const bool word = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == ' ';
      if (!word) return false;
    }
    return text::split(text, ' ').size() <= 2;
  }

  void add(std::string_view value) {
    std::string list(value);
    if (key_->split == Split::list)
      list = text::replace_all(text::replace_all(std::move(list), ", ", ";"), ",", ";");
    for (std::string_view part : text::split(list, key_->split == Split::list ? ';' : '\n')) {
      const std::string item = strip_marks(part);
      if (item.empty() || text::equal_ignoring_case(item, "none") || item == "-") continue;
      (task_.*key_->items).push_back({item, SourceSpan{file_, line_, 1, 0, 0}});
    }
  }

  Result<void> unknown(const char* what, const std::string& name,
                       const std::vector<std::string>& known) const {
    if (known.empty())
      return error(std::string("`") + name + "` does not belong under `## " + heading_ + "`", 1,
                   "write plain text there");
    const std::string near = text::nearest(name, known);
    return error(std::string("unknown ") + what + " `" + name + "`", 1,
                 (near.empty() ? "" : "did you mean `" + near + "`? ") +
                     "known here: " + text::join(known, ", "));
  }

  std::string_view markdown_;
  std::string file_;
  Task task_;
  std::uint32_t line_ = 0;
  bool fenced_ = false;
  std::string heading_;
  const Key* key_ = nullptr;
  std::set<std::string> seen_;
};

}  // namespace

Result<Task> read_task(std::string_view markdown, const std::string& file) {
  return Reader(markdown, file).read();
}

bool asks_for_design(const Task& task) {
  std::string words;  // between single spaces
  for (char c : " " + text::lower(task.description) + " ") {
    const bool letter = (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
    if (letter || words.empty() || words.back() != ' ') words += letter ? c : ' ';
  }
  const auto says = [&](std::string_view phrase) {
    return words.find(phrase) != std::string::npos;
  };
  for (std::string_view verb : {" review", " check", " audit", " optimi", " improve", " analy"}) {
    if (says(verb)) return false;
  }
  for (std::string_view verb :
       {" design ", " create ", " model ", " build ", " make ", " draft "}) {
    for (std::string_view thing : {"a ", "an ", "new ", "me ", "us "}) {
      if (says(std::string(verb).append(thing))) return true;
    }
  }
  return says(" from scratch ");
}

}  // namespace mimar::ops::architect
