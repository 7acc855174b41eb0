#include <algorithm>

#include "base/text.h"
#include "emit/ddl/access.h"
#include "emit/ddl/ddl.h"
#include "emit/ddl/definition.h"
#include "emit/ddl/fragment.h"
#include "emit/ddl/late.h"
#include "emit/ddl/parent.h"
#include "emit/ddl/sequence.h"
#include "emit/ddl/shell.h"
#include "emit/ddl/table.h"
#include "emit/ddl/unit.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

using Kind = model::Reference::Kind;
using model::Database;
using model::Table;
using Units = std::vector<Unit>;

void add(Units& units, Stage stage, std::string text, std::vector<model::Reference> creates,
         std::vector<model::Reference> needs) {
  if (!text.empty())
    units.push_back({stage, std::move(text), std::move(creates), std::move(needs)});
}

model::Reference relation(const model::Name& name) {
  return {Kind::relation, name, ""};
}
model::Reference type(const model::Name& name) {
  return {Kind::type, name, ""};
}

// References name columns; what creates them is the whole relation.
std::vector<model::Reference> without_columns(std::vector<model::Reference> references) {
  for (model::Reference& reference : references)
    reference.column.clear();
  return references;
}

void add_schemas(Units& units, const Database& database) {
  std::string text;
  for (const model::Schema& schema : database->schemas) {
    const std::string name = model::quote_identifier(schema.name);
    if (schema.name != "public") text += "CREATE SCHEMA " + name + ";\n";
    text += comment_on("SCHEMA " + name, schema.comment);
  }
  add(units, Stage::schemas, std::move(text), {}, {});
}

void add_sequences(Units& units, const Database& database) {
  for (const model::Sequence& sequence : database->sequences) {
    const std::vector<model::Reference> creates{{Kind::sequence, sequence.name, ""},
                                                relation(sequence.name)};
    add(units, Stage::sequences, create_sequence(sequence), creates, {});
    if (!sequence.owned_by) continue;
    add(units, Stage::owners, own_sequence(sequence), {},
        {relation(sequence.name), relation(sequence.owned_by->table)});
  }
}

void add_tables(Units& units, const Database& database) {
  const LateParts late_parts(database);
  const Parents parents(database);
  for (const Table& table : database->tables) {
    Late late = late_parts.split(table);
    const Creation creation = creation_of(parents, late.table);
    add(units, Stage::tables, create_table(late.table, creation.parts) + creation.then,
        {relation(table.name), type(table.name)}, without_columns(needs_of(late.table)));
    late.needs.push_back(relation(table.name));
    add(units, Stage::built_on_routines, std::move(late.text), {},
        without_columns(std::move(late.needs)));
    if (creation.attach.empty()) continue;
    add(units, Stage::partitions, creation.attach, {},
        {relation(table.name), relation(table.partition_of->parent)});
  }
}

void add_views(Units& units, const Database& database) {
  for (const model::View& view : database->views) {
    add(units, Stage::views, create_view(view), {relation(view.name), type(view.name)},
        without_columns(view.query.references));
    for (const auto& [column, value] : view.column_defaults) {
      std::vector<model::Reference> needs = without_columns(value.references);
      needs.push_back(relation(view.name));
      add(units, Stage::owners, view_default(view, column), {}, std::move(needs));
    }
  }
}

// An index of the parent takes the first one of a partition that is like it: another such one has
// to come when it has chosen.
bool is_second(const std::vector<model::Index>& indexes, const model::Index& index) {
  if (!index.partition_of.empty()) return false;
  return std::any_of(indexes.begin(), indexes.end(), [&](model::Index other) {
    if (other.partition_of.empty()) return false;
    other.name = index.name;
    other.partition_of.clear();
    other.comment = index.comment;
    return other == index;
  });
}

// So does a foreign key of the parent.
bool is_second(const Database& database, const Table& table, const model::ForeignKey& key) {
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                     [&](model::ForeignKey other) {
                       if (!comes_from_parent(database, table, other)) return false;
                       other.name = key.name;
                       other.comment = key.comment;
                       return other == key;
                     });
}

void add_indexes(Units& units, const model::Name& owner, const std::vector<model::Index>& all,
                 bool seconds = false) {
  std::vector<model::Index> indexes = all;
  std::erase_if(indexes,
                [&](const model::Index& index) { return is_second(all, index) != seconds; });
  std::string text;
  std::vector<model::Reference> needs{relation(owner)};
  for (const model::Index& index : indexes) {
    text += create_index(owner, index);
    text += comment_on("INDEX " + model::quote_name({owner.schema, index.name}), index.comment);
    const std::vector<model::Reference> own = without_columns(needs_of(index));
    needs.insert(needs.end(), own.begin(), own.end());
  }
  add(units, seconds ? Stage::owners : Stage::indexes, std::move(text), {}, std::move(needs));
}

// Like indexes they may need functions that need the table.
void add_exclusions(Units& units, const Table& table) {
  for (const model::Exclusion& exclusion : table.exclusions) {
    const std::string text = "ALTER TABLE " + model::quote_name(table.name) + " ADD " +
                             exclusion_definition(exclusion) + ";\n" +
                             constraint_comment(table.name, exclusion.name, exclusion.comment);
    std::vector<model::Reference> needs = without_columns(needs_of(exclusion));
    needs.push_back(relation(table.name));
    add(units, Stage::indexes, text, {}, std::move(needs));
  }
}

void add_foreign_keys(Units& units, const Database& database, const Table& table,
                      bool seconds = false) {
  std::string text;
  std::vector<model::Reference> needs{relation(table.name)};
  for (const model::ForeignKey& key : table.foreign_keys) {
    if (comes_from_parent(database, table, key)) continue;
    if (is_second(database, table, key) != seconds) continue;
    text += add_foreign_key(table.name, key);
    needs.push_back(relation(key.referenced_table));
  }
  add(units, seconds ? Stage::owners : Stage::foreign_keys, std::move(text), {}, std::move(needs));
}

// This and the next once the index is there.
std::string clustering(const char* alter, const model::Name& relation, const std::string& index) {
  if (index.empty()) return "";
  return alter + model::quote_name(relation) + " CLUSTER ON " + model::quote_identifier(index) +
         ";\n";
}

std::string replica_identity(const Table& table) {
  if (table.replica_identity.empty()) return "";
  const std::string words = table.replica_identity == "index"
                                ? "USING INDEX " + model::quote_identifier(table.replica_index)
                                : text::upper(table.replica_identity);
  return "ALTER TABLE ONLY " + model::quote_name(table.name) + " REPLICA IDENTITY " + words + ";\n";
}

std::string foreign_key_comments(const Table& table) {
  std::string text;
  for (const model::ForeignKey& key : table.foreign_keys)
    text += constraint_comment(table.name, key.name, key.comment);
  return text;
}

// Partitions before their parents (parent.h).
std::vector<const Table*> children_first(const Database& database) {
  std::vector<std::pair<std::size_t, const Table*>> by_depth;
  for (const Table& table : database->tables)
    by_depth.push_back({partition_depth(database, table), &table});
  std::stable_sort(by_depth.begin(), by_depth.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<const Table*> tables;
  for (const auto& [depth, table] : by_depth)
    tables.push_back(table);
  return tables;
}

void add_table_parts(Units& units, const Database& database) {
  for (const Table* table : children_first(database)) {
    add_indexes(units, table->name, table->indexes);
    add_exclusions(units, *table);
    add_foreign_keys(units, database, *table);
  }
  for (const Table& table : database->tables) {
    add_indexes(units, table.name, table.indexes, true);
    add_foreign_keys(units, database, table, true);
    add(units, Stage::owners,
        clustering("ALTER TABLE ONLY ", table.name, table.clustered_on) + replica_identity(table) +
            foreign_key_comments(table),
        {}, {relation(table.name)});
  }
  for (const model::View& view : database->views) {
    add_indexes(units, view.name, view.indexes);
    add(units, Stage::owners, clustering("ALTER MATERIALIZED VIEW ", view.name, view.clustered_on),
        {}, {relation(view.name)});
  }
}

// Expressions and opaque statements may leave names unqualified; function bodies may name what
// comes later.
std::string header(const Database& database, const std::string& path) {
  const std::vector<model::OtherObject>& others = database->others;
  const bool routines = std::any_of(others.begin(), others.end(), is_routine);
  return (routines ? "SET check_function_bodies = false;\n" : "") +
         ("SET search_path = " + path + ";\n");
}

}  // namespace

std::string emit(const Database& database) {
  const std::string path = search_path(database);
  Units units;
  add_schemas(units, database);
  for (const model::Enum& object : database->enums) {
    add(units, Stage::enums, create_enum(object), {type(object.name)}, {});
  }
  add_sequences(units, database);
  add_tables(units, database);
  add_views(units, database);
  add_table_parts(units, database);
  Units others;
  const Parents parents(database);
  for (const model::OtherObject& opaque : database->others) {
    others.push_back(opaque_unit(opaque, path));
    if (const auto* foreign = model::as<model::ForeignTable>(opaque))
      others.back().text = create(*foreign, parents) + comment_on(address(opaque), opaque.comment);
  }
  put_shells_first(database, others);
  std::move(others.begin(), others.end(), std::back_inserter(units));
  const std::string access = access_statements(database);
  if (units.empty() && access.empty()) return "";

  std::string sql = header(database, path);
  for (const std::string& text : in_order(std::move(units)))
    sql += "\n" + text;
  return access.empty() ? sql : sql + "\n" + access;
}

}  // namespace mimar::emit::ddl
