#include "read/postgres/catalog.h"
#include "read/postgres/sequence_options.h"

namespace mimar::read::postgres {
namespace {

void add_sequence(Catalog& catalog, const Row& row) {
  model::Sequence sequence;
  sequence.name = row.name();
  sequence.options = read_sequence_options(row);
  sequence.unlogged = row.flag("unlogged");
  sequence.comment = catalog.comment("pg_class", row.oid("oid"));
  sequence.access = catalog.access_of("pg_class", row.oid("oid"));
  if (!row.null("owner_name")) {
    sequence.owned_by = model::ColumnOf{row.name("owner_"), row.text("owner_column")};
  }
  catalog.objects.sequences.push_back(std::move(sequence));
}

}  // namespace

std::string sequence_columns() {
  return " format_type(s.seqtypid, NULL) AS seqtype, s.seqstart, s.seqincrement, s.seqmin, "
         "s.seqmax,"
         " s.seqcache, s.seqcycle ";
}

model::SequenceOptions read_sequence_options(const Row& row) {
  model::SequenceOptions options;
  options.type = row.text("seqtype");
  options.start = row.number("seqstart");
  options.increment = row.number("seqincrement");
  options.minimum = row.number("seqmin");
  options.maximum = row.number("seqmax");
  options.cache = row.number("seqcache");
  options.cycle = row.flag("seqcycle");
  return options;
}

// A sequence with an internal dependency (deptype i) is an identity column's, an automatic one (a)
// is OWNED BY.
Result<void> read_sequences(Catalog& catalog) {
  return query(
      catalog,
      "SELECT c.oid, n.nspname AS schema, c.relname AS name, c.relpersistence = 'u' AS unlogged," +
          sequence_columns() +
          ", tn.nspname AS owner_schema, t.relname AS owner_name, a.attname AS owner_column"
          " FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid"
          " JOIN pg_namespace n ON n.oid = c.relnamespace"
          " LEFT JOIN pg_depend o ON o.classid = 'pg_class'::regclass AND o.objid = c.oid AND "
          "o.objsubid = 0"
          "   AND o.refclassid = 'pg_class'::regclass AND o.deptype IN ('a', 'i')"
          " LEFT JOIN pg_class t ON t.oid = o.refobjid LEFT JOIN pg_namespace tn ON tn.oid = "
          "t.relnamespace"
          " LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = o.refobjsubid"
          " WHERE o.deptype IS DISTINCT FROM 'i' AND c.relpersistence <> 't' AND " +
          in_user_schema("n.nspname") + " AND " + not_of_extension("pg_class", "c.oid") +
          " ORDER BY n.nspname, c.relname",
      [&](const Row& row) { add_sequence(catalog, row); });
}

}  // namespace mimar::read::postgres
