// A ledger: double entry. What one account gets another gives, in the same currency, and what is
// written stays.

#include "design/patterns/append_only.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view tables_sql = R"sql(
CREATE TABLE {accounts} (
  id {id_type} PRIMARY KEY,
  name text NOT NULL UNIQUE,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (id, currency)
);
CREATE TABLE {transactions} (
  id {id_type} PRIMARY KEY,
  description text NOT NULL,
  reference text UNIQUE,
  written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE {entries} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id {id_ref} NOT NULL REFERENCES {transactions} ON DELETE RESTRICT,
  account_id {id_ref} NOT NULL,
  currency text NOT NULL,
  amount numeric(20, 4) NOT NULL CONSTRAINT {amount_check} CHECK (amount <> 0),
  CONSTRAINT {account_key} FOREIGN KEY (account_id, currency)
    REFERENCES {accounts} (id, currency) ON DELETE RESTRICT
);
CREATE INDEX {by_transaction.name} ON {entries} (transaction_id);
CREATE INDEX {by_account.name} ON {entries} (account_id, currency) INCLUDE (amount);
)sql";

constexpr std::string_view balance_sql = R"sql(
CREATE FUNCTION {stamp}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  NEW.written_by := pg_current_xact_id();
  RETURN NEW;
END
$body$;
CREATE TRIGGER {stamp.name} BEFORE INSERT ON {transactions}
  FOR EACH ROW EXECUTE FUNCTION {stamp}();
CREATE FUNCTION {closed}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF NOT EXISTS (SELECT FROM {transactions} AS t
                 WHERE t.id = NEW.transaction_id AND t.written_by = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'ledger transaction % is closed', NEW.transaction_id
      USING ERRCODE = 'integrity_constraint_violation',
            HINT = 'Entries are written together with their transaction; reverse it by another one.';
  END IF;
  RETURN NEW;
END
$body$;
CREATE TRIGGER {closed.name} BEFORE INSERT ON {entries}
  FOR EACH ROW EXECUTE FUNCTION {closed}();
CREATE FUNCTION {balanced}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF NOT EXISTS (SELECT FROM {entries} AS e WHERE e.transaction_id = NEW.id) OR
     EXISTS (SELECT FROM {entries} AS e WHERE e.transaction_id = NEW.id
             GROUP BY e.currency HAVING sum(e.amount) <> 0) THEN
    RAISE EXCEPTION 'the entries of ledger transaction % do not sum to zero in each currency', NEW.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$body$;
CREATE CONSTRAINT TRIGGER {balanced.name} AFTER INSERT ON {transactions}
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION {balanced}();
CREATE FUNCTION {balanced_entry}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  IF EXISTS (SELECT FROM {entries} AS e WHERE e.transaction_id = NEW.transaction_id
             GROUP BY e.currency HAVING sum(e.amount) <> 0) THEN
    RAISE EXCEPTION 'the entries of ledger transaction % do not sum to zero in each currency',
      NEW.transaction_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$body$;
CREATE CONSTRAINT TRIGGER {balanced_entry.name} AFTER INSERT ON {entries}
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION {balanced_entry}();
ALTER TABLE {transactions} ENABLE ALWAYS TRIGGER {stamp.name};
ALTER TABLE {entries} ENABLE ALWAYS TRIGGER {closed.name};
ALTER TABLE {transactions} ENABLE ALWAYS TRIGGER {balanced.name};
ALTER TABLE {entries} ENABLE ALWAYS TRIGGER {balanced_entry.name};
)sql";

constexpr std::string_view post_sql = R"sql(
CREATE FUNCTION {post}(for_what text, new_entries jsonb, with_reference text DEFAULT NULL)
  RETURNS {id_ref}
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
DECLARE
  made {id_ref};
BEGIN
  INSERT INTO {transactions} (description, reference) VALUES (for_what, with_reference)
  RETURNING id INTO made;
  INSERT INTO {entries} (transaction_id, account_id, currency, amount)
  SELECT made, a.id, a.currency, (e.value ->> 'amount')::numeric
  FROM jsonb_array_elements(new_entries) AS e(value)
  LEFT JOIN {accounts} AS a ON a.name = e.value ->> 'account';
  RETURN made;
END
$body$;
CREATE VIEW {balances}{with} AS
  SELECT a.id AS account_id, a.name, a.currency, coalesce(sum(e.amount), 0) AS balance,
         count(e.id) AS entries
  FROM {accounts} AS a
  LEFT JOIN {entries} AS e ON e.account_id = a.id
  GROUP BY a.id, a.name, a.currency;
)sql";

void attack(Writing& w) {
  set(w, "probe",
      filled(w,
             "INSERT INTO {accounts} (name, currency) VALUES ('(a)', 'EUR'), ('(b)', 'EUR'), "
             "('(c)', 'USD');\n"));
  refused(
      w, "triggers {balanced.name} and {balanced_entry.name}", "23000",
      "{probe}SELECT {post}('x', '[{\"account\": \"(a)\", \"amount\": 5}, {\"account\": \"(b)\", "
      "\"amount\": -4}]');\nSET CONSTRAINTS ALL IMMEDIATE",
      "DROP TRIGGER {balanced.name} ON {transactions};\nDROP TRIGGER {balanced_entry.name} ON "
      "{entries}");
  refused(
      w, "triggers {balanced.name} and {balanced_entry.name}: currencies", "23000",
      "{probe}SELECT {post}('x', '[{\"account\": \"(a)\", \"amount\": 5}, {\"account\": \"(c)\", "
      "\"amount\": -5}]');\nSET CONSTRAINTS ALL IMMEDIATE",
      "DROP TRIGGER {balanced.name} ON {transactions};\nDROP TRIGGER {balanced_entry.name} ON "
      "{entries}");
  set(w, "posted",
      filled(w,
             "{probe}SELECT {post}('x', '[{\"account\": \"(a)\", \"amount\": 5}, {\"account\": "
             "\"(b)\", \"amount\": -5}]');\n"));
  refused(w, "trigger {refuse.name} of {entries}", "42501",
          "{posted}UPDATE {entries} SET amount = amount * 2",
          "DROP TRIGGER {refuse.name} ON {entries}");
  refused(w, "trigger {refuse.name} of {transactions}", "42501",
          "{posted}UPDATE {transactions} SET description = 'y'",
          "DROP TRIGGER {refuse.name} ON {transactions}");
  refused(w, "constraint {amount_check} of {entries}", "23514",
          "{probe}SELECT {post}('x', '[{\"account\": \"(a)\", \"amount\": 0}]')",
          "ALTER TABLE {entries} DROP CONSTRAINT {amount_check}");
  refused(w, "foreign key {account_key} of {entries}", "23503",
          "{posted}INSERT INTO {entries} (transaction_id, account_id, currency, amount) SELECT "
          "e.transaction_id, e.account_id, 'USD', 1 FROM {entries} AS e LIMIT 1",
          "ALTER TABLE {entries} DROP CONSTRAINT {account_key}");
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (!request.table.empty())
    if (const auto error = unfit(w)) return fail(*error);
  const std::string base = option(request, "name", "ledger");
  if (const auto error = claim(w, "accounts", base + "_accounts")) return fail(*error);
  for (const char* part : {"transactions", "entries", "balances", "stamp", "closed", "balanced",
                           "balanced_entry", "post"})
    name(w, part, base, part);
  for (const char* part : {"account_key", "amount_check"}) {
    name(w, part, base + "_entries", part);
    set(w, part, w.values[std::string(part) + ".name"]);
  }
  name(w, "by_transaction", "idx_" + base, "entries_transaction_id");
  name(w, "by_account", "idx_" + base, "entries_account_id");
  set_surrogate(w);
  set(w, "with", policy.version >= 15 ? " WITH (security_invoker = true)" : "");
  write(w, tables_sql);
  comment(w, "TABLE {accounts}", "Where money is; each in one currency");
  comment(w, "TABLE {transactions}", "What happened; entered once, corrected by another one");
  comment(w, "COLUMN {transactions}.written_by", "Entries can be added by this transaction only");
  comment(w, "TABLE {entries}", "What an account gets (above 0) or gives (below 0)");
  write(w, balance_sql);
  make_append_only(w, base, {"transactions", "entries"});
  comment(w, "FUNCTION {stamp}()", "Notes which transaction writes");
  comment(w, "FUNCTION {closed}()", "No entry is added to a transaction that was committed");
  comment(w, "FUNCTION {balanced}()", "A transaction has entries, and they sum to zero");
  comment(w, "FUNCTION {balanced_entry}()",
          "Entries of a transaction sum to zero in each currency");
  write(w, post_sql);
  comment(w, "FUNCTION {post}(text, jsonb, text)",
          "Writes a transaction with [{\"account\": name, \"amount\": number}]");
  comment(w, "VIEW {balances}", "What each account holds now");
  because(w, "constraint triggers {balanced.name} and {balanced_entry.name}",
          "entries come one by one, so that their sum is asked for when the transaction ends");
  because(w, "foreign key {account_key}",
          "the currency is part of the reference: an entry in another one cannot be written");
  because(
      w, "view {balances}",
      "balances are sums and never stored twice; with millions of entries an account keep closed "
      "periods as opening balances");
  attack(w);
  return std::move(w.draft);
}

}  // namespace

Pattern ledger() {
  return {
      "ledger",
      "Each ledger transaction sums to zero in each currency when it commits, and no entry is "
      "ever changed, deleted or added to it later.",
      "Two entries and three checks per movement, balances are summed when asked for, and an "
      "account is not kept from going below zero: lock its row and look before posting where it "
      "must.",
      false,
      {{"name", "how the tables' names begin", "ledger"}},
      apply};
}

}  // namespace mimar::design::pattern
