#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

std::string provider_of(const std::string& letter) {
  if (letter == "i") return "icu";
  if (letter == "b") return "builtin";
  return "libc";
}

// Before PostgreSQL 15 the locale of ICU stands where that of libc does.
std::string locale_column(int version) {
  if (version >= 170000) return "c.colllocale";
  if (version >= 150000) return "c.colliculocale";
  return "CASE WHEN c.collprovider = 'i' THEN c.collcollate END";
}

}  // namespace

Result<void> read_collations(Catalog& catalog) {
  const std::string rules = catalog.version >= 160000 ? "c.collicurules" : "NULL";
  return query(catalog,
               "SELECT c.oid, n.nspname AS schema, c.collname AS name, c.collprovider,"
               " c.collisdeterministic, c.collcollate, c.collctype, " +
                   locale_column(catalog.version) + " AS locale, " + rules +
                   " AS rules FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace"
                   " WHERE " +
                   in_user_schema("n.nspname") + " AND " +
                   not_of_extension("pg_collation", "c.oid") + " ORDER BY 2, 3",
               [&](const Row& row) {
                 model::Collation collation;
                 collation.name = row.name();
                 collation.provider = provider_of(row.text("collprovider"));
                 if (collation.provider == "libc") {
                   collation.lc_collate = row.text("collcollate");
                   collation.lc_ctype = row.text("collctype");
                 }
                 collation.locale = row.text("locale");
                 collation.rules = row.text("rules");
                 collation.deterministic = row.flag("collisdeterministic");
                 catalog.add_object({"pg_collation", row.oid("oid")}, std::move(collation));
               });
}

}  // namespace mimar::read::postgres
