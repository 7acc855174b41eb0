// ALTER of extensions, operators and extended statistics.
#include "read/sql_files/definitions.h"

namespace mimar::read::sql_files {
namespace {

// What an extension brings is no more the user's.
bool forget_member(State& state, const model::ObjectAddress& address) {
  if (address.kind == model::ObjectKind::type)
    return state.enums.erase(type_name(state, address.name)) > 0 ||
           erase_type(state, type_name(state, address.name));
  if (address.kind == model::ObjectKind::other)
    return state.others.erase({address.word, identity_of(state, address)}) > 0;
  return false;
}

}  // namespace

bool erase_type(State& state, const model::Name& name) {
  for (const char* kind : {"domain", "composite type", "range type", "base type"}) {
    if (state.others.erase({kind, name.text()}) > 0) return true;
  }
  return false;
}

Result<void> update_extension(State& state, const model::UpdateExtension& update) {
  const auto found = state.others.find({"extension", update.extension});
  auto* extension = found == state.others.end()
                        ? nullptr
                        : std::get_if<model::Extension>(&found->second.definition);
  if (extension == nullptr) {
    if (update.extension == "plpgsql") return {};
    return missing(state, "extension", {"", update.extension});
  }
  extension->version = update.version;
  return {};
}

Result<void> change_extension_member(State& state, const model::ChangeExtensionMember& change) {
  if (change.add && forget_member(state, change.object)) return {};
  state.incomplete.push_back("ALTER EXTENSION " + change.extension +
                             (change.add ? " ADD " : " DROP ") + change.object.word + " " +
                             change.object.name.text() + " was not followed");
  return {};
}

Result<void> alter_statistics(State& state, const model::AlterStatistics& alter) {
  model::OtherObject* object =
      find_object(state, {model::ObjectKind::other, "statistics", alter.statistics, "", {}});
  if (object == nullptr && alter.if_exists) return {};
  auto* statistics =
      object == nullptr ? nullptr : std::get_if<model::ExtendedStatistics>(&object->definition);
  if (statistics == nullptr) return missing(state, "statistics object", alter.statistics);
  statistics->target = alter.target;
  return {};
}

Result<void> alter_operator(State& state, const model::AlterOperator& alter) {
  model::OtherObject* object = find_object(state, alter.object);
  auto* changed = object == nullptr ? nullptr : std::get_if<model::Operator>(&object->definition);
  if (changed == nullptr) {
    state.incomplete.push_back("ALTER OPERATOR " + alter.object.name.text() +
                               ": no such operator is known here");
    return {};
  }
  if (alter.restrict_estimator) changed->restrict_estimator = *alter.restrict_estimator;
  if (alter.join_estimator) changed->join_estimator = *alter.join_estimator;
  resolve_names(state, object->definition, "");
  return {};
}

}  // namespace mimar::read::sql_files
