// A status machine: which status may follow which is rows of a table, and a trigger asks it.

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view tables_sql = R"sql(
CREATE TABLE {transitions} (
  from_status {type} NOT NULL,
  to_status {type} NOT NULL,
  PRIMARY KEY (from_status, to_status),
  CHECK (from_status <> to_status)
);
)sql";

constexpr std::string_view initials_sql = R"sql(
CREATE TABLE {initials} (
  status {type} NOT NULL PRIMARY KEY
);
)sql";

// AFTER: what other triggers made of the row is judged, and nothing can change it any more.
constexpr std::string_view change_sql = R"sql(
CREATE FUNCTION {check_change}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF OLD.{status} IS NOT NULL AND NOT EXISTS (
    SELECT FROM {transitions} AS allowed
    WHERE allowed.from_status = OLD.{status} AND allowed.to_status = NEW.{status}
  ) THEN
    RAISE EXCEPTION '% of % cannot go from "%" to "%"',
      {status_text}, TG_RELID::regclass, OLD.{status}, NEW.{status}
      USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  RETURN NULL;
END
$body$;
)sql";

constexpr std::string_view begin_sql = R"sql(
CREATE FUNCTION {check_begin}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF NOT EXISTS (SELECT FROM {initials} AS allowed WHERE allowed.status = NEW.{status}) THEN
    RAISE EXCEPTION 'a row of % cannot begin as "%"', TG_RELID::regclass, NEW.{status}
      USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
  END IF;
  RETURN NULL;
END
$body$;
)sql";

struct Transitions {
  std::vector<std::pair<std::string, std::string>> steps;
  std::vector<std::string> initials;
};

Result<Transitions> transitions_of(const PatternRequest& request) {
  Transitions all;
  for (const std::string& word : list_option(request, "transitions")) {
    const std::size_t arrow = word.find('>');
    const std::string from{text::trim(std::string_view(word).substr(0, arrow))};
    const std::string to{
        arrow == std::string::npos ? "" : text::trim(std::string_view(word).substr(arrow + 1))};
    if (to.empty() || from == to)
      return fail(
          ErrorKind::usage, "\"" + word + "\" is no transition",
          "write transitions=>draft,draft>sent,sent>paid; nothing before > is how rows begin");
    if (from.empty()) {
      all.initials.push_back(to);
    } else {
      all.steps.emplace_back(from, to);
    }
  }
  if (all.steps.empty())
    return fail(ErrorKind::usage, "a status machine needs its transitions",
                "for example transitions=>draft,draft>sent,sent>paid");
  return all;
}

void write_rows(Writing& w, const Transitions& all) {
  std::vector<std::string> rows;
  for (const auto& [from, to] : all.steps)
    rows.push_back("(" + model::quote_literal(from) + ", " + model::quote_literal(to) + ")");
  set(w, "rows", text::join(rows, ", "));
  write(w,
        "INSERT INTO {transitions} (from_status, to_status) VALUES {rows} ON CONFLICT DO NOTHING");
  rows.clear();
  for (const std::string& status : all.initials)
    rows.push_back("(" + model::quote_literal(status) + ")");
  if (rows.empty()) return;
  set(w, "rows", text::join(rows, ", "));
  write(w, "INSERT INTO {initials} (status) VALUES {rows} ON CONFLICT DO NOTHING");
}

// One that is allowed and one that is not; every status of `steps` may be tried.
void attack(Writing& w) {
  // A row's way back to the status it came from would be allowed where the table says so, hence a
  // row whose status no longer leads anywhere, after the table was emptied for this transaction.
  refused(w, "trigger {check_change.name} of {table}", "23514",
          "DELETE FROM {transitions};\n"
          "UPDATE {table} SET {status} = CASE WHEN {status}::text = {first} THEN {second} ELSE "
          "{first} END::{type}\nWHERE (tableoid, ctid) = (SELECT tableoid, ctid FROM {table} "
          "WHERE {status} IS NOT NULL LIMIT 1)",
          "DROP TRIGGER {check_change.name} ON {table}",
          "SELECT 1 FROM {table} WHERE {status} IS NOT NULL");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  const std::string column = option(request, "column", "status");
  if (const auto error = lacks_column(w, column)) return fail(*error);
  const auto all = transitions_of(request);
  if (!all) return fail(all.error());
  const std::string base = w.table->name.name + "_" + column;
  if (const auto error = claim(w, "transitions", base + "_transitions")) return fail(*error);
  name(w, "check_change", base, "check_change");
  set(w, "status", model::quote_identifier(column));
  set(w, "status_text", model::quote_literal(column));
  set(w, "type", model::to_sql(model::find_column(*w.table, column)->type));
  set(w, "first", model::quote_literal(all->steps[0].first));
  set(w, "second", model::quote_literal(all->steps[0].second));
  write(w, tables_sql);
  comment(w, "TABLE {transitions}", "Which {status} of {table} may follow which");
  const bool begins = !all->initials.empty();
  if (begins) {
    name(w, "initials", base, "initials");
    name(w, "check_begin", base, "check_begin");
    write(w, initials_sql);
    comment(w, "TABLE {initials}", "How rows of {table} may begin");
    grant_like_table(w, "SELECT", "{initials}");
  }
  grant_like_table(w, "SELECT", "{transitions}");
  write_rows(w, *all);
  write(w, change_sql);
  comment(w, "FUNCTION {check_change}()", "Refuses a change of {status} that {transitions} lacks");
  write(w,
        "CREATE TRIGGER {check_change.name} AFTER UPDATE ON {table}\n  FOR EACH ROW WHEN "
        "(OLD.{status} IS DISTINCT FROM NEW.{status}) EXECUTE FUNCTION {check_change}()");
  if (begins) {
    write(w, begin_sql);
    comment(w, "FUNCTION {check_begin}()", "Refuses a row that begins as {initials} does not say");
    write(w,
          "CREATE TRIGGER {check_begin.name} AFTER INSERT ON {table}\n"
          "  FOR EACH ROW EXECUTE FUNCTION {check_begin}()");
  }
  because(w, "table {transitions}",
          "allowed changes are rows: a new one is an INSERT, not a new release, and programs can "
          "list what may come next");
  because(w, "trigger {check_change.name}",
          "a CHECK sees the new row alone; whether a status may follow another needs both");
  attack(w);
  return std::move(w.draft);
}

}  // namespace

Pattern status_machine() {
  return {"status-machine",
          "A row's status changes only along the transitions in the table of allowed ones, whoever "
          "changes it.",
          "A look-up by primary key per change of status; rows that are there already keep their "
          "status, and bulk corrections need a transition of their own.",
          true,
          {{"column", "the column that holds the status", "status"},
           {"transitions", "from>to, separated by commas or semicolons; >to is how rows may begin",
            ""}},
          apply};
}

}  // namespace mimar::design::pattern
