// Foreign data: wrappers, servers, user mappings, foreign tables.

#include "model/role.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

using Options = std::map<std::string, std::string>;
using How = model::OptionChange::How;

std::string shown(const DefElem& option, bool of_user_mapping) {
  const std::string name = text_of(option.defname);
  const std::string value = option.arg == nullptr ? "" : option_text(option.arg);
  return model::shown_option(name, value, of_user_mapping);
}

std::vector<model::OptionChange> changes(const List* options, bool of_user_mapping = false) {
  std::vector<model::OptionChange> result;
  for (const Node* item : Items(options)) {
    const auto& option = as<DefElem>(item);
    const bool drop = option.defaction == DEFELEM_DROP;
    const How how = drop ? How::drop : option.defaction == DEFELEM_SET ? How::set : How::add;
    result.push_back({how, text_of(option.defname), drop ? "" : shown(option, of_user_mapping)});
  }
  return result;
}

// HANDLER f, NO HANDLER: a list of names, or nothing.
std::optional<model::Name> function(const List* functions, std::string_view word) {
  std::optional<model::Name> found;
  for (const Node* item : Items(functions)) {
    const auto& option = as<DefElem>(item);
    if (text_of(option.defname) != word) continue;
    found = option.arg == nullptr ? model::Name() : name_of(&as<List>(option.arg));
  }
  return found;
}

std::string user_of(const RoleSpec* role) {
  if (role == nullptr || role->roletype == ROLESPEC_PUBLIC) return "public";
  return role->roletype == ROLESPEC_CSTRING ? text_of(role->rolename)
                                            : std::string(model::current_user);
}

model::AlterOptions alter(const char* kind, std::string name, std::string sub,
                          std::vector<model::OptionChange> options) {
  model::AlterOptions result;
  result.object = {model::ObjectKind::other, kind, {"", std::move(name)}, std::move(sub), {}};
  result.options = std::move(options);
  return result;
}

}  // namespace

Options foreign_options(const List* options, bool of_user_mapping) {
  Options result;
  for (const Node* item : Items(options)) {
    const auto& option = as<DefElem>(item);
    result[text_of(option.defname)] = shown(option, of_user_mapping);
  }
  return result;
}

model::ForeignDataWrapper foreign_wrapper(const CreateFdwStmt& statement) {
  const List* functions = statement.func_options;
  return {text_of(statement.fdwname), function(functions, "handler").value_or(model::Name()),
          function(functions, "validator").value_or(model::Name()),
          foreign_options(statement.options, false)};
}

model::ForeignServer foreign_server(const CreateForeignServerStmt& statement) {
  return {text_of(statement.servername), text_of(statement.servertype), text_of(statement.version),
          text_of(statement.fdwname), foreign_options(statement.options, false)};
}

model::UserMapping user_mapping(const CreateUserMappingStmt& statement) {
  return {user_of(statement.user), text_of(statement.servername),
          foreign_options(statement.options, true)};
}

model::CreateTable foreign_table(const CreateForeignTableStmt& statement, const Context& context) {
  model::CreateTable made = create_table(statement.base, context);
  made.foreign = {text_of(statement.servername), foreign_options(statement.options, false)};
  return made;
}

model::AlterOptions alter_wrapper(const AlterFdwStmt& statement) {
  model::AlterOptions result =
      alter("foreign data wrapper", text_of(statement.fdwname), "", changes(statement.options));
  result.handler = function(statement.func_options, "handler");
  result.validator = function(statement.func_options, "validator");
  return result;
}

model::AlterOptions alter_server(const AlterForeignServerStmt& statement) {
  model::AlterOptions result =
      alter("foreign server", text_of(statement.servername), "", changes(statement.options));
  if (statement.has_version) result.version = text_of(statement.version);
  return result;
}

model::AlterOptions alter_user_mapping(const AlterUserMappingStmt& statement) {
  return alter("user mapping", user_of(statement.user), text_of(statement.servername),
               changes(statement.options, true));
}

model::Drop drop_user_mapping(const DropUserMappingStmt& statement) {
  model::Drop result;
  result.objects = {{model::ObjectKind::other,
                     "user mapping",
                     {"", user_of(statement.user)},
                     text_of(statement.servername),
                     {}}};
  result.if_exists = statement.missing_ok;
  return result;
}

model::SetForeignOptions set_foreign_options(const AlterTableCmd& command) {
  const auto* options = command.def != nullptr ? &as<List>(command.def) : nullptr;
  return {command.subtype == AT_AlterColumnGenericOptions ? text_of(command.name) : "",
          changes(options)};
}

}  // namespace mimar::sql
