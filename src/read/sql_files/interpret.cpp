// One statement against the state so far.
#include <optional>

#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

struct Interpreter {
  State& state;

  Result<void> operator()(const model::CreateSchema& create) const {
    const std::string& name = create.schema.name;
    if (state.schemas.contains(name)) {
      if (create.if_not_exists || name == "public") return {};
      return error(state, "schema `" + name + "` exists already");
    }
    state.schemas[name] = create.schema;
    return {};
  }
  Result<void> operator()(const model::CreateTable& create) const {
    return create_table(state, create);
  }
  Result<void> operator()(const model::AlterTable& alter) const {
    return alter_table(state, alter);
  }
  Result<void> operator()(const model::CreateIndex& create) const {
    return create_index(state, create);
  }
  Result<void> operator()(const model::CreateSequence& create) const {
    return create_sequence(state, create);
  }
  Result<void> operator()(const model::AlterSequence& alter) const {
    return alter_sequence(state, alter);
  }
  Result<void> operator()(const model::CreateEnum& create) const {
    return create_enum(state, create);
  }
  Result<void> operator()(const model::AddEnumValue& add) const {
    return add_enum_value(state, add);
  }
  Result<void> operator()(const model::RenameEnumValue& value) const {
    return rename_enum_value(state, value);
  }
  Result<void> operator()(const model::CreateView& create) const {
    return create_view(state, create);
  }
  Result<void> operator()(const model::Drop& statement) const { return drop(state, statement); }
  Result<void> operator()(const model::Rename& statement) const { return rename(state, statement); }
  Result<void> operator()(const model::SetSchema& set) const { return set_schema(state, set); }
  Result<void> operator()(const model::CommentOn& comment) const {
    return comment_on(state, comment);
  }
  Result<void> operator()(const model::SetSearchPath& set) const {
    state.search_path.clear();
    for (const std::string& schema : set.schemas) {
      if (schema != "pg_catalog" && schema != "$user") state.search_path.push_back(schema);
    }
    state.searched.insert(state.searched.end(), state.search_path.begin(), state.search_path.end());
    return {};
  }
  Result<void> operator()(const model::ObjectStatement& statement) const {
    return keep_object(state, statement);
  }
  Result<void> operator()(const model::PrivilegeStatement&) const {
    pass_over(state, "privileges and owners");
    return {};
  }
  Result<void> operator()(const model::UnknownChange& unknown) const {
    state.incomplete.push_back(unknown.what + " at " + state.statement->where.file + ":" +
                               std::to_string(state.statement->where.line) +
                               " may change the schema in ways that only executing it can tell");
    // What is said of a relation we cannot see changes nothing we can.
    const model::Name& made = unknown.address.name;
    if (!made.empty()) state.temporary.insert(new_name(state, made));
    return {};
  }
  Result<void> operator()(const model::QueryStatement&) const { return {}; }
  Result<void> operator()(const model::IgnoredStatement&) const { return {}; }
};

// Does an error of this statement leave the state as it was, by itself?
struct FailsWhole {
  template <class Action>
  bool operator()(const Action&) const {
    using namespace model;
    return std::is_same_v<Action, CreateSchema> || std::is_same_v<Action, CreateIndex> ||
           std::is_same_v<Action, CreateSequence> || std::is_same_v<Action, CreateEnum> ||
           std::is_same_v<Action, AddEnumValue> || std::is_same_v<Action, RenameEnumValue> ||
           std::is_same_v<Action, QueryStatement> || std::is_same_v<Action, IgnoredStatement>;
  }
  bool operator()(const model::AlterTable& alter) const {
    return alter.actions.size() == 1 && std::visit(*this, alter.actions.front());
  }
  bool operator()(const model::AddColumn& add) const { return add.definition.constraints.empty(); }
  bool operator()(const model::AddConstraint& add) const {
    const auto* key = std::get_if<model::KeyDefinition>(&add.constraint);
    return key == nullptr || key->using_index.empty();
  }
};

}  // namespace

Result<void> interpret(State& state, const model::Statement& statement) {
  state.statement = &statement;
  std::optional<State> before;  // a guarded statement that fails leaves nothing behind
  if (statement.may_fail && !std::visit(FailsWhole(), statement.action)) before = state;
  Result<void> result = std::visit(Interpreter{state}, statement.action);
  if (statement.may_fail && !result) {
    if (before) state = std::move(*before);
    result = {};
  }
  state.statement = nullptr;
  return result;
}

}  // namespace mimar::read::sql_files
