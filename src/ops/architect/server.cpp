#include "ops/architect/server.h"

#include <charconv>

#include "base/text.h"
#include "scratch/binaries.h"

namespace mimar::ops::architect {
namespace {

constexpr int oldest = 14, newest = 18;

// The number right behind the name: "postgres 16", "PostgreSQL-16.2", "postgresql v16".
std::optional<int> version_behind(std::string_view text, std::string_view name) {
  text.remove_prefix(text.find(name) + name.size());
  if (text.starts_with("ql")) text.remove_prefix(2);
  while (!text.empty() && (text.front() == ' ' || text.front() == '-' || text.front() == ':'))
    text.remove_prefix(1);
  for (std::string_view word : {"version ", "v"}) {
    if (text.starts_with(word)) text.remove_prefix(word.size());
  }
  int version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  return error == std::errc() ? std::optional(version) : std::nullopt;
}

tl::unexpected<Error> refuse(const Item& item, std::string message, std::string hint) {
  return fail(
      Error{ErrorKind::unsupported, std::move(message), item.where, {}, std::move(hint), {}});
}

}  // namespace

Result<std::optional<int>> stated_version(const Task& task) {
  std::optional<int> stated;
  for (const Item& item : task.database) {
    const std::string text = text::lower(item.text);
    constexpr std::string_view name = "postgres";
    if (text.find(name) == std::string::npos)
      return refuse(item,
                    "the task asks for `" + item.text + "`, and Mimar reviews PostgreSQL only",
                    "name PostgreSQL under `Database:`, or leave the key out");
    const std::optional<int> version = version_behind(text, name);
    if (version && (*version < oldest || *version > newest))
      return refuse(item,
                    fmt::format("the task asks for `{}`, and Mimar reviews PostgreSQL {} to {}",
                                item.text, oldest, newest),
                    "name one of these under `Database:`, or leave the version out");
    if (!stated) stated = version;
  }
  return stated;
}

std::string choose_server(const std::string& asked, std::optional<int> stated,
                          world::World& world) {
  if (!asked.empty() || !stated) return asked;
  const std::string version = std::to_string(*stated);
  return scratch::find_binaries(world, version) ? version : "";
}

std::string version_gap(const std::string& server_version, std::optional<int> stated) {
  if (!stated || std::atoi(server_version.c_str()) == *stated) return "";
  return fmt::format(
      "it was executed on PostgreSQL {}; PostgreSQL {} is proved with `--server`, which takes the "
      "folder of its initdb, or once it is installed",
      server_version, *stated);
}

}  // namespace mimar::ops::architect
