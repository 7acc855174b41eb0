// Functions, procedures and aggregates (pg_proc): what they have in common, their arguments, and
// what makes a function. aggregates.cpp has the rest.
#include <cstdlib>

#include "read/postgres/routine_rows.h"

namespace mimar::read::postgres {
namespace {

model::Volatility volatility_of(const std::string& letter) {
  if (letter == "i") return model::Volatility::immutable;
  return letter == "s" ? model::Volatility::stable : model::Volatility::volatile_;
}

model::Parallel parallel_of(const std::string& letter) {
  if (letter == "s") return model::Parallel::safe;
  return letter == "r" ? model::Parallel::restricted : model::Parallel::unsafe;
}

model::ArgumentMode mode_of(const std::string& letter) {
  if (letter == "o") return model::ArgumentMode::out;
  if (letter == "b") return model::ArgumentMode::inout;
  if (letter == "v") return model::ArgumentMode::variadic;
  return letter == "t" ? model::ArgumentMode::table : model::ArgumentMode::in;
}

void set_body(const Row& row, model::Routine& routine) {
  if (row.null("sql_body")) {
    routine.body = row.text("prosrc");
    routine.library = row.text("probin");
    return;
  }
  routine.sql_body = row.expression("sql_body");
}

model::Routine routine_of(const Row& row) {
  model::Routine routine;
  routine.name = row.name();
  routine.procedure = row.text("prokind") == "p";
  routine.window = row.text("prokind") == "w";
  if (!routine.procedure) routine.returns = read_routine_type(row);
  routine.returns_set = row.flag("proretset");
  routine.language = row.text("language");
  routine.volatility = volatility_of(row.text("provolatile"));
  routine.parallel = parallel_of(row.text("proparallel"));
  routine.strict = row.flag("proisstrict");
  routine.leakproof = row.flag("proleakproof");
  routine.security_definer = row.flag("prosecdef");
  routine.cost = std::strtod(row.text("procost").c_str(), nullptr);
  routine.rows = std::strtod(row.text("prorows").c_str(), nullptr);
  routine.support = row.name("support_");
  for (auto& [name, value] : row.options("proconfig"))
    routine.settings[text::lower(name)] = value;
  set_body(row, routine);
  return routine;
}

Result<void> read_routines(Catalog& catalog) {
  return query(
      catalog,
      "SELECT p.oid, p.prokind, n.nspname AS schema, p.proname AS name, l.lanname AS language,"
      " p.proretset, p.provolatile, p.proparallel, p.proisstrict, p.proleakproof, p.prosecdef,"
      " p.procost, p.prorows, p.proconfig, p.prosrc, p.probin,"
      " CASE WHEN p.prosqlbody IS NOT NULL THEN pg_get_function_sqlbody(p.oid) END AS sql_body,"
      " sn.nspname AS support_schema, s.proname AS support_name," +
          type_columns("NULL::integer") +
          " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
          " JOIN pg_language l ON l.oid = p.prolang"
          " LEFT JOIN pg_proc s ON s.oid = p.prosupport"
          " LEFT JOIN pg_namespace sn ON sn.oid = s.pronamespace" +
          type_joins("p.prorettype") + " WHERE p.prokind <> 'a' AND " + of_users_routine() +
          " ORDER BY n.nspname, p.proname, p.oid",
      [&](const Row& row) { add_routine(catalog, row.oid("oid"), routine_of(row)); });
}

// --- lists of types and arguments, one row each ------------------------------------------------
model::Argument argument_of(const Row& row) {
  model::Argument argument;
  argument.mode = mode_of(row.text("mode"));
  argument.name = row.text("argument");
  argument.type = read_routine_type(row);
  argument.default_value = row.expression("default_value");
  return argument;
}

Result<void> read_arguments(Catalog& catalog) {
  return query(catalog,
               "SELECT p.oid, p.proargmodes[a.place] AS mode, p.proargnames[a.place] AS argument,"
               " CASE WHEN p.pronargdefaults > 0 THEN"
               "   pg_get_function_arg_default(p.oid, a.place::integer) END AS default_value," +
                   type_columns("NULL::integer") +
                   " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                   " CROSS JOIN LATERAL unnest(COALESCE(p.proallargtypes, p.proargtypes::oid[]))"
                   "   WITH ORDINALITY AS a(type, place)" +
                   type_joins("a.type") + " WHERE " + of_users_routine() +
                   " ORDER BY p.oid, a.place",
               [&](const Row& row) {
                 model::Definition* found = definition_of(catalog, row.oid("oid"));
                 if (found == nullptr) return;
                 if (auto* routine = std::get_if<model::Routine>(found))
                   routine->arguments.push_back(argument_of(row));
                 if (auto* aggregate = std::get_if<model::Aggregate>(found))
                   aggregate->arguments.push_back(argument_of(row));
               });
}

// In a damaged catalog an argument's type may be gone; the function without it would be another
// one.
Result<void> tell_missing_types(Catalog& catalog) {
  return query(catalog,
               "SELECT n.nspname AS schema, p.proname AS name FROM pg_proc p"
               " JOIN pg_namespace n ON n.oid = p.pronamespace"
               " WHERE EXISTS (SELECT FROM unnest(COALESCE(p.proallargtypes, p.proargtypes::oid[])"
               "   || p.prorettype) AS a(type)"
               "   WHERE NOT EXISTS (SELECT FROM pg_type t WHERE t.oid = a.type)) AND " +
                   of_users_routine() + " ORDER BY n.nspname, p.proname",
               [&](const Row& row) {
                 catalog.incomplete("function " + row.name().text() +
                                    " is read without a type that no longer exists");
               });
}

Result<void> read_transforms(Catalog& catalog) {
  return query(catalog,
               "SELECT p.oid," + type_columns("NULL::integer") +
                   " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
                   " CROSS JOIN LATERAL unnest(p.protrftypes) WITH ORDINALITY AS a(type, place)" +
                   type_joins("a.type") + " WHERE " + of_users_routine() +
                   " ORDER BY p.oid, a.place",
               [&](const Row& row) {
                 model::Definition* found = definition_of(catalog, row.oid("oid"));
                 if (found == nullptr) return;
                 if (auto* routine = std::get_if<model::Routine>(found))
                   routine->transforms.push_back(read_routine_type(row));
               });
}

}  // namespace

std::string of_users_routine() {
  return in_user_schema("n.nspname") + " AND " + not_of_extension("pg_proc", "p.oid") + " AND " +
         not_internal("pg_proc", "p.oid");
}

model::DataType read_routine_type(const Row& row) {
  model::DataType type = read_type(row);
  type.modifiers.clear();
  type.other_modifiers.clear();
  type.fields.clear();
  return type;
}

void add_routine(Catalog& catalog, Oid oid, model::Definition definition) {
  catalog.add_object({"pg_proc", oid}, std::move(definition));
}

model::Definition* definition_of(Catalog& catalog, Oid oid) {
  const auto found = catalog.others.find(Address{"pg_proc", oid, 0});
  return found == catalog.others.end() ? nullptr
                                       : &catalog.objects.others[found->second].definition;
}

Result<void> read_routines_and_aggregates(Catalog& catalog) {
  for (const auto read : {read_routines, read_aggregates, read_arguments, tell_missing_types,
                          read_transforms, order_arguments, number_unnamed_arguments}) {
    if (Result<void> done = read(catalog); !done) return done;
  }
  return {};
}

}  // namespace mimar::read::postgres
