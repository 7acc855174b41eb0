#include "read/execution.h"

#include "base/ensure.h"
#include "base/text.h"
#include "read/postgres/reader.h"
#include "sql/parse.h"

namespace mimar::read {

bool is_refusal(const Error& error) {
  return error.kind == ErrorKind::database || error.kind == ErrorKind::input ||
         error.kind == ErrorKind::unsupported;
}

namespace {

bool starts_with(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && text::equal_ignoring_case(text.substr(0, word.size()), word);
}

// Migration tools run a file in one transaction; psql does not. Where a statement has no meaning
// outside of one, and the file neither opens one nor has what refuses to run inside, it gets one.
bool wants_transaction(const sql_files::File& file) {
  const Result<std::vector<sql::Chunk>> chunks = sql::split_script(file.text, file.path);
  if (!chunks) return false;
  bool wants = false;
  for (const sql::Chunk& chunk : *chunks) {
    if (chunk.kind != sql::Chunk::Kind::statement) continue;
    for (const std::string_view word : {"begin", "start transaction", "commit", "vacuum"})
      if (starts_with(chunk.text, word)) return false;
    if (text::lower(chunk.text).find("concurrently") != std::string::npos) return false;
    for (const std::string_view word : {"lock", "savepoint", "declare"})
      wants = wants || starts_with(chunk.text, word);
  }
  return wants;
}

}  // namespace

Result<void> execute_file(scratch::Database& database, const sql_files::File& file,
                          scratch::MissingExtensions missing) {
  if (!wants_transaction(file)) return database.run_script(file.text, file.path, missing);
  return database.run_script("BEGIN;" + file.text + "\n;COMMIT;", file.path, missing);
}

Result<model::Database> read_live(scratch::Database& database) {
  Result<engine::postgres::Connection> connection = database.connect();
  if (!connection) return fail(std::move(connection.error()));
  Result<postgres::Reading> live = postgres::read(*connection);
  if (!live) return fail(std::move(live.error()));
  return std::move(live->database);
}

Result<Execution> execute(scratch::Scratch& scratch, const std::vector<sql_files::File>& files,
                          std::string_view hint, scratch::MissingExtensions missing) {
  Result<scratch::Database> database = scratch.create_database(hint);
  if (!database) return fail(std::move(database.error()));
  const auto refused = [&](Error error) -> Result<Execution> {
    if (!is_refusal(error)) return fail(std::move(error));
    return Execution{std::nullopt, std::move(error), database->notes(), database->left_out()};
  };
  for (const sql_files::File& file : files) {
    if (Result<void> done = execute_file(*database, file, missing); !done)
      return refused(std::move(done.error()));
  }
  Result<model::Database> live = read_live(*database);
  if (!live) return refused(std::move(live.error()));
  return Execution{std::move(*live), {}, database->notes(), database->left_out()};
}

model::Database with_event_triggers_of(const model::Database& source, const model::Database& live) {
  model::Objects objects = live.objects();
  bool changed = false;
  for (model::OtherObject& object : objects.others) {
    auto* trigger = std::get_if<model::EventTrigger>(&object.definition);
    if (trigger == nullptr) continue;
    for (const model::OtherObject& one : source->others) {
      const auto* wanted = model::as<model::EventTrigger>(one);
      if (wanted == nullptr || wanted->name != trigger->name) continue;
      trigger->enabled = wanted->enabled;
      object.comment = one.comment;
      object.access = one.access;
      changed = true;
    }
  }
  if (!changed) return live;
  Result<model::Database> database = model::build(std::move(objects));
  ensure(database.has_value(), "a database stays valid when its event triggers change");
  return std::move(*database);
}

}  // namespace mimar::read
