#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

// pg_index.indoption bits.
constexpr int descending_bit = 1, nulls_first_bit = 2;

// Those of primary keys and unique constraints are read with the constraints.
constexpr std::string_view not_of_a_key =
    " AND i.indexrelid NOT IN (SELECT k.conindid FROM pg_constraint k WHERE k.contype IN ('p', "
    "'u'))";

// Where the indexes went: into their relation, or, behind exclusion constraints, aside.
struct Places {
  struct Place {
    std::vector<model::Index>* indexes;
    std::size_t at;
  };
  std::map<Oid, Place> of_relations;
  std::map<Oid, model::Index> of_exclusions;

  model::Index* find(Oid oid) {
    if (const auto aside = of_exclusions.find(oid); aside != of_exclusions.end())
      return &aside->second;
    const auto place = of_relations.find(oid);
    return place == of_relations.end() ? nullptr : &(*place->second.indexes)[place->second.at];
  }
};

model::Index read_index(Catalog& catalog, const Row& row) {
  model::Index index;
  index.name = row.text("name");
  index.unique = row.flag("indisunique");
  index.method = row.text("amname");
  index.include = row.list("include");
  index.predicate = row.expression("predicate");
  index.nulls_not_distinct = row.flag("nulls_not_distinct");
  index.valid = row.flag("indisvalid");
  index.options = row.options("reloptions");
  index.tablespace = row.text("tablespace");
  index.partition_of = row.text("partition_of");
  index.comment = catalog.comment("pg_class", row.oid("indexrelid"));
  return index;
}

// pg_get_indexdef() puts an expression that is not a function call into parentheses.
std::string without_parentheses(std::string sql) {
  if (!sql.starts_with('(') || !sql.ends_with(')')) return sql;
  return sql.substr(1, sql.size() - 2);
}

model::IndexKey read_index_key(const Row& row) {
  model::IndexKey key;
  key.column = row.text("column");
  if (key.column.empty()) {
    key.expression = model::Expression(one_line(without_parentheses(row.text("definition"))));
  }
  key.opclass = row.name("opclass_");
  key.opclass_options = row.options("attoptions");
  key.collation = row.name("collation_");
  const int options = static_cast<int>(row.number("options"));
  key.descending = (options & descending_bit) != 0;
  key.nulls_first = (options & nulls_first_bit) != 0;
  return key;
}

std::vector<model::Index>* indexes_of(Catalog& catalog, Oid relation) {
  if (model::Table* table = catalog.table(relation)) return &table->indexes;
  if (model::View* view = catalog.view(relation)) return &view->indexes;
  return nullptr;
}

Result<Places> read_index_rows(Catalog& catalog) {
  Places places;
  const std::string nulls = catalog.version >= 150000 ? "i.indnullsnotdistinct" : "false";
  Result<void> read = query(
      catalog,
      "SELECT i.indexrelid, i.indrelid, c.relname AS name, m.amname, i.indisunique, i.indisvalid,"
      "  c.reloptions, pg_get_expr(i.indpred, i.indrelid) AS predicate," +
          tablespace_of("c") + ", " + nulls +
          " AS nulls_not_distinct,"
          "  (SELECT pn.nspname || '.' || p.relname FROM pg_inherits h JOIN pg_class p ON p.oid = "
          "h.inhparent"
          "    JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = c.oid) AS "
          "partition_of,"
          "  ARRAY(SELECT a.attname::text FROM unnest(i.indkey[i.indnkeyatts:]) WITH ORDINALITY AS "
          "key(number, place)"
          "    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.number ORDER BY "
          "key.place) AS include,"
          "  EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype = "
          "'x') AS exclusion"
          " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam"
          " JOIN pg_namespace n ON n.oid = c.relnamespace"
          " WHERE " +
          in_user_schema("n.nspname") + std::string(not_of_a_key) +
          " ORDER BY i.indrelid, c.relname",
      [&](const Row& row) {
        std::vector<model::Index>* indexes = indexes_of(catalog, row.oid("indrelid"));
        if (indexes == nullptr) return;
        const Oid oid = row.oid("indexrelid");
        if (row.flag("exclusion")) {
          places.of_exclusions[oid] = read_index(catalog, row);
          return;
        }
        places.of_relations[oid] = {indexes, indexes->size()};
        indexes->push_back(read_index(catalog, row));
      });
  if (!read) return fail(std::move(read.error()));
  return places;
}

// An operator class is the default one, and then only named when it has options, when it is so for
// its input type and no other is for the column's own type. The collation of an expression is only
// known from the deparsed definition, which leaves it out when it is the expression's.
Result<void> read_index_keys(Catalog& catalog, Places& places) {
  return query(
      catalog,
      "SELECT i.indexrelid, a.attname AS column, k.definition, i.indoption[k.n - 1] AS options,"
      " " +
          attribute_options("x") +
          " AS attoptions, on_.nspname AS opclass_schema,"
          "  o.opcname AS opclass_name, cn.nspname AS collation_schema, co.collname AS "
          "collation_name"
          " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
          " JOIN pg_namespace n ON n.oid = c.relnamespace"
          " CROSS JOIN LATERAL (SELECT n, CASE WHEN i.indkey[n - 1] = 0"
          "   THEN pg_get_indexdef(i.indexrelid, n, false) END AS definition"
          "   FROM generate_series(1, i.indnkeyatts) n) k"
          " LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.n - 1] "
          "AND "
          "a.attnum <> 0"
          " JOIN pg_attribute x ON x.attrelid = i.indexrelid AND x.attnum = k.n"
          " LEFT JOIN pg_opclass o ON o.oid = i.indclass[k.n - 1] AND NOT (" +
          attribute_options("x") +
          " IS NULL AND o.opcdefault AND NOT EXISTS ("
          "   SELECT FROM pg_opclass other WHERE other.opcmethod = o.opcmethod AND other.opcdefault"
          "   AND other.opcintype = a.atttypid AND other.oid <> o.oid))"
          " LEFT JOIN pg_namespace on_ ON on_.oid = o.opcnamespace"
          " LEFT JOIN pg_collation co ON co.oid = i.indcollation[k.n - 1] AND CASE WHEN a.attnum "
          "IS "
          "NOT NULL"
          "   THEN co.oid <> a.attcollation ELSE co.oid <> 100"
          "   AND position(k.definition || ' COLLATE ' IN pg_get_indexdef(i.indexrelid)) > 0 END"
          " LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace"
          " WHERE " +
          in_user_schema("n.nspname") + std::string(not_of_a_key) + " ORDER BY i.indexrelid, k.n",
      [&](const Row& row) {
        model::Index* index = places.find(row.oid("indexrelid"));
        if (index == nullptr) return;
        index->keys.push_back(read_index_key(row));
      });
}

model::Exclusion exclusion_of(const model::Index& index, const Row& row) {
  model::Exclusion exclusion;
  exclusion.name = row.text("conname");
  exclusion.method = index.method;
  exclusion.include = index.include;
  exclusion.predicate = index.predicate;
  exclusion.options = index.options;
  exclusion.tablespace = index.tablespace;
  exclusion.deferrable = row.flag("condeferrable");
  exclusion.initially_deferred = row.flag("condeferred");
  const std::vector<std::string> schemas = row.list("operator_schemas");
  const std::vector<std::string> names = row.list("operator_names");
  for (std::size_t i = 0; i < std::min(index.keys.size(), names.size()); ++i)
    exclusion.elements.push_back({index.keys[i], {schemas[i], names[i]}});
  return exclusion;
}

// The one on a partition that comes from the partitioned table's is not its own.
Result<void> read_exclusions(Catalog& catalog, Places& places) {
  const auto operators = [](const char* what) {
    return std::string("ARRAY(SELECT ") + what +
           " FROM unnest(k.conexclop) WITH ORDINALITY AS e(oid, place) JOIN pg_operator o ON"
           " o.oid = e.oid JOIN pg_namespace n ON n.oid = o.oprnamespace ORDER BY e.place)";
  };
  return query(catalog,
               "SELECT k.oid, k.conrelid, k.conindid, k.conname, k.condeferrable, k.condeferred," +
                   operators("CASE n.nspname WHEN 'pg_catalog' THEN '' ELSE n.nspname::text END") +
                   " AS operator_schemas," + operators("o.oprname::text") +
                   " AS operator_names FROM pg_constraint k"
                   " WHERE k.contype = 'x' AND k.conparentid = 0 ORDER BY k.conrelid, k.conname",
               [&](const Row& row) {
                 model::Table* table = catalog.table(row.oid("conrelid"));
                 const model::Index* index = places.find(row.oid("conindid"));
                 if (table == nullptr || index == nullptr) return;
                 table->exclusions.push_back(exclusion_of(*index, row));
                 table->exclusions.back().comment =
                     catalog.comment("pg_constraint", row.oid("oid"));
               });
}

}  // namespace

Result<void> read_indexes(Catalog& catalog) {
  Result<Places> places = read_index_rows(catalog);
  if (!places) return fail(std::move(places.error()));
  if (Result<void> read = read_index_keys(catalog, *places); !read) return read;
  return read_exclusions(catalog, *places);
}

}  // namespace mimar::read::postgres
