#include "ops/output.h"

#include <algorithm>
#include <filesystem>

namespace mimar::ops {
namespace {

report::Format format_of(const Arguments& arguments) {
  const std::string format = arguments.get("format", "text");
  if (format == "markdown") return report::Format::markdown;
  if (format == "json") return report::Format::json;
  if (format == "sarif") return report::Format::sarif;
  return report::Format::text;
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return {};
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string without_trailing_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/'))
    path.pop_back();
  return path;
}

Result<void> write_below(const std::string& folder, const std::vector<report::File>& files,
                         world::World& world) {
  for (const report::File& file : files) {
    const std::string path = folder + '/' + file.path;
    if (auto made = world.make_directories(folder_of(path)); !made) return made;
    if (auto written = world.write_file(path, file.content); !written) return written;
  }
  return {};
}

// Moves every staged file to its place; a folder that is there keeps what else it holds.
Result<void> move_into(const std::string& stage, const std::string& folder,
                       const std::vector<report::File>& files, world::World& world) {
  for (const report::File& file : files) {
    const std::string path = folder + '/' + file.path;
    if (auto made = world.make_directories(folder_of(path)); !made) return made;
    if (auto moved = world.rename(stage + '/' + file.path, path); !moved) return moved;
  }
  return world.remove_all(stage);
}

Result<void> put_files(const std::string& folder, const std::vector<report::File>& files,
                       world::World& world) {
  const bool there = world.exists(folder);
  if (there && !world.is_directory(folder)) {
    return fail(ErrorKind::environment, folder + " is a file, and a folder is to be written there",
                "choose another --out");
  }
  const std::string stage = there ? folder + "/.mimar-partial" : folder + ".mimar-partial";
  if (auto removed = world.remove_all(stage); !removed) return removed;
  Result<void> done = write_below(stage, files, world);
  if (done) done = there ? move_into(stage, folder, files, world) : world.rename(stage, folder);
  if (!done) static_cast<void>(world.remove_all(stage));
  return done;
}

// Reading is over when writing starts: the source would be gone, or a file of the history changed.
Result<void> spare_inputs(const std::string& path, const report::Report& report) {
  const auto plain = [](const std::string& one) {
    return std::filesystem::path(one).lexically_normal();
  };
  for (const report::Input& input : report.inputs) {
    if (plain(input.path) == plain(path))
      return fail(ErrorKind::usage, "--out " + path + " would overwrite what was read",
                  "choose another --out");
  }
  return {};
}

Result<void> put_file(const std::string& path, const std::string& content, world::World& world) {
  if (world.is_directory(path)) {
    return fail(ErrorKind::environment, path + " is a folder, and a file is to be written there",
                "name a file with --out");
  }
  const std::string folder = folder_of(path);
  if (!folder.empty() && !world.exists(folder)) {
    if (auto made = world.make_directories(folder); !made) return made;
  }
  const std::string stage = path + ".mimar-partial";
  Result<void> done = world.write_file(stage, content);
  if (done) done = world.rename(stage, path);
  if (!done) static_cast<void>(world.remove_all(stage));
  return done;
}

}  // namespace

Result<Output> deliver(const report::Report& report, const Arguments& arguments, bool colour,
                       world::World& world) {
  const std::string out = report.out_is_read ? "" : without_trailing_slash(arguments.get("out"));
  Output output;
  if (out.empty() || !report.files.empty())
    output.text = report::render(report, format_of(arguments), colour);
  if (out.empty()) return output;
  if (report.files.empty()) {
    if (auto spared = spare_inputs(out, report); !spared) return fail(spared.error());
    if (auto put = put_file(out, report::render(report, format_of(arguments)), world); !put)
      return fail(put.error());
    output.written.push_back(out);
    return output;
  }
  if (auto put = put_files(out, report.files, world); !put) return fail(put.error());
  for (const report::File& file : report.files)
    output.written.push_back(out + '/' + file.path);
  return output;
}

}  // namespace mimar::ops
