#include "read/source.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "engine/postgres/connection.h"
#include "read/execution.h"
#include "read/postgres/reader.h"
#include "read/sql_files/find.h"

namespace mimar::read {
namespace {

// Nothing is kept of what was read before a connection broke: a part of a catalog looks like a
// database that lacks the rest.
Error lost_on_the_way(Error error, const std::string& url) {
  if (error.kind != ErrorKind::environment && !error.sqlstate.starts_with("57P")) return error;
  error.kind = ErrorKind::environment;
  error.message = "the connection to " + engine::postgres::masked(url) +
                  " was lost while the catalog was read: " + error.message;
  error.hint = "nothing was kept of the part that was read; try again";
  return error;
}

Result<Reading> read_live(const std::string& url, world::World& world, const Options&) {
  Result<engine::postgres::Connection> connection =
      engine::postgres::Connection::open(url, engine::postgres::stop_when_interrupted(world));
  if (!connection) return fail(std::move(connection.error()));
  Result<postgres::Reading> live = postgres::read(*connection);
  if (!live) return fail(lost_on_the_way(std::move(live.error()), url));
  Reading reading;
  reading.database = std::move(live->database);
  reading.statistics = std::move(live->statistics);
  reading.inputs.push_back({engine::postgres::masked(url), ""});
  return reading;
}

// Executed, and what the server made of it read live: no file and line for what is found there.
Result<Reading> read_via_server(std::vector<sql_files::File> files, world::World& world,
                                const Options& options) {
  scratch::Options with;
  with.binaries = options.server;
  Result<scratch::Scratch> scratch = scratch::Scratch::start(world, with);
  if (!scratch) return fail(std::move(scratch.error()));
  Result<Execution> execution =
      execute(*scratch, files, "source", Dump::skip, scratch::MissingExtensions::leave_out);
  if (!execution) return fail(std::move(execution.error()));
  const std::string server = "PostgreSQL " + scratch->server_version();
  if (!execution->database) {
    Error error = std::move(execution->refusal);
    error.message = "the scratch server (" + server + ") refused it: " + error.message;
    if (error.hint.empty() && error.sqlstate == "42601")
      error.hint = "when it is written for a newer PostgreSQL, --server names one";
    return fail(std::move(error));
  }
  model::Objects objects = execution->database->objects();
  objects.incomplete.insert(objects.incomplete.end(), execution->left_out.begin(),
                            execution->left_out.end());
  Result<model::Database> database = model::build(std::move(objects));
  if (!database) return fail(std::move(database.error()));
  Reading reading;
  reading.database = std::move(*database);
  reading.notes = std::move(execution->notes);
  reading.notes.push_back("read through a scratch server, " + server);
  for (const sql_files::File& file : files)
    reading.inputs.push_back({file.path, sha256_hex(file.text)});
  return reading;
}

Result<Reading> read_sql(const std::string& path, world::World& world, const Options& options) {
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
  Result<Reading> reading = options.via_server ? read_via_server(std::move(*files), world, options)
                                               : read_files(std::move(*files));
  if (reading && !left_out.empty()) {
    reading->notes.push_back(text::count(left_out.size(), "file") +
                             " of queries or data left out: " + text::join(left_out, ", "));
  }
  return reading;
}

std::string as_arguments(const Options& options) {
  std::string arguments = options.via_server ? " --via-server" : "";
  if (!options.server.empty()) arguments += " --server " + options.server;
  return arguments;
}

// The readers: the first whose `accepts` says yes reads the source.
struct Reader {
  bool (*accepts)(const std::string&);
  Result<Reading> (*read)(const std::string&, world::World&, const Options&);
};
constexpr Reader readers[] = {
    {is_url, read_live},
    {[](const std::string&) { return true; }, read_sql},
};

}  // namespace

bool is_url(const std::string& source) {
  return source.starts_with("postgres://") || source.starts_with("postgresql://");
}

Result<Reading> read(const std::string& source, world::World& world, const Options& options) {
  for (const Reader& reader : readers) {
    if (!reader.accepts(source)) continue;
    Result<Reading> reading = reader.read(source, world, options);
    if (reading) reading->read_with = as_arguments(options);
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
