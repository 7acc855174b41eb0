#include "sql/privilege.h"

#include <optional>

#include "base/text.h"
#include "model/quote.h"
#include "sql/do_block.h"
#include "sql/pg_tree.h"
#include "sql/print.h"
#include "sql/tree_facts.h"

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

bool is_parser_or_template(ObjectType type) {
  return type == OBJECT_TSPARSER || type == OBJECT_TSTEMPLATE;
}

// Of another schema than pg_catalog no function is taken: the name stays qualified then.
Need define(const DefineStmt& statement) {
  if (statement.kind == OBJECT_TYPE && Items(statement.definition).empty())
    return with(Privilege::shell_type, "CREATE TYPE");
  if (!is_parser_or_template(statement.kind)) return {};
  const bool parser = statement.kind == OBJECT_TSPARSER;
  Need need = with(Privilege::create_text_search,
                   parser ? "CREATE TEXT SEARCH PARSER" : "CREATE TEXT SEARCH TEMPLATE");
  for (const Node* item : Items(statement.defnames))
    need.names.push_back(string_of(item));
  for (const Node* item : Items(statement.definition)) {
    const DefElem& option = as<DefElem>(item);
    std::string function;
    if (option.arg != nullptr && tag_of(option.arg) == T_TypeName) {
      for (const Node* part : Items(as<TypeName>(option.arg).names))
        function += (function.empty() ? "" : ".") + string_of(part);
    }
    if (function.starts_with("pg_catalog.")) function.erase(0, 11);
    need.functions[text::lower(text_of(option.defname))] = function;
  }
  return need;
}

// handler and validator, as written; "" for NO HANDLER.
Need foreign_wrapper(const char* what, const char* name, const List* functions) {
  Need need = with(Privilege::foreign_wrapper, what, {text_of(name)});
  for (const Node* item : Items(functions)) {
    const DefElem& option = as<DefElem>(item);
    std::string& function = need.functions[text_of(option.defname)];
    for (const Node* part : Items(option.arg == nullptr ? nullptr : &as<List>(option.arg)))
      function += (function.empty() ? "" : ".") + string_of(part);
  }
  return need;
}

Need user_mapping(const char* what, const RoleSpec* user) {
  Need need = with(Privilege::user_mapping, what);
  add_role(user, need);
  return need;
}

Need foreign_data(const Node* node) {
  switch (tag_of(node)) {
    case T_CreateFdwStmt: {
      const auto& made = as<CreateFdwStmt>(node);
      return foreign_wrapper("CREATE FOREIGN DATA WRAPPER", made.fdwname, made.func_options);
    }
    case T_AlterFdwStmt: {
      const auto& altered = as<AlterFdwStmt>(node);
      return foreign_wrapper("ALTER FOREIGN DATA WRAPPER", altered.fdwname, altered.func_options);
    }
    case T_CreateUserMappingStmt:
      return user_mapping("CREATE USER MAPPING", as<CreateUserMappingStmt>(node).user);
    case T_AlterUserMappingStmt:
      return user_mapping("ALTER USER MAPPING", as<AlterUserMappingStmt>(node).user);
    case T_DropUserMappingStmt:
      return user_mapping("DROP USER MAPPING", as<DropUserMappingStmt>(node).user);
    default: return with(Privilege::leave_out, "IMPORT FOREIGN SCHEMA");
  }
}

Need about_text_search(ObjectType type, const char* verb) {
  if (!is_parser_or_template(type)) return {};
  return with(Privilege::as_superuser, verb + std::string(" TEXT SEARCH") +
                                           (type == OBJECT_TSPARSER ? " PARSER" : " TEMPLATE"));
}

Need comment(const CommentStmt& statement) {
  switch (statement.objtype) {
    case OBJECT_TSPARSER:
    case OBJECT_TSTEMPLATE: return about_text_search(statement.objtype, "COMMENT ON");
    case OBJECT_EXTENSION: {
      Need need =
          with(Privilege::comment_extension, "COMMENT ON EXTENSION", {string_of(statement.object)});
      if (statement.comment != nullptr) need.comment = statement.comment;
      return need;
    }
    case OBJECT_PUBLICATION: return with(Privilege::alter_publication, "COMMENT ON PUBLICATION");
    case OBJECT_DATABASE: return with(Privilege::skip, "COMMENT ON DATABASE");
    case OBJECT_ROLE: return with(Privilege::skip, "COMMENT ON ROLE");
    case OBJECT_TABLESPACE: return with(Privilege::skip, "COMMENT ON TABLESPACE");
    case OBJECT_EVENT_TRIGGER: return with(Privilege::skip, "COMMENT ON EVENT TRIGGER");
    case OBJECT_LANGUAGE: return with(Privilege::leave_out, "COMMENT ON LANGUAGE");
    default: return {};
  }
}

Need grant(const GrantStmt& statement) {
  const std::string verb = statement.is_grant ? "GRANT" : "REVOKE";
  switch (statement.objtype) {
    case OBJECT_DATABASE: return with(Privilege::skip, verb + " ON DATABASE");
    case OBJECT_TABLESPACE: return with(Privilege::skip, verb + " ON TABLESPACE");
    case OBJECT_LANGUAGE: return with(Privilege::leave_out, verb + " ON LANGUAGE");
    case OBJECT_PARAMETER_ACL: return with(Privilege::skip, verb + " ON PARAMETER");
    default: break;
  }
  Need need = with_roles(verb, statement.grantees);
  for (const Node* grantee : Items(statement.grantees)) {
    const RoleSpecType type = as<RoleSpec>(grantee).roletype;
    const bool own = type != ROLESPEC_CSTRING && type != ROLESPEC_PUBLIC;
    if (own && statement.objtype == OBJECT_SCHEMA) need.privilege = Privilege::own_on_schema;
  }
  return need;
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
    case OBJECT_LANGUAGE: return with(Privilege::leave_out, "ALTER LANGUAGE ... OWNER TO");
    case OBJECT_EVENT_TRIGGER: return with(Privilege::skip, "ALTER EVENT TRIGGER ... OWNER TO");
    case OBJECT_FDW: return with(Privilege::skip, "ALTER FOREIGN DATA WRAPPER ... OWNER TO");
    default: break;
  }
  Need need = with(Privilege::new_owner, "OWNER TO");
  add_role(statement.newowner, need);
  return need;
}

void add_tablespace(const char* name, Need& need) {
  const std::string tablespace = text_of(name);
  if (!tablespace.empty() && !tablespace.starts_with("pg_")) need.tablespaces.push_back(tablespace);
}

// Of the indexes behind keys: as parts of a table, of a column, or of ALTER TABLE.
void add_tablespaces(const List* parts, Need& need) {
  for (const Node* part : Items(parts)) {
    if (tag_of(part) == T_Constraint) add_tablespace(as<Constraint>(part).indexspace, need);
    if (tag_of(part) == T_ColumnDef) add_tablespaces(as<ColumnDef>(part).constraints, need);
  }
}

Need create_table(const CreateStmt& statement) {
  Need need;
  add_tablespace(statement.tablespacename, need);
  add_tablespaces(statement.tableElts, need);
  return need;
}

Need alter_table(const AlterTableStmt& statement) {
  Need need;
  for (const Node* node : Items(statement.cmds)) {
    const auto& command = as<AlterTableCmd>(node);
    if (command.subtype == AT_SetTableSpace) add_tablespace(command.name, need);
    if (command.subtype == AT_AddConstraint)
      add_tablespace(as<Constraint>(command.def).indexspace, need);
  }
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
  if (is_parser_or_template(statement.removeType))
    return about_text_search(statement.removeType, "DROP");
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
  if (name == "role" || name == "session_authorization") {
    const bool session = name != "role";
    Need need = session ? with(Privilege::set_session, "SET SESSION AUTHORIZATION")
                        : with(Privilege::set_role, "SET ROLE");
    const std::string role = first_word(statement.args);
    const bool back = statement.kind != VAR_SET_VALUE || (!session && role == "none");
    if (!back) need.roles = {role};
    return need;
  }
  if (name == "default_tablespace") {
    Need need = with(Privilege::owner, "SET");
    add_tablespace(first_word(statement.args).c_str(), need);
    return need;
  }
  // RESET ALL and the multi-word forms (SET TRANSACTION ...) are known to every version.
  const bool named = statement.kind == VAR_SET_VALUE || statement.kind == VAR_SET_DEFAULT ||
                     statement.kind == VAR_RESET;
  if (!named) return with(Privilege::owner, "SET");
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

// What is published besides schemas, as the statement says it, and the schemas.
struct Published {
  std::vector<std::string> tables, schemas;
};

Published published(const List* objects) {
  Published result;
  for (const Node* item : Items(objects)) {
    const auto& object = as<PublicationObjSpec>(item);
    if (object.pubobjtype != PUBLICATIONOBJ_TABLE) {
      result.schemas.push_back(text_of(object.name));  // "" is CURRENT_SCHEMA
      continue;
    }
    const PublicationTable& table = *object.pubtable;
    std::string text =
        (table.relation->inh ? "" : "ONLY ") + model::quote_name(name_of(table.relation));
    std::vector<std::string> columns;
    for (const std::string& column : strings(table.columns))
      columns.push_back(model::quote_identifier(column));
    if (!columns.empty()) text += " (" + text::join(columns, ", ") + ")";
    if (table.whereClause != nullptr)
      text += " WHERE (" + print_expression(table.whereClause) + ")";
    result.tables.push_back(std::move(text));
  }
  return result;
}

std::string table_list(const Published& published) {
  return published.tables.empty() ? "" : "TABLE " + text::join(published.tables, ", ");
}

Need publication(const CreatePublicationStmt& statement) {
  const std::string name = text_of(statement.pubname);
  if (statement.for_all_tables)
    return with(Privilege::publish_all_tables, "CREATE PUBLICATION", {name});
  Need need = with(Privilege::owner, "CREATE PUBLICATION", {name});
  Published what = published(statement.pubobjects);
  if (what.schemas.empty()) return need;
  need.privilege = Privilege::publish_schemas;
  need.verb = "ADD";
  need.schemas = std::move(what.schemas);
  need.rest = "CREATE PUBLICATION " + model::quote_identifier(name);
  if (!what.tables.empty()) need.rest += " FOR " + table_list(what);
  std::vector<std::string> with_options;
  for (const auto& [option, value] : options(statement.options))
    with_options.push_back(option + " = " + model::quote_literal(value));
  if (!with_options.empty()) need.rest += " WITH (" + text::join(with_options, ", ") + ")";
  return need;
}

// SET of tables and schemas takes all away first, so that what is left to add stands in two parts.
Need alter_publication(const AlterPublicationStmt& statement) {
  const std::string name = text_of(statement.pubname);
  if (statement.options != nullptr)
    return with(Privilege::alter_publication, "ALTER PUBLICATION", {name});
  Need need = with(Privilege::owner, "ALTER PUBLICATION", {name});
  Published what = published(statement.pubobjects);
  if (what.schemas.empty()) return need;
  need.privilege = Privilege::publish_schemas;
  need.schemas = std::move(what.schemas);
  need.verb = statement.action == AP_AddObjects    ? "ADD"
              : statement.action == AP_DropObjects ? "DROP"
                                                   : "SET";
  if (!what.tables.empty())
    need.rest = "ALTER PUBLICATION " + model::quote_identifier(name) + " " +
                (need.verb == "SET" ? "ADD" : need.verb) + " " + table_list(what);
  return need;
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

// The roles that the statements of a DO block name: its guards ask whether they are there. A block
// that creates roles without a look, and does nothing else, is served by that.
Need block(const DoStmt& statement, std::string_view text) {
  Need need = with(Privilege::owner, "DO");
  bool unguarded = false, only_roles = true;
  for (const model::Statement& inner : do_block(statement, {text, {}})) {
    const Need wanted = need_of(inner.sql);
    const bool creates = wanted.privilege == Privilege::create_role;
    const bool grants = wanted.privilege == Privilege::grant_role;
    need.roles.insert(need.roles.end(), wanted.roles.begin(), wanted.roles.end());
    if (creates || grants)
      need.roles.insert(need.roles.end(), wanted.names.begin(), wanted.names.end());
    unguarded = unguarded || (creates && inner.guards.empty());
    only_roles = only_roles && (creates || grants || wanted.privilege == Privilege::skip);
  }
  if (unguarded && only_roles) {
    need.privilege = Privilege::skip;
    need.what = "what a DO block says of roles beside their names";
  }
  return need;
}

Need need_of_node(const Node* node, std::string_view text) {
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
    case T_CreateStmt: return create_table(as<CreateStmt>(node));
    case T_IndexStmt: {
      Need need;
      add_tablespace(as<IndexStmt>(node).tableSpace, need);
      return need;
    }
    case T_CreateTableAsStmt: {
      Need need;
      add_tablespace(as<CreateTableAsStmt>(node).into->tableSpaceName, need);
      return need;
    }
    case T_CreateTableSpaceStmt: {
      Need need = with(Privilege::create_tablespace, "CREATE TABLESPACE");
      add_tablespace(as<CreateTableSpaceStmt>(node).tablespacename, need);
      return need;
    }
    case T_CreatePolicyStmt: return with_roles("CREATE POLICY", as<CreatePolicyStmt>(node).roles);
    case T_AlterPolicyStmt: return with_roles("ALTER POLICY", as<AlterPolicyStmt>(node).roles);
    case T_CreateSchemaStmt: return schema(as<CreateSchemaStmt>(node));
    case T_ReassignOwnedStmt:
      return with_roles("REASSIGN OWNED", as<ReassignOwnedStmt>(node).roles);
    case T_VariableSetStmt: return set(as<VariableSetStmt>(node));
    case T_DefineStmt: return define(as<DefineStmt>(node));
    case T_CreateFdwStmt:
    case T_AlterFdwStmt:
    case T_CreateUserMappingStmt:
    case T_AlterUserMappingStmt:
    case T_DropUserMappingStmt:
    case T_ImportForeignSchemaStmt: return foreign_data(node);
    case T_RenameStmt: return about_text_search(as<RenameStmt>(node).renameType, "ALTER");
    case T_AlterObjectSchemaStmt:
      return about_text_search(as<AlterObjectSchemaStmt>(node).objectType, "ALTER");
    case T_CreateEventTrigStmt: return event_trigger(as<CreateEventTrigStmt>(node));
    case T_CreatePublicationStmt: return publication(as<CreatePublicationStmt>(node));
    case T_AlterPublicationStmt: return alter_publication(as<AlterPublicationStmt>(node));
    case T_DoStmt: return block(as<DoStmt>(node), text);
    default: return {};
  }
}

}  // namespace

Need need_of(std::string_view statement) {
  const ParseTree tree(statement);
  // Two statements in one text cannot be told apart for the server: nobody's privilege but the
  // owner's.
  const Node* node = tree.only_statement();
  return node != nullptr ? need_of_node(node, statement) : Need{};
}

}  // namespace mimar::sql
