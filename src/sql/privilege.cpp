#include "sql/privilege.h"

#include <optional>

#include "sql/pg_tree.h"

namespace mimar::sql {
namespace {

void add_role(const RoleSpec* role, Need& need) {
  if (role != nullptr && role->roletype == ROLESPEC_CSTRING)
    need.roles.push_back(text_of(role->rolename));
}

void add_roles(const List* roles, Need& need) {
  for (const Node* role : Items(roles))
    add_role(&as<RoleSpec>(role), need);
}

Need with(Privilege privilege, std::string what, std::vector<std::string> names = {}) {
  Need need;
  need.privilege = privilege;
  need.what = std::move(what);
  need.names = std::move(names);
  return need;
}

Need with_roles(std::string what, const List* roles) {
  Need need = with(Privilege::owner, std::move(what));
  add_roles(roles, need);
  return need;
}

Need extension(const CreateExtensionStmt& statement) {
  // Always there; CREATE LANGUAGE plpgsql of old dumps parses to this as well.
  if (text_of(statement.extname) == "plpgsql")
    return with(Privilege::skip, "CREATE EXTENSION plpgsql");
  Need need = with(Privilege::create_extension, "CREATE EXTENSION", {text_of(statement.extname)});
  need.if_not_exists = statement.if_not_exists;
  for (const Node* node : Items(statement.options)) {
    const DefElem& option = as<DefElem>(node);
    const std::string name = text_of(option.defname);
    if (name == "cascade") need.cascade = true;
    if (name == "schema" && option.arg != nullptr) need.schema = string_of(option.arg);
  }
  return need;
}

Need comment(const CommentStmt& statement) {
  switch (statement.objtype) {
    case OBJECT_EXTENSION: {
      Need need =
          with(Privilege::comment_extension, "COMMENT ON EXTENSION", {string_of(statement.object)});
      if (statement.comment != nullptr) need.comment = statement.comment;
      return need;
    }
    case OBJECT_DATABASE: return with(Privilege::skip, "COMMENT ON DATABASE");
    case OBJECT_ROLE: return with(Privilege::skip, "COMMENT ON ROLE");
    case OBJECT_TABLESPACE: return with(Privilege::skip, "COMMENT ON TABLESPACE");
    case OBJECT_EVENT_TRIGGER: return with(Privilege::skip, "COMMENT ON EVENT TRIGGER");
    case OBJECT_LANGUAGE: return with(Privilege::skip, "COMMENT ON LANGUAGE");
    default: return {};
  }
}

Need grant(const GrantStmt& statement) {
  const std::string verb = statement.is_grant ? "GRANT" : "REVOKE";
  switch (statement.objtype) {
    case OBJECT_DATABASE: return with(Privilege::skip, verb + " ON DATABASE");
    case OBJECT_TABLESPACE: return with(Privilege::skip, verb + " ON TABLESPACE");
    case OBJECT_LANGUAGE: return with(Privilege::skip, verb + " ON LANGUAGE");
    case OBJECT_PARAMETER_ACL: return with(Privilege::skip, verb + " ON PARAMETER");
    default: return with_roles(verb, statement.grantees);
  }
}

Need grant_role(const GrantRoleStmt& statement) {
  if (!statement.is_grant) return with(Privilege::skip, "REVOKE of a role");
  Need need = with(Privilege::grant_role, "GRANT of a role");
  for (const Node* role : Items(statement.granted_roles))
    need.names.push_back(text_of(as<AccessPriv>(role).priv_name));
  add_roles(statement.grantee_roles, need);
  return need;
}

Need default_privileges(const AlterDefaultPrivilegesStmt& statement) {
  Need need = with_roles("ALTER DEFAULT PRIVILEGES", statement.action->grantees);
  for (const Node* node : Items(statement.options)) {
    const DefElem& option = as<DefElem>(node);
    if (text_of(option.defname) == "roles") add_roles(&as<List>(option.arg), need);
  }
  return need;
}

Need new_owner(const AlterOwnerStmt& statement) {
  switch (statement.objectType) {
    case OBJECT_DATABASE: return with(Privilege::skip, "ALTER DATABASE ... OWNER TO");
    case OBJECT_TABLESPACE: return with(Privilege::skip, "ALTER TABLESPACE ... OWNER TO");
    case OBJECT_LANGUAGE: return with(Privilege::skip, "ALTER LANGUAGE ... OWNER TO");
    case OBJECT_EVENT_TRIGGER: return with(Privilege::skip, "ALTER EVENT TRIGGER ... OWNER TO");
    case OBJECT_PUBLICATION: return with(Privilege::skip, "ALTER PUBLICATION ... OWNER TO");
    default: break;
  }
  Need need = with(Privilege::new_owner, "OWNER TO");
  add_role(statement.newowner, need);
  return need;
}

Need alter_table(const AlterTableStmt& statement) {
  Need need;
  for (const Node* node : Items(statement.cmds)) {
    if (tag_of(node) == T_AlterTableCmd && as<AlterTableCmd>(node).subtype == AT_ChangeOwner) {
      need.privilege = Privilege::new_owner;
      need.what = "OWNER TO";
      add_role(as<AlterTableCmd>(node).newowner, need);
    }
  }
  return need;
}

Need drop(const DropStmt& statement) {
  if (statement.removeType != OBJECT_EXTENSION) return {};
  Need need = with(Privilege::drop_extension, "DROP EXTENSION");
  for (const Node* name : Items(statement.objects))
    need.names.push_back(string_of(name));
  need.if_exists = statement.missing_ok;
  need.cascade = statement.behavior == DROP_CASCADE;
  return need;
}

std::string first_word(const List* arguments) {
  const Items items(arguments);
  if (items.empty() || tag_of(items[0]) != T_A_Const) return {};
  const A_Const& constant = as<A_Const>(items[0]);
  return !constant.isnull && tag_of(&constant.val.node) == T_String ? string_of(&constant.val.node)
                                                                    : "";
}

Need set(const VariableSetStmt& statement) {
  const std::string name = text_of(statement.name);
  if (name == "role") {
    Need need = with(Privilege::owner, "SET ROLE");
    if (const std::string role = first_word(statement.args); !role.empty() && role != "none")
      need.roles = {role};
    return need;
  }
  // RESET ALL and the multi-word forms (SET TRANSACTION ...) are known to every version.
  const bool named = statement.kind == VAR_SET_VALUE || statement.kind == VAR_SET_DEFAULT ||
                     statement.kind == VAR_RESET;
  if (!named || name == "session_authorization") return with(Privilege::owner, "SET");
  return with(Privilege::set_parameter, "SET " + name, {name});
}

// Statements about the whole server, or about roles, whose attributes mean nothing here.
const char* about_the_server(NodeTag tag) {
  switch (tag) {
    case T_CreatedbStmt: return "CREATE DATABASE";
    case T_DropdbStmt: return "DROP DATABASE";
    case T_AlterDatabaseStmt:
    case T_AlterDatabaseRefreshCollStmt:
    case T_AlterDatabaseSetStmt: return "ALTER DATABASE";
    case T_CreateTableSpaceStmt: return "CREATE TABLESPACE";
    case T_DropTableSpaceStmt: return "DROP TABLESPACE";
    case T_AlterTableSpaceOptionsStmt: return "ALTER TABLESPACE";
    case T_AlterRoleStmt:
    case T_AlterRoleSetStmt: return "ALTER ROLE";
    case T_DropRoleStmt: return "DROP ROLE";
    case T_AlterEventTrigStmt: return "ALTER EVENT TRIGGER";
    default: return nullptr;
  }
}

Need event_trigger(const CreateEventTrigStmt& statement) {
  return with(Privilege::create_event_trigger, "CREATE EVENT TRIGGER",
              {text_of(statement.trigname)});
}

Need publication(const CreatePublicationStmt& statement) {
  return with(statement.for_all_tables ? Privilege::publish_all_tables : Privilege::owner,
              "CREATE PUBLICATION", {text_of(statement.pubname)});
}

Need schema(const CreateSchemaStmt& statement) {
  Need need = with(Privilege::owner, "CREATE SCHEMA");
  add_role(statement.authrole, need);
  if (statement.authrole == nullptr) {
    need.privilege = Privilege::create_schema;
    need.names = {text_of(statement.schemaname)};
  }
  return need;
}

Need need_of_node(const Node* node) {
  if (const char* what = about_the_server(tag_of(node))) return with(Privilege::skip, what);
  switch (tag_of(node)) {
    case T_CreateExtensionStmt: return extension(as<CreateExtensionStmt>(node));
    case T_DropStmt: return drop(as<DropStmt>(node));
    case T_CommentStmt: return comment(as<CommentStmt>(node));
    case T_CreateRoleStmt:
      return with(Privilege::create_role, "CREATE ROLE", {text_of(as<CreateRoleStmt>(node).role)});
    case T_GrantRoleStmt: return grant_role(as<GrantRoleStmt>(node));
    case T_GrantStmt: return grant(as<GrantStmt>(node));
    case T_AlterDefaultPrivilegesStmt:
      return default_privileges(as<AlterDefaultPrivilegesStmt>(node));
    case T_AlterOwnerStmt: return new_owner(as<AlterOwnerStmt>(node));
    case T_AlterTableStmt: return alter_table(as<AlterTableStmt>(node));
    case T_CreatePolicyStmt: return with_roles("CREATE POLICY", as<CreatePolicyStmt>(node).roles);
    case T_AlterPolicyStmt: return with_roles("ALTER POLICY", as<AlterPolicyStmt>(node).roles);
    case T_CreateSchemaStmt: return schema(as<CreateSchemaStmt>(node));
    case T_ReassignOwnedStmt:
      return with_roles("REASSIGN OWNED", as<ReassignOwnedStmt>(node).roles);
    case T_VariableSetStmt: return set(as<VariableSetStmt>(node));
    case T_CreateEventTrigStmt: return event_trigger(as<CreateEventTrigStmt>(node));
    case T_CreatePublicationStmt: return publication(as<CreatePublicationStmt>(node));
    default: return {};
  }
}

}  // namespace

Need need_of(std::string_view statement) {
  const ParseTree tree(statement);
  // Two statements in one text cannot be told apart for the server: nobody's privilege but the
  // owner's.
  if (!tree.ok() || tree.statements().size() != 1) return {};
  return need_of_node(as<RawStmt>(tree.statements()[0]).stmt);
}

}  // namespace mimar::sql
