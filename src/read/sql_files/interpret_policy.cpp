// Policies: ALTER POLICY, and what happens to them with the columns they use.
#include <algorithm>

#include "model/role.h"
#include "model/visit.h"
#include "read/sql_files/state.h"
#include "sql/column_scope.h"

namespace mimar::read::sql_files {
namespace {

const char* const kind = "policy";

template <class Do>
void each_policy(State& state, Do&& act) {
  for (auto& [key, object] : state.others) {
    if (key.first != kind) continue;
    if (auto* policy = std::get_if<model::Policy>(&object.definition)) act(*policy);
  }
}

template <class Do>
void each_condition(model::Policy& policy, Do&& act) {
  model::visit<model::Expression>(policy, [&](model::Expression& condition) { act(condition); });
}

void resolve_roles(State& state, std::vector<std::string>& roles, const std::string& what) {
  for (std::string& role : roles) {
    if (role != model::current_user) continue;
    if (state.role.empty()) {
      state.incomplete.push_back(what + " is for CURRENT_USER, whoever runs the files");
    } else {
      role = state.role;
    }
  }
  std::sort(roles.begin(), roles.end());
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
}

// The columns of tables are known; those of views only to who executes their queries. The table in
// question had the column, whatever became of it.
sql::ColumnScope scope_of(const State& state, const model::Policy& policy, const model::Name& table,
                          const std::string& column) {
  return {policy.table, [&](const model::Name& written) { return relation_name(state, written); },
          [&](const model::Name& relation) -> std::optional<bool> {
            if (relation == table) return true;
            const auto found = state.tables.find(relation);
            if (found == state.tables.end()) return std::nullopt;
            return model::find_column(found->second, column) != nullptr;
          }};
}

}  // namespace

void resolve_policy(State& state, model::Policy& policy) {
  policy.table = relation_name(state, policy.table);
  resolve_roles(state, policy.roles, "policy " + policy.table.text() + "." + policy.name);
}

Result<void> alter_policy(State& state, const model::AlterPolicy& alter) {
  model::Policy wanted;
  wanted.table = relation_name(state, alter.table);
  wanted.name = alter.name;
  if (state.temporary.contains(wanted.table)) return {};
  const auto found = state.others.find({kind, model::identity_of(wanted)});
  if (found == state.others.end()) return missing(state, kind, {wanted.table.text(), alter.name});
  auto* policy = std::get_if<model::Policy>(&found->second.definition);
  if (policy == nullptr) return {};
  if (alter.roles) {
    policy->roles = *alter.roles;
    resolve_policy(state, *policy);
  }
  if (alter.using_expression) policy->using_expression = alter.using_expression;
  if (alter.check_expression) policy->check_expression = alter.check_expression;
  return {};
}

void follow_own_table_in_policies(State& state, const model::Name& from, const model::Name& to) {
  each_policy(state, [&](model::Policy& policy) {
    if (policy.table != from) return;
    const sql::ColumnScope scope = scope_of(state, policy, from, "");
    each_condition(policy, [&](model::Expression& condition) {
      condition.sql = sql::rename_own_table(condition.sql, scope, to);
    });
  });
}

void follow_column_in_policies(State& state, const model::Name& table, const std::string& from,
                               const std::string& to) {
  each_policy(state, [&](model::Policy& policy) {
    const sql::ColumnScope scope = scope_of(state, policy, table, from);
    each_condition(policy, [&](model::Expression& condition) {
      if (condition.sql.find(from) == std::string::npos) return;
      sql::ScopedEdit edit = sql::rename_column_of(condition.sql, scope, table, from, to);
      condition.sql = std::move(edit.sql);
      if (!edit.certain)
        state.incomplete.push_back("policy " + model::identity_of(policy) +
                                   " may still use the old name of " + table.text() + "." + from);
    });
  });
}

bool uses_column(const State& state, model::Policy& policy, const model::Name& table,
                 const std::string& column) {
  const sql::ColumnScope scope = scope_of(state, policy, table, column);
  bool used = false;
  each_condition(policy, [&](const model::Expression& condition) {
    used = used || (condition.sql.find(column) != std::string::npos &&
                    sql::rename_column_of(condition.sql, scope, table, column, column).found > 0);
  });
  return used;
}

}  // namespace mimar::read::sql_files
