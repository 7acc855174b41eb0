// Operators and casts.
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

using Types = std::map<Oid, model::DataType>;

std::optional<model::DataType> operand(const Types& types, Oid oid) {
  const auto found = types.find(oid);
  return found == types.end() ? std::nullopt : std::optional(found->second);
}

// " <prefix>schema, <prefix>name" of a row of another catalog, and the joins they need.
std::string function_columns(const std::string& prefix) {
  return ", " + prefix + "n.nspname AS " + prefix + "_schema, " + prefix + "f.proname AS " +
         prefix + "_name";
}
std::string function_joins(const std::string& prefix, const std::string& oid) {
  return " LEFT JOIN pg_proc " + prefix + "f ON " + prefix + "f.oid = " + oid +
         " LEFT JOIN pg_namespace " + prefix + "n ON " + prefix + "n.oid = " + prefix +
         "f.pronamespace";
}
std::string operator_columns(const std::string& prefix) {
  return ", " + prefix + "n.nspname AS " + prefix + "_schema, " + prefix + "o.oprname AS " +
         prefix + "_name";
}
std::string operator_joins(const std::string& prefix, const std::string& oid) {
  return " LEFT JOIN pg_operator " + prefix + "o ON " + prefix + "o.oid = " + oid +
         " LEFT JOIN pg_namespace " + prefix + "n ON " + prefix + "n.oid = " + prefix +
         "o.oprnamespace";
}

model::Operator operator_of(const Row& row, const Types& types) {
  model::Operator made;
  made.name = row.name();
  made.left = operand(types, row.oid("oprleft"));
  made.right = operand(types, row.oid("oprright"));
  made.function = row.name("code_");
  made.commutator = row.name("commutator_");
  made.negator = row.name("negator_");
  made.restrict_estimator = row.name("restriction_");
  made.join_estimator = row.name("joining_");
  made.hashes = row.flag("oprcanhash");
  made.merges = row.flag("oprcanmerge");
  return made;
}

model::Cast cast_of(const Row& row, const Types& types) {
  model::Cast made;
  made.source = operand(types, row.oid("castsource")).value_or(model::DataType());
  made.target = operand(types, row.oid("casttarget")).value_or(model::DataType());
  const std::string method = row.text("castmethod"), context = row.text("castcontext");
  made.method = method == "f" ? "function" : method == "i" ? "inout" : "binary";
  made.context = context == "i" ? "implicit" : context == "a" ? "assignment" : "explicit";
  made.function = row.name("code_");
  for (const std::string& oid : row.list("arguments"))
    made.function_arguments.push_back(
        operand(types, static_cast<Oid>(std::stoul(oid))).value_or(model::DataType()));
  return made;
}

}  // namespace

// An operator that exists only because another names it as commutator or negator has no function.
Result<void> read_operators(Catalog& catalog) {
  const std::string from = " FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace";
  const std::string where = " WHERE o.oprcode <> 0 AND " + in_user_schema("n.nspname") + " AND " +
                            not_of_extension("pg_operator", "o.oid");
  Types types;
  if (Result<void> read =
          read_types(catalog, "SELECT unnest(ARRAY[o.oprleft, o.oprright])" + from + where, types);
      !read)
    return read;
  return query(
      catalog,
      "SELECT o.oid, n.nspname AS schema, o.oprname AS name, o.oprleft, o.oprright,"
      " o.oprcanhash, o.oprcanmerge" +
          function_columns("code") + operator_columns("commutator") + operator_columns("negator") +
          function_columns("restriction") + function_columns("joining") + from +
          function_joins("code", "o.oprcode") + operator_joins("commutator", "o.oprcom") +
          operator_joins("negator", "o.oprnegate") + function_joins("restriction", "o.oprrest") +
          function_joins("joining", "o.oprjoin") + where + " ORDER BY 2, 3",
      [&](const Row& row) {
        catalog.add_object({"pg_operator", row.oid("oid")}, operator_of(row, types));
      });
}

Result<void> read_casts(Catalog& catalog) {
  const std::string from = " FROM pg_cast c" + function_joins("code", "c.castfunc");
  const std::string where = " WHERE c.oid >= 16384 AND " + not_of_extension("pg_cast", "c.oid") +
                            " AND " + not_internal("pg_cast", "c.oid");
  Types types;
  if (Result<void> read = read_types(
          catalog,
          "SELECT unnest(ARRAY[c.castsource, c.casttarget] || codef.proargtypes::oid[])" + from +
              where,
          types);
      !read)
    return read;
  return query(catalog,
               "SELECT c.oid, c.castsource, c.casttarget, c.castmethod, c.castcontext,"
               " ARRAY(SELECT unnest(codef.proargtypes)) AS arguments" +
                   function_columns("code") + from + where + " ORDER BY c.oid",
               [&](const Row& row) {
                 catalog.add_object({"pg_cast", row.oid("oid")}, cast_of(row, types));
               });
}

}  // namespace mimar::read::postgres
