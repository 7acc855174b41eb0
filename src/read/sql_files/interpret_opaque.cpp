// Objects that the model keeps verbatim, under the identities that model::OtherObject lists.
#include "base/text.h"
#include "model/role.h"
#include "read/sql_files/definitions.h"

namespace mimar::read::sql_files {
namespace {

bool any_of(const std::string& kind, std::initializer_list<std::string_view> kinds) {
  for (std::string_view candidate : kinds) {
    if (kind == candidate) return true;
  }
  return false;
}

bool lives_outside_schemas(const std::string& kind) {
  return any_of(kind, {"extension", "event trigger", "publication", "subscription", "language",
                       "access method", "foreign data wrapper", "foreign server"});
}

bool lives_on_table(const std::string& kind) {
  return any_of(kind, {"trigger", "rule", "policy"});
}

std::vector<std::string> type_texts(const State& state, const std::vector<model::DataType>& types) {
  std::vector<std::string> texts;
  for (model::DataType type : types) {
    if (type.name.empty()) {
      texts.emplace_back("NONE");
      continue;
    }
    resolve_type(state, type);
    type.modifiers.clear();  // no part of a function's identity
    if (type.name == model::Name{"", "bpchar"}) type.name.name = "character";
    texts.push_back(model::to_sql(type));
  }
  return texts;
}

// The object already there under its unqualified name, or where CREATE would put it.
std::string qualified(const State& state, const std::string& kind, const model::Name& written,
                      const std::string& suffix) {
  if (!written.schema.empty()) return written.text() + suffix;
  for (const std::string& schema : state.search_path) {
    const std::string identity = schema + "." + written.name + suffix;
    if (state.others.contains({kind, identity})) return identity;
  }
  return new_name(state, written).text() + suffix;
}

// FOR CURRENT_USER: of whoever runs the statement.
void resolve_user(State& state, model::UserMapping& mapping) {
  if (mapping.user != model::current_user) return;
  if (!state.role.empty())
    mapping.user = state.role;
  else
    state.incomplete.push_back("the user mapping FOR CURRENT_USER SERVER " + mapping.server +
                               " is one of the role that runs the statement");
}

}  // namespace

std::string identity_of(const State& state, const model::ObjectAddress& address) {
  const std::string& kind = address.word;
  if (lives_outside_schemas(kind)) return address.name.name;
  if (lives_on_table(kind)) return relation_name(state, address.name).text() + "." + address.sub;
  const std::vector<std::string> types =
      address.arguments ? type_texts(state, *address.arguments) : std::vector<std::string>();
  if (kind == "cast" && types.size() == 2) return "(" + types[0] + " AS " + types[1] + ")";
  if (kind == "transform" && types.size() == 1) return types[0] + " LANGUAGE " + address.sub;
  if (kind == "user mapping") return address.name.name + " SERVER " + address.sub;
  if (any_of(kind, {"operator class", "operator family"}))
    return qualified(state, kind, address.name, " USING " + address.sub);
  const bool routine = any_of(kind, {"function", "procedure", "aggregate", "operator"});
  return qualified(state, kind, address.name,
                   routine && address.arguments ? "(" + text::join(types, ", ") + ")" : "");
}

Result<void> keep_object(State& state, const model::ObjectStatement& statement) {
  const model::Definition& definition = statement.object.definition;
  if (std::holds_alternative<model::Routine>(definition) ||
      std::holds_alternative<model::Aggregate>(definition))
    return keep_routine(state, statement);
  if (std::holds_alternative<model::Trigger>(definition) ||
      std::holds_alternative<model::Rule>(definition) ||
      std::holds_alternative<model::EventTrigger>(definition))
    return keep_trigger(state, statement);
  model::OtherObject object = statement.object;
  if (!object.opaque()) {
    resolve_names(state, object.definition, statement.address.name.schema);
    complete(state, object.definition);
    if (auto* mapping = std::get_if<model::UserMapping>(&object.definition))
      resolve_user(state, *mapping);
    if (auto* made = std::get_if<model::TextSearchConfiguration>(&object.definition))
      copy_configuration(state, *made, statement.copy_of);
    object.name = model::identity_of(object.definition);
  }
  if (object.name.empty()) object.name = identity_of(state, statement.address);
  if (lives_on_table(object.kind) &&
      state.temporary.contains(relation_name(state, statement.address.name)))
    return {};
  if (auto* policy = std::get_if<model::Policy>(&object.definition)) resolve_policy(state, *policy);
  for (model::Reference& reference : object.references) {
    if (reference.kind == model::Reference::Kind::relation)
      reference.name = relation_name(state, reference.name);
    if (reference.kind == model::Reference::Kind::type)
      reference.name = type_name(state, reference.name);
  }
  const bool stock = object.name == "plpgsql";  // every database has it from the start
  if (stock && (object.kind == "extension" || object.kind == "language")) return {};
  const ObjectKey key{object.kind, object.name};
  const auto existing = state.others.find(key);
  if (statement.alters) {
    if (existing == state.others.end()) {
      state.incomplete.push_back("ALTER " + object.kind + " " + object.name +
                                 ": no such object is known here");
    } else {
      existing->second.sql += "\n" + object.sql;
    }
    return {};
  }
  if (existing != state.others.end() && statement.if_not_exists) return {};
  if (existing != state.others.end() && !object.opaque() && !statement.or_replace &&
      state.statement != nullptr && state.statement->attempt != 0)
    return error(state, object.kind + " `" + object.name + "` exists already");
  if (existing != state.others.end() && statement.or_replace) {
    object.comment = existing->second.comment;
    object.access = existing->second.access;
  }
  // CREATE TYPE name; alone was its shell.
  if (const auto* range = std::get_if<model::RangeType>(&object.definition))
    state.others.erase({"base type", range->name.text()});
  state.others[key] = std::move(object);
  return {};
}

}  // namespace mimar::read::sql_files
