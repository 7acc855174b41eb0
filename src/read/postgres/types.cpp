#include "read/postgres/catalog.h"

namespace mimar::read::postgres {

Result<void> read_enums(Catalog& catalog) {
  return query(catalog,
               "SELECT t.oid, n.nspname AS schema, t.typname AS name, array_remove(array_agg("
               "  e.enumlabel::text ORDER BY e.enumsortorder), NULL) AS labels"
               " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace"
               " LEFT JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typtype = 'e' AND " +
                   in_user_schema("n.nspname") + " AND " + not_of_extension("pg_type", "t.oid") +
                   " GROUP BY t.oid, n.nspname, t.typname ORDER BY n.nspname, t.typname",
               [&](const Row& row) {
                 model::Enum type;
                 type.name = row.name();
                 type.labels = row.list("labels");
                 type.comment = catalog.comment("pg_type", row.oid("oid"));
                 type.access = catalog.access_of("pg_type", row.oid("oid"));
                 catalog.objects.enums.push_back(std::move(type));
               });
}

}  // namespace mimar::read::postgres
