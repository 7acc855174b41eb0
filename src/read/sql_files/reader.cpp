#include "read/sql_files/reader.h"

#include <algorithm>

#include "base/text.h"
#include "model/foreign_table.h"
#include "model/object_name.h"
#include "read/sql_files/dependents.h"
#include "read/sql_files/encoding.h"
#include "read/sql_files/state.h"
#include "read/sql_files/unknown_types.h"
#include "sql/canonical.h"
#include "sql/parse.h"

namespace mimar::read::sql_files {
namespace {

template <class Map, class List>
void move_values(Map& map, List& list) {
  for (auto& [key, value] : map)
    list.push_back(std::move(value));
}

void forget_usual_sequences(model::Table& table) {
  for (model::Column& column : table.columns) {
    if (column.identity &&
        column.identity->sequence == model::object_name(table.name.name, column.name, "seq"))
      column.identity->sequence.clear();
  }
}

model::Objects objects_of(State& state) {
  model::Objects objects;
  move_values(state.schemas, objects.schemas);
  for (auto& [name, table] : state.tables) {
    const auto foreign = state.foreign.find(name);
    if (foreign == state.foreign.end())
      objects.tables.push_back(std::move(table));
    else
      objects.others.push_back(model::foreign_object(
          std::move(table), std::move(foreign->second.server), std::move(foreign->second.options)));
  }
  move_values(state.views, objects.views);
  move_values(state.sequences, objects.sequences);
  move_values(state.enums, objects.enums);
  move_values(state.others, objects.others);
  objects.default_privileges = std::move(state.default_privileges);
  for (model::Table& table : objects.tables)
    forget_usual_sequences(table);
  objects.incomplete = std::move(state.incomplete);
  return objects;
}

// Where the unqualified names inside expressions are looked up: the last path first, then whatever
// was on it before. What an object was named when its statement ran, it may no longer be.
std::vector<std::string> lookup_path(const State& state) {
  std::vector<std::string> path;
  const auto add = [&](const std::string& schema) {
    if (std::find(path.begin(), path.end(), schema) == path.end()) path.push_back(schema);
  };
  std::for_each(state.search_path.begin(), state.search_path.end(), add);
  std::for_each(state.searched.begin(), state.searched.end(), add);
  add("public");
  return path;
}

}  // namespace

struct History::Progress {
  State state;
  std::vector<std::string> notes;
};

History::History() : progress_(std::make_unique<Progress>()) {
  progress_->state.schemas["public"].name = "public";
}
History::History(History&&) noexcept = default;
History::~History() = default;

Result<void> History::apply(const File& file) {
  State& state = progress_->state;
  state.file = &file;
  state.search_path = {"public"};  // every file is a session of its own
  state.lasting_path = state.search_path;
  state.in_transaction = false;
  state.role.clear();
  state.lasting_role.clear();
  state.session_role.clear();
  state.default_tablespace.clear();
  const Decoded decoded = decode(file.text);
  for (const std::string& encoding : decoded.unknown)
    state.incomplete.push_back(file.path + " declares the encoding " + encoding +
                               ", which is not understood: its text was taken for UTF-8");
  if (decoded.utf16)
    progress_->notes.push_back(file.path +
                               " is UTF-16, which psql does not read: it was taken for UTF-8");
  if (decoded.assumed > 0)
    progress_->notes.push_back(file.path + ":" + std::to_string(decoded.assumed) +
                               " is not UTF-8, and no other encoding is declared: what is not was "
                               "taken for WIN1252");
  Result<sql::Script> script = sql::parse_script(decoded.text, file.path);
  if (!script) return fail(std::move(script.error()));
  if (auto interpreted = interpret(state, script->statements); !interpreted)
    return fail(std::move(interpreted.error()));
  if (decoded.text.find("pg_temp") != std::string::npos)
    drop_schema(state, "pg_temp");  // what is there goes with the session
  state.file = nullptr;
  progress_->notes.insert(progress_->notes.end(), script->notes.begin(), script->notes.end());
  return {};
}

namespace {

Result<Reading> reading_of(State state, std::vector<std::string> notes) {
  Reading reading;
  reading.notes = std::move(notes);
  for (const auto& [what, count] : state.passed_over) {
    reading.notes.push_back(text::count(count, "statement") +
                            " passed over, because they are not modelled: " + what);
  }
  const sql::SearchPath path{lookup_path(state), state.path_varied};
  model::Objects objects = objects_of(state);
  sql::canonicalise(objects, path);
  Result<model::Database> database = model::build(std::move(objects));
  if (!database) return fail(std::move(database.error()));
  reading.database = std::move(*database);
  std::vector<std::string> unknown = tell_unknown_types(reading.database);
  reading.notes.insert(reading.notes.end(), unknown.begin(), unknown.end());
  return reading;
}

}  // namespace

Result<Reading> History::state() const {
  return reading_of(progress_->state, progress_->notes);
}

Result<Reading> History::finish() && {
  return reading_of(std::move(progress_->state), std::move(progress_->notes));
}

Result<Reading> read(const std::vector<File>& files) {
  History history;
  for (const File& file : files) {
    if (auto applied = history.apply(file); !applied) return fail(std::move(applied.error()));
  }
  return std::move(history).finish();
}

}  // namespace mimar::read::sql_files
