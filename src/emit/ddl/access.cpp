#include "emit/ddl/access.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "emit/ddl/definition.h"
#include "emit/ddl/role.h"
#include "model/quote.h"
#include "model/role.h"

namespace mimar::emit::ddl {
namespace {

using model::Access;
using model::Grant;

// As statements name the grantee.
std::string grantee_name(const Grant& grant, const std::string& owner) {
  if (grant.grantee != model::the_owner) return role_name(grant.grantee);
  return owner.empty() ? std::string(model::current_user) : role_name(owner);
}

using Group = std::tuple<bool, std::string, std::string, bool>;  // revoked, grantee, column, option

Group group_of(const Grant& grant) {
  return {!grant.revoked, grant.grantee, grant.column, grant.grantable};
}

bool has(const std::vector<std::string>& privileges, const char* privilege) {
  return std::find(privileges.begin(), privileges.end(), privilege) != privileges.end();
}

// ALL where it is all a table has: on a newer server it takes in what came since.
std::string privilege_list(const std::vector<std::string>& privileges, const std::string& column) {
  if (!column.empty()) {
    std::vector<std::string> on_column;
    for (const std::string& privilege : privileges)
      on_column.push_back(privilege + " (" + model::quote_identifier(column) + ")");
    return text::join(on_column, ", ");
  }
  bool all = true;
  for (const char* privilege :
       {"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"})
    all = all && has(privileges, privilege);
  return all ? "ALL" : text::join(privileges, ", ");
}

struct Clause {
  std::string target;  // " ON TABLE public.film"; of default privileges " ON TABLES"
  std::string prefix;  // ALTER DEFAULT PRIVILEGES ...
  std::string owner;
};

std::string statement(const Clause& clause, const Grant& first,
                      const std::vector<std::string>& privileges) {
  const std::string what = privilege_list(privileges, first.column) + clause.target;
  const std::string who = grantee_name(first, clause.owner);
  if (first.revoked) return clause.prefix + "REVOKE " + what + " FROM " + who + ";\n";
  return clause.prefix + "GRANT " + what + " TO " + who +
         (first.grantable ? " WITH GRANT OPTION" : "") + ";\n";
}

// REVOKE first; MAINTAIN, which is taken from what ALL gives, last.
std::string statements(const Clause& clause, std::vector<Grant> grants) {
  const auto taken_from_all = [](const Grant& grant) {
    return grant.revoked && grant.privilege == "MAINTAIN" && grant.grantee != model::the_owner;
  };
  std::stable_sort(grants.begin(), grants.end(), [&](const Grant& a, const Grant& b) {
    return std::tuple(taken_from_all(a), group_of(a)) < std::tuple(taken_from_all(b), group_of(b));
  });
  std::string sql;
  for (std::size_t first = 0; first < grants.size();) {
    std::vector<std::string> privileges;
    std::size_t end = first;
    while (end < grants.size() && group_of(grants[end]) == group_of(grants[first]) &&
           taken_from_all(grants[end]) == taken_from_all(grants[first]))
      privileges.push_back(grants[end++].privilege);
    sql += statement(clause, grants[first], privileges);
    first = end;
  }
  return sql;
}

// How GRANT names an object of another kind.
struct Granted {
  std::string operator()(const model::Routine& one) const { return "ROUTINE " + called(one); }
  std::string operator()(const model::Aggregate& one) const {
    std::vector<model::Argument> all = one.arguments;
    all.insert(all.end(), one.ordered_by.begin(), one.ordered_by.end());
    return "FUNCTION " + model::quote_name(one.name) + "(" + model::input_types(all) + ")";
  }
  std::string operator()(const model::Domain& one) const { return type(one.name); }
  std::string operator()(const model::CompositeType& one) const { return type(one.name); }
  std::string operator()(const model::RangeType& one) const { return type(one.name); }
  std::string operator()(const model::ForeignTable& one) const {
    return "TABLE " + model::quote_name(one.name);
  }
  std::string operator()(const model::ForeignDataWrapper& one) const {
    return "FOREIGN DATA WRAPPER " + model::quote_identifier(one.name);
  }
  std::string operator()(const model::ForeignServer& one) const {
    return "FOREIGN SERVER " + model::quote_identifier(one.name);
  }
  template <class Other>
  std::string operator()(const Other&) const {
    return "";
  }

 private:
  static std::string called(const model::Routine& one) {
    return model::quote_name(one.name) + "(" + model::input_types(one.arguments) + ")";
  }
  static std::string type(const model::Name& name) { return "TYPE " + model::quote_name(name); }
};

std::string default_privileges(const model::DefaultPrivileges& privileges) {
  Clause clause;
  clause.prefix = "ALTER DEFAULT PRIVILEGES ";
  if (!privileges.role.empty()) clause.prefix += "FOR ROLE " + role_name(privileges.role) + " ";
  if (!privileges.schema.empty())
    clause.prefix += "IN SCHEMA " + model::quote_identifier(privileges.schema) + " ";
  clause.target = " ON " + text::upper(privileges.kind);
  clause.owner = privileges.role;
  return statements(clause, privileges.grants);
}

}  // namespace

std::string access_statements(const std::string& owned, const std::string& granted,
                              const Access& access) {
  std::string sql;
  if (!owned.empty() && !access.owner.empty())
    sql = "ALTER " + owned + " OWNER TO " + role_name(access.owner) + ";\n";
  if (granted.empty()) return sql;
  return sql + statements({" ON " + granted, "", access.owner}, access.grants);
}

std::string access_statements(const model::View& view) {
  const std::string name = model::quote_name(view.name);
  return access_statements((view.materialized ? "MATERIALIZED VIEW " : "VIEW ") + name,
                           "TABLE " + name, view.access);
}

std::string access_statements(const model::OtherObject& object) {
  return access_statements(address(object.definition), std::visit(Granted{}, object.definition),
                           object.access);
}

std::string access_statements(const model::Database& database) {
  std::string sql;
  const auto add = [&](const std::string& kind, const std::string& granted, const std::string& name,
                       const Access& access) {
    sql += access_statements(kind + " " + name, granted + " " + name, access);
  };
  for (const model::Enum& one : database->enums)
    add("TYPE", "TYPE", model::quote_name(one.name), one.access);
  for (const model::Table& one : database->tables)
    add("TABLE", "TABLE", model::quote_name(one.name), one.access);
  for (const model::View& one : database->views)
    sql += access_statements(one);
  for (const model::Sequence& one : database->sequences) {
    const std::string name = model::quote_name(one.name);
    // The owner of an owned sequence is the table's.
    const std::string owned = one.owned_by ? "" : "SEQUENCE " + name;
    sql += access_statements(owned, "SEQUENCE " + name, one.access);
  }
  for (const model::OtherObject& one : database->others)
    sql += access_statements(one);
  // Last: a new owner of an object has to be one who may create in its schema, and whoever names it
  // one who may use it.
  for (const model::Schema& one : database->schemas)
    add("SCHEMA", "SCHEMA", model::quote_identifier(one.name), one.access);
  for (const model::DefaultPrivileges& one : database->default_privileges)
    sql += default_privileges(one);
  return sql;
}

}  // namespace mimar::emit::ddl
