// DROP of types, functions, extensions and schemas.
#include <algorithm>

#include "base/text.h"
#include "model/visit.h"
#include "read/sql_files/definitions.h"
#include "read/sql_files/dependents.h"
#include "sql/extension.h"
#include "sql/extension_types.h"

namespace mimar::read::sql_files {
namespace {

using Kind = Gone::Kind;

// "public.f(integer, text)" of an opaque routine.
model::Name routine_name(const std::string& identity) {
  const std::string text = identity.substr(0, identity.find('('));
  const std::size_t dot = text.find('.');
  return dot == std::string::npos ? model::Name{"", text}
                                  : model::Name{text.substr(0, dot), text.substr(dot + 1)};
}

std::vector<model::DataType> inputs_of(const std::vector<model::Argument>& arguments) {
  std::vector<model::DataType> types;
  for (const model::Argument& argument : arguments) {
    if (argument.mode != model::ArgumentMode::out && argument.mode != model::ArgumentMode::table)
      types.push_back(argument.type);
  }
  return types;
}

struct GoneOf {
  std::optional<Gone> operator()(const model::Domain& one) const {
    return Gone{Kind::type, one.name};
  }
  std::optional<Gone> operator()(const model::CompositeType& one) const {
    return Gone{Kind::type, one.name};
  }
  std::optional<Gone> operator()(const model::RangeType& one) const {
    return Gone{Kind::type, one.name};
  }
  std::optional<Gone> operator()(const model::Routine& one) const {
    return Gone{Kind::function, one.name, {}, inputs_of(one.arguments)};
  }
  std::optional<Gone> operator()(const model::Aggregate& one) const {
    return Gone{Kind::function, one.name, {}, inputs_of(one.arguments)};
  }
  std::optional<Gone> operator()(const model::Collation& one) const {
    return Gone{Kind::collation, one.name};
  }
  std::optional<Gone> operator()(const model::Operator& one) const {
    return Gone{Kind::operator_, one.name};
  }
  std::optional<Gone> operator()(const model::ForeignDataWrapper& one) const {
    return Gone{Kind::foreign_data_wrapper, {"", one.name}};
  }
  std::optional<Gone> operator()(const model::ForeignServer& one) const {
    return Gone{Kind::foreign_server, {"", one.name}};
  }
  std::optional<Gone> operator()(const model::TextSearchParser& one) const {
    return Gone{Kind::text_search_parser, one.name};
  }
  std::optional<Gone> operator()(const model::TextSearchTemplate& one) const {
    return Gone{Kind::text_search_template, one.name};
  }
  std::optional<Gone> operator()(const model::TextSearchDictionary& one) const {
    return Gone{Kind::text_search_dictionary, one.name};
  }
  std::optional<Gone> operator()(const model::TextSearchConfiguration& one) const {
    return Gone{Kind::text_search_configuration, one.name};
  }
  template <class T>
  std::optional<Gone> operator()(const T&) const {
    return std::nullopt;
  }
};

std::optional<Gone> gone_of(const model::OtherObject& object) {
  if (!object.opaque()) return std::visit(GoneOf{}, object.definition);
  if (object.kind == "base type") return Gone{Kind::type, routine_name(object.name)};
  if (object.kind == "function" || object.kind == "procedure" || object.kind == "aggregate")
    return Gone{Kind::function, routine_name(object.name)};
  return std::nullopt;
}

bool one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_opclass(const std::vector<model::Index>& indexes) {
  return std::any_of(indexes.begin(), indexes.end(), [](const model::Index& index) {
    return std::any_of(index.keys.begin(), index.keys.end(),
                       [](const model::IndexKey& key) { return !key.opclass.empty(); });
  });
}

// What hangs on members of an extension that nobody here knows.
void doubt_extension(State& state, const model::Extension& extension) {
  const bool makes_plain_types_indexable = one_of(extension.name, {"btree_gin", "btree_gist"});
  bool doubt = makes_plain_types_indexable;
  for (const auto& [name, table] : state.tables)
    doubt = doubt || has_opclass(table.indexes);
  for (const auto& [name, view] : state.views)
    doubt = doubt || has_opclass(view.indexes);
  if (doubt)
    state.incomplete.push_back("DROP EXTENSION " + extension.name +
                               " CASCADE may drop indexes, whose operator classes are its");
}

// Its types are known by name; in a column they stand with its schema.
void drop_members(State& state, const model::Extension& extension) {
  std::set<model::Name> types;
  const auto note = [&](const model::Name& type) {
    if (!type.name.empty() && sql::extension_of_type(type.name) == extension.name)
      types.insert(type);
  };
  for (auto& [name, table] : state.tables)
    model::visit<model::DataType>(table, [&](const model::DataType& type) { note(type.name); });
  for (auto& [key, object] : state.others)
    model::visit<model::DataType>(object.definition,
                                  [&](const model::DataType& type) { note(type.name); });
  for (const model::Name& type : types)
    drop_dependents(state, {Kind::type, type});
  std::set<std::string> functions;
  for (const std::string& name : sql::functions_of_extension(extension.name))
    functions.insert(name);
  for (const std::string& function : functions)
    drop_dependents(state, {Kind::function, {extension.schema, function}});
  doubt_extension(state, extension);
}

}  // namespace

void drop_object(State& state, const ObjectKey& key, bool cascade) {
  const auto found = state.others.find(key);
  if (found == state.others.end()) return;
  // Gone before its dependents are looked for: they may depend on each other in a circle.
  const model::OtherObject object = std::move(found->second);
  state.others.erase(found);
  if (!cascade) return;
  if (const auto* extension = std::get_if<model::Extension>(&object.definition))
    return drop_members(state, *extension);
  if (const std::optional<Gone> gone = gone_of(object)) drop_dependents(state, *gone);
  if (const auto* range = std::get_if<model::RangeType>(&object.definition))
    drop_dependents(state, {Kind::type, range->multirange});
}

void drop_type(State& state, const model::Name& name, bool cascade) {
  if (state.enums.contains(name)) {
    if (cascade) drop_dependents(state, {Kind::type, name});
    state.enums.erase(name);
  }
  for (const char* kind : {"domain", "composite type", "range type", "base type"})
    drop_object(state, {kind, name.text()}, cascade);
}

void drop_schema(State& state, const std::string& schema) {
  std::vector<model::Name> relations, types;
  for (const auto& [name, table] : state.tables)
    if (name.schema == schema) relations.push_back(name);
  for (const auto& [name, view] : state.views)
    if (name.schema == schema) relations.push_back(name);
  for (const auto& [name, sequence] : state.sequences)
    if (name.schema == schema) relations.push_back(name);
  for (const auto& [name, type] : state.enums)
    if (name.schema == schema) types.push_back(name);
  for (const model::Name& name : relations)
    remove_relation(state, name, true);
  for (const model::Name& name : types)
    drop_type(state, name, true);
  std::vector<ObjectKey> objects;
  for (const auto& [key, object] : state.others) {
    const auto* extension = std::get_if<model::Extension>(&object.definition);
    const bool inside = object.opaque()        ? key.second.starts_with(schema + ".")
                        : extension != nullptr ? extension->schema == schema
                                               : model::schema_of(object.definition) == schema;
    if (inside) objects.push_back(key);
  }
  for (const ObjectKey& key : objects)
    drop_object(state, key, true);
  for (auto& [key, object] : state.others) {
    if (auto* publication = std::get_if<model::Publication>(&object.definition))
      std::erase(publication->schemas, schema);
  }
  state.schemas.erase(schema);
}

}  // namespace mimar::read::sql_files
