#include "read/sql_files/definitions.h"

#include <algorithm>

#include "read/sql_files/routine_names.h"
#include "sql/stock_text_search.h"

namespace mimar::read::sql_files {
namespace {

// Of functions and operators the identity goes on with the types of their arguments.
bool is_there(const State& state, const char* kind, const std::string& identity) {
  const auto at = state.others.lower_bound({kind, identity});
  if (at == state.others.end() || at->first.first != kind) return false;
  return at->first.second == identity || at->first.second.starts_with(identity + "(") ||
         at->first.second.starts_with(identity + " USING ");
}

// Extensions bring text search objects that no statement names.
bool is_brought(const State& state, const char* kind, const model::Name& name) {
  const bool dictionary = std::string_view(kind) == "text search dictionary";
  if (!dictionary && std::string_view(kind) != "text search template") return false;
  for (auto at = state.others.lower_bound({"extension", ""});
       at != state.others.end() && at->first.first == "extension"; ++at) {
    const auto* extension = std::get_if<model::Extension>(&at->second.definition);
    if (extension == nullptr || extension->schema != name.schema) continue;
    const std::vector<std::string_view> brought = sql::dictionaries_of(extension->name);
    const bool found = dictionary
                           ? std::find(brought.begin(), brought.end(), name.name) != brought.end()
                           : sql::brings_template(extension->name, name.name);
    if (found) return true;
  }
  return false;
}

// The first on the search path; else it is PostgreSQL's own, whose schema the model leaves out.
model::Name first_of(const State& state, const model::Name& written,
                     std::initializer_list<const char*> kinds) {
  if (written.schema == "pg_catalog") return {"", written.name};
  if (!written.schema.empty()) return written;
  for (const std::string& schema : state.search_path) {
    const model::Name candidate{schema, written.name};
    const bool found = std::any_of(kinds.begin(), kinds.end(), [&](const char* kind) {
      return is_there(state, kind, candidate.text()) || is_brought(state, kind, candidate);
    });
    if (found) return candidate;
  }
  return written;
}

model::Name meant(const State& state, const model::Use& use) {
  switch (use.what) {
    case model::Named::itself: return new_name(state, use.name);
    case model::Named::relation: return relation_name(state, use.name);
    case model::Named::type: {
      model::DataType type{use.name, {}, "", false};
      resolve_type(state, type);
      return type.name;
    }
    case model::Named::function: return function_name(state, use.name);
    case model::Named::collation: return first_of(state, use.name, {"collation"});
    // One that is not there yet is made, to be filled in later (get_other_operator()).
    case model::Named::operator_: {
      const model::Name found = first_of(state, use.name, {"operator"});
      const bool builtin = use.name.schema == "pg_catalog";
      return builtin || !found.schema.empty() ? found : new_name(state, found);
    }
    case model::Named::operator_class: return first_of(state, use.name, {"operator class"});
    case model::Named::text_search_parser: return first_of(state, use.name, {"text search parser"});
    case model::Named::text_search_dictionary:
      return first_of(state, use.name, {"text search dictionary"});
    case model::Named::text_search_template:
      return first_of(state, use.name, {"text search template"});
  }
  return use.name;
}

}  // namespace

void resolve_names(const State& state, model::Definition& definition, const std::string& schema) {
  model::visit_uses(definition, [&](const model::Use& use) {
    if (use.what == model::Named::itself && use.name.schema.empty()) use.name.schema = schema;
    use.name = meant(state, use);
  });
}

model::Name collation_name(const State& state, const model::Name& written) {
  return written.empty() ? written : first_of(state, written, {"collation"});
}

model::Name text_search_name(const State& state, const model::Name& written, const char* kind) {
  return first_of(state, written, {kind});
}

model::OtherObject* find_object(State& state, const model::ObjectAddress& address) {
  const auto found = state.others.find({address.word, identity_of(state, address)});
  return found == state.others.end() ? nullptr : &found->second;
}

std::vector<ObjectKey> objects_meant(const State& state, const model::ObjectAddress& address) {
  std::vector<ObjectKey> found;
  const bool routine = address.word == "function" || address.word == "procedure" ||
                       address.word == "aggregate" || address.word == "routine";
  if (!routine) {
    const ObjectKey key{address.word, identity_of(state, address)};
    if (state.others.contains(key)) found.push_back(key);
    return found;
  }
  for (const char* kind : {"function", "procedure", "aggregate"}) {
    if (address.word != "routine" && address.word != kind) continue;
    model::ObjectAddress one = address;
    one.word = kind;
    if (address.arguments) {
      const ObjectKey key{kind, identity_of(state, one)};
      if (state.others.contains(key)) found.push_back(key);
      continue;
    }
    const model::Name name = first_of(state, address.name, {kind});
    const std::string prefix = (name.schema.empty() ? new_name(state, name) : name).text() + "(";
    for (auto at = state.others.lower_bound({kind, prefix});
         at != state.others.end() && at->first.first == kind &&
         at->first.second.starts_with(prefix);
         ++at)
      found.push_back(at->first);
  }
  return found;
}

void rekey(State& state, const ObjectKey& key) {
  const auto at = state.others.find(key);
  if (at == state.others.end() || at->second.opaque()) return;
  const ObjectKey now{model::kind_of(at->second.definition),
                      model::identity_of(at->second.definition)};
  if (now == key) return;
  auto node = state.others.extract(at);
  node.key() = now;
  node.mapped().kind = now.first;
  node.mapped().name = now.second;
  state.others.insert(std::move(node));
}

void change_definitions(State& state, const std::function<bool(model::OtherObject&)>& change) {
  std::vector<ObjectKey> changed;
  for (auto& [key, object] : state.others) {
    if (change(object)) changed.push_back(key);
  }
  for (const ObjectKey& key : changed)
    rekey(state, key);
}

}  // namespace mimar::read::sql_files
