// OPTIONS of text search dictionaries, foreign data wrappers, servers and user mappings.
#include "read/sql_files/definitions.h"

namespace mimar::read::sql_files {
namespace {

using How = model::OptionChange::How;

// What is asked for besides options, of the kinds that have it.
template <class T>
void change_rest(T& one, const model::AlterOptions& alter) {
  if constexpr (requires { one.handler; }) {
    if (alter.handler) one.handler = *alter.handler;
    if (alter.validator) one.validator = *alter.validator;
  }
  if constexpr (requires { one.version; })
    if (alter.version) one.version = *alter.version;
}

}  // namespace

Result<void> change_options(const State& state, std::map<std::string, std::string>& options,
                            const std::vector<model::OptionChange>& changes) {
  for (const model::OptionChange& change : changes) {
    const bool there = options.contains(change.name);
    if (change.how == How::add && there)
      return error(state, "option `" + change.name + "` is there already");
    if (change.how == How::set && !there)
      return error(state, "option `" + change.name + "` is not there to be set");
    if (change.how == How::drop)
      options.erase(change.name);
    else
      options[change.name] = change.value;
  }
  return {};
}

Result<void> alter_options(State& state, const model::AlterOptions& alter) {
  model::OtherObject* object = find_object(state, alter.object);
  if (object == nullptr || object->opaque()) {
    state.incomplete.push_back("ALTER " + alter.object.word + " " + alter.object.name.text() +
                               ": no such object is known here");
    return {};
  }
  Result<void> changed = std::visit(
      [&](auto& one) -> Result<void> {
        change_rest(one, alter);
        if constexpr (requires { one.options; })
          return change_options(state, one.options, alter.options);
        return {};
      },
      object->definition);
  if (!changed) return changed;
  resolve_names(state, object->definition, "");
  return {};
}

}  // namespace mimar::read::sql_files
