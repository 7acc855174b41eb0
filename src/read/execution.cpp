#include "read/execution.h"

#include <algorithm>

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

// What a file needs around it so that it does what a migration tool makes of it.
struct Around {
  bool transaction = false;  // it locks tables outright: psql alone gives it no transaction
  bool commit = false;       // it leaves the transaction it opened to the tool
};

Around around(const sql_files::File& file) {
  Around result;
  const Result<std::vector<sql::Chunk>> chunks = sql::split_script(file.text, file.path);
  if (!chunks) return result;
  const auto is = [](const sql::Chunk& chunk, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return starts_with(chunk.text, word); });
  };
  bool own = false;
  for (const sql::Chunk& chunk : *chunks) {
    if (chunk.kind != sql::Chunk::Kind::statement) continue;
    if (is(chunk, {"begin", "start transaction"})) result.commit = true;
    if (is(chunk, {"commit", "rollback", "end"})) result.commit = false;
    own = own || is(chunk, {"begin", "start transaction", "commit", "vacuum"}) ||
          text::lower(chunk.text).find("concurrently") != std::string::npos;
    result.transaction = result.transaction || is(chunk, {"lock", "savepoint", "declare"});
  }
  result.transaction = result.transaction && !own;
  return result;
}

}  // namespace

Result<void> execute_file(scratch::Database& database, const sql_files::File& file,
                          scratch::MissingExtensions missing) {
  const Around with = around(file);
  if (!with.transaction && !with.commit) return database.run_script(file.text, file.path, missing);
  return database.run_script((with.transaction ? "BEGIN;" : "") + file.text + "\n;COMMIT;",
                             file.path, missing);
}

Result<model::Database> read_live(scratch::Database& database) {
  Result<engine::postgres::Connection> connection = database.connect();
  if (!connection) return fail(std::move(connection.error()));
  Result<postgres::Reading> live = postgres::read(*connection);
  if (!live) return fail(std::move(live.error()));
  return std::move(live->database);
}

Result<Execution> execute(scratch::Scratch& scratch, const std::vector<sql_files::File>& files,
                          std::string_view hint, Dump dump, scratch::MissingExtensions missing) {
  Result<scratch::Database> database = scratch.create_database(hint);
  if (!database) return fail(std::move(database.error()));
  const auto refused = [&](Error error) -> Result<Execution> {
    if (!is_refusal(error)) return fail(std::move(error));
    return Execution{std::nullopt, std::nullopt, std::move(error), database->notes(),
                     database->left_out()};
  };
  for (const sql_files::File& file : files) {
    if (Result<void> done = execute_file(*database, file, missing); !done)
      return refused(std::move(done.error()));
  }
  Result<model::Database> live = read_live(*database);
  if (!live) return refused(std::move(live.error()));
  Execution result{std::move(*live), {}, {}, database->notes(), database->left_out()};
  if (dump == Dump::skip) return result;
  Result<std::optional<std::string>> dumped = scratch.dump(*database);
  // An owner may have taken from himself what pg_dump needs: then there is one witness less.
  if (!dumped && dumped.error().message.find("permission denied") != std::string::npos) {
    const std::string& why = dumped.error().message;
    result.notes.push_back("pg_dump is no witness here: " + why.substr(0, why.find('\n')));
    return result;
  }
  if (!dumped) return fail(std::move(dumped.error()));
  result.dump = std::move(*dumped);
  return result;
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
