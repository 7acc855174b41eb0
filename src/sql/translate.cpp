// The table from parse nodes to translations.

#include "sql/translate.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::sql {
namespace {

std::vector<std::string> constants(const List* list) {
  std::vector<std::string> result;
  for (const Node* item : Items(list)) {
    if (tag_of(item) != T_A_Const || as<A_Const>(item).isnull) continue;
    const auto& value = as<A_Const>(item).val;
    if (tag_of(&value) == T_String) result.push_back(text_of(value.sval.sval));
  }
  return result;
}

std::string value_of(const VariableSetStmt& statement) {
  const Items values(statement.args);
  if (statement.kind != VAR_SET_VALUE || values.empty()) return "";
  if (tag_of(values[0]) != T_A_Const) return "?";
  const auto& value = as<A_Const>(values[0]).val;
  return tag_of(&value) == T_String ? text::lower(text_of(value.sval.sval)) : "?";
}

// Settings with which the same constant or condition means something else than with the defaults
// (PostgreSQL manual: Locale and Formatting; Version and Platform Compatibility).
bool changes_meaning(const std::string& name, const std::string& value) {
  const auto any = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return value.find(word) != std::string::npos;
    });
  };
  if (name == "timezone") {
    // Not by a part of it: Etc/GMT+5 is another zone.
    const auto zones = {"", "utc", "gmt", "etc/utc", "etc/gmt", "zulu", "default", "local"};
    return std::find(zones.begin(), zones.end(), value) == zones.end();
  }
  if (name == "datestyle") return any({"dmy", "ymd", "german", "euro", "?"});
  if (name == "intervalstyle") return any({"sql_standard", "?"});
  if (name == "standard_conforming_strings" || name == "array_nulls")
    return any({"off", "false", "no", "?"});
  return name == "transform_null_equals" && any({"on", "true", "yes", "?"});
}

model::StatementAction set_variable(const VariableSetStmt& statement) {
  const std::string name = text::lower(text_of(statement.name));
  if (changes_meaning(name, value_of(statement)))
    return model::UnknownChange{"SET " + name + " to " + value_of(statement), {}};
  if (statement.kind == VAR_RESET_ALL) return model::SetSearchPath{{"$user", "public"}, false};
  if (auto role = set_role(statement)) return std::move(*role);
  if (text_of(statement.name) == "default_tablespace") {
    const std::vector<std::string> names = constants(statement.args);
    const bool none = names.empty() || names.front() == "pg_default";
    return model::SetDefaultTablespace{none ? "" : names.front()};
  }
  if (text_of(statement.name) != "search_path") return model::IgnoredStatement{"SET"};
  model::SetSearchPath result;
  result.schemas = constants(statement.args);
  if (statement.kind != VAR_SET_VALUE) result.schemas = {"$user", "public"};
  result.local = statement.is_local;
  return result;
}

// pg_dump writes SELECT pg_catalog.set_config('search_path', '', false).
std::optional<model::SetSearchPath> set_config(const SelectStmt& select) {
  const Items targets(select.targetList);
  if (targets.size() != 1 || select.fromClause != nullptr) return std::nullopt;
  const Node* value = as<ResTarget>(targets[0]).val;
  if (tag_of(value) != T_FuncCall) return std::nullopt;
  const auto& call = as<FuncCall>(value);
  const std::vector<std::string> arguments = constants(call.args);
  const bool path = name_of(call.funcname).name == "set_config" && arguments.size() == 2 &&
                    arguments[0] == "search_path";
  if (!path) return std::nullopt;
  model::SetSearchPath result;
  const Items all(call.args);
  result.local = all.size() == 3 && tag_of(all[2]) == T_A_Const &&
                 tag_of(&as<A_Const>(all[2]).val) == T_Boolean &&
                 as<A_Const>(all[2]).val.boolval.boolval;
  for (const std::string_view part : text::split(arguments[1], ',')) {
    std::string_view name = text::trim(part);
    if (name.starts_with('"') && name.ends_with('"') && name.size() > 1)
      name = name.substr(1, name.size() - 2);
    if (!name.empty()) result.schemas.emplace_back(name);
  }
  return result;
}

model::StatementAction select(const SelectStmt& statement, const Context& context) {
  if (makes_table(statement)) return select_into(statement, context);
  if (auto path = set_config(statement)) return std::move(*path);
  return model::QueryStatement{"SELECT"};
}

model::StatementAction create_sequence(const CreateSeqStmt& statement) {
  return model::CreateSequence{name_of(statement.sequence), sequence_settings(statement.options),
                               statement.if_not_exists, is_temporary(statement.sequence),
                               statement.sequence->relpersistence == 'u'};
}

model::StatementAction create_enum(const CreateEnumStmt& statement, const Context& context) {
  model::CreateEnum result;
  result.type.name = name_of(statement.typeName);
  result.type.labels = strings(statement.vals);
  result.type.origin = {context.where};
  return result;
}

model::StatementAction alter_enum(const AlterEnumStmt& statement) {
  const model::Name type = name_of(statement.typeName);
  if (statement.oldVal != nullptr)
    return model::RenameEnumValue{type, statement.oldVal, statement.newVal};
  return model::AddEnumValue{type, text_of(statement.newVal), text_of(statement.newValNeighbor),
                             statement.newValIsAfter, statement.skipIfNewValExists};
}

model::DropOwned drop_owned(const DropOwnedStmt& statement) {
  model::DropOwned result;
  for (const Node* role : Items(statement.roles))
    result.roles.push_back(text_of(as<RoleSpec>(role).rolename));
  return result;
}

const char* query_kind(NodeTag tag) {
  switch (tag) {
    case T_InsertStmt: return "INSERT";
    case T_UpdateStmt: return "UPDATE";
    case T_DeleteStmt: return "DELETE";
    case T_MergeStmt: return "MERGE";
    case T_CopyStmt: return "COPY";
    case T_TruncateStmt: return "TRUNCATE";
    case T_ExplainStmt: return "EXPLAIN";
    case T_PrepareStmt: return "PREPARE";
    case T_ExecuteStmt: return "EXECUTE";
    case T_DeclareCursorStmt: return "DECLARE";
    case T_FetchStmt: return "FETCH";
    default: return nullptr;
  }
}

const char* privilege_kind(NodeTag tag) {
  switch (tag) {
    case T_GrantRoleStmt: return "GRANT of a role";
    case T_CreateRoleStmt:
    case T_AlterRoleStmt:
    case T_AlterRoleSetStmt:
    case T_DropRoleStmt: return "role";
    case T_SecLabelStmt: return "SECURITY LABEL";
    default: return nullptr;
  }
}

const char* unknown_change(NodeTag tag) {
  switch (tag) {
    case T_CallStmt: return "CALL";
    case T_ImportForeignSchemaStmt: return "IMPORT FOREIGN SCHEMA";
    default: return nullptr;
  }
}

model::StatementAction other(const Node* node, const Context& context) {
  const NodeTag tag = tag_of(node);
  if (auto found = opaque(node, context)) return std::move(*found);
  if (const char* kind = query_kind(tag)) return model::QueryStatement{kind};
  if (const char* kind = privilege_kind(tag)) return model::PrivilegeStatement{kind};
  if (const char* what = unknown_change(tag)) return model::UnknownChange{what, {}};
  return model::IgnoredStatement{
      text::upper(context.sql.substr(0, context.sql.find_first_of(" \t\r\n;(")))};
}

model::StatementAction one(const Node* node, const Context& context) {
  switch (tag_of(node)) {
    case T_SelectStmt: return select(as<SelectStmt>(node), context);
    case T_CreateStmt: {
      const auto& statement = as<CreateStmt>(node);
      if (statement.ofTypename == nullptr) return create_table(statement, context);
      return model::UnknownChange{
          "CREATE TABLE OF",
          {model::ObjectKind::table, "table", name_of(statement.relation), "", {}}};
    }
    case T_CreateTableAsStmt: return create_table_as(as<CreateTableAsStmt>(node), context);
    case T_AlterTableStmt: return alter_table(as<AlterTableStmt>(node), context);
    case T_IndexStmt: return create_index(as<IndexStmt>(node), context);
    case T_CreateSeqStmt: return create_sequence(as<CreateSeqStmt>(node));
    case T_AlterSeqStmt: {
      const auto& statement = as<AlterSeqStmt>(node);
      return model::AlterSequence{name_of(statement.sequence), sequence_settings(statement.options),
                                  statement.missing_ok};
    }
    case T_CreateEnumStmt: return create_enum(as<CreateEnumStmt>(node), context);
    case T_AlterEnumStmt: return alter_enum(as<AlterEnumStmt>(node));
    case T_ViewStmt: return create_view(as<ViewStmt>(node), context);
    case T_DropStmt: return drop(as<DropStmt>(node));
    case T_RenameStmt: return rename(as<RenameStmt>(node));
    case T_AlterObjectSchemaStmt: return set_schema(as<AlterObjectSchemaStmt>(node));
    case T_CommentStmt: return comment_on(as<CommentStmt>(node));
    case T_ClusterStmt: return cluster(as<ClusterStmt>(node));
    case T_VariableSetStmt: return set_variable(as<VariableSetStmt>(node));
    case T_DiscardStmt:
      if (as<DiscardStmt>(node).target == DISCARD_ALL)
        return model::SetSearchPath{{"$user", "public"}, false};
      return other(node, context);
    case T_GrantStmt: return grant(as<GrantStmt>(node));
    case T_AlterDefaultPrivilegesStmt:
      return alter_default_privileges(as<AlterDefaultPrivilegesStmt>(node));
    case T_AlterOwnerStmt: return set_owner(as<AlterOwnerStmt>(node));
    case T_ReassignOwnedStmt: return reassign_owned(as<ReassignOwnedStmt>(node));
    case T_DropOwnedStmt: return drop_owned(as<DropOwnedStmt>(node));
    default: return other(node, context);
  }
}

// Unqualified objects inside CREATE SCHEMA are created in it.
void qualify(model::StatementAction& action, const std::string& schema) {
  const auto set = [&schema](model::Name& name) {
    if (name.schema.empty()) name.schema = schema;
  };
  if (auto* table = std::get_if<model::CreateTable>(&action)) set(table->table.name);
  if (auto* view = std::get_if<model::CreateView>(&action)) set(view->view.name);
  if (auto* sequence = std::get_if<model::CreateSequence>(&action)) set(sequence->name);
  if (auto* index = std::get_if<model::CreateIndex>(&action)) set(index->table);
  if (auto* made = std::get_if<model::ObjectStatement>(&action)) set(made->address.name);
}

std::vector<model::StatementAction> create_schema(const CreateSchemaStmt& statement,
                                                  const Context& context) {
  model::CreateSchema made;
  made.schema.name = text_of(statement.schemaname);
  if (made.schema.name.empty() && statement.authrole != nullptr) {
    made.schema.name = text_of(statement.authrole->rolename);
  }
  made.schema.origin = {context.where};
  made.if_not_exists = statement.if_not_exists;
  if (statement.authrole != nullptr) made.schema.access.owner = role_name(*statement.authrole);
  std::vector<model::StatementAction> result{made};
  for (const Node* element : Items(statement.schemaElts)) {
    result.push_back(one(element, context));
    qualify(result.back(), made.schema.name);
  }
  return result;
}

}  // namespace

std::vector<model::StatementAction> translate(const Node* statement, const Context& context) {
  if (tag_of(statement) == T_CreateSchemaStmt)
    return create_schema(as<CreateSchemaStmt>(statement), context);
  return {one(statement, context)};
}

}  // namespace mimar::sql
