#include "read/sql_files/state.h"

namespace mimar::read::sql_files {

Result<void> create_view(State& state, const model::CreateView& create) {
  const model::Name name = new_name(state, create.view.name);
  if (create.temporary) {
    state.temporary.insert(name);
    return {};
  }
  const auto existing = state.views.find(name);
  if (relation_exists(state, name)) {
    if (create.if_not_exists) return {};
    if (!create.or_replace || existing == state.views.end())
      return error(state, "relation `" + name.text() + "` exists already");
  }
  model::View view = create.view;
  view.name = name;
  if (existing != state.views.end()) {
    view.comment = existing->second.comment;
    view.column_comments = existing->second.column_comments;
  }
  state.views[name] = std::move(view);
  return {};
}

}  // namespace mimar::read::sql_files
