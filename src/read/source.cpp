#include "read/source.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "engine/postgres/connection.h"
#include "read/postgres/reader.h"
#include "read/sql_files/find.h"

namespace mimar::read {
namespace {

Result<Reading> read_live(const std::string& url, world::World&) {
  Result<engine::postgres::Connection> connection = engine::postgres::Connection::open(url);
  if (!connection) return fail(std::move(connection.error()));
  Result<postgres::Reading> live = postgres::read(*connection);
  if (!live) return fail(std::move(live.error()));
  Reading reading;
  reading.database = std::move(live->database);
  reading.statistics = std::move(live->statistics);
  reading.inputs.push_back({engine::postgres::masked(url), ""});
  return reading;
}

Result<Reading> read_sql(const std::string& path, world::World& world) {
  Result<std::vector<sql_files::File>> files = sql_files::find(path, world);
  if (!files) return fail(std::move(files.error()));
  std::vector<std::string> left_out;
  if (world.is_directory(path)) {
    std::erase_if(*files, [&](const sql_files::File& file) {
      if (sql_files::purpose_of(file) == sql_files::Purpose::schema) return false;
      left_out.push_back(file.path);
      return true;
    });
    if (files->empty())
      return fail(ErrorKind::input,
                  "the files below `" + path + "` hold queries or data, and no schema",
                  "name the folder of the DDL or of the migrations");
  }
  Result<Reading> reading = read_files(std::move(*files));
  if (reading && !left_out.empty()) {
    reading->notes.push_back(text::count(left_out.size(), "file") +
                             " of queries or data left out: " + text::join(left_out, ", "));
  }
  return reading;
}

// The readers: the first whose `accepts` says yes reads the source.
struct Reader {
  bool (*accepts)(const std::string&);
  Result<Reading> (*read)(const std::string&, world::World&);
};
constexpr Reader readers[] = {
    {is_url, read_live},
    {[](const std::string&) { return true; }, read_sql},
};

}  // namespace

bool is_url(const std::string& source) {
  return source.starts_with("postgres://") || source.starts_with("postgresql://");
}

Result<Reading> read(const std::string& source, world::World& world) {
  for (const Reader& reader : readers) {
    if (!reader.accepts(source)) continue;
    Result<Reading> reading = reader.read(source, world);
    if (reading) reading->source = is_url(source) ? engine::postgres::masked(source) : source;
    return reading;
  }
  return fail(ErrorKind::usage, "nothing reads `" + source + "`",
              "name an .sql file, a folder or a postgres:// URL");
}

Result<Reading> read_files(std::vector<sql_files::File> files) {
  Result<sql_files::Reading> parsed = sql_files::read(files);
  if (!parsed) return fail(std::move(parsed.error()));
  Reading reading;
  reading.database = std::move(parsed->database);
  reading.notes = std::move(parsed->notes);
  for (const sql_files::File& file : files)
    if (!file.left_out.empty()) reading.notes.push_back(file.left_out);
  for (const sql_files::File& file : files)
    reading.inputs.push_back(
        {file.path, file.digest.empty() ? sha256_hex(file.text) : file.digest});
  reading.files = std::move(files);
  return reading;
}

}  // namespace mimar::read
