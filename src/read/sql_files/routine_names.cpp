#include "read/sql_files/routine_names.h"

#include "sql/builtin_names.h"
#include "sql/extension.h"

namespace mimar::read::sql_files {
namespace {

constexpr std::string_view type_of_column = "%TYPE";

bool routine_exists(const State& state, const model::Name& name) {
  const std::string prefix = name.text() + "(";
  for (const char* kind : {"function", "procedure", "aggregate"}) {
    const auto at = state.others.lower_bound({kind, prefix});
    if (at != state.others.end() && at->first.first == kind && at->first.second.starts_with(prefix))
      return true;
  }
  return false;
}

// The words before %TYPE: a table, or a table in a schema.
model::Name table_of(const State& state, const std::string& words) {
  const std::size_t dot = words.find('.');
  if (dot == std::string::npos) return relation_name(state, {"", words});
  return {words.substr(0, dot), words.substr(dot + 1)};
}

}  // namespace

model::Name function_name(const State& state, const model::Name& written) {
  if (written.empty()) return written;
  if (written.schema == "pg_catalog") return {"", written.name};
  if (!written.schema.empty()) return written;
  for (const std::string& schema : state.search_path) {
    if (routine_exists(state, {schema, written.name})) return {schema, written.name};
  }
  if (sql::is_builtin_function(written.name)) return written;
  for (auto at = state.others.lower_bound({"extension", ""});
       at != state.others.end() && at->first.first == "extension"; ++at) {
    const auto* extension = std::get_if<model::Extension>(&at->second.definition);
    if (extension == nullptr) continue;
    for (const std::string& name : sql::functions_of_extension(extension->name)) {
      if (name == written.name) return {extension->schema, name};
    }
  }
  return new_name(state, written);
}

void resolve_routine_type(State& state, model::DataType& type) {
  if (!type.name.name.ends_with(type_of_column)) return resolve_type(state, type);
  const model::Name table = table_of(state, type.name.schema);
  const std::string column =
      type.name.name.substr(0, type.name.name.size() - type_of_column.size());
  const auto found = state.tables.find(table);
  const model::Column* meant =
      found == state.tables.end() ? nullptr : model::find_column(found->second, column);
  if (meant == nullptr) {
    state.incomplete.push_back("the type of " + table.text() + "." + column +
                               ", which a function takes over, is not known here");
    return;
  }
  const bool array = type.array;
  type = {meant->type.name, {}, "", meant->type.array || array};
}

}  // namespace mimar::read::sql_files
