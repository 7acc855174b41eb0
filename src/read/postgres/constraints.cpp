#include "read/postgres/catalog.h"

namespace mimar::read::postgres {
namespace {

model::Action action(const std::string& letter) {
  if (letter == "r") return model::Action::restrict;
  if (letter == "c") return model::Action::cascade;
  if (letter == "n") return model::Action::set_null;
  if (letter == "d") return model::Action::set_default;
  return model::Action::no_action;
}

model::Key read_key(const Row& row) {
  model::Key key;
  key.name = row.text("conname");
  key.columns = row.list("columns");
  key.include = row.list("include");
  key.nulls_not_distinct = row.flag("nulls_not_distinct");
  key.without_overlaps = row.flag("temporal");
  key.options = row.options("index_options");
  key.tablespace = row.text("tablespace");
  key.deferrable = row.flag("condeferrable");
  key.initially_deferred = row.flag("condeferred");
  return key;
}

model::ForeignKey read_foreign_key(const Row& row) {
  model::ForeignKey key;
  key.name = row.text("conname");
  key.columns = row.list("columns");
  key.referenced_table = row.name("referenced_");
  key.referenced_columns = row.list("referenced_columns");
  key.on_update = action(row.text("confupdtype"));
  key.on_delete = action(row.text("confdeltype"));
  key.on_delete_set_columns = row.list("set_columns");
  key.match_full = row.text("confmatchtype") == "f";
  key.deferrable = row.flag("condeferrable");
  key.initially_deferred = row.flag("condeferred");
  key.period = row.flag("temporal");
  key.not_valid = !row.flag("convalidated");
  key.not_enforced = !row.flag("enforced");
  return key;
}

model::Check read_check(const Row& row) {
  model::Check check;
  check.name = row.text("conname");
  check.expression = row.expression("expression").value_or(model::Expression());
  check.no_inherit = row.flag("connoinherit");
  check.not_valid = !row.flag("convalidated");
  check.not_enforced = !row.flag("enforced");
  return check;
}

void add_constraint(Catalog& catalog, const Row& row) {
  model::Table* table = catalog.table(row.oid("conrelid"));
  if (table == nullptr) return;
  const model::Comment comment = catalog.comment("pg_constraint", row.oid("oid"));
  const std::string type = row.text("contype");
  if (type == "c") {
    table->checks.push_back(read_check(row));
    table->checks.back().comment = comment;
  } else if (type == "f") {
    if (!row.flag("referenced_read")) {
      return catalog.incomplete("foreign key " + row.text("conname") + " of " + table->name.text() +
                                " refers to a table of an extension and is left out");
    }
    table->foreign_keys.push_back(read_foreign_key(row));
    table->foreign_keys.back().comment = comment;
  } else if (type == "p") {
    table->primary_key = read_key(row);
    table->primary_key->comment = comment;
  } else {
    table->uniques.push_back(read_key(row));
    table->uniques.back().comment = comment;
  }
}

std::string names_of(const std::string& table, const std::string& numbers) {
  return "CASE WHEN " + numbers + " IS NOT NULL THEN ARRAY(SELECT a.attname::text FROM unnest(" +
         numbers +
         ") WITH ORDINALITY AS key(number, place) JOIN pg_attribute a ON a.attrelid = " + table +
         " AND a.attnum = key.number ORDER BY key.place) END";
}

// A foreign key to a partitioned table has one more row of the same table for each partition of the
// referenced one.
constexpr std::string_view is_for_referenced_partition =
    "(k.contype = 'f' AND EXISTS (SELECT FROM pg_constraint whole WHERE whole.oid = k.conparentid"
    " AND whole.conrelid = k.conrelid))";

}  // namespace

Result<void> read_constraints(Catalog& catalog) {
  const bool since_15 = catalog.version >= 150000, since_18 = catalog.version >= 180000;
  return query(
      catalog,
      "SELECT k.oid, k.conrelid, k.conname, k.contype, k.convalidated, k.condeferrable, "
      "k.condeferred,"
      "  k.connoinherit, k.confupdtype, k.confdeltype, k.confmatchtype,"
      "  pg_get_expr(k.conbin, k.conrelid) AS expression,"
      "  fn.nspname AS referenced_schema, f.relname AS referenced_name,"
      "  f.oid IS NULL OR " +
          not_of_extension("pg_class", "f.oid") + " AS referenced_read," +
          names_of("k.conrelid", "k.conkey") + " AS columns," +
          names_of("k.confrelid", "k.confkey") + " AS referenced_columns," +
          (since_15 ? names_of("k.conrelid", "k.confdelsetcols") : "NULL") + " AS set_columns," +
          names_of("k.conrelid",
                   "CASE WHEN i.indnatts > i.indnkeyatts THEN i.indkey[i.indnkeyatts:] END") +
          " AS include, ic.reloptions AS index_options, " + tablespace_of("ic") + "," +
          (since_15 ? "i.indnullsnotdistinct" : "false") + " AS nulls_not_distinct," +
          (since_18 ? "k.conenforced AS enforced, k.conperiod AS temporal"
                    : "true AS enforced, false AS temporal") +
          " FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace"
          " LEFT JOIN pg_class f ON f.oid = k.confrelid"
          " LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace"
          " LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')"
          " LEFT JOIN pg_class ic ON ic.oid = i.indexrelid"
          " WHERE k.contype IN ('p', 'u', 'f', 'c') AND k.conrelid <> 0 AND NOT " +
          std::string(is_for_referenced_partition) + " AND " + in_user_schema("n.nspname") +
          " ORDER BY k.conrelid, k.conname",
      [&](const Row& row) { add_constraint(catalog, row); });
}

}  // namespace mimar::read::postgres
