#include "read/sql_files/find.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/digest.h"
#include "base/text.h"
#include "read/sql_files/include.h"
#include "read/sql_files/without_rows.h"
#include "sql/parse.h"

namespace mimar::read::sql_files {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_up_sql(const std::string& name) {
  const std::string lowered = text::lower(name);
  return lowered.ends_with(".sql") && !lowered.ends_with(".down.sql") && lowered != "down.sql" &&
         !lowered.ends_with("_down.sql");
}

// The text above the marker of a downward part; positions stay as they are.
std::string upward_part(std::string content) {
  const std::string_view text = content;
  for (std::size_t at = text.find("--"); at < text.size(); at = text.find("--", at + 2)) {
    const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
    if (!text::trim(text.substr(start, at - start)).empty()) continue;
    for (const std::string_view marker :
         {"-- migrate:down", "-- +goose down", "-- +migrate down", "-- !downs", "--//@undo"}) {
      if (!text::equal_ignoring_case(text.substr(at, marker.size()), marker)) continue;
      content.resize(start);
      return content;
    }
  }
  return content;
}

Result<void> collect(const std::string& folder, world::World& world,
                     std::vector<std::string>& paths) {
  Result<std::vector<world::Entry>> entries = world.list(folder);
  if (!entries) return fail(std::move(entries.error()));
  for (const world::Entry& entry : *entries) {
    if (entry.name.starts_with('.') || entry.name == "node_modules") continue;
    const std::string path = folder + (folder.ends_with('/') ? "" : "/") + entry.name;
    if (entry.directory) {
      if (auto below = collect(path, world, paths); !below) return below;
    } else if (is_up_sql(entry.name)) {
      paths.push_back(path);
    }
  }
  return {};
}

// What is no text is told by its first bytes: there is no need to read the rest.
bool is_text(std::string_view block) {
  return !block.starts_with("PGDMP") && !block.starts_with("\xFF\xFE") &&
         !block.starts_with("\xFE\xFF") && block.find('\0') == std::string_view::npos;
}

// A file as it grows in memory; from a certain size on without its rows.
class Content {
 public:
  bool add(std::string_view block) {
    digest_.add(block);
    size_ += block.size();
    if (rows_) {
      rows_->add(block);
      return true;
    }
    text_ += block;
    if (text_.size() > large) {
      rows_.emplace();
      rows_->add(std::exchange(text_, {}));
    }
    return size_ > block.size() || is_text(block);
  }

  File file(const std::string& path) {
    if (!rows_) return {path, upward_part(std::move(text_)), digest_.hex(), {}};
    File result{path, upward_part(rows_->finish()), digest_.hex(), {}};
    const RowsLeftOut& rows = rows_->left_out();
    if (rows.copies + rows.inserts == 0) return result;
    std::vector<std::string> parts;
    if (rows.copies > 0) parts.push_back(text::count(rows.copies, "COPY block"));
    if (rows.inserts > 0) parts.push_back(text::count(rows.inserts, "INSERT statement"));
    result.left_out = path + " is large and was read without its rows: " + text::bytes(rows.bytes) +
                      " of " + text::join(parts, " and ") + " left out";
    return result;
  }

 private:
  static constexpr std::size_t large = 4U << 20U;

  Sha256 digest_;
  std::string text_;
  std::optional<WithoutRows> rows_;
  std::uint64_t size_ = 0;
};

Result<File> read_file(const std::string& path, world::World& world) {
  Content content;
  const auto read =
      world.read_blocks(path, [&](std::string_view block) { return content.add(block); });
  if (!read) return fail(read.error());
  return content.file(path);
}

// The first word after white space and comments, lower case.
std::string first_word(std::string_view sql) {
  for (;;) {
    sql = text::trim(sql);
    if (sql.starts_with("--")) {
      const std::size_t end = sql.find('\n');
      sql = end == std::string_view::npos ? std::string_view() : sql.substr(end);
    } else if (sql.starts_with("/*")) {
      const std::size_t end = sql.find("*/");
      sql = end == std::string_view::npos ? std::string_view() : sql.substr(end + 2);
    } else if (sql.starts_with('(')) {
      sql.remove_prefix(1);
    } else {
      break;
    }
  }
  std::size_t end = 0;
  while (end < sql.size() && ((sql[end] | 32) >= 'a' && (sql[end] | 32) <= 'z'))
    ++end;
  return text::lower(sql.substr(0, end));
}

bool any_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool natural_before(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (digit(a[i]) && digit(b[j])) {
      while (i < a.size() && a[i] == '0')
        ++i;
      while (j < b.size() && b[j] == '0')
        ++j;
      std::size_t ei = i, ej = j;
      while (ei < a.size() && digit(a[ei]))
        ++ei;
      while (ej < b.size() && digit(b[ej]))
        ++ej;
      if (ei - i != ej - j) return ei - i < ej - j;
      if (const int order = a.substr(i, ei - i).compare(b.substr(j, ej - j)); order != 0)
        return order < 0;
      i = ei;
      j = ej;
    } else {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i;
      ++j;
    }
  }
  if (i == a.size() && j == b.size()) return a < b;  // they differ in leading zeros only
  return i == a.size();
}

Result<std::vector<File>> find(const std::string& path, world::World& world) {
  std::vector<std::string> paths;
  const bool folder = world.is_directory(path);
  if (folder) {
    if (auto collected = collect(path, world, paths); !collected)
      return fail(std::move(collected.error()));
    std::sort(paths.begin(), paths.end(), natural_before);
    if (paths.empty())
      return fail(ErrorKind::input, "no .sql files below `" + path + "`",
                  "name a file, another folder or a postgres:// URL");
  } else {
    paths.push_back(path);
  }
  std::vector<File> files;
  std::set<std::string> included;
  const ReadFile read = [&](const std::string& file) { return read_file(file, world); };
  for (const std::string& file : paths) {
    Result<File> content = read(file);
    if (content) content = with_included(std::move(*content), read, world, included);
    if (!content) return fail(std::move(content.error()));
    files.push_back(std::move(*content));
  }
  // What another file includes is not run a second time by itself.
  std::erase_if(files, [&](const File& file) { return included.contains(normal_path(file.path)); });
  return files;
}

Purpose purpose_of(const File& file) {
  const Result<std::vector<sql::Chunk>> chunks = sql::split_script(file.text, file.path);
  if (!chunks) return Purpose::schema;  // the reader will say what is wrong with it
  bool reads = false, any = !file.left_out.empty();
  for (const sql::Chunk& chunk : *chunks) {
    if (chunk.kind != sql::Chunk::Kind::statement) continue;
    const std::string word = first_word(chunk.text);
    if (word.empty()) continue;
    any = true;
    if (any_of(word, {"select", "with", "update", "delete", "values", "explain", "table"})) {
      reads = true;
    } else if (!any_of(word, {"insert", "copy", "set", "begin", "commit", "start", "analyze"})) {
      return Purpose::schema;
    }
  }
  if (!any) return Purpose::schema;
  return reads ? Purpose::queries : Purpose::data;
}

}  // namespace mimar::read::sql_files
