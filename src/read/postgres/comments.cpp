#include "read/postgres/catalog.h"

namespace mimar::read::postgres {

// Comments of system objects all have small oids; PostgreSQL gives users 16384 and up. `public` is
// the exception: it is made by initdb, and its stock comment says nothing.
Result<void> read_comments(Catalog& catalog) {
  return query(catalog,
               "SELECT classoid::regclass::text AS catalog, objoid::text AS oid, objsubid AS "
               "column, description"
               " FROM pg_description WHERE objoid >= 16384 OR (classoid = 'pg_namespace'::regclass"
               "   AND objoid = (SELECT oid FROM pg_namespace WHERE nspname = 'public')"
               "   AND description <> 'standard public schema')",
               [&](const Row& row) {
                 const Address address{row.text("catalog"), row.oid("oid"),
                                       static_cast<int>(row.number("column"))};
                 catalog.comments[address] = row.text("description");
               });
}

}  // namespace mimar::read::postgres
