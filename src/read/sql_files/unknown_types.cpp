#include "read/sql_files/unknown_types.h"

#include <map>
#include <set>

#include "sql/extension_types.h"

namespace mimar::read::sql_files {
namespace {

std::set<model::Name> types_made(const model::Database& database) {
  std::set<model::Name> made;
  for (const model::Enum& type : database->enums)
    made.insert(type.name);
  for (const model::Table& table : database->tables)
    made.insert(table.name);
  for (const model::View& view : database->views)
    made.insert(view.name);
  for (const model::OtherObject& object : database->others) {
    if (const auto* range = model::as<model::RangeType>(object)) made.insert(range->multirange);
    // public.mood of a base type that is kept verbatim, too.
    const std::size_t dot = object.name.find('.');
    if (dot != std::string::npos)
      made.insert({object.name.substr(0, dot), object.name.substr(dot + 1)});
  }
  return made;
}

}  // namespace

std::vector<std::string> tell_unknown_types(const model::Database& database) {
  std::set<std::string> extensions;
  for (const model::Extension* extension : model::all<model::Extension>(database))
    extensions.insert(extension->name);
  const std::set<model::Name> made = types_made(database);
  std::map<model::Name, std::string> unknown;  // and the first column that has it
  for (const model::Table& table : database->tables) {
    for (const model::Column& column : table.columns) {
      const model::Name& type = column.type.name;
      if (type.schema.empty() || made.contains(type)) continue;
      const std::string owner(sql::extension_of_type(type.name));
      const bool possible = owner.empty() ? !extensions.empty() : extensions.contains(owner);
      if (!possible) unknown.try_emplace(type, table.name.text() + "." + column.name);
    }
  }
  std::vector<std::string> sentences;
  for (const auto& [type, column] : unknown) {
    const std::string owner(sql::extension_of_type(type.name));
    sentences.push_back(
        "nothing here makes the type " + type.text() + " of " + column +
        (owner.empty() ? ": of an extension?" : ": CREATE EXTENSION " + owner + " brings it"));
  }
  return sentences;
}

}  // namespace mimar::read::sql_files
