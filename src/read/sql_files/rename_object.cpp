// RENAME and SET SCHEMA of types and of everything else among the other objects.
#include <algorithm>

#include "read/sql_files/definitions.h"
#include "read/sql_files/follow.h"
#include "sql/extension.h"
#include "sql/extension_types.h"

namespace mimar::read::sql_files {
namespace {

// A name with its schema, or one without: what the definition of that kind has.
struct Rename {
  const std::string& to;
  void operator()(std::monostate&) const {}
  template <class T>
  void operator()(T& one) const {
    if constexpr (requires { one.name.schema; })
      one.name.name = to;
    else if constexpr (requires { one.name; })
      one.name = to;
  }
};

struct Move {
  const std::string& schema;
  void operator()(model::Extension& one) const { one.schema = schema; }
  template <class T>
  void operator()(T& one) const {
    if constexpr (requires { one.name.schema; }) one.name.schema = schema;
  }
};

struct NameOf {
  template <class T>
  model::Name operator()(const T& one) const {
    if constexpr (requires { one.name.schema; }) return one.name;
    return {};
  }
};

std::vector<model::DataType> inputs_of(const model::Definition& definition) {
  std::vector<model::DataType> types;
  const auto add = [&](const std::vector<model::Argument>& arguments) {
    for (const model::Argument& argument : arguments) {
      if (argument.mode != model::ArgumentMode::out && argument.mode != model::ArgumentMode::table)
        types.push_back(argument.type);
    }
  };
  if (const auto* routine = std::get_if<model::Routine>(&definition)) add(routine->arguments);
  if (const auto* aggregate = std::get_if<model::Aggregate>(&definition)) add(aggregate->arguments);
  return types;
}

void follow(State& state, const std::string& kind, const model::Name& from, const model::Name& to,
            const std::vector<model::DataType>& arguments) {
  using model::Named;
  if (kind == "function" || kind == "procedure" || kind == "aggregate")
    follow_function(state, from, to, arguments);
  if (kind == "collation") follow_collation(state, from, to);
  if (kind == "operator") follow_in_definitions(state, Named::operator_, from, to);
  if (kind == "text search parser")
    follow_in_definitions(state, Named::text_search_parser, from, to);
  if (kind == "text search dictionary")
    follow_in_definitions(state, Named::text_search_dictionary, from, to);
  if (kind == "text search template")
    follow_in_definitions(state, Named::text_search_template, from, to);
  if (kind == "text search configuration" || kind == "text search dictionary")
    follow_text_search(state, from, to);
  doubt_opaques(state, from, to);
}

// "public.f(integer)" with another name or schema.
std::string renamed_identity(const std::string& identity, const std::string& schema,
                             const std::string& name) {
  const std::size_t end = std::min({identity.find('('), identity.find(" USING "), identity.size()});
  const std::size_t dot = std::min(identity.find('.'), end);
  const std::string own_schema = dot == end ? "" : identity.substr(0, dot);
  const std::string own_name =
      dot == end ? identity.substr(0, end) : identity.substr(dot + 1, end - dot - 1);
  const model::Name now{schema.empty() ? own_schema : schema, name.empty() ? own_name : name};
  return now.text() + identity.substr(end);
}

model::Name name_in(const std::string& identity) {
  const std::string text =
      identity.substr(0, std::min(identity.find('('), identity.find(" USING ")));
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return {"", text};
  return {text.substr(0, dot), text.substr(dot + 1)};
}

void move_opaque(State& state, const ObjectKey& key, const std::string& identity) {
  auto node = state.others.extract(key);
  node.key().second = node.mapped().name = identity;
  state.others.insert(std::move(node));
  state.incomplete.push_back("the text of " + key.first + " " + identity + " still names " +
                             key.second);
}

// Servers are of a wrapper; mappings and foreign tables are of a server.
void follow_foreign(State& state, const ObjectKey& renamed, const std::string& to) {
  const bool server = renamed.first == "foreign server";
  change_definitions(state, [&](model::OtherObject& object) {
    auto* of_wrapper = std::get_if<model::ForeignServer>(&object.definition);
    auto* mapping = std::get_if<model::UserMapping>(&object.definition);
    if (!server && of_wrapper != nullptr && of_wrapper->wrapper == renamed.second)
      of_wrapper->wrapper = to;
    if (!server || mapping == nullptr || mapping->server != renamed.second) return false;
    mapping->server = to;
    return true;
  });
  for (auto& [name, foreign] : state.foreign) {
    if (server && foreign.server == renamed.second) foreign.server = to;
  }
}

void change_object(State& state, const ObjectKey& key, const std::string& schema,
                   const std::string& name) {
  model::OtherObject& object = state.others.at(key);
  if (object.opaque()) {
    const std::string identity = renamed_identity(key.second, schema, name);
    move_opaque(state, key, identity);
    follow(state, key.first, name_in(key.second), name_in(identity), {});
    return;
  }
  const model::Name from = std::visit(NameOf{}, object.definition);
  if (!schema.empty()) std::visit(Move{schema}, object.definition);
  if (!name.empty()) std::visit(Rename{name}, object.definition);
  const model::Name to = std::visit(NameOf{}, object.definition);
  const std::vector<model::DataType> arguments = inputs_of(object.definition);
  rekey(state, key);
  if (key.first.starts_with("foreign ")) follow_foreign(state, key, name);
  if (!from.empty()) follow(state, key.first, from, to, arguments);
}

// What an extension brings moves with it: types by what is known of them, functions by name.
void move_members(State& state, const std::string& extension, const std::string& from,
                  const std::string& to) {
  std::set<model::Name> types;
  const auto note = [&](const model::DataType& type) {
    if (type.name.schema == from && sql::extension_of_type(type.name.name) == extension)
      types.insert(type.name);
  };
  for (auto& [name, table] : state.tables) {
    for (const model::Column& column : table.columns)
      note(column.type);
  }
  for (auto& [key, object] : state.others)
    model::visit_uses(object.definition, [&](const model::Use& use) {
      if (use.what == model::Named::type) note({use.name, {}, "", false});
    });
  for (const model::Name& type : types) {
    follow_type(state, type, {to, type.name});
    doubt_opaques(state, type, {to, type.name});
  }
  for (const std::string& name : sql::functions_of_extension(extension))
    follow_function(state, {from, name}, {to, name}, {});
}

}  // namespace

bool rename_object(State& state, const model::ObjectAddress& address, const std::string& to) {
  const std::vector<ObjectKey> meant = objects_meant(state, address);
  for (const ObjectKey& key : meant)
    change_object(state, key, "", to);
  return !meant.empty();
}

bool move_object(State& state, const model::ObjectAddress& address, const std::string& schema) {
  const std::vector<ObjectKey> meant = objects_meant(state, address);
  for (const ObjectKey& key : meant) {
    const auto* extension = std::get_if<model::Extension>(&state.others.at(key).definition);
    const std::string from = extension == nullptr ? "" : extension->schema;
    if (extension == nullptr) {
      change_object(state, key, schema, "");
    } else {
      std::get<model::Extension>(state.others.at(key).definition).schema = schema;
      move_members(state, key.second, from, schema);
    }
  }
  return !meant.empty();
}

bool move_type(State& state, const model::Name& from, const model::Name& to) {
  bool moved = false;
  if (auto node = state.enums.extract(from); !node.empty()) {
    node.key() = node.mapped().name = to;
    state.enums.insert(std::move(node));
    moved = true;
  }
  for (const char* kind : {"domain", "composite type", "range type", "base type"}) {
    const ObjectKey key{kind, from.text()};
    const auto found = state.others.find(key);
    if (found == state.others.end()) continue;
    moved = true;
    if (found->second.opaque()) {
      move_opaque(state, key, to.text());
      continue;
    }
    std::visit(Move{to.schema}, found->second.definition);
    std::visit(Rename{to.name}, found->second.definition);
    rekey(state, key);
  }
  // A multirange type has no statement of its own but these.
  for (auto& [key, object] : state.others) {
    auto* range = std::get_if<model::RangeType>(&object.definition);
    moved = moved || (range != nullptr && range->multirange == from);
  }
  if (!moved) return false;
  follow_type(state, from, to);
  doubt_opaques(state, from, to);
  return true;
}

}  // namespace mimar::read::sql_files
