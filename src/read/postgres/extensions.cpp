#include "read/postgres/catalog.h"

namespace mimar::read::postgres {

// Version and comment are only said where they are not what CREATE EXTENSION gives on this server.
Result<void> read_extensions(Catalog& catalog) {
  return query(
      catalog,
      "SELECT e.oid, e.extname, n.nspname, CASE WHEN a.default_version = e.extversion THEN ''"
      "  ELSE e.extversion END AS version, a.comment AS usual_comment"
      " FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
      " LEFT JOIN pg_available_extensions a ON a.name = e.extname"
      " WHERE e.extname <> 'plpgsql' ORDER BY e.extname",
      [&](const Row& row) {
        const Address address{"pg_extension", row.oid("oid")};
        catalog.add_object(address, model::Extension{row.text("extname"), row.text("nspname"),
                                                     row.text("version")});
        model::Comment& comment = catalog.objects.others.back().comment;
        if (comment == row.text("usual_comment")) comment.reset();
      });
}

}  // namespace mimar::read::postgres
