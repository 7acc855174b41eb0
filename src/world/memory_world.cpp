#include "world/memory_world.h"

#include <algorithm>

namespace mimar::world {
namespace {

bool below(const std::string& path, const std::string& folder) {
  return path.size() > folder.size() && path.compare(0, folder.size(), folder) == 0 &&
         (folder.empty() || folder.back() == '/' || path[folder.size()] == '/');
}

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/')
    path.pop_back();
  return path;
}

tl::unexpected<Error> missing(std::string_view what, const std::string& path) {
  return fail(ErrorKind::environment,
              "cannot " + std::string(what) + ' ' + path + ": No such file or directory",
              "check the path");
}

}  // namespace

std::optional<Error> MemoryWorld::trouble(std::string_view what, const std::string& path) {
  if (++calls_ != failing_call_) return std::nullopt;
  return Error{ErrorKind::environment,
               "cannot " + std::string(what) + ' ' + path + ": call made to fail",
               {},
               {},
               {},
               {}};
}

Result<std::string> MemoryWorld::read_file(const std::string& path) {
  if (auto error = trouble("read", path)) return fail(*error);
  const auto found = files.find(path);
  if (found == files.end()) return missing("read", path);
  return found->second;
}

Result<void> MemoryWorld::read_blocks(const std::string& path, const TakeBlock& take) {
  const Result<std::string> content = read_file(path);
  if (!content) return fail(content.error());
  for (std::size_t at = 0; at < content->size(); at += block_size) {
    if (!take(std::string_view(*content).substr(at, block_size))) break;
  }
  return {};
}

Result<void> MemoryWorld::write_file(const std::string& path, std::string_view content) {
  if (auto error = trouble("write", path)) return fail(*error);
  const std::size_t slash = path.rfind('/');
  if (slash != std::string::npos && slash > 0 && !is_directory(path.substr(0, slash)))
    return missing("write", path);
  files[path] = content;
  return {};
}

Result<void> MemoryWorld::write_blocks(const std::string& path, const GiveBlocks& give) {
  std::string content;
  give([&](std::string_view block) {
    content += block;
    return true;
  });
  return write_file(path, content);
}

Result<std::vector<Entry>> MemoryWorld::list(const std::string& named) {
  if (auto error = trouble("list", named)) return fail(*error);
  const std::string folder = without_slash(named);
  if (!is_directory(folder)) return missing("list", folder);
  const std::size_t start = folder == "/" ? 1 : folder.size() + 1;
  std::map<std::string, bool> entries;  // name -> is a folder
  for (const auto& [path, content] : files) {
    if (!below(path, folder)) continue;
    const std::size_t end = path.find('/', start);
    entries[path.substr(start, end - start)] |= end != std::string::npos;
  }
  for (const std::string& path : folders_) {
    if (below(path, folder)) entries[path.substr(start, path.find('/', start) - start)] = true;
  }
  std::vector<Entry> result;
  for (const auto& [name, directory] : entries)
    result.push_back({name, directory});
  return result;
}

bool MemoryWorld::exists(const std::string& path) {
  return files.count(path) != 0 || is_directory(path);
}

bool MemoryWorld::is_directory(const std::string& named) {
  const std::string folder = without_slash(named);
  if (folder == "/" || folder == "." || folders_.count(folder) != 0) return true;
  const auto inside = [&](const std::string& path) { return below(path, folder); };
  return std::any_of(files.begin(), files.end(),
                     [&](const auto& file) { return inside(file.first); }) ||
         std::any_of(folders_.begin(), folders_.end(), inside);
}

Result<void> MemoryWorld::make_directories(const std::string& path) {
  if (auto error = trouble("create the folder", path)) return fail(*error);
  if (files.count(path) != 0)
    return fail(ErrorKind::environment, "cannot create the folder " + path + ": it is a file");
  folders_.insert(without_slash(path));
  return {};
}

Result<void> MemoryWorld::rename(const std::string& from, const std::string& to) {
  if (auto error = trouble("rename", from)) return fail(*error);
  if (!exists(from)) return missing("rename", from);
  const auto moved = [&](const std::string& path) { return path == from || below(path, from); };
  std::map<std::string, std::string> new_files;
  for (const auto& [path, content] : files)
    new_files[moved(path) ? to + path.substr(from.size()) : path] = content;
  if (files.count(from) != 0)
    new_files[to] = files[from];  // the moved file wins over the one it replaces
  std::set<std::string> new_folders;
  for (const std::string& path : folders_)
    new_folders.insert(moved(path) ? to + path.substr(from.size()) : path);
  files = std::move(new_files);
  folders_ = std::move(new_folders);
  return {};
}

Result<void> MemoryWorld::remove_all(const std::string& path) {
  if (auto error = trouble("remove", path)) return fail(*error);
  const auto gone = [&](const std::string& candidate) {
    return candidate == path || below(candidate, path);
  };
  std::erase_if(files, [&](const auto& file) { return gone(file.first); });
  std::erase_if(folders_, gone);
  return {};
}

Result<std::string> MemoryWorld::make_temporary_directory(std::string_view prefix) {
  const std::string path = "/tmp/" + std::string(prefix) + std::to_string(++temporary_);
  if (auto error = trouble("create a temporary folder", path)) return fail(*error);
  folders_.insert(path);
  return path;
}

std::optional<std::string> MemoryWorld::environment(const std::string& name) {
  const auto found = variables.find(name);
  return found != variables.end() ? std::optional<std::string>(found->second) : std::nullopt;
}

bool MemoryWorld::interrupted() {
  return interrupt_at_ && ++questions_ >= *interrupt_at_;
}

Result<Completed> MemoryWorld::run(const Command& command) {
  return fail(ErrorKind::environment,
              "cannot start " + command.arguments.front() + ": no processes in memory");
}

Result<HttpResponse> MemoryWorld::post(const HttpRequest& request) {
  if (auto error = trouble("reach", request.url)) return fail(*error);
  requests.push_back(request);
  if (requests.size() > responses.size())
    return fail(ErrorKind::environment, "cannot reach " + request.url + ": no server in memory");
  return responses[requests.size() - 1];
}

Result<std::optional<std::string>> MemoryWorld::ask(std::string_view question) {
  if (interrupted()) return fail(ErrorKind::interrupted, "interrupted while asking");
  asked.emplace_back(question);
  if (asked.size() > answers.size()) return std::optional<std::string>();
  return std::optional<std::string>(answers[asked.size() - 1]);
}

}  // namespace mimar::world
