#include "read/postgres/catalog.h"

namespace mimar::read::postgres {

Result<void> read_schemas(Catalog& catalog) {
  return query(catalog,
               "SELECT n.oid, n.nspname FROM pg_namespace n WHERE " + in_user_schema("n.nspname") +
                   " AND " + not_of_extension("pg_namespace", "n.oid") + " ORDER BY n.nspname",
               [&](const Row& row) {
                 model::Schema schema;
                 schema.name = row.text("nspname");
                 schema.comment = catalog.comment("pg_namespace", row.oid("oid"));
                 schema.access = catalog.access_of("pg_namespace", row.oid("oid"));
                 catalog.objects.schemas.push_back(std::move(schema));
               });
}

}  // namespace mimar::read::postgres
