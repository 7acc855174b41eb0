// The transactional outbox: events are rows written by the transaction that makes them true, and
// pollers read them in an order in which none can appear behind their back. An id alone is no such
// order: a transaction that took a lower one may commit later.

#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view tables_sql = R"sql(
CREATE TABLE {outbox} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  aggregate_type text NOT NULL,
  aggregate_key jsonb NOT NULL,
  event_type text NOT NULL,
  payload jsonb NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX {order.name} ON {outbox} (transaction, id);
CREATE TABLE {consumers} (
  name text PRIMARY KEY,
  reached_transaction xid8 NOT NULL,
  reached_event bigint NOT NULL
);
)sql";

constexpr std::string_view claim_sql = R"sql(
CREATE FUNCTION {claim}(consumer text, batch integer DEFAULT 100) RETURNS SETOF {outbox}
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  reached {consumers};
  event {outbox};
BEGIN
  INSERT INTO {consumers} (name, reached_transaction, reached_event) VALUES (consumer, '0', 0)
  ON CONFLICT DO NOTHING;
  -- One poller of a consumer at a time, until it commits what it has published.
  SELECT * INTO STRICT reached FROM {consumers} AS c WHERE c.name = consumer FOR UPDATE;
  FOR event IN
    SELECT * FROM {outbox} AS o
    WHERE (o.transaction, o.id) > (reached.reached_transaction, reached.reached_event)
      -- Nothing that is still running, or will start, can write below this.
      AND o.transaction < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY o.transaction, o.id
    LIMIT batch
  LOOP
    reached.reached_transaction := event.transaction;
    reached.reached_event := event.id;
    RETURN NEXT event;
  END LOOP;
  UPDATE {consumers} AS c
  SET reached_transaction = reached.reached_transaction, reached_event = reached.reached_event
  WHERE c.name = consumer;
END
$body$;
)sql";

constexpr std::string_view purge_sql = R"sql(
CREATE FUNCTION {purge}(batch integer DEFAULT 1000) RETURNS bigint
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  slowest record;
  deleted bigint;
BEGIN
  SELECT c.reached_transaction, c.reached_event INTO slowest FROM {consumers} AS c
  ORDER BY c.reached_transaction, c.reached_event LIMIT 1;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;
  DELETE FROM {outbox} AS o WHERE o.id IN (
    SELECT p.id FROM {outbox} AS p
    WHERE (p.transaction, p.id) <= (slowest.reached_transaction, slowest.reached_event)
    ORDER BY p.transaction, p.id LIMIT batch);
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END
$body$;
)sql";

constexpr std::string_view emit_sql = R"sql(
CREATE FUNCTION {emit}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO {outbox} (aggregate_type, aggregate_key, event_type, payload)
    VALUES ({table_text}, {old_key}, 'deleted', to_jsonb(OLD));
  ELSE
    INSERT INTO {outbox} (aggregate_type, aggregate_key, event_type, payload)
    VALUES ({table_text}, {new_key}, CASE TG_OP WHEN 'INSERT' THEN 'created' ELSE 'changed' END,
            to_jsonb(NEW));
  END IF;
  RETURN NULL;
END
$body$;
REVOKE EXECUTE ON FUNCTION {emit}() FROM PUBLIC;
)sql";

bool is_outbox(const model::Table* table) {
  if (table == nullptr) return false;
  const model::Column* transaction = model::find_column(*table, "transaction");
  return transaction != nullptr && transaction->type.is("xid8") &&
         model::find_column(*table, "aggregate_key") != nullptr;
}

void write_outbox(Writing& w) {
  name(w, "order", "idx_" + option(w.request, "name", "outbox"), "transaction_id");
  name(w, "claim", option(w.request, "name", "outbox"), "claim");
  name(w, "purge", option(w.request, "name", "outbox"), "purge");
  write(w, tables_sql);
  comment(w, "TABLE {outbox}",
          "Events, written by the transactions that make them true; read with {claim}");
  comment(w, "COLUMN {outbox}.transaction",
          "Who wrote it: pollers wait until every transaction up to it has ended");
  comment(w, "TABLE {consumers}", "How far each consumer of {outbox} has read");
  write(w, claim_sql);
  comment(w, "FUNCTION {claim}(text, integer)",
          "The next events for a consumer; they count as delivered when the caller commits");
  write(w, purge_sql);
  comment(w, "FUNCTION {purge}(integer)", "Deletes events that all consumers have read");
  because(w, "{outbox}.transaction xid8",
          "ids become visible out of order: a poller that reads id > cursor loses the row of a "
          "transaction that commits late; below pg_snapshot_xmin() nothing can appear any more");
  because(w, "function {claim}",
          "a consumer's cursor moves in the transaction that publishes: a crash between delivers "
          "twice, never not at all");
  // An open transaction's own event is never handed out before it ends.
  holds(
      w, "function {claim}", Expect::empty,
      "INSERT INTO {outbox} (aggregate_type, aggregate_key, event_type, payload) VALUES ('probe', "
      "'{}', 'probe', '{}');\nSELECT 1 FROM {claim}('probe', 2147483647) AS e WHERE "
      "e.aggregate_type = 'probe'",
      "CREATE OR REPLACE FUNCTION {claim}(consumer text, batch integer DEFAULT 100) RETURNS SETOF "
      "{outbox} LANGUAGE sql AS 'SELECT * FROM {outbox} ORDER BY id LIMIT batch'");
}

void write_trigger(Writing& w) {
  const std::vector<std::string>& key = w.table->primary_key->columns;
  set(w, "old_key", json_of(key, "OLD"));
  set(w, "new_key", json_of(key, "NEW"));
  set(w, "table_text", model::quote_literal(w.table->name.text()));
  write(w, emit_sql);
  comment(w, "FUNCTION {emit}()", "Writes an event to {outbox} for each change of {table}");
  write(w,
        "CREATE TRIGGER {emit.name} AFTER INSERT OR UPDATE OR DELETE ON {table}\n"
        "  FOR EACH ROW EXECUTE FUNCTION {emit}()");
  because(w, "trigger {emit.name}",
          "whoever changes {table} also tells of it, in the same transaction; the function runs as "
          "its owner, so that writers need no right on {outbox}");
  const model::Column* plain = plain_column(*w.table);
  if (plain == nullptr) return;
  set(w, "plain", model::quote_identifier(plain->name));
  holds(w, "trigger {emit.name} of {table}", Expect::some,
        "UPDATE {table} SET {plain} = {plain} WHERE (tableoid, ctid) = (SELECT tableoid, ctid FROM "
        "{table} LIMIT 1);\nSELECT 1 FROM {outbox} WHERE transaction = pg_current_xact_id()",
        "DROP TRIGGER {emit.name} ON {table}", "SELECT 1 FROM {table}");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  const std::string wanted = option(request, "name", "outbox");
  if (!request.table.empty())
    if (const auto error = lacks_key(w)) return fail(*error);
  const model::Table* there = model::find_table(database, {w.schema, wanted});
  const bool found = is_outbox(there);
  if (found && request.table.empty())
    return fail(ErrorKind::usage, there->name.text() + " is an outbox already");
  if (found) {
    set(w, "outbox", model::quote_name(there->name));
  } else {
    if (const auto error = claim(w, "outbox", wanted)) return fail(*error);
    name(w, "consumers", wanted, "consumers");
    write_outbox(w);
  }
  if (request.table.empty()) return std::move(w.draft);
  if (const auto error = claim(w, "emit", w.table->name.name + "_to_outbox")) return fail(*error);
  write_trigger(w);
  return std::move(w.draft);
}

}  // namespace

Pattern outbox() {
  return {
      "outbox",
      "Each event commits with the change it tells of, or not at all, and a consumer that uses "
      "the claim function gets every one of them at least once.",
      "A second row per change and a poller; one transaction that stays open holds back all "
      "later events, and after a restore into a new cluster transaction ids start lower, so let "
      "consumers catch up before the dump.",
      false,
      {{"name", "the table's name", "outbox"}},
      apply,
      true};
}

}  // namespace mimar::design::pattern
