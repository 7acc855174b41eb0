#include "read/sql_files/reader.h"

#include "base/text.h"
#include "read/sql_files/state.h"
#include "sql/canonical.h"
#include "sql/parse.h"

namespace mimar::read::sql_files {
namespace {

template <class Map, class List>
void move_values(Map& map, List& list) {
  for (auto& [key, value] : map)
    list.push_back(std::move(value));
}

model::Objects objects_of(State& state) {
  model::Objects objects;
  move_values(state.schemas, objects.schemas);
  move_values(state.tables, objects.tables);
  move_values(state.views, objects.views);
  move_values(state.sequences, objects.sequences);
  move_values(state.enums, objects.enums);
  move_values(state.opaques, objects.opaques);
  objects.incomplete = std::move(state.incomplete);
  return objects;
}

}  // namespace

Result<Reading> read(const std::vector<File>& files) {
  State state;
  state.schemas["public"].name = "public";
  Reading reading;
  for (const File& file : files) {
    state.search_path = {"public"};  // every file is a session of its own
    Result<sql::Script> script = sql::parse_script(file.text, file.path);
    if (!script) return fail(std::move(script.error()));
    for (const model::Statement& statement : script->statements) {
      if (auto interpreted = interpret(state, statement); !interpreted)
        return fail(std::move(interpreted.error()));
    }
    reading.notes.insert(reading.notes.end(), script->notes.begin(), script->notes.end());
  }
  for (const auto& [what, count] : state.passed_over) {
    reading.notes.push_back(text::count(count, "statement") +
                            " passed over, because they are not modelled: " + what);
  }
  model::Objects objects = objects_of(state);
  sql::canonicalise(objects);
  Result<model::Database> database = model::build(std::move(objects));
  if (!database) return fail(std::move(database.error()));
  reading.database = std::move(*database);
  return reading;
}

}  // namespace mimar::read::sql_files
