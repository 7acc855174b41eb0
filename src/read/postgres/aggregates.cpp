// What pg_aggregate adds to pg_proc, as the words of CREATE AGGREGATE.
#include "model/quote.h"
#include "read/postgres/routine_rows.h"

namespace mimar::read::postgres {
namespace {

struct Function {
  const char *word, *column;
};
constexpr Function functions[] = {
    {"sfunc", "aggtransfn"},           {"finalfunc", "aggfinalfn"},
    {"combinefunc", "aggcombinefn"},   {"serialfunc", "aggserialfn"},
    {"deserialfunc", "aggdeserialfn"}, {"msfunc", "aggmtransfn"},
    {"minvfunc", "aggminvtransfn"},    {"mfinalfunc", "aggmfinalfn"},
};

using Properties = std::map<std::string, std::string>;

void set(Properties& properties, const char* word, const std::string& value) {
  if (!value.empty()) properties[word] = value;
}

std::string modify_word(const std::string& letter) {
  if (letter == "r") return "read_only";
  return letter == "s" ? "shareable" : "read_write";
}

void set_modify(Properties& properties, const char* word, const std::string& letter,
                bool ordered_set) {
  if (letter != (ordered_set ? "w" : "r")) properties[word] = modify_word(letter);
}

// A NULL initial value is none; an empty one is ''.
void set_initial(Properties& properties, const char* word, const Row& row, const char* column) {
  if (!row.null(column)) properties[word] = model::quote_literal(row.text(column));
}

std::string sort_operator(const Row& row) {
  const model::Name name = row.name("sort_");
  if (name.schema.empty()) return name.name;
  return "OPERATOR(" + model::quote_identifier(name.schema) + "." + name.name + ")";
}

Properties properties_of(const Row& row) {
  Properties result;
  const bool ordered_set = row.text("aggkind") != "n";
  for (const Function& function : functions) {
    const model::Name name = row.name(std::string(function.word) + "_");
    if (!name.empty()) result[function.word] = model::quote_name(name);
  }
  const std::string parallel = row.text("proparallel");
  set(result, "stype", model::to_sql(read_routine_type(row)));
  set(result, "sspace", row.text("sspace"));
  set(result, "msspace", row.text("msspace"));
  set(result, "finalfunc_extra", row.flag("aggfinalextra") ? "true" : "");
  set(result, "mfinalfunc_extra", row.flag("aggmfinalextra") ? "true" : "");
  set_modify(result, "finalfunc_modify", row.text("aggfinalmodify"), ordered_set);
  set_modify(result, "mfinalfunc_modify", row.text("aggmfinalmodify"), ordered_set);
  set_initial(result, "initcond", row, "agginitval");
  set_initial(result, "minitcond", row, "aggminitval");
  set(result, "sortop", sort_operator(row));
  set(result, "parallel", parallel == "s" ? "safe" : parallel == "r" ? "restricted" : "");
  set(result, "hypothetical", row.text("aggkind") == "h" ? "true" : "");
  return result;
}

std::string function_columns() {
  std::string columns;
  for (const Function& function : functions) {
    const std::string word = function.word;
    columns +=
        ", (SELECT x.nspname FROM pg_proc f JOIN pg_namespace x ON x.oid = f.pronamespace"
        "   WHERE f.oid = g." +
        std::string(function.column) + ") AS " + word + "_schema" +
        ", (SELECT f.proname FROM pg_proc f WHERE f.oid = g." + function.column + ") AS " + word +
        "_name";
  }
  return columns;
}

Result<void> read_moving_types(Catalog& catalog) {
  return query(catalog,
               "SELECT p.oid," + type_columns("NULL::integer") +
                   " FROM pg_aggregate g JOIN pg_proc p ON p.oid = g.aggfnoid"
                   " JOIN pg_namespace n ON n.oid = p.pronamespace" +
                   type_joins("g.aggmtranstype") + " WHERE " + of_users_routine(),
               [&](const Row& row) {
                 model::Definition* found = definition_of(catalog, row.oid("oid"));
                 auto* aggregate =
                     found == nullptr ? nullptr : std::get_if<model::Aggregate>(found);
                 if (aggregate != nullptr)
                   aggregate->properties["mstype"] = model::to_sql(read_routine_type(row));
               });
}

}  // namespace

Result<void> read_aggregates(Catalog& catalog) {
  Result<void> read = query(
      catalog,
      "SELECT p.oid, n.nspname AS schema, p.proname AS name, p.proparallel, g.aggkind,"
      " g.aggfinalextra, g.aggmfinalextra, g.aggfinalmodify, g.aggmfinalmodify, g.agginitval,"
      " g.aggminitval, NULLIF(g.aggtransspace, 0) AS sspace,"
      " NULLIF(g.aggmtransspace, 0) AS msspace, sn.nspname AS sort_schema, s.oprname AS sort_name" +
          function_columns() + "," + type_columns("NULL::integer") +
          " FROM pg_aggregate g JOIN pg_proc p ON p.oid = g.aggfnoid"
          " JOIN pg_namespace n ON n.oid = p.pronamespace"
          " LEFT JOIN pg_operator s ON s.oid = g.aggsortop"
          " LEFT JOIN pg_namespace sn ON sn.oid = s.oprnamespace" +
          type_joins("g.aggtranstype") + " WHERE " + of_users_routine() +
          " ORDER BY n.nspname, p.proname, p.oid",
      [&](const Row& row) {
        model::Aggregate aggregate;
        aggregate.name = row.name();
        aggregate.properties = properties_of(row);
        add_routine(catalog, row.oid("oid"), std::move(aggregate));
      });
  return read ? read_moving_types(catalog) : read;
}

Result<void> order_arguments(Catalog& catalog) {
  return query(catalog,
               "SELECT p.oid, g.aggnumdirectargs FROM pg_aggregate g"
               " JOIN pg_proc p ON p.oid = g.aggfnoid"
               " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE g.aggkind <> 'n' AND " +
                   of_users_routine(),
               [&](const Row& row) {
                 model::Definition* found = definition_of(catalog, row.oid("oid"));
                 if (found == nullptr) return;
                 auto& all = std::get<model::Aggregate>(*found);
                 const auto split = all.arguments.begin() + row.number("aggnumdirectargs");
                 all.ordered_by.assign(split, all.arguments.end());
                 all.arguments.erase(split, all.arguments.end());
               });
}

}  // namespace mimar::read::postgres
