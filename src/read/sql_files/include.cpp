#include "read/sql_files/include.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/text.h"
#include "model/lexer.h"
#include "sql/parse.h"
#include "sql/position.h"

namespace mimar::read::sql_files {
namespace {

struct Command {
  std::string name;  // of the file
  bool beside = false;
};

std::optional<Command> include_command(std::string_view line) {
  const std::size_t blank = std::min(line.find_first_of(" \t"), line.size());
  const std::string_view word = line.substr(0, blank);
  const bool beside = word == "\\ir" || word == "\\include_relative";
  if (!beside && word != "\\i" && word != "\\include") return std::nullopt;
  std::string_view name = text::trim(line.substr(blank));
  if (name.starts_with('\'') || name.starts_with('"'))
    name = name.substr(0, model::next_token(name, 0).end);
  else
    name = name.substr(0, name.find_first_of(" \t"));
  if (name.empty()) return std::nullopt;
  const bool quoted = name.front() == '\'' || name.front() == '"';
  return Command{quoted ? model::unquoted(name) : std::string(name), beside};
}

bool may_be_followed(const std::string& name) {
  constexpr std::array<std::string_view, 4> endings{".sql", ".psql", ".pgsql", ".ddl"};
  const std::string lower = text::lower(name);
  return !name.starts_with('/') && !name.starts_with('~') &&
         std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

class Includer {
 public:
  Includer(const ReadFile& read, world::World& world, std::set<std::string>& included)
      : read_(read), world_(world), included_(included) {}

  Result<std::string> expand(const File& file) {
    if (file.text.find("\\i") == std::string::npos) return file.text;
    const Result<std::vector<sql::Chunk>> chunks = sql::split_script(file.text, file.path);
    if (!chunks) return file.text;  // the reader will say what is wrong with it
    open_.push_back(normal_path(file.path));
    std::string result;
    std::size_t copied = 0;
    for (const sql::Chunk& chunk : *chunks) {
      if (chunk.kind != sql::Chunk::Kind::client) continue;
      const Result<std::optional<std::string>> text = content(file, chunk);
      if (!text) return fail(text.error());
      if (!*text) continue;
      const auto at = static_cast<std::size_t>(chunk.text.data() - file.text.data());
      result.append(file.text, copied, at - copied).append(**text);
      result += sql::from_file(file.path, chunk.where.line - 1);  // the rest of this line follows
      copied = at + chunk.text.size();
    }
    open_.pop_back();
    return result.append(file.text, copied);
  }

 private:
  // What stands in the place of the command; nothing where it is not followed.
  Result<std::optional<std::string>> content(const File& file, const sql::Chunk& chunk) {
    const auto command = include_command(chunk.text);
    const std::string path = command ? found(file, *command) : "";
    if (path.empty()) return std::nullopt;
    if (std::find(open_.begin(), open_.end(), normal_path(path)) != open_.end())
      return fail(Error{ErrorKind::input, path + " includes itself", chunk.where, {}, {}, {}});
    const Result<File> other = read_(path);
    if (!other) return fail(other.error());
    const Result<std::string> inside = expand(*other);
    if (!inside) return fail(inside.error());
    included_.insert(normal_path(path));
    return sql::from_file(path, 0) + *inside + "\n;\n";  // psql sends what is left at the end
  }

  std::string found(const File& file, const Command& command) const {
    if (!may_be_followed(command.name)) return "";
    const std::string beside =
        normal_path((std::filesystem::path(file.path).parent_path() / command.name).string());
    for (const std::string& path :
         command.beside ? std::vector{beside} : std::vector{command.name, beside})
      if (world_.exists(path) && !world_.is_directory(path)) return path;
    return "";
  }

  const ReadFile& read_;
  world::World& world_;
  std::set<std::string>& included_;
  std::vector<std::string> open_;  // the files that are being read, outermost first
};

}  // namespace

std::string normal_path(const std::string& path) {
  return std::filesystem::path(path).lexically_normal().string();
}

Result<File> with_included(File file, const ReadFile& read, world::World& world,
                           std::set<std::string>& included) {
  Result<std::string> text = Includer(read, world, included).expand(file);
  if (!text) return fail(std::move(text.error()));
  file.text = std::move(*text);
  return file;
}

}  // namespace mimar::read::sql_files
