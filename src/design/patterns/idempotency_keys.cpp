// Idempotency keys: a request that is sent twice has its effect once, and both get the answer.

#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view sql = R"sql(
CREATE TABLE {keys} (
  scope text NOT NULL,
  idempotency_key text NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 255),
  request_digest bytea NOT NULL,
  response jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (scope, idempotency_key)
);
CREATE INDEX {expiry.name} ON {keys} (expires_at);
CREATE FUNCTION {start}(in_scope text, with_key text, request text, keep interval DEFAULT {keep})
  RETURNS TABLE (is_new boolean, earlier_response jsonb)
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  digest bytea := sha256(convert_to(request, 'UTF8'));
  earlier {keys};
BEGIN
  DELETE FROM {keys} AS k
  WHERE k.scope = in_scope AND k.idempotency_key = with_key AND k.expires_at < now();
  -- Waits for whoever has inserted it and not yet committed.
  INSERT INTO {keys} (scope, idempotency_key, request_digest, expires_at)
  VALUES (in_scope, with_key, digest, now() + keep) ON CONFLICT DO NOTHING;
  IF FOUND THEN
    RETURN QUERY SELECT true, NULL::jsonb;
    RETURN;
  END IF;
  SELECT * INTO STRICT earlier FROM {keys} AS k
  WHERE k.scope = in_scope AND k.idempotency_key = with_key;
  IF earlier.request_digest <> digest THEN
    RAISE EXCEPTION 'idempotency key "%" was used for another request', with_key
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF earlier.response IS NULL THEN
    RAISE EXCEPTION 'the request of idempotency key "%" has not ended', with_key
      USING ERRCODE = 'lock_not_available', HINT = 'Ask again later.';
  END IF;
  RETURN QUERY SELECT false, earlier.response;
END
$body$;
CREATE FUNCTION {finish}(in_scope text, with_key text, with_response jsonb) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  UPDATE {keys} AS k SET response = with_response
  WHERE k.scope = in_scope AND k.idempotency_key = with_key AND k.response IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no request of idempotency key "%" is running', with_key
      USING ERRCODE = 'no_data_found';
  END IF;
END
$body$;
CREATE FUNCTION {purge}(batch integer DEFAULT 1000) RETURNS bigint
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  deleted bigint;
BEGIN
  DELETE FROM {keys} AS k WHERE (k.scope, k.idempotency_key) IN (
    SELECT p.scope, p.idempotency_key FROM {keys} AS p WHERE p.expires_at < now()
    ORDER BY p.expires_at LIMIT batch FOR UPDATE SKIP LOCKED);
  GET DIAGNOSTICS deleted = ROW_COUNT;
  RETURN deleted;
END
$body$;
)sql";

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (!request.table.empty())
    if (const auto error = unfit(w)) return fail(*error);
  const std::string base = option(request, "name", "idempotency_keys");
  if (const auto error = claim(w, "keys", base)) return fail(*error);
  for (const char* part : {"start", "finish", "purge"})
    name(w, part, base, part);
  name(w, "expiry", "idx_" + base, "expires_at");
  set(w, "keep", model::quote_literal(option(request, "keep", "1 day")));
  write(w, sql);
  comment(w, "TABLE {keys}", "Requests that were made, and what was answered");
  comment(
      w, "FUNCTION {start}(text, text, text, interval)",
      "Call it first in the transaction that does the work: is_new, or what was answered before");
  comment(w, "FUNCTION {finish}(text, text, jsonb)", "Call it last in that transaction");
  comment(w, "FUNCTION {purge}(integer)", "Deletes keys that have expired, a batch at a time");
  because(w, "primary key of {keys}",
          "two requests at once: the second waits for the first to commit and gets its answer, or "
          "does the work where the first was rolled back");
  because(
      w, "{keys}.request_digest",
      "a key that comes back with another request is a mistake and is refused, not answered with "
      "what somebody else asked for");
  holds(w, "function {start}", Expect::empty,
        "SELECT * FROM {start}('(probe)', '(probe)', 'a');\nSELECT {finish}('(probe)', '(probe)', "
        "'1');\nSELECT 1 FROM {start}('(probe)', '(probe)', 'a') AS s WHERE s.is_new",
        "CREATE OR REPLACE FUNCTION {start}(in_scope text, with_key text, request text, keep "
        "interval "
        "DEFAULT {keep}) RETURNS TABLE (is_new boolean, earlier_response jsonb) LANGUAGE sql AS "
        "'INSERT INTO {keys} VALUES (in_scope, with_key, '''', NULL, now(), now()) ON CONFLICT DO "
        "NOTHING; SELECT true, NULL::jsonb'");
  refused(
      w, "function {start}: another request", "22023",
      "SELECT * FROM {start}('(probe)', '(probe)', 'a');\nSELECT * FROM {start}('(probe)', "
      "'(probe)', 'b')",
      "CREATE OR REPLACE FUNCTION {start}(in_scope text, with_key text, request text, keep "
      "interval DEFAULT {keep}) RETURNS TABLE (is_new boolean, earlier_response jsonb) LANGUAGE "
      "sql AS 'SELECT true, NULL::jsonb'");
  return std::move(w.draft);
}

}  // namespace

Pattern idempotency_keys() {
  return {
      "idempotency-keys",
      "A request that comes twice with one key, even at once, is carried out once, and both get "
      "the same answer.",
      "A row per request until it expires, and the second of two waits for the first; it protects "
      "what the same transaction writes, and no call to another system.",
      false,
      {{"name", "the table's name", "idempotency_keys"},
       {"keep", "how long an answer is kept", "1 day"}},
      apply};
}

}  // namespace mimar::design::pattern
