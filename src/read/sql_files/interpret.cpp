// One statement against the state so far.
#include <optional>

#include "base/text.h"
#include "read/sql_files/state.h"
#include "read/sql_files/transactions.h"

namespace mimar::read::sql_files {
namespace {

constexpr const char* only_executing =
    " may change the schema in ways that only executing it can tell";

std::string place(const model::Statement& statement) {
  return " at " + statement.where.file + ":" + std::to_string(statement.where.line);
}

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
  Result<void> operator()(const model::CreateTableAs& create) const {
    return create_table_as(state, create);
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
  Result<void> operator()(const model::SetDefaultTablespace& set) const {
    state.default_tablespace = set.name;
    return {};
  }
  Result<void> operator()(const model::SetSearchPath& set) const {
    state.search_path.clear();
    for (const std::string& schema : set.schemas) {
      if (schema != "pg_catalog" && schema != "$user") state.search_path.push_back(schema);
    }
    if (!set.local) state.lasting_path = state.search_path;
    state.searched.insert(state.searched.end(), state.search_path.begin(), state.search_path.end());
    return {};
  }
  Result<void> operator()(const model::ObjectStatement& statement) const {
    return keep_object(state, statement);
  }
  Result<void> operator()(const model::AlterDomain& alter) const {
    return alter_domain(state, alter);
  }
  Result<void> operator()(const model::AlterCompositeType& alter) const {
    return alter_composite_type(state, alter);
  }
  Result<void> operator()(const model::UpdateExtension& update) const {
    return update_extension(state, update);
  }
  Result<void> operator()(const model::ChangeExtensionMember& change) const {
    return change_extension_member(state, change);
  }
  Result<void> operator()(const model::AlterStatistics& alter) const {
    return alter_statistics(state, alter);
  }
  Result<void> operator()(const model::AlterOperator& alter) const {
    return alter_operator(state, alter);
  }
  Result<void> operator()(const model::AlterPolicy& alter) const {
    return alter_policy(state, alter);
  }
  Result<void> operator()(const model::ChangePublication& change) const {
    return change_publication(state, change);
  }
  Result<void> operator()(const model::GrantStatement& statement) const {
    return grant(state, statement);
  }
  Result<void> operator()(const model::AlterDefaultPrivileges& alter) const {
    return alter_default_privileges(state, alter);
  }
  Result<void> operator()(const model::SetOwner& set) const { return set_owner(state, set); }
  Result<void> operator()(const model::SetRole& set) const { return set_role(state, set); }
  Result<void> operator()(const model::ChangeOwned& change) const {
    return change_owned(state, change);
  }
  Result<void> operator()(const model::AlterOptions& alter) const {
    return alter_options(state, alter);
  }
  Result<void> operator()(const model::AlterMapping& alter) const {
    return alter_mapping(state, alter);
  }
  Result<void> operator()(const model::DropOwned& drop) const {
    state.incomplete.push_back("DROP OWNED BY " + text::join(drop.roles, ", ") +
                               " drops what only the server can tell");
    return {};
  }
  Result<void> operator()(const model::AlterRoutine& alter) const {
    return alter_routine(state, alter);
  }
  Result<void> operator()(const model::AlterEventTrigger& alter) const {
    return alter_event_trigger(state, alter);
  }
  Result<void> operator()(const model::PrivilegeStatement&) const { return {}; }
  Result<void> operator()(const model::UnknownChange& unknown) const {
    state.incomplete.push_back(unknown.what + place(*state.statement) + only_executing);
    // What is said of a relation we cannot see changes nothing we can.
    const model::Name& made = unknown.address.name;
    if (!made.empty()) state.temporary.insert(new_name(state, made));
    return {};
  }
  Result<void> operator()(const model::NewerStatement& newer) const {
    keep_unread(state, newer);
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

bool may_look_up(const model::StatementAction& action) {
  return !std::holds_alternative<model::SetSearchPath>(action) &&
         !std::holds_alternative<model::IgnoredStatement>(action) &&
         !std::holds_alternative<model::QueryStatement>(action) &&
         !std::holds_alternative<model::PrivilegeStatement>(action) &&
         !std::holds_alternative<model::CreateSchema>(action);
}

Result<void> interpret(State& state, const model::Statement& statement) {
  state.statement = &statement;
  if (may_look_up(statement.action)) {
    if (!state.looked_up_on) state.looked_up_on = state.search_path;
    state.path_varied = state.path_varied || *state.looked_up_on != state.search_path;
  }
  std::optional<Known> known;
  if (gives_access(state, statement.action)) known = known_objects(state);
  Result<void> result = std::visit(Interpreter{state}, statement.action);
  if (known && result) give_access(state, *known);
  state.statement = nullptr;
  return result;
}

// The statements of one script, with what DO blocks put around them.
class ScriptRun {
 public:
  ScriptRun(State& state, const std::vector<model::Statement>& script)
      : state_(state), transactions_(state, script) {
    std::map<std::size_t, int> sizes;
    for (const model::Statement& statement : script) {
      if (statement.attempt != 0) ++sizes[statement.attempt];
    }
    for (const auto& [attempt, size] : sizes)
      if (size == 1) alone_.insert(attempt);
  }

  Result<void> run(const model::Statement& statement) {
    transactions_.follow(statement);
    if (statement.rescues != 0 && !failed_.contains(statement.rescues)) return {};
    if (failed_.contains(statement.attempt)) return {};
    const std::optional<bool> reached = ask(statement.guards);
    if (reached == false) return {};
    if (!reached) doubt(statement);
    if (statement.attempt != 0 && !before_.contains(statement.attempt))
      before_.emplace(statement.attempt, state_);
    std::optional<State>
        before;  // a statement that may not be reached leaves nothing when it fails
    if (!reached) before = state_;
    Result<void> done = interpret(state_, statement);
    if (done) return done;
    if (const auto snapshot = before_.find(statement.attempt); snapshot != before_.end()) {
      state_ = snapshot->second;
      failed_.insert(statement.attempt);
      return {};
    }
    if (before) state_ = std::move(*before);
    return before || excused(statement, done.error()) ? Result<void>() : done;
  }

 private:
  std::optional<bool> ask(const std::vector<model::Guard>& guards) {
    bool certain = true;
    for (const model::Guard& guard : guards) {
      auto known = answers_.find(guard.id);
      if (known == answers_.end())
        known = answers_.emplace(guard.id, holds(state_, guard.condition)).first;
      if (!known->second)
        certain = false;
      else if (*known->second != guard.wanted)
        return false;
    }
    return certain ? std::optional<bool>(true) : std::nullopt;
  }

  // The statement is taken to have run; that a guard may say otherwise is said once per block.
  void doubt(const model::Statement& statement) {
    if (std::holds_alternative<model::PrivilegeStatement>(statement.action) ||
        std::holds_alternative<model::UnknownChange>(statement.action))
      return;
    std::string note = "the guard of a DO block" + place(statement) + only_executing;
    if (state_.incomplete.empty() || state_.incomplete.back() != note)
      state_.incomplete.push_back(std::move(note));
  }

  // After something that was not followed, what does not fit may be fine.
  bool excused(const model::Statement& statement, const Error& error) {
    if (state_.incomplete.empty()) return false;
    state_.incomplete.push_back("the statement" + place(statement) +
                                " does not fit what was read so far: " + error.message);
    return true;
  }

  State& state_;
  Transactions transactions_;
  std::map<std::size_t, std::optional<bool>> answers_;  // by guard
  std::map<std::size_t, State> before_;                 // by attempt
  std::set<std::size_t> failed_, alone_;                // attempts; those of one statement
};

}  // namespace

Result<void> interpret(State& state, const std::vector<model::Statement>& script) {
  ScriptRun run(state, script);
  for (const model::Statement& statement : script) {
    if (auto done = run.run(statement); !done) return done;
  }
  return {};
}

}  // namespace mimar::read::sql_files
