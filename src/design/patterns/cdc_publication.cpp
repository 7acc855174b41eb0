// Change data capture: a publication that logical decoding reads, of tables whose rows it can name.

#include <algorithm>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

bool fit(const model::Table& table) {
  return !table.partition_of && !table.unlogged;
}

// A unique index whose columns are all there, for a table without a primary key.
std::string naming_index(const model::Table& table) {
  const auto there = [&](const std::string& name) {
    const model::Column* column = model::find_column(table, name);
    return column != nullptr && column->not_null;
  };
  for (const model::Key& key : table.uniques)
    if (!key.deferrable && std::ranges::all_of(key.columns, there)) return key.name;
  for (const model::Index& index : table.indexes)
    if (index.unique && !index.predicate && std::ranges::all_of(index.keys, [&](const auto& key) {
          return !key.column.empty() && there(key.column);
        }))
      return index.name;
  return "";
}

void identify(Writing& w, const model::Table& table, bool whole) {
  set(w, "published", model::quote_name(table.name));
  if (whole) {
    if (table.replica_identity == "full") return;
    write(w, "ALTER TABLE {published} REPLICA IDENTITY FULL");
    because(w, "replica identity of {published}",
            "the whole old row is published, so that consumers see what a value was before");
    return;
  }
  if (table.primary_key || !table.replica_identity.empty()) return;
  const std::string index = naming_index(table);
  if (index.empty()) {
    write(w, "ALTER TABLE {published} REPLICA IDENTITY FULL");
    because(
        w, "replica identity of {published}",
        "it has no key: without it each UPDATE and DELETE would fail once the table is published");
    return;
  }
  set(w, "naming", model::quote_identifier(index));
  write(w, "ALTER TABLE {published} REPLICA IDENTITY USING INDEX {naming}");
  because(w, "replica identity of {published}", "it has no primary key; {naming} names its rows");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  std::vector<const model::Table*> published;
  if (!request.table.empty()) {
    if (const auto error = unfit(w)) return fail(*error);
    if (w.table->unlogged)
      return fail(ErrorKind::usage,
                  w.table->name.text() + " is unlogged: nothing of it is decoded");
    published.push_back(w.table);
  } else {
    for (const model::Table& table : database->tables)
      if (fit(table)) published.push_back(&table);
  }
  if (published.empty()) return fail(ErrorKind::usage, "there is no table to publish");
  const std::string wanted = option(
      request, "name", (w.table == nullptr ? "all_tables" : w.table->name.name) + "_changes");
  for (const model::Publication* there : model::all<model::Publication>(database))
    if (there->name == wanted)
      return fail(ErrorKind::usage, "there is a publication " + wanted + " already",
                  "name another: name=changes");
  set(w, "publication", model::quote_identifier(wanted));
  set(w, "publication_text", model::quote_literal(wanted));
  std::vector<std::string> names;
  bool partitioned = false;
  for (const model::Table* table : published) {
    identify(w, *table, option(request, "before", "no") == "yes");
    names.push_back(model::quote_name(table->name));
    partitioned |= table->partition_by.has_value();
  }
  set(w, "tables", text::join(names, ", "));
  set(w, "with", partitioned ? " WITH (publish_via_partition_root = true)" : "");
  write(w, "CREATE PUBLICATION {publication} FOR TABLE {tables}{with}");
  because(
      w, "publication {publication}",
      "changes are read from the log in commit order, without a column or trigger; row security "
      "is not applied to them and sequences are not among them");
  because(w, "wal_level, max_replication_slots, max_slot_wal_keep_size",
          "decoding needs wal_level = logical; a consumer that stays away makes its slot keep the "
          "log until the disk is full, unless a limit is set");
  for (const model::Table* table : published) {
    set(w, "schema_text", model::quote_literal(table->name.schema));
    set(w, "table_text", model::quote_literal(table->name.name));
    set(w, "published", model::quote_name(table->name));
    holds(w, "publication {publication} of {published}", Expect::some,
          "SELECT 1 FROM pg_publication_tables WHERE pubname = {publication_text} AND schemaname = "
          "{schema_text} AND tablename = {table_text}",
          "ALTER PUBLICATION {publication} DROP TABLE {published}");
  }
  return std::move(w.draft);
}

}  // namespace

Pattern cdc_publication() {
  return {
      "cdc-publication",
      "Every committed INSERT, UPDATE and DELETE of the published tables can be decoded from the "
      "log in commit order, and none of them fails for want of a replica identity.",
      "wal_level = logical and a slot per consumer that must be watched; the shape of tables "
      "becomes an interface, so publish an outbox where consumers should not depend on it.",
      false,
      {{"name", "the publication's name", "TABLE_changes"},
       {"before", "yes: with the whole old row", "no"}},
      apply,
      true};
}

}  // namespace mimar::design::pattern
