// Event sourcing: what happened is kept, what is so follows from it. A stream has versions without
// gaps; who appends says which version was read last.

#include "design/patterns/append_only.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/object_name.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view tables_sql = R"sql(
CREATE TABLE {streams} (
  stream text PRIMARY KEY,
  kind text NOT NULL,
  version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE {events} (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  stream text NOT NULL REFERENCES {streams} ON DELETE RESTRICT,
  version bigint NOT NULL,
  event_id uuid NOT NULL UNIQUE,
  event_type text NOT NULL,
  payload jsonb NOT NULL,
  metadata jsonb NOT NULL DEFAULT '{}',
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (stream, version)
);
CREATE UNIQUE INDEX {order.name} ON {events} (transaction, position);
CREATE TABLE {snapshots} (
  stream text NOT NULL,
  version bigint NOT NULL,
  state jsonb NOT NULL,
  taken_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (stream, version),
  FOREIGN KEY (stream, version) REFERENCES {events} (stream, version) ON DELETE RESTRICT
);
CREATE TABLE {checkpoints} (
  projection text PRIMARY KEY,
  reached_transaction xid8 NOT NULL,
  reached_position bigint NOT NULL
);
)sql";

// The row of the stream is locked until the transaction ends: of two who append to the same version
// one is refused, at every isolation level. A version is never left out, whoever inserts.
constexpr std::string_view follow_sql = R"sql(
CREATE FUNCTION {follow}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  UPDATE {streams} AS s SET version = NEW.version
  WHERE s.stream = NEW.stream AND s.version = NEW.version - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'stream "%" is not at version %', NEW.stream, NEW.version - 1
      USING ERRCODE = 'serialization_failure',
            HINT = 'Read the stream again, decide again, append again.';
  END IF;
  NEW.transaction := pg_current_xact_id();
  RETURN NEW;
END
$body$;
REVOKE EXECUTE ON FUNCTION {follow}() FROM PUBLIC;
CREATE TRIGGER {follow.name} BEFORE INSERT ON {events}
  FOR EACH ROW EXECUTE FUNCTION {follow}();
ALTER TABLE {events} ENABLE ALWAYS TRIGGER {follow.name};
)sql";

constexpr std::string_view append_sql = R"sql(
CREATE FUNCTION {append}(to_stream text, of_kind text, expected_version bigint, new_events jsonb)
  RETURNS bigint
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  event jsonb;
  reached bigint := expected_version;
  known bigint;
BEGIN
  INSERT INTO {streams} (stream, kind) VALUES (to_stream, of_kind) ON CONFLICT DO NOTHING;
  FOR event IN SELECT value FROM jsonb_array_elements(new_events) LOOP
    -- Sent again after an answer that got lost: it is there already.
    SELECT e.version INTO known FROM {events} AS e
    WHERE e.event_id = (event ->> 'id')::uuid AND e.stream = to_stream;
    IF FOUND AND known = reached + 1 THEN
      reached := known;
      CONTINUE;
    END IF;
    INSERT INTO {events} (stream, version, event_id, event_type, payload, metadata)
    VALUES (to_stream, reached + 1, (event ->> 'id')::uuid, event ->> 'type', event -> 'payload',
            coalesce(event -> 'metadata', '{}'));
    reached := reached + 1;
  END LOOP;
  RETURN reached;
END
$body$;
)sql";

constexpr std::string_view load_sql = R"sql(
CREATE FUNCTION {load}(of_stream text)
  RETURNS TABLE (version bigint, event_type text, payload jsonb)
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  WITH latest AS (
    SELECT s.version, s.state FROM {snapshots} AS s
    WHERE s.stream = of_stream ORDER BY s.version DESC LIMIT 1
  )
  SELECT l.version, '(snapshot)', l.state FROM latest AS l
  UNION ALL
  (SELECT e.version, e.event_type, e.payload FROM {events} AS e
   WHERE e.stream = of_stream AND e.version > coalesce((SELECT l.version FROM latest AS l), 0)
   ORDER BY e.version)
$body$;
)sql";

constexpr std::string_view project_sql = R"sql(
CREATE FUNCTION {next}(for_projection text, batch integer DEFAULT 1000) RETURNS SETOF {events}
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  reached {checkpoints};
  event {events};
BEGIN
  INSERT INTO {checkpoints} (projection, reached_transaction, reached_position)
  VALUES (for_projection, '0', 0) ON CONFLICT DO NOTHING;
  SELECT * INTO STRICT reached FROM {checkpoints} AS c
  WHERE c.projection = for_projection FOR UPDATE;
  FOR event IN
    SELECT * FROM {events} AS e
    WHERE (e.transaction, e.position) > (reached.reached_transaction, reached.reached_position)
      -- Positions become visible out of order; below this nothing can appear any more.
      AND e.transaction < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY e.transaction, e.position
    LIMIT batch
  LOOP
    reached.reached_transaction := event.transaction;
    reached.reached_position := event.position;
    RETURN NEXT event;
  END LOOP;
  UPDATE {checkpoints} AS c
  SET reached_transaction = reached.reached_transaction, reached_position = reached.reached_position
  WHERE c.projection = for_projection;
END
$body$;
CREATE FUNCTION {restart}(of_projection text) RETURNS void
  LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $body$
  UPDATE {checkpoints} AS c SET reached_transaction = '0', reached_position = 0
  WHERE c.projection = of_projection
$body$;
)sql";

void attack(Writing& w) {
  set(w, "probe",
      filled(w,
             "INSERT INTO {streams} (stream, kind) VALUES ('(probe)', 'probe');\nINSERT INTO "
             "{events} (stream, version, event_id, event_type, payload) VALUES ('(probe)', 1, "
             "'00000000-0000-4000-8000-000000000001', 'probe', '{}');\n"));
  refused(w, "trigger {follow.name} of {events}", "40001",
          "{probe}INSERT INTO {events} (stream, version, event_id, event_type, payload) VALUES "
          "('(probe)', 3, '00000000-0000-4000-8000-000000000002', 'probe', '{}')",
          "DROP TRIGGER {follow.name} ON {events}");
  refused(w, "trigger {refuse.name} of {events}", "42501",
          "{probe}UPDATE {events} SET payload = '1' WHERE stream = '(probe)'",
          "DROP TRIGGER {refuse.name} ON {events}");
  refused(w, "trigger {refuse_truncate} of {events}", "42501", "TRUNCATE {events} CASCADE",
          "DROP TRIGGER {refuse_truncate} ON {events}");
  refused(w, "foreign key of {snapshots}", "23503",
          "INSERT INTO {snapshots} (stream, version, state) VALUES ('(none)', 1, '{}')",
          "ALTER TABLE {snapshots} DROP CONSTRAINT {snapshots_key}");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (!request.table.empty())
    if (const auto error = unfit(w)) return fail(*error);
  const std::string base = option(request, "name", "events");
  if (const auto error = claim(w, "events", base)) return fail(*error);
  for (const char* part : {"streams", "snapshots", "checkpoints", "append", "load", "next"})
    name(w, part, base, part);
  name(w, "restart", base, "restart_projection");
  name(w, "follow", base, "follow_version");
  name(w, "order", "idx_" + base, "transaction_position");
  write(w, tables_sql);
  set(w, "snapshots_key",
      model::quote_identifier(model::object_name(base + "_snapshots", "stream_version", "fkey")));
  comment(w, "TABLE {streams}", "One row a stream; its version is that of its last event");
  comment(w, "TABLE {events}", "What happened, never changed; append with {append}");
  comment(w, "TABLE {snapshots}", "What a stream came to at a version: may be deleted at any time");
  comment(w, "TABLE {checkpoints}", "How far each projection has read {events}");
  write(w, follow_sql);
  comment(w, "FUNCTION {follow}()", "An event takes the next version of its stream, or none");
  make_append_only(w, base, {"events"});
  write(w, append_sql);
  comment(
      w, "FUNCTION {append}(text, text, bigint, jsonb)",
      "Appends [{\"id\", \"type\", \"payload\", \"metadata\"}] to a stream that is at a version");
  write(w, load_sql);
  comment(w, "FUNCTION {load}(text)", "The latest snapshot of a stream, then the events after it");
  write(w, project_sql);
  comment(w, "FUNCTION {next}(text, integer)",
          "The next events for a projection; its checkpoint moves with the caller's transaction");
  comment(w, "FUNCTION {restart}(text)", "Lets a projection read everything again");
  because(
      w, "trigger {follow.name}",
      "the version is counted where rows are inserted and not in the function alone: no program "
      "can leave one out or overwrite one");
  because(
      w, "function {next}",
      "read models are written in the transaction that moves the checkpoint, so that each event "
      "is applied exactly once; below pg_snapshot_xmin() no event can appear behind it");
  attack(w);
  return std::move(w.draft);
}

}  // namespace

Pattern event_sourcing() {
  return {
      "event-sourcing",
      "Of two who append to the same version of a stream one is refused, a stream has no gaps, "
      "events are never changed, and a projection sees each of them exactly once, in order.",
      "What is so must be computed from what happened, by projections that lag behind by the "
      "longest open transaction; events live for ever, so the shape of old ones and the erasure "
      "of personal data must be thought of at the start.",
      false,
      {{"name", "the name of the table of events", "events"}},
      apply};
}

}  // namespace mimar::design::pattern
