#include "read/source.h"

#include <algorithm>
#include <functional>
#include <future>

#include "base/digest.h"
#include "base/text.h"
#include "engine/postgres/connection.h"
#include "model/origins.h"
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

// What is left of reading once the machine was asked for everything: needs no World, so two of them
// may run at once.
using Rest = std::function<Result<Reading>()>;

Rest done(Result<Reading> reading) {
  return [reading = std::move(reading)]() mutable { return std::move(reading); };
}

Result<Reading> read_catalog(const std::string& url, world::World& world) {
  Result<engine::postgres::Connection> connection =
      engine::postgres::Connection::open(url, engine::postgres::stop_when_interrupted(world));
  if (!connection) return fail(std::move(connection.error()));
  Result<postgres::Reading> live = postgres::read(*connection, postgres::Purpose::source);
  if (!live) return fail(lost_on_the_way(std::move(live.error()), url));
  Reading reading;
  reading.database = std::move(live->database);
  reading.statistics = std::move(live->statistics);
  reading.inputs.push_back({engine::postgres::masked(url), ""});
  return reading;
}

// Where the files say what is read live; nothing of what the files alone could not be read for.
void lend_places(const std::vector<sql_files::File>& files, model::Objects& objects) {
  sql_files::History history;
  for (const sql_files::File& file : files) {
    // What stops this reading did not stop the server: what comes after it may be read again.
    static_cast<void>(history.apply(file));
  }
  if (const Result<sql_files::Reading> written = std::move(history).finish())
    model::lend_origins(written->database.objects(), objects);
}

// Executed, and what the server made of it read live.
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
  lend_places(files, objects);
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

Result<Rest> read_live(const std::string& url, world::World& world, const Options&) {
  return done(read_catalog(url, world));
}

// The files that hold schema; a note of the others.
Result<std::vector<sql_files::File>> find_schema(const std::string& path, world::World& world,
                                                 std::string& note) {
  Result<std::vector<sql_files::File>> files = sql_files::find(path, world);
  if (!files || !world.is_directory(path)) return files;
  std::vector<std::string> left_out;
  std::erase_if(*files, [&](const sql_files::File& file) {
    if (sql_files::purpose_of(file) == sql_files::Purpose::schema) return false;
    left_out.push_back(file.path);
    return true;
  });
  if (files->empty())
    return fail(ErrorKind::input,
                "the files below `" + path + "` hold queries or data, and no schema",
                "name the folder of the DDL or of the migrations");
  if (!left_out.empty())
    note = text::count(left_out.size(), "file") +
           " of queries or data left out: " + text::join(left_out, ", ");
  return files;
}

Result<Reading> noted(Result<Reading> reading, const std::string& note) {
  if (reading && !note.empty()) reading->notes.push_back(note);
  return reading;
}

Result<Rest> read_sql(const std::string& path, world::World& world, const Options& options) {
  std::string note;
  Result<std::vector<sql_files::File>> files = find_schema(path, world, note);
  if (!files) return fail(std::move(files.error()));
  if (options.via_server)
    return done(noted(read_via_server(std::move(*files), world, options), note));
  return [files = std::move(*files), note]() mutable {
    return noted(read_files(std::move(files)), note);
  };
}

std::string as_arguments(const Options& options) {
  std::string arguments = options.via_server ? " --via-server" : "";
  if (!options.server.empty()) arguments += " --server " + options.server;
  return arguments;
}

// The readers: the first whose `accepts` says yes reads the source.
struct Reader {
  bool (*accepts)(const std::string&);
  Result<Rest> (*read)(const std::string&, world::World&, const Options&);
};
constexpr Reader readers[] = {
    {is_url, read_live},
    {[](const std::string&) { return true; }, read_sql},
};

Result<Rest> begin(const std::string& source, world::World& world, const Options& options) {
  for (const Reader& reader : readers)
    if (reader.accepts(source)) return reader.read(source, world, options);
  return fail(ErrorKind::usage, "nothing reads `" + source + "`",
              "name an .sql file, a folder or a postgres:// URL");
}

Result<Reading> end(Rest& rest, const std::string& source, const Options& options) {
  Result<Reading> reading = rest();
  if (!reading) return reading;
  reading->read_with = as_arguments(options);
  reading->source = is_url(source) ? engine::postgres::masked(source) : source;
  return reading;
}

}  // namespace

bool is_url(const std::string& source) {
  return source.starts_with("postgres://") || source.starts_with("postgresql://");
}

Result<Reading> read(const std::string& source, world::World& world, const Options& options) {
  Result<Rest> rest = begin(source, world, options);
  if (!rest) return fail(std::move(rest.error()));
  return end(*rest, source, options);
}

std::array<Result<Reading>, 2> read_both(const std::string& a, const std::string& b,
                                         world::World& world, const Options& options) {
  Result<Rest> rest_of_a = begin(a, world, options);
  if (!rest_of_a) return {fail(rest_of_a.error()), fail(rest_of_a.error())};
  Result<Rest> rest_of_b = begin(b, world, options);
  if (!rest_of_b) return {fail(rest_of_b.error()), fail(rest_of_b.error())};
  std::future<Result<Reading>> reading_a =
      std::async(std::launch::async, [&] { return end(*rest_of_a, a, options); });
  Result<Reading> reading_b = end(*rest_of_b, b, options);
  return {reading_a.get(), std::move(reading_b)};
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
