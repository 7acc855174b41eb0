// Foreign data wrappers, servers, user mappings and foreign tables.
#include "model/foreign_table.h"
#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

using Options = std::map<std::string, std::string>;

Options shown(Options options, bool of_user_mapping) {
  for (auto& [name, value] : options)
    value = model::shown_option(name, std::move(value), of_user_mapping);
  return options;
}

Result<void> read_wrappers(Catalog& catalog) {
  return query(catalog,
               "SELECT w.oid, w.fdwname AS name, w.fdwoptions AS options,"
               " hn.nspname AS handler_schema, h.proname AS handler_name,"
               " vn.nspname AS validator_schema, v.proname AS validator_name"
               " FROM pg_foreign_data_wrapper w LEFT JOIN pg_proc h ON h.oid = w.fdwhandler"
               " LEFT JOIN pg_namespace hn ON hn.oid = h.pronamespace"
               " LEFT JOIN pg_proc v ON v.oid = w.fdwvalidator"
               " LEFT JOIN pg_namespace vn ON vn.oid = v.pronamespace WHERE " +
                   not_of_extension("pg_foreign_data_wrapper", "w.oid") + " ORDER BY 2",
               [&](const Row& row) {
                 catalog.add_object(
                     {"pg_foreign_data_wrapper", row.oid("oid")},
                     model::ForeignDataWrapper{row.text("name"), row.name("handler_"),
                                               row.name("validator_"),
                                               shown(row.options("options"), false)});
               });
}

Result<void> read_servers(Catalog& catalog) {
  return query(
      catalog,
      "SELECT s.oid, s.srvname AS name, s.srvtype, s.srvversion, w.fdwname AS wrapper,"
      " s.srvoptions AS options FROM pg_foreign_server s"
      " JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE " +
          not_of_extension("pg_foreign_server", "s.oid") + " ORDER BY 2",
      [&](const Row& row) {
        catalog.add_object(
            {"pg_foreign_server", row.oid("oid")},
            model::ForeignServer{row.text("name"), row.text("srvtype"), row.text("srvversion"),
                                 row.text("wrapper"), shown(row.options("options"), false)});
      });
}

// pg_user_mappings shows a mapping's options to the user himself and to superusers; the table below
// it to whom they let read that. A role that may do neither sees NULL, which also means none.
Result<void> read_user_mappings(Catalog& catalog) {
  bool all = false;
  std::size_t mappings = 0;
  Result<void> counted = query(catalog,
                               "SELECT count(*) AS mappings,"
                               " has_table_privilege('pg_user_mapping', 'SELECT') AS every"
                               " FROM pg_user_mappings",
                               [&](const Row& row) {
                                 mappings = static_cast<std::size_t>(row.number("mappings"));
                                 all = row.flag("every");
                               });
  if (!counted || mappings == 0) return counted;
  std::size_t unseen = 0;
  const std::string columns =
      all ? "u.oid, u.umoptions AS options, true AS seen"
          : "u.umid AS oid, u.umoptions AS options,"
            " u.umoptions IS NOT NULL OR u.umuser = (SELECT oid FROM pg_roles"
            "   WHERE rolname = current_user) AS seen";
  Result<void> read =
      query(catalog,
            "SELECT " + columns + ", coalesce(r.rolname, 'public') AS role, s.srvname FROM " +
                (all ? "pg_user_mapping" : "pg_user_mappings") +
                " u JOIN pg_foreign_server s ON s.oid = " + (all ? "u.umserver" : "u.srvid") +
                " LEFT JOIN pg_roles r ON r.oid = u.umuser ORDER BY 4, 5",
            [&](const Row& row) {
              unseen += row.flag("seen") ? 0 : 1;
              catalog.add_object({"pg_user_mapping", row.oid("oid")},
                                 model::UserMapping{row.text("role"), row.text("srvname"),
                                                    shown(row.options("options"), true)});
            });
  if (read && unseen > 0)
    catalog.incomplete("the options of " + std::to_string(unseen) +
                       " user mappings are not shown to this role");
  return read;
}

}  // namespace

Result<void> read_foreign_data(Catalog& catalog) {
  for (const auto read : {read_wrappers, read_servers, read_user_mappings}) {
    if (Result<void> done = read(catalog); !done) return done;
  }
  return {};
}

// They were read as tables.
Result<void> read_foreign_tables(Catalog& catalog) {
  std::map<std::size_t, Oid> oids;
  for (const auto& [oid, place] : catalog.tables)
    oids[place] = oid;
  std::map<Oid, std::pair<std::string, Options>> foreign;
  Result<void> read =
      query(catalog,
            "SELECT f.ftrelid AS oid, s.srvname, f.ftoptions AS options"
            " FROM pg_foreign_table f"
            " JOIN pg_foreign_server s ON s.oid = f.ftserver",
            [&](const Row& row) {
              foreign[row.oid("oid")] = {row.text("srvname"), shown(row.options("options"), false)};
            });
  if (!read || foreign.empty()) return read;
  std::vector<model::Table> tables;
  for (std::size_t place = 0; place < catalog.objects.tables.size(); ++place) {
    model::Table& table = catalog.objects.tables[place];
    const auto found = foreign.find(oids[place]);
    if (found == foreign.end()) {
      catalog.tables[oids[place]] = tables.size();
      tables.push_back(std::move(table));
      continue;
    }
    catalog.tables.erase(oids[place]);
    catalog.others[{"pg_class", oids[place], 0}] = catalog.objects.others.size();
    catalog.objects.others.push_back(model::foreign_object(
        std::move(table), std::move(found->second.first), std::move(found->second.second)));
  }
  catalog.objects.tables = std::move(tables);
  return {};
}

}  // namespace mimar::read::postgres
