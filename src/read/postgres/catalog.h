#pragma once
// What the files of this folder share: one snapshot of the system catalogs being read into
// model::Objects (PostgreSQL manual: System Catalogs). Used by read/postgres only.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/postgres/connection.h"
#include "model/database.h"
#include "model/statistics.h"

namespace mimar::read::postgres {

using Oid = std::uint32_t;

// One row of an answer, by column name; asking for a column the query does not have is our bug.
class Row {
 public:
  Row(const engine::postgres::Rows& rows, std::size_t index) : rows_(rows), index_(index) {}
  bool null(std::string_view column) const { return !value(column).has_value(); }
  std::string text(std::string_view column) const;  // "" when NULL
  bool flag(std::string_view column) const { return text(column) == "t"; }
  std::int64_t number(std::string_view column) const;  // 0 when NULL
  Oid oid(std::string_view column) const { return static_cast<Oid>(number(column)); }
  std::vector<std::string> list(std::string_view column) const;  // text[]; empty when NULL
  std::map<std::string, std::string> options(std::string_view column) const;  // text[] of key=value
  std::optional<model::Expression> expression(std::string_view column) const;
  // Two columns, "<prefix>schema" and "<prefix>name"; pg_catalog is left out, as everywhere in the
  // model.
  model::Name name(std::string_view prefix = {}) const;

 private:
  const engine::postgres::Value& value(std::string_view column) const;
  const engine::postgres::Rows& rows_;
  std::size_t index_;
};

// Where an object lives in the catalogs: the system catalog's name and its oid there.
struct Address {
  std::string catalog;
  Oid oid = 0;
  int column = 0;
  auto operator<=>(const Address&) const = default;
};

struct Catalog {
  engine::postgres::Connection& connection;
  int version = 0;  // 150020
  model::Objects objects;
  model::Statistics statistics;
  std::map<Oid, std::size_t> tables, views;  // oid in pg_class -> place in objects
  std::map<Address, std::string> comments;   // of all objects
  std::map<Address, model::Access> access;   // of all objects that say something
  std::map<Address, std::size_t> others;     // where in objects.others, for what they depend on

  std::string reading{};  // what is being read, for sentences: "comments"
  bool optional = false;  // without it the rest is still true

  model::Comment comment(std::string_view catalog, Oid oid, int column = 0) const;
  model::Access access_of(std::string_view catalog, Oid oid) const;
  model::Table* table(Oid oid);  // nullptr when it is not one of ours
  model::View* view(Oid oid);
  void add_object(const Address& address, model::OtherObject opaque, bool has_comments);
  // A modelled object; its comment comes with it.
  void add_object(const Address& address, model::Definition definition);
  void incomplete(std::string sentence) { objects.incomplete.push_back(std::move(sentence)); }
};

// One snapshot for all queries; nothing is on the search path, so that the server qualifies every
// name it prints.
inline constexpr std::string_view begin_snapshot =
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
    "SET LOCAL search_path = ''; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';"
    "SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1; SET LOCAL "
    "bytea_output = 'hex';"
    "SET LOCAL quote_all_identifiers = off; SET LOCAL statement_timeout = '60s'; SET LOCAL "
    "lock_timeout = '5s';"
    "SET LOCAL jit = off; SAVEPOINT mimar";

// Runs one query and calls `each` for its rows in their order. What is optional and forbidden to
// the role, or damaged, is left out and told.
Result<void> query(Catalog& catalog, const std::string& sql,
                   const std::function<void(const Row&)>& each);

// Adds an opaque object for each row of `sql`: oid (in `system_catalog`), name, definition, and
// comment_on, which is "" for kinds without comments worth keeping.
Result<void> read_object_kind(Catalog& catalog, const std::string& kind,
                              const std::string& system_catalog, const std::string& sql);

// SQL conditions. The object is the user's own: in no system schema, and no member of an extension.
std::string in_user_schema(std::string_view schema_name);
std::string not_of_extension(std::string_view catalog, std::string_view oid);
// Not made by PostgreSQL together with another object, like the constructors and casts of a range
// type.
std::string not_internal(std::string_view catalog, std::string_view oid);

// The options people set on an attribute. Some servers keep notes of their own among them
// (pg_attver), which pg_dump leaves out, too.
std::string attribute_options(std::string_view attribute);
// "... AS reloptions": of a row of pg_class, those of its TOAST table as toast.name.
std::string storage_options_of(const std::string& relation);
// "... AS tablespace": of a row of pg_class; NULL for that of the database.
std::string tablespace_of(const std::string& relation);

// The columns that describe a type, for read_type(): type_schema, type_name, type_array,
// type_modifier, type_modifier_text. `type` and `base` are the aliases that type_joins() declares.
std::string type_columns(std::string_view modifier);
std::string type_joins(std::string_view type_oid);
model::DataType read_type(const Row& row);
// Types by their oids, without modifiers; `oids` is a query of one column.
Result<void> read_types(Catalog& catalog, const std::string& oids,
                        std::map<Oid, model::DataType>& types);

// The text of a deparsed expression or query on one line; literals and quoted names stay as they
// are.
std::string one_line(std::string_view sql);

Result<void> read_comments(Catalog& catalog);  // first: the others look theirs up
Result<void> read_access(Catalog& catalog);    // before the objects, as well
Result<void> read_schemas(Catalog& catalog);
Result<void> read_tables(Catalog& catalog);
Result<void> read_columns(Catalog& catalog);
Result<void> read_constraints(Catalog& catalog);
Result<void> read_views(Catalog& catalog);
Result<void> read_indexes(Catalog& catalog);  // after tables and views
Result<void> read_sequences(Catalog& catalog);
Result<void> read_enums(Catalog& catalog);
Result<void> read_routines_and_aggregates(Catalog& catalog);
Result<void> read_triggers(Catalog& catalog);  // and rules, and event triggers
Result<void> read_domains(Catalog& catalog);
Result<void> read_composite_types(Catalog& catalog);
Result<void> read_range_types(Catalog& catalog);
Result<void> read_extensions(Catalog& catalog);
Result<void> read_collations(Catalog& catalog);
Result<void> read_operators(Catalog& catalog);
Result<void> read_casts(Catalog& catalog);
Result<void> read_extended_statistics(Catalog& catalog);
Result<void> read_opaque_table_parts(Catalog& catalog);
Result<void> read_policies(Catalog& catalog);
Result<void> read_publications(Catalog& catalog);
Result<void> read_conversions(Catalog& catalog);
Result<void> tell_what_is_not_read(Catalog& catalog);
Result<void> tell_what_is_not_kept(Catalog& catalog);
Result<void> read_opaque_operators(Catalog& catalog);
Result<void> read_foreign_data(Catalog& catalog);
// After all that asks for tables: foreign ones were read as tables and become objects of their own.
Result<void> read_foreign_tables(Catalog& catalog);
Result<void> read_text_search(Catalog& catalog);
Result<void> read_opaque_references(Catalog& catalog);  // after all others

}  // namespace mimar::read::postgres
