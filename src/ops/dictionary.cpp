#include "emit/dictionary/dictionary.h"

#include <array>

#include "base/text.h"
#include "ops/common.h"
#include "ops/operations.h"
#include "ops/payload.h"

namespace mimar::ops {
namespace {

using emit::dictionary::File;

constexpr std::array parameters{
    source_parameter,
    Parameter{.name = "out",
              .kind = ParameterKind::path,
              .required = true,
              .help = "the folder of the dictionary"},
    Parameter{.name = "check",
              .kind = ParameterKind::flag,
              .help = "write nothing, and fail when the folder is not what would be written"},
    Parameter{.name = "title", .help = "the title of the index"},
    via_server_parameter,
    server_parameter,
    format_parameter,
};

// What is on disk against what would be written, paths each.
struct Comparison {
  std::vector<std::string> stale, missing, left_over;
  std::map<std::string, std::string> first_change;  // of stale pages
};

// Version control may have changed the ends of lines.
std::string with_plain_lines(std::string text) {
  return text::replace_all(std::move(text), "\r\n", "\n");
}

// "line 9, was: | `total` | ..."; pictures have no lines worth showing.
std::string first_change(const std::string& path, std::string_view was, std::string_view is) {
  if (path.ends_with(".svg")) return {};
  const auto before = text::lines(was), after = text::lines(is);
  std::size_t i = 0;
  while (i < before.size() && i < after.size() && before[i] == after[i])
    ++i;
  const std::string line = "line " + std::to_string(i + 1);
  if (i >= after.size()) return line + " is too much: " + std::string(before[i]);
  return line + " should be: " + std::string(after[i]);
}

Result<std::vector<std::string>> left_over(const std::string& folder,
                                           const std::vector<File>& files, world::World& world) {
  std::set<std::string> expected;
  for (const File& file : files)
    expected.insert(file.path);
  std::vector<std::string> result;
  if (!world.is_directory(folder)) return result;
  const auto entries = world.list(folder);
  if (!entries) return fail(entries.error());
  for (const world::Entry& entry : *entries) {
    const bool candidate = entry.name.ends_with(".md") || entry.name.ends_with(".svg");
    if (entry.directory || !candidate || expected.count(entry.name) > 0) continue;
    const auto content = world.read_file(folder + '/' + entry.name);
    if (!content) return fail(content.error());
    if (emit::dictionary::is_ours(*content)) result.push_back(entry.name);
  }
  return result;
}

Result<Comparison> compare(const std::string& folder, const std::vector<File>& files,
                           world::World& world) {
  Comparison result;
  auto leftovers = left_over(folder, files, world);
  if (!leftovers) return fail(leftovers.error());
  result.left_over = std::move(*leftovers);
  for (const File& file : files) {
    const std::string path = folder + '/' + file.path;
    if (!world.exists(path)) {
      result.missing.push_back(file.path);
      continue;
    }
    const auto content = world.read_file(path);
    if (!content) return fail(content.error());
    const std::string was = with_plain_lines(*content);
    if (was == with_plain_lines(file.content)) continue;
    result.stale.push_back(file.path);
    result.first_change[file.path] = first_change(file.path, was, file.content);
  }
  return result;
}

std::string comparison_text(const Comparison& comparison, const std::string& folder,
                            std::size_t files) {
  std::string result;
  for (const std::string& path : comparison.stale) {
    const std::string change = comparison.first_change.at(path);
    result += "stale      " + path + (change.empty() ? "" : "  (" + change + ")") + '\n';
  }
  for (const std::string& path : comparison.missing)
    result += "missing    " + path + '\n';
  for (const std::string& path : comparison.left_over)
    result += "left over  " + path + '\n';
  if (result.empty()) return folder + " is up to date: " + text::count(files, "file") + ".\n";
  return result + "\nRun mimar dictionary without --check to renew " + folder + ".\n";
}

Result<void> check_folder(const std::string& folder, const std::vector<File>& files,
                          world::World& world, report::Report& report) {
  const auto comparison = compare(folder, files, world);
  if (!comparison) return fail(comparison.error());
  report.differences =
      !comparison->stale.empty() || !comparison->missing.empty() || !comparison->left_over.empty();
  report.payload_text = comparison_text(*comparison, folder, files.size());
  report.payload_json = payload::dictionary(files.size(), comparison->stale, comparison->missing,
                                            comparison->left_over);
  report.out_is_read = true;
  return {};
}

Result<void> may_be_replaced(const std::string& path, world::World& world) {
  if (!world.exists(path)) return {};
  const auto content = world.read_file(path);
  if (!content) return fail(content.error());
  if (content->empty() || emit::dictionary::is_ours(*content)) return {};
  return fail(ErrorKind::usage, path + " is there and not of a dictionary",
              "name another folder with --out, or move the file away");
}

// Pages of objects that are gone would still be found by readers: they go too.
Result<void> write_folder(const std::string& folder, std::vector<File> files, world::World& world,
                          report::Report& report) {
  for (const File& file : files)
    if (auto free = may_be_replaced(folder + '/' + file.path, world); !free) return free;
  const auto leftovers = left_over(folder, files, world);
  if (!leftovers) return fail(leftovers.error());
  for (const std::string& path : *leftovers) {
    if (auto removed = world.remove_all(folder + '/' + path); !removed) return removed;
    report.notes.push_back("removed " + path + ", which no object of the database stands behind");
  }
  report.payload_text = folder + ": " + text::count(files.size(), "file") + ".\n";
  report.payload_json = payload::dictionary(files.size(), {}, {}, *leftovers);
  for (File& file : files)
    report.files.push_back({std::move(file.path), std::move(file.content)});
  return {};
}

Result<report::Report> run(const Arguments& arguments, world::World& world) {
  report::Report report;
  report.operation = "dictionary";
  const auto reading = read_into(report, arguments.get("source"), arguments, world);
  if (!reading) return fail(reading.error());
  auto files = emit::dictionary::write(reading->database, arguments.get("title"));
  if (!files) return fail(files.error());
  std::string folder = arguments.get("out");
  while (folder.size() > 1 && folder.ends_with('/'))
    folder.pop_back();
  const Result<void> done = arguments.has("check")
                                ? check_folder(folder, *files, world, report)
                                : write_folder(folder, std::move(*files), world, report);
  if (!done) return fail(done.error());
  return report;
}

}  // namespace

constinit const Operation dictionary{
    .id = "dictionary",
    .summary = "write a data dictionary in markdown, or check that it is up to date",
    .documentation =
        R"(A folder of markdown that hosts of repositories show as it is: an index with the diagram of all tables, and a page for every
table, view and enum. The page of a table has its columns with type, default, keys and comment, its foreign keys in both directions
as links, indexes, checks, partitions, the views that read it, and a diagram of the tables around it, whose names lead to their
pages. The same database always gives the same bytes, so that a pull request shows what changed.

`--check` is for continuous integration: it writes nothing, and names the files that are stale, missing, or left over from
objects that are gone. Without it those are removed; files that are not of the dictionary stay.

## Examples

```sh
mimar dictionary migrations/ --out docs/database
mimar dictionary migrations/ --out docs/database --check
mimar dictionary postgres://localhost/shop --out docs/database --title Shop
mimar erd migrations/ --links docs/database --out map.svg
```

## Exit codes

0, 1 when `--check` finds the folder not up to date, 2 when the source could not be read or the folder not written.
)",
    .parameters = parameters,
    .group = Group::understand,
    .run = run,
};

}  // namespace mimar::ops
