// GRANT, REVOKE, ALTER DEFAULT PRIVILEGES, OWNER TO and SET ROLE.
#include <algorithm>
#include <functional>

#include "base/text.h"
#include "model/role.h"
#include "read/sql_files/privileges.h"
#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

// An object with an access list.
struct Target {
  model::Access* access = nullptr;  // nullptr: there is no such object
  Securable kind = Securable::nothing;
};

Securable kind_of_other(const std::string& kind) {
  if (kind == "function" || kind == "procedure" || kind == "aggregate") return Securable::routine;
  if (kind == "domain" || kind == "composite type" || kind == "range type" || kind == "base type")
    return Securable::type;
  if (kind == "foreign table") return Securable::table;
  if (kind == "foreign data wrapper") return Securable::wrapper;
  return kind == "foreign server" ? Securable::server : Securable::nothing;
}

// What has an owner of its own; the rest goes with a table, or belongs to nobody or, as event
// triggers and foreign data wrappers do, to some superuser.
bool has_owner(const std::string& kind) {
  return kind != "event trigger" && kind != "foreign data wrapper" && kind != "trigger" &&
         kind != "rule" && kind != "policy" && kind != "cast" && kind != "extension" &&
         kind != "exclusion constraint" && kind != "user mapping" && kind != "text search parser" &&
         kind != "text search template" && kind != "transform" && kind != "access method";
}

Target relation(State& state, const model::Name& name) {
  if (const auto table = state.tables.find(name); table != state.tables.end())
    return {&table->second.access, Securable::table};
  if (const auto view = state.views.find(name); view != state.views.end())
    return {&view->second.access, Securable::table};
  if (const auto sequence = state.sequences.find(name); sequence != state.sequences.end())
    return {&sequence->second.access, Securable::sequence};
  const auto composite = state.others.find({"composite type", name.text()});
  if (composite != state.others.end()) return {&composite->second.access, Securable::type};
  return {};
}

Target type(State& state, const model::Name& name) {
  if (const auto found = state.enums.find(name); found != state.enums.end())
    return {&found->second.access, Securable::type};
  for (const char* kind : {"domain", "composite type", "range type", "base type"}) {
    const auto found = state.others.find({kind, name.text()});
    if (found != state.others.end()) return {&found->second.access, Securable::type};
  }
  return {};
}

// A routine may be named without the types of its arguments, when it is the only one of its name.
Target routine(State& state, const model::ObjectAddress& address) {
  for (const char* kind : {"function", "procedure", "aggregate"}) {
    model::ObjectAddress one = address;
    one.word = kind;
    const std::string identity = identity_of(state, one);
    for (auto& [key, object] : state.others) {
      const bool same =
          address.arguments ? key.second == identity : key.second.starts_with(identity + "(");
      if (key.first == kind && same) return {&object.access, Securable::routine};
    }
  }
  return {};
}

Securable kind_of_schema(const std::string& name) {
  return name == "public" ? Securable::public_schema : Securable::schema;
}

Target find(State& state, const model::ObjectAddress& address) {
  switch (address.kind) {
    case model::ObjectKind::schema: {
      const auto schema = state.schemas.find(address.name.name);
      if (schema == state.schemas.end()) return {};
      return {&schema->second.access, kind_of_schema(schema->first)};
    }
    case model::ObjectKind::table:
    case model::ObjectKind::view:
    case model::ObjectKind::materialized_view:
    case model::ObjectKind::sequence: return relation(state, relation_name(state, address.name));
    case model::ObjectKind::type: return type(state, type_name(state, address.name));
    case model::ObjectKind::index:
    case model::ObjectKind::column:
    case model::ObjectKind::constraint: return {};
    case model::ObjectKind::other: break;
  }
  const std::string& word = address.word;
  if (word == "domain") return type(state, type_name(state, address.name));
  if (word == "foreign table") return relation(state, relation_name(state, address.name));
  if (word == "function" || word == "procedure" || word == "aggregate" || word == "routine")
    return routine(state, address);
  const auto found = state.others.find({word, identity_of(state, address)});
  if (found == state.others.end()) return {};
  return {&found->second.access, kind_of_other(word)};
}

// What publishes more than single tables must be a superuser's.
bool owner_says_nothing(const State& state, const model::ObjectAddress& address) {
  if (address.kind != model::ObjectKind::other) return false;
  if (address.word != "publication") return !has_owner(address.word);
  const auto found = state.others.find({address.word, address.name.name});
  if (found == state.others.end()) return false;
  const auto& publication = std::get<model::Publication>(found->second.definition);
  return publication.all_tables || !publication.schemas.empty();
}

std::string running(const State& state, const std::string& role) {
  return role == model::current_user ? state.role : role;
}

// As the access list of an object names it.
std::string grantee(State& state, const std::string& role, const std::string& owner) {
  if (role.empty()) return role;
  const std::string name = running(state, role);
  if (name == owner) return std::string(model::the_owner);
  if (!name.empty()) return name;
  state.incomplete.push_back("privileges of CURRENT_USER on an object of the role " + owner +
                             " were not followed");
  return std::string(model::current_user);
}

using Each = std::function<void(const std::string& privilege, const std::string& column)>;

// ALL means what the object has, whatever word the statement has for it; a privilege the object
// cannot have is passed over, as the server does with a warning.
void each_privilege(const model::GrantStatement& statement, Securable kind, const Each& each) {
  const std::vector<std::string>& all = all_privileges(kind);
  for (const model::PrivilegeOn& on : statement.privileges) {
    const bool known =
        on.privilege == "MAINTAIN" || std::find(all.begin(), all.end(), on.privilege) != all.end();
    for (const std::string& column : on.columns) {
      if (!on.privilege.empty()) each(on.privilege, column);
      for (const std::string& privilege : all_column_privileges())
        if (on.privilege.empty()) each(privilege, column);
    }
    if (!on.columns.empty()) continue;
    if (known) each(on.privilege, "");
    if (!on.privilege.empty()) continue;
    for (const std::string& privilege : all)
      each(privilege, "");
    // Whoever loses all loses this one too; who gets all is said to have it by the others.
    if (kind == Securable::table && !statement.grant) each("MAINTAIN", "");
  }
}

// Whoever is not the owner passes on what he was given, and takes back no more than that.
void tell_passed_on(State& state, const Target& target, const model::GrantStatement& statement) {
  const std::string grantor =
      statement.grantor.empty() ? state.role : running(state, statement.grantor);
  if (grantor.empty() || grantor == target.access->owner) return;
  std::string sentence = "that privileges were given or taken by the role " + grantor +
                         ", which is not the owner, was not followed";
  if (std::find(state.incomplete.begin(), state.incomplete.end(), sentence) ==
      state.incomplete.end())
    state.incomplete.push_back(std::move(sentence));
}

void change(State& state, const Target& target, const model::GrantStatement& statement) {
  tell_passed_on(state, target, statement);
  each_privilege(
      statement, target.kind, [&](const std::string& privilege, const std::string& column) {
        for (const std::string& role : statement.grantees) {
          const PrivilegeChange one{statement.grant, statement.grant_option,
                                    grantee(state, role, target.access->owner), privilege, column};
          const bool all_of_owner =
              privilege == "MAINTAIN" && statement.privileges.front().privilege.empty();
          if (all_of_owner && one.grantee == model::the_owner) continue;
          apply(*target.access, target.kind, one);
        }
      });
}

void each_in_schema(State& state, const model::GrantStatement& statement, const std::string& schema,
                    const std::function<void(const Target&)>& act) {
  if (statement.kind == "table") {
    for (auto& [name, table] : state.tables)
      if (name.schema == schema) act({&table.access, Securable::table});
    for (auto& [name, view] : state.views)
      if (name.schema == schema) act({&view.access, Securable::table});
  }
  if (statement.kind == "sequence") {
    for (auto& [name, sequence] : state.sequences)
      if (name.schema == schema) act({&sequence.access, Securable::sequence});
  }
  for (auto& [key, object] : state.others) {
    if (!key.second.starts_with(schema + ".")) continue;
    const bool routine = (key.first != "procedure" && statement.kind == "function") ||
                         (key.first == "procedure" && statement.kind == "procedure") ||
                         statement.kind == "routine";
    const Securable kind = kind_of_other(key.first);
    if ((kind == Securable::routine && routine) ||
        (key.first == "foreign table" && statement.kind == "table"))
      act({&object.access, kind});
  }
}

}  // namespace

// The sequence behind an identity column is part of the column: it has the table's owner, and no
// privileges of its own are read.
bool is_identity_sequence(const State& state, const model::ObjectAddress& address) {
  const model::Name name = relation_name(state, address.name);
  const bool sequence = address.kind == model::ObjectKind::sequence || name.name.ends_with("_seq");
  return sequence && !relation_exists(state, name) &&
         std::any_of(state.tables.begin(), state.tables.end(), [&](const auto& entry) {
           const std::vector<model::Column>& columns = entry.second.columns;
           return entry.first.schema == name.schema &&
                  std::any_of(columns.begin(), columns.end(), [](const model::Column& column) {
                    return column.identity.has_value();
                  });
         });
}

namespace {

// Members of extensions are not part of what is read; nor are their privileges.
void not_found(State& state, const model::ObjectAddress& address, const char* what) {
  const bool of_extension =
      std::any_of(state.others.begin(), state.others.end(),
                  [](const auto& entry) { return entry.first.first == "extension"; });
  const model::Name& schema = address.name;
  if (is_identity_sequence(state, address))
    return pass_over(state, "privileges on sequences of identity columns");
  if (schema.schema == "pg_catalog" || schema.schema == "information_schema" ||
      (address.kind == model::ObjectKind::schema &&
       (schema.name == "pg_catalog" || schema.name == "information_schema")))
    return pass_over(state, "privileges on objects of the system");
  if (of_extension && address.kind != model::ObjectKind::schema)
    return pass_over(state, "privileges on objects of extensions");
  not_followed(state, what, address.name);
}

std::vector<model::DefaultPrivileges>::iterator entry_of(State& state, const std::string& role,
                                                         const std::string& schema,
                                                         const std::string& kind) {
  auto& all = state.default_privileges;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) {
    return one.role == role && one.schema == schema && one.kind == kind;
  });
  if (found != all.end()) return found;
  return all.insert(all.end(), {role, schema, kind, {}});
}

Securable kind_of_defaults(const std::string& kind) {
  if (kind == "tables") return Securable::table;
  if (kind == "sequences") return Securable::sequence;
  if (kind == "functions") return Securable::routine;
  return kind == "types" ? Securable::type : Securable::schema;
}

// Those of a schema are on top of the others: there is nothing to take away.
void change_defaults(State& state, const model::AlterDefaultPrivileges& alter,
                     const std::string& role, const std::string& schema) {
  const bool routine = alter.action.kind == "routine" || alter.action.kind == "procedure";
  const std::string kind = (routine ? "function" : alter.action.kind) + "s";
  const auto entry = entry_of(state, role, schema, kind);
  const Securable securable = kind_of_defaults(kind);
  each_privilege(alter.action, securable, [&](const std::string& privilege, const std::string&) {
    for (const std::string& name : alter.action.grantees) {
      const PrivilegeChange one{alter.action.grant, alter.action.grant_option,
                                name.empty() ? "" : grantee(state, name, role), privilege, ""};
      apply(entry->grants, schema.empty() ? securable : Securable::nothing, one);
    }
  });
  if (!schema.empty())
    std::erase_if(entry->grants, [](const auto& grant) { return grant.revoked; });
  if (entry->grants.empty()) state.default_privileges.erase(entry);
}

void set_owner_of(State& state, const Target& target, const std::string& role) {
  change_owner(*target.access, target.kind, running(state, role));
}

}  // namespace

Result<void> grant(State& state, const model::GrantStatement& statement) {
  for (const std::string& schema : statement.schemas)
    each_in_schema(state, statement, schema,
                   [&](const Target& target) { change(state, target, statement); });
  for (const model::ObjectAddress& address : statement.objects) {
    if (state.temporary.contains(relation_name(state, address.name))) continue;
    const Target target = find(state, address);
    if (target.access != nullptr) {
      change(state, target, statement);
    } else {
      not_found(state, address, statement.grant ? "GRANT" : "REVOKE");
    }
  }
  return {};
}

Result<void> alter_default_privileges(State& state, const model::AlterDefaultPrivileges& alter) {
  std::vector<std::string> roles = alter.roles, schemas = alter.schemas;
  if (roles.empty()) roles.emplace_back(model::current_user);
  if (schemas.empty()) schemas.emplace_back();
  for (const std::string& role : roles) {
    for (const std::string& schema : schemas)
      change_defaults(state, alter, running(state, role), schema);
  }
  return {};
}

// Sequences of a table have its owner.
void own_relation(State& state, const model::Name& name, const std::string& role) {
  const Target target = relation(state, name);
  if (target.access == nullptr) return;
  set_owner_of(state, target, role);
  for (auto& [sequence_name, sequence] : state.sequences) {
    if (sequence.owned_by && sequence.owned_by->table == name)
      set_owner_of(state, {&sequence.access, Securable::sequence}, role);
  }
}

Result<void> set_owner(State& state, const model::SetOwner& set) {
  const model::Name name = relation_name(state, set.object.name);
  if (state.temporary.contains(name)) return {};
  const Target target = find(state, set.object);
  if (target.access == nullptr) {
    if (!is_identity_sequence(state, set.object)) not_found(state, set.object, "OWNER TO");
  } else if (owner_says_nothing(state, set.object)) {
    return {};
  } else if (target.kind == Securable::table) {
    own_relation(state, name, set.role);
  } else {
    const bool stock = target.kind == Securable::public_schema && set.role == "pg_database_owner";
    set_owner_of(state, target, stock ? "" : set.role);
  }
  return {};
}

Result<void> set_role(State& state, const model::SetRole& set) {
  if (set.local && !state.in_transaction)
    state.incomplete.push_back("SET LOCAL ROLE is taken to last to the end of its file");
  if (set.session) state.session_role = set.role;
  state.role = set.role.empty() ? state.session_role : set.role;
  if (!set.local) state.lasting_role = state.role;
  return {};
}

Result<void> change_owned(State& state, const model::ChangeOwned& change) {
  state.incomplete.push_back(change.what + " was not followed: " + text::join(change.roles, ", "));
  return {};
}

bool gives_access(const State& state, const model::StatementAction& action) {
  if (state.role.empty() && state.default_privileges.empty()) return false;
  return std::holds_alternative<model::CreateSchema>(action) ||
         std::holds_alternative<model::CreateTable>(action) ||
         std::holds_alternative<model::CreateTableAs>(action) ||
         std::holds_alternative<model::AlterTable>(action) ||
         std::holds_alternative<model::CreateSequence>(action) ||
         std::holds_alternative<model::CreateEnum>(action) ||
         std::holds_alternative<model::CreateView>(action) ||
         std::holds_alternative<model::ChangePublication>(action) ||
         std::holds_alternative<model::ObjectStatement>(action);
}

namespace {

void give(State& state, model::Access& access, Securable kind, const char* defaults,
          const std::string& schema, bool owned) {
  if (owned && access.owner.empty()) access.owner = state.role;
  for (const std::string& where : {std::string(), schema}) {
    for (const model::DefaultPrivileges& one : state.default_privileges) {
      if (one.role != access.owner || one.schema != where || one.kind != defaults) continue;
      for (const model::Grant& grant : one.grants)
        apply(access, kind, {!grant.revoked, grant.grantable, grant.grantee, grant.privilege, ""});
    }
    if (schema.empty()) break;
  }
}

template <class Map>
std::set<typename Map::key_type> keys(const Map& map) {
  std::set<typename Map::key_type> result;
  for (const auto& [key, value] : map)
    result.insert(key);
  return result;
}

const char* defaults_for(Securable kind) {
  switch (kind) {
    case Securable::table: return "tables";
    case Securable::sequence: return "sequences";
    case Securable::routine: return "functions";
    case Securable::type: return "types";
    case Securable::schema:
    case Securable::public_schema: return "schemas";
    case Securable::wrapper:
    case Securable::server:
    case Securable::nothing: break;
  }
  return "";
}

}  // namespace

Known known_objects(const State& state) {
  return {keys(state.schemas),   keys(state.tables), keys(state.views),
          keys(state.sequences), keys(state.enums),  keys(state.others)};
}

// By the role that runs the statement, or by that of the table for its sequences.
void give_access(State& state, const Known& before) {
  for (auto& [name, schema] : state.schemas)
    if (!before.schemas.contains(name))
      give(state, schema.access, kind_of_schema(name), "schemas", "", true);
  for (auto& [name, table] : state.tables)
    if (!before.tables.contains(name))
      give(state, table.access, Securable::table, "tables", name.schema, true);
  for (auto& [name, view] : state.views)
    if (!before.views.contains(name))
      give(state, view.access, Securable::table, "tables", name.schema, true);
  for (auto& [name, sequence] : state.sequences) {
    if (before.sequences.contains(name)) continue;
    const auto table =
        sequence.owned_by ? state.tables.find(sequence.owned_by->table) : state.tables.end();
    const bool of_table = table != state.tables.end();
    if (of_table) sequence.access.owner = table->second.access.owner;
    give(state, sequence.access, Securable::sequence, "sequences", name.schema, !of_table);
  }
  for (auto& [name, type] : state.enums)
    if (!before.enums.contains(name))
      give(state, type.access, Securable::type, "types", name.schema, true);
  for (auto& [key, object] : state.others) {
    if (before.others.contains(key)) continue;
    const Securable kind = kind_of_other(key.first);
    const std::string schema = key.second.substr(0, key.second.find('.'));
    const bool owned =
        has_owner(key.first) &&
        !owner_says_nothing(state, {model::ObjectKind::other, key.first, {"", key.second}, "", {}});
    give(state, object.access, kind, defaults_for(kind), schema, owned);
  }
}

}  // namespace mimar::read::sql_files
