// Pseudonymisation: what tells who somebody is leaves the table, encrypted, with keyed hashes to
// find it by; the rest stays usable when it is erased.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/object_name.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view table_sql = R"sql(
CREATE TABLE {personal} (
  {declared},
  {columns},
  PRIMARY KEY ({key}),
  FOREIGN KEY ({key}) REFERENCES {table} ({key}) ON DELETE CASCADE ON UPDATE CASCADE
);
REVOKE ALL ON {personal} FROM PUBLIC;
CREATE FUNCTION {seal}(plain text) RETURNS bytea
  LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $body$ SELECT {crypto}.pgp_sym_encrypt(plain, current_setting({secret}), 'cipher-algo=aes256') $body$;
CREATE FUNCTION {open}(sealed bytea) RETURNS text
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$ SELECT {crypto}.pgp_sym_decrypt(sealed, current_setting({secret})) $body$;
CREATE FUNCTION {digest}(plain text) RETURNS bytea
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$ SELECT {crypto}.hmac(lower(btrim(plain)), current_setting({digest_secret}), 'sha256') $body$;
REVOKE EXECUTE ON FUNCTION {seal}(text), {open}(bytea), {digest}(text) FROM PUBLIC;
)sql";

constexpr std::string_view functions_sql = R"sql(
CREATE FUNCTION {store}({store_types}) RETURNS void
  LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $body$
  INSERT INTO {personal} ({key}, {sealed_names}) VALUES ({key_numbers}, {sealed_values})
  ON CONFLICT ({key}) DO UPDATE SET {updated}
$body$;
CREATE FUNCTION {read}({key_types}) RETURNS TABLE ({read_columns})
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT {read_values} FROM {personal} AS p WHERE {p_is_key}
$body$;
CREATE FUNCTION {erase}({key_types}) RETURNS boolean
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  DELETE FROM {personal} AS p WHERE {p_is_key};
  RETURN FOUND;
END
$body$;
REVOKE EXECUTE ON FUNCTION {store}({store_types}), {read}({key_types}), {erase}({key_types}) FROM PUBLIC;
)sql";

constexpr std::string_view find_sql = R"sql(
CREATE INDEX {by.name} ON {personal} ({hashed});
CREATE FUNCTION {find}(text) RETURNS SETOF {table}
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT t.* FROM {personal} AS p JOIN {table} AS t ON {t_is_p}
  WHERE p.{hashed} = {digest}($1)
$body$;
REVOKE EXECUTE ON FUNCTION {find}(text) FROM PUBLIC;
)sql";

constexpr std::array personal_words{
    "email",     "e_mail",    "phone",    "phone_number",    "mobile",    "first_name",
    "last_name", "full_name", "birthday", "birth_date",      "birthdate", "date_of_birth",
    "street",    "ssn",       "passport", "passport_number", "iban",      "ip_address"};

Result<std::vector<std::string>> personal_columns(const Writing& w) {
  std::vector<std::string> columns = list_option(w.request, "columns");
  for (const std::string& column : columns)
    if (const auto error = lacks_column(w, column)) return fail(*error);
  if (columns.empty())
    for (const model::Column& column : w.table->columns)
      if (is_personal_name(column.name)) columns.push_back(column.name);
  if (columns.empty())
    return fail(ErrorKind::usage, "which columns of " + w.table->name.text() + " are personal?",
                "columns=email,phone");
  return columns;
}

// What would be lost with the column, or keeps it there.
std::optional<std::string> in_use(const Writing& w, const std::string& column) {
  const model::Table& table = *w.table;
  const auto in = [&](const std::vector<std::string>& columns) {
    return std::ranges::find(columns, column) != columns.end();
  };
  if (in(table.primary_key->columns)) return "is part of the primary key";
  for (const model::Key& key : table.uniques)
    if (in(key.columns) && key.columns.size() > 1) return "is in constraint " + key.name;
  for (const model::Table& other : w.database->tables)
    for (const model::ForeignKey& key : other.foreign_keys)
      if ((other.name == table.name && in(key.columns)) ||
          (key.referenced_table == table.name && in(key.referenced_columns)))
        return "is in foreign key " + key.name;
  for (const model::Column& each : table.columns)
    if (each.generated &&
        std::ranges::any_of(each.generated->references,
                            [&](const auto& reference) { return reference.column == column; }))
      return "column " + each.name + " is computed from it";
  if (const model::Column* there = model::find_column(table, column); there->generated)
    return "is computed from others";
  for (const model::View& view : w.database->views)
    for (const model::Reference& reference : view.query.references)
      if (reference.name == table.name && (reference.column == column || reference.column.empty()))
        return "is read by view " + view.name.text();
  if (table.partition_by) return "is of a partitioned table";
  return std::nullopt;
}

void set_places(Writing& w, const std::vector<std::string>& columns,
                const std::vector<std::string>& searched) {
  const std::vector<std::string>& key = w.table->primary_key->columns;
  std::vector<std::string> key_types, key_numbers, is_key, made, names, values, updated, read,
      opened, types, moved;
  for (std::size_t i = 0; i < key.size(); ++i) {
    key_types.push_back(model::to_sql(model::find_column(*w.table, key[i])->type));
    key_numbers.push_back("$" + std::to_string(i + 1));
    is_key.push_back("p." + model::quote_identifier(key[i]) + " = " + key_numbers.back());
  }
  types = key_types;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string dollar = "$" + std::to_string(key.size() + i + 1);
    const std::string type = model::to_sql(model::find_column(*w.table, columns[i])->type);
    const std::string quoted = model::quote_identifier(columns[i]);
    types.push_back(type);
    made.push_back(quoted + " bytea");
    names.push_back(quoted);
    values.push_back(w.values["seal"] + "(" + dollar + "::text)");
    moved.push_back(w.values["seal"] + "(t." + quoted + "::text)");
    read.push_back(quoted + " " + type);
    opened.push_back(w.values["open"] + "(p." + quoted + ")::" + type);
    if (std::ranges::find(searched, columns[i]) == searched.end()) continue;
    const std::string hashed =
        model::quote_identifier(model::object_name(columns[i], "", "digest"));
    made.push_back(hashed + " bytea");
    names.push_back(hashed);
    values.push_back(w.values["digest"] + "(" + dollar + "::text)");
    moved.push_back(w.values["digest"] + "(t." + quoted + "::text)");
  }
  for (const std::string& each : names)
    updated.push_back(each + " = excluded." + each);
  set(w, "declared", declared(*w.table, key));
  set(w, "columns", text::join(made, ",\n  "));
  set(w, "key_types", text::join(key_types, ", "));
  set(w, "key_numbers", text::join(key_numbers, ", "));
  set(w, "store_types", text::join(types, ", "));
  set(w, "sealed_names", text::join(names, ", "));
  set(w, "sealed_values", text::join(values, ", "));
  set(w, "updated", text::join(updated, ", "));
  set(w, "read_columns", text::join(read, ", "));
  set(w, "read_values", text::join(opened, ", "));
  set(w, "moved", text::join(moved, ", "));
  set(w, "p_is_key", text::join(is_key, " AND "));
  set(w, "t_key", prefixed(key, "t"));
  set(w, "t_is_p", matching(key, "t", "p"));
}

void move_out(Writing& w, const std::vector<std::string>& columns) {
  std::vector<std::string> drops, any;
  for (const std::string& column : columns) {
    drops.push_back("DROP COLUMN " + model::quote_identifier(column));
    any.push_back("t." + model::quote_identifier(column) + " IS NOT NULL");
  }
  set(w, "drops", text::join(drops, ", "));
  set(w, "any", text::join(any, " OR "));
  write(w,
        "INSERT INTO {personal} ({key}, {sealed_names})\nSELECT {t_key}, {moved} FROM {table} AS t "
        "WHERE {any};\nALTER TABLE {table} {drops}");
  because(
      w, "columns of {table}",
      "gone from it, with the CHECKs and indexes that were about them alone: programs check what "
      "they store, a unique column stays unique by its digest");
}

void attack(Writing& w) {
  set(w, "keys",
      filled(w,
             "SELECT set_config({secret}, 'probe', true), set_config({digest_secret}, 'probe', "
             "true);\n"));
  holds(w, "function {erase}", Expect::empty,
        "{keys}INSERT INTO {personal} ({key}) SELECT {t_key} FROM {table} AS t LIMIT 1 ON CONFLICT "
        "DO "
        "NOTHING;\nSELECT {erase}({p_key}) FROM {personal} AS p;\nSELECT 1 FROM {personal}",
        "CREATE OR REPLACE FUNCTION {erase}({key_types}) RETURNS boolean LANGUAGE sql AS 'SELECT "
        "false'",
        "SELECT 1 FROM {table}");
  refused(w, "encryption of {personal}", "39000",
          "{keys}SELECT {seal}('somebody');\nSELECT set_config('mimar.sealed', "
          "{seal}('somebody')::text, "
          "true);\nSELECT set_config({secret}, 'another', true);\nSELECT "
          "{open}(current_setting('mimar.sealed')::bytea)",
          "CREATE OR REPLACE FUNCTION {open}(sealed bytea) RETURNS text LANGUAGE sql AS 'SELECT "
          "sealed::text'");
}

// What only one row had before, only one has still: two rows are given the same digest.
void attack_unique(Writing& w, const std::string& column) {
  set(w, "column_name", column);
  refused(w, "unique index {by} on the digest of {column_name}", "23505",
          "INSERT INTO {personal} ({key}, {hashed}) SELECT {t_key}, '\\x00'::bytea FROM {table} "
          "AS t LIMIT 2 ON CONFLICT ({key}) DO UPDATE SET {hashed} = excluded.{hashed}",
          "DROP INDEX {by}", "SELECT 1 FROM {table} OFFSET 1 LIMIT 1");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = lacks_key(w)) return fail(*error);
  const auto columns = personal_columns(w);
  if (!columns) return fail(columns.error());
  for (const std::string& column : *columns)
    if (const auto why = in_use(w, column))
      return fail(ErrorKind::usage,
                  w.table->name.text() + "." + column + " cannot be moved: it " + *why);
  std::vector<std::string> searched = list_option(request, "find");
  for (const std::string& column : searched)
    if (std::ranges::find(*columns, column) == columns->end())
      return fail(ErrorKind::usage, "\"" + column + "\" is none of the personal columns",
                  "they are " + text::join(*columns, ", "));
  std::vector<std::string> unique;
  for (const model::Key& key : w.table->uniques)
    if (key.columns.size() == 1 && std::ranges::find(*columns, key.columns[0]) != columns->end()) {
      unique.push_back(key.columns[0]);
      if (std::ranges::find(searched, key.columns[0]) == searched.end())
        searched.push_back(key.columns[0]);
    }
  const std::string& base = w.table->name.name;
  if (const auto error = claim(w, "personal", base + "_personal")) return fail(*error);
  for (const char* part : {"seal", "open", "digest", "store", "read", "erase"})
    name(w, part, base + "_personal", part);
  std::string schema = "public";
  for (const model::Extension* extension : model::all<model::Extension>(database))
    if (extension->name == "pgcrypto" && !extension->schema.empty()) schema = extension->schema;
  set(w, "crypto", model::quote_identifier(schema));
  if (!has_extension(database, "pgcrypto")) write(w, "CREATE EXTENSION pgcrypto SCHEMA {crypto}");
  const std::string secret = option(request, "secret", "app.personal_key");
  set(w, "secret", model::quote_literal(secret));
  set(w, "digest_secret", model::quote_literal(option(request, "digest-secret", "app.digest_key")));
  set(w, "p_key", prefixed(w.table->primary_key->columns, "p"));
  set_places(w, *columns, searched);
  write(w, table_sql);
  comment(w, "TABLE {personal}", "Who rows of {table} are about, encrypted; gone when erased");
  comment(w, "FUNCTION {seal}(text)", "Encrypts with the key in the setting " + secret);
  comment(w, "FUNCTION {open}(bytea)", "Decrypts with the key in the setting " + secret);
  comment(w, "FUNCTION {digest}(text)", "A keyed hash, ignoring case and blanks around");
  move_out(w, *columns);
  write(w, functions_sql);
  comment(w, "FUNCTION {store}({store_types})", "Stores who a row is about");
  comment(w, "FUNCTION {read}({key_types})", "Who a row is about");
  comment(w, "FUNCTION {erase}({key_types})", "Forgets who a row is about; the row stays");
  for (const std::string& column : searched) {
    set(w, "hashed", model::quote_identifier(model::object_name(column, "", "digest")));
    const bool once = std::ranges::find(unique, column) != unique.end();
    name(w, "by", "idx_" + base + "_personal", column + "_digest");
    name(w, "find", base + "_find_by", column);
    write(w, once ? text::replace_all(std::string(find_sql), "CREATE INDEX", "CREATE UNIQUE INDEX")
                  : std::string(find_sql));
    comment(w, "FUNCTION {find}(text)", "Rows of {table} that are about who has this");
    if (once) attack_unique(w, column);
  }
  because(
      w, "table {personal}",
      "what tells who somebody is has rights, a life and an end of its own; figures over {table} "
      "stay right when somebody is erased");
  because(
      w, "keyed hashes",
      "equal values are found without decrypting; without the key nobody can try all addresses");
  because(
      w, "the keys",
      "they are settings of the connection and must come from outside the database: a dump without "
      "them tells nothing; statements with personal values in them still reach the log");
  for (const std::string& column : *columns) {
    set(w, "column", model::quote_identifier(column));
    set(w, "column_name", column);
    holds(w, "column {column_name} of {personal}", Expect::runs, "SELECT {column} FROM {personal}",
          "ALTER TABLE {personal} DROP COLUMN {column} CASCADE");
  }
  attack(w);
  return std::move(w.draft);
}

}  // namespace

bool is_personal_name(const std::string& column) {
  return std::ranges::find(personal_words, text::lower(column)) != personal_words.end();
}

Pattern pseudonymisation() {
  return {
      "pseudonymisation",
      "The table says nothing of who its rows are about; who has the key can read and find it, and "
      "erasing one row of the personal table forgets it.",
      "Programs read and write these columns through functions, sorting and searching parts of "
      "them "
      "is over, backups keep erased rows until they are rotated, and a lost key loses everything.",
      true,
      {{"columns", "the personal columns", "those with such names"},
       {"find", "those that rows are looked up by, exactly", ""},
       {"secret", "the setting that holds the key", "app.personal_key"},
       {"digest-secret", "the setting that holds the key of the hashes", "app.digest_key"}},
      apply};
}

}  // namespace mimar::design::pattern
