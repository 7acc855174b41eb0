#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

Result<void> read_attributes(Catalog& catalog, std::map<Oid, model::CompositeType>& types) {
  return query(
      catalog,
      "SELECT a.attrelid, a.attnum, c.reltype, a.attname,"
      " CASE WHEN a.attcollation <> type.typcollation THEN cn.nspname END AS collation_schema,"
      " CASE WHEN a.attcollation <> type.typcollation THEN co.collname END AS collation_name," +
          type_columns("a.atttypmod") +
          "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'c'" +
          type_joins("a.atttypid") +
          " LEFT JOIN pg_collation co ON co.oid = a.attcollation"
          " LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace"
          " WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum",
      [&](const Row& row) {
        const auto found = types.find(row.oid("reltype"));
        if (found == types.end()) return;
        model::Attribute attribute;
        attribute.name = row.text("attname");
        attribute.type = read_type(row);
        attribute.collation = row.name("collation_");
        attribute.comment = catalog.comment("pg_class", row.oid("attrelid"),
                                            static_cast<int>(row.number("attnum")));
        found->second.attributes.push_back(std::move(attribute));
      });
}

}  // namespace

Result<void> read_composite_types(Catalog& catalog) {
  std::map<Oid, model::CompositeType> types;
  Result<void> read =
      query(catalog,
            "SELECT t.oid, n.nspname AS schema, t.typname AS name FROM pg_type t"
            " JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'"
            " JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'c' AND " +
                in_user_schema("n.nspname") + " AND " + not_of_extension("pg_type", "t.oid"),
            [&](const Row& row) { types[row.oid("oid")].name = row.name(); });
  if (!read || types.empty()) return read;
  if (read = read_attributes(catalog, types); !read) return read;
  for (auto& [oid, type] : types)
    catalog.add_object({"pg_type", oid}, std::move(type));
  return {};
}

}  // namespace mimar::read::postgres
