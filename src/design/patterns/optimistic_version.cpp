// Optimistic locking: a row carries a version, and an UPDATE says which one it read.

#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view function_sql = R"sql(
CREATE FUNCTION {function}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  -- Foreign keys and other triggers write without having read: their writes count all the same.
  IF pg_trigger_depth() > 1 AND NEW.{version} = OLD.{version} THEN
    NEW.{version} := OLD.{version} + 1;
  END IF;
  IF NEW.{version} IS DISTINCT FROM OLD.{version} + 1 THEN
    RAISE EXCEPTION 'row of % is at version %, not at the one this update was made for',
      TG_RELID::regclass, OLD.{version}
      USING ERRCODE = 'serialization_failure',
            HINT = 'Read the row again, then set the version to the one read plus 1.';
  END IF;
  RETURN NEW;
END
$body$;
)sql";

std::optional<Error> set_version(Writing& w) {
  const std::string wanted = option(w.request, "column", "version");
  set(w, "version", model::quote_identifier(wanted));
  const model::Column* there = model::find_column(*w.table, wanted);
  if (there == nullptr) {
    write(w, "ALTER TABLE {table} ADD COLUMN {version} bigint NOT NULL DEFAULT 1");
    comment(w, "COLUMN {table}.{version}",
            "Counts the changes of the row; an UPDATE sets it to the one it read plus 1");
    return std::nullopt;
  }
  if (there->not_null && (there->type.is("bigint") || there->type.is("integer")) &&
      there->default_value && !there->generated && !there->identity)
    return std::nullopt;
  return Error{ErrorKind::usage,
               w.table->name.text() + "." + wanted + " is there already and counts no changes",
               std::nullopt,
               {},
               "name another column: column=row_version",
               {}};
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = unfit(w)) return fail(*error);
  if (const auto error = claim(w, "function", w.table->name.name + "_carry_version"))
    return fail(*error);
  if (const auto error = set_version(w)) return fail(*error);
  write(w, function_sql);
  comment(w, "FUNCTION {function}()",
          "Refuses an update that was not made for the version the row has now");
  write(w,
        "CREATE TRIGGER {function.name} BEFORE UPDATE ON {table}\n"
        "  FOR EACH ROW EXECUTE FUNCTION {function}()");
  because(w, "{table}.{version}",
          "two people who change the same row from what they both read must not overwrite each "
          "other: the second one is told, with SQLSTATE 40001");
  because(w, "trigger {function.name}",
          "an UPDATE that says nothing about the version is refused too, so that no program can "
          "forget it; foreign keys and triggers count up by themselves");
  const std::string row = " WHERE (tableoid, ctid) = (SELECT tableoid, ctid FROM {table} LIMIT 1)";
  refused(w, "trigger {function.name} of {table}", "40001",
          "UPDATE {table} SET {version} = {version}" + row,
          "DROP TRIGGER {function.name} ON {table}", "SELECT 1 FROM {table}");
  if (w.table->primary_key) {
    set(w, "found", "");
    std::vector<std::string> given;
    std::string condition;
    for (const std::string& column : w.table->primary_key->columns) {
      given.emplace_back();
      condition +=
          model::quote_identifier(column) + " = $" + std::to_string(given.size()) + " AND ";
    }
    given.emplace_back("1");
    set(w, "condition", condition);
    set(w, "n", "$" + std::to_string(given.size()));
    because(w, "UPDATE {table} SET ..., {version} = {n} + 1 WHERE {condition}{version} = {n}",
            "how programs change a row: no row or 40001 means that somebody was faster");
  }
  return std::move(w.draft);
}

}  // namespace

Pattern optimistic_version() {
  return {
      "optimistic-version",
      "An UPDATE made for a version that the row no longer has changes nothing.",
      "A column of 8 bytes and a trigger per updated row; every program that updates must carry "
      "the version, so existing ones have to be changed first.",
      true,
      {{"column", "the column that counts", "version"}},
      apply,
      false,
      true};
}

}  // namespace mimar::design::pattern
