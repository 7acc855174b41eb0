// GRANT, REVOKE, ALTER DEFAULT PRIVILEGES, ALTER ... OWNER TO, SET ROLE.

#include "base/text.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

std::vector<std::string> role_names(const List* roles) {
  std::vector<std::string> names;
  for (const Node* role : Items(roles))
    names.push_back(role_name(as<RoleSpec>(role)));
  return names;
}

const char* kind_word(ObjectType type) {
  switch (type) {
    case OBJECT_TABLE: return "table";
    case OBJECT_SEQUENCE: return "sequence";
    case OBJECT_FUNCTION: return "function";
    case OBJECT_PROCEDURE: return "procedure";
    case OBJECT_ROUTINE: return "routine";
    case OBJECT_SCHEMA: return "schema";
    case OBJECT_TYPE:
    case OBJECT_DOMAIN: return "type";
    case OBJECT_FDW: return "foreign data wrapper";
    case OBJECT_FOREIGN_SERVER: return "foreign server";
    default: return "";
  }
}

// Databases, tablespaces, languages, large objects and parameters are no part of the model.
bool concerns_the_database(ObjectType type) {
  return *kind_word(type) != '\0';
}

model::GrantStatement grant_of(const GrantStmt& statement) {
  model::GrantStatement result;
  result.grant = statement.is_grant;
  result.grant_option = statement.grant_option;
  result.cascade = statement.behavior == DROP_CASCADE;
  result.kind = kind_word(statement.objtype);
  for (const Node* item : Items(statement.privileges)) {
    const auto& privilege = as<AccessPriv>(item);
    result.privileges.push_back(
        {text::upper(text_of(privilege.priv_name)), strings(privilege.cols)});
  }
  if (result.privileges.empty()) result.privileges.emplace_back();
  result.grantees = role_names(statement.grantees);
  if (statement.grantor != nullptr) result.grantor = role_name(*statement.grantor);
  if (statement.targtype == ACL_TARGET_ALL_IN_SCHEMA) {
    result.schemas = strings(statement.objects);
  } else if (statement.targtype == ACL_TARGET_OBJECT) {
    for (const Node* object : Items(statement.objects))
      result.objects.push_back(address(statement.objtype, nullptr, object, nullptr));
  }
  return result;
}

std::string first_word(const List* arguments) {
  const Items items(arguments);
  if (items.empty() || tag_of(items[0]) != T_A_Const) return "";
  const auto& constant = as<A_Const>(items[0]);
  if (constant.isnull || tag_of(&constant.val.node) != T_String) return "";
  return string_of(&constant.val.node);
}

}  // namespace

model::ChangeOwned reassign_owned(const ReassignOwnedStmt& statement) {
  return {"REASSIGN OWNED", role_names(statement.roles)};
}

model::StatementAction grant(const GrantStmt& statement) {
  if (!concerns_the_database(statement.objtype))
    return model::PrivilegeStatement{statement.is_grant ? "GRANT" : "REVOKE"};
  return grant_of(statement);
}

model::StatementAction alter_default_privileges(const AlterDefaultPrivilegesStmt& statement) {
  model::AlterDefaultPrivileges result;
  for (const Node* item : Items(statement.options)) {
    const auto& option = as<DefElem>(item);
    const auto* values = &as<List>(option.arg);
    if (text_of(option.defname) == "schemas") result.schemas = strings(values);
    if (text_of(option.defname) == "roles") result.roles = role_names(values);
  }
  result.action = grant_of(*statement.action);
  return result;
}

model::StatementAction set_owner(const AlterOwnerStmt& statement) {
  switch (statement.objectType) {
    case OBJECT_DATABASE:
    case OBJECT_TABLESPACE:
    case OBJECT_LANGUAGE:
    case OBJECT_LARGEOBJECT:
    case OBJECT_SUBSCRIPTION: return model::PrivilegeStatement{"OWNER TO"};
    default: break;
  }
  return model::SetOwner{
      address(statement.objectType, statement.relation, statement.object, nullptr),
      role_name(*statement.newowner)};
}

std::optional<model::SetRole> set_role(const VariableSetStmt& statement) {
  const std::string name = text_of(statement.name);
  if (name != "role" && name != "session_authorization") return std::nullopt;
  model::SetRole result;
  result.session = name == "session_authorization";
  result.local = statement.is_local;
  if (statement.kind != VAR_SET_VALUE) return result;
  result.role = first_word(statement.args);
  if (!result.session && result.role == "none") result.role.clear();
  return result;
}

}  // namespace mimar::sql
