// What idempotency-keys, ledger, queue, temporal and tenant-counter promise, attacked.

#include "support/pattern_database.h"

namespace mimar::design {
namespace {

using Connection = engine::postgres::Connection;

class ConcurrentPatternsServer : public support::PatternServer {};

// --- queue -----------------------------------------------------------------------------------
const std::string claim_a = "SELECT id || ' ' || attempts FROM jobs_claim('q', 'a', '1 hour')";
const std::string claim_b = "SELECT id || ' ' || attempts FROM jobs_claim('q', 'b', '1 hour')";

TEST_F(ConcurrentPatternsServer, TwoClaimersOfOneJob) {
  scratch::Database db = database(with("", "queue", ""));
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "INSERT INTO jobs (queue, payload) VALUES ('q', '1'), ('q', '2')"), "");
  ASSERT_EQ(state(a, "BEGIN"), "");
  EXPECT_EQ(one(a, claim_a), "1 1");
  // Not the same one, without waiting.
  ASSERT_EQ(state(b, "SET lock_timeout = '1ms'"), "");
  EXPECT_EQ(one(b, claim_b), "2 1");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(one(b, "SELECT count(*) FROM jobs_claim('q', 'b', '1 hour', 10)"), "0");
}

TEST_F(ConcurrentPatternsServer, AJobWhoseWorkerDiedComesBackAndTheDeadWorkerIsTold) {
  scratch::Database db = database(with("", "queue", ""));
  Connection& in = db.owner();
  ASSERT_EQ(state(in, "INSERT INTO jobs (queue, payload) VALUES ('q', '1')"), "");
  EXPECT_EQ(one(in, claim_a), "1 1");
  ASSERT_EQ(state(in, "UPDATE jobs SET leased_until = now() - interval '1 second'"), "");
  EXPECT_EQ(one(in, claim_b), "1 2");
  EXPECT_EQ(one(in, "SELECT jobs_complete(1, 1)"), "f");
  EXPECT_EQ(one(in, "SELECT jobs_prolong(1, 1)"), "f");
  EXPECT_EQ(one(in, "SELECT jobs_give_back(1, 1, 'late')"), "f");
  EXPECT_EQ(one(in, "SELECT jobs_complete(1, 2)"), "t");
  EXPECT_EQ(one(in, "SELECT count(*) FROM jobs"), "0");
}

TEST_F(ConcurrentPatternsServer, AJobThatFailsTooOftenIsKeptAside) {
  scratch::Database db = database(with("", "queue", ""));
  Connection& in = db.owner();
  ASSERT_EQ(state(in,
                  "INSERT INTO jobs (queue, payload, attempts_allowed) VALUES ('q', '1', 2), "
                  "('q', '2', 1)"),
            "");
  EXPECT_EQ(one(in, claim_a), "1 1");
  EXPECT_EQ(one(in, "SELECT jobs_give_back(1, 1, 'bad')"), "t");
  EXPECT_EQ(one(in, "SELECT due_at > now() FROM jobs WHERE id = 1"), "t");
  // The second one takes its worker with it.
  EXPECT_EQ(one(in, claim_a), "2 1");
  ASSERT_EQ(state(in,
                  "UPDATE jobs SET due_at = now(); UPDATE jobs SET leased_until = now() - "
                  "interval '1 second' WHERE id = 2"),
            "");
  EXPECT_EQ(one(in, claim_a), "1 2");
  EXPECT_EQ(one(in, "SELECT jobs_give_back(1, 2, 'bad')"), "t");
  EXPECT_EQ(one(in, claim_a), "SELECT 0");
  EXPECT_EQ(one(in, "SELECT string_agg(id || ' ' || attempts, ',' ORDER BY id) FROM jobs_dead"),
            "1 2,2 1");
}

// --- idempotency keys ------------------------------------------------------------------------
const std::string start =
    "SELECT is_new || ' ' || coalesce(earlier_response::text, '-') FROM "
    "idempotency_keys_start('api', 'k', 'pay 5')";
const std::string finish = "SELECT idempotency_keys_finish('api', 'k', '{\"paid\": 5}')";

TEST_F(ConcurrentPatternsServer, OneKeyTwiceAtOnceIsCarriedOutOnce) {
  scratch::Database db = database(with("", "idempotency-keys", ""));
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "BEGIN"), "");
  EXPECT_EQ(one(a, start), "true -");
  auto second = waiting(db, b, start);
  ASSERT_EQ(state(a, finish + "; COMMIT"), "");
  EXPECT_EQ(second.get(), "false {\"paid\": 5}");
}

TEST_F(ConcurrentPatternsServer, WhereTheFirstFailsTheSecondDoesTheWork) {
  scratch::Database db = database(with("", "idempotency-keys", ""));
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "BEGIN"), "");
  EXPECT_EQ(one(a, start), "true -");
  auto second = waiting(db, b, start);
  ASSERT_EQ(state(a, "ROLLBACK"), "");
  EXPECT_EQ(second.get(), "true -");
}

TEST_F(ConcurrentPatternsServer, AKeyForAnotherRequestIsRefusedUntilItExpires) {
  scratch::Database db = database(with("", "idempotency-keys", ""));
  Connection& in = db.owner();
  EXPECT_EQ(one(in, start), "true -");
  EXPECT_EQ(state(in, start), "55P03");
  ASSERT_EQ(state(in, finish), "");
  EXPECT_EQ(state(in, finish), "P0002");
  const std::string other = "SELECT is_new FROM idempotency_keys_start('api', 'k', 'pay 6')";
  EXPECT_EQ(state(in, other), "22023");
  ASSERT_EQ(state(in, "UPDATE idempotency_keys SET expires_at = now() - interval '1 second'"), "");
  EXPECT_EQ(one(in, other), "t");
  ASSERT_EQ(state(in, "UPDATE idempotency_keys SET expires_at = now() - interval '1 second'"), "");
  EXPECT_EQ(one(in, "SELECT idempotency_keys_purge()"), "1");
}

// --- ledger ----------------------------------------------------------------------------------
const std::string accounts =
    "INSERT INTO ledger_accounts (name, currency) VALUES ('cash', 'EUR'), ('rent', 'EUR'), "
    "('dollars', 'USD');";

std::string post(const std::string& a, int x, const std::string& b, int y) {
  return fmt::format(
      "SELECT ledger_post('t', '[{{\"account\": \"{}\", \"amount\": {}}}, "
      "{{\"account\": \"{}\", \"amount\": {}}}]')",
      a, x, b, y);
}

TEST_F(ConcurrentPatternsServer, AnUnbalancedLedgerTransactionDoesNotCommit) {
  scratch::Database db = database(with("", "ledger", "") + accounts);
  Connection& in = db.owner();
  EXPECT_EQ(state(in, post("cash", -10, "rent", 10)), "");
  EXPECT_EQ(state(in, post("cash", -10, "rent", 9)), "23000");
  EXPECT_EQ(state(in, post("cash", -10, "dollars", 10)), "23000");
  EXPECT_EQ(state(in, "SELECT ledger_post('t', '[]')"), "23000");
  EXPECT_EQ(state(in, post("cash", -10, "nobody", 10)), "23502");
  EXPECT_EQ(one(in,
                "SELECT string_agg(name || ' ' || balance::int, ', ' ORDER BY name) FROM "
                "ledger_balances"),
            "cash -10, dollars 0, rent 10");
}

TEST_F(ConcurrentPatternsServer, LedgerEntriesAreNeverChangedNorAddedLater) {
  scratch::Database db = database(with("", "ledger", "") + accounts);
  Connection& in = db.owner();
  ASSERT_EQ(state(in, post("cash", -10, "rent", 10)), "");
  EXPECT_EQ(state(in, "UPDATE ledger_entries SET amount = amount * 2"), "42501");
  EXPECT_EQ(state(in, "DELETE FROM ledger_transactions"), "42501");
  EXPECT_EQ(state(in, "TRUNCATE ledger_entries"), "42501");
  // Balanced in itself, and still too late.
  EXPECT_EQ(state(in,
                  "INSERT INTO ledger_entries (transaction_id, account_id, currency, amount) "
                  "SELECT transaction_id, account_id, currency, -amount FROM ledger_entries"),
            "23000");
  EXPECT_EQ(state(in, "UPDATE ledger_accounts SET currency = 'USD' WHERE name = 'cash'"), "23503");
  // Nobody says that another transaction wrote it.
  EXPECT_EQ(state(in,
                  "BEGIN; INSERT INTO ledger_transactions (description, written_by) VALUES "
                  "('t', '99999'); SELECT 1 / (SELECT count(*) FROM ledger_transactions WHERE "
                  "written_by = pg_current_xact_id())"),
            "");
  EXPECT_EQ(state(in, "COMMIT"), "23000");
}

// --- tenant counter --------------------------------------------------------------------------
const std::string invoices =
    "CREATE TABLE invoices (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tenant_id bigint "
    "NOT NULL, reference text UNIQUE); INSERT INTO invoices (tenant_id) VALUES (1), (2), (1);";
const std::string add_invoice = "INSERT INTO invoices (tenant_id) VALUES (1) RETURNING number";

TEST_F(ConcurrentPatternsServer, TheCounterNeitherSkipsNorRepeats) {
  scratch::Database db = database(with(invoices, "tenant-counter", "public.invoices"));
  Connection a = session(db), b = session(db);
  EXPECT_EQ(one(a, "SELECT string_agg(tenant_id || ':' || number, ' ' ORDER BY id) FROM invoices"),
            "1:1 2:1 1:2");
  ASSERT_EQ(state(a, "BEGIN"), "");
  EXPECT_EQ(one(a, add_invoice), "3");
  // Another tenant does not wait.
  EXPECT_EQ(one(b, "INSERT INTO invoices (tenant_id) VALUES (2) RETURNING number"), "2");
  auto second = waiting(db, b, add_invoice);
  ASSERT_EQ(state(a, "ROLLBACK"), "");
  EXPECT_EQ(second.get(), "3");
  ASSERT_EQ(state(a, "BEGIN"), "");
  EXPECT_EQ(one(a, add_invoice), "4");
  second = waiting(db, b, add_invoice);
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(second.get(), "5");
}

TEST_F(ConcurrentPatternsServer, ANumberIsNotTakenForNothing) {
  scratch::Database db = database(with(invoices, "tenant-counter", "public.invoices"));
  Connection& in = db.owner();
  const std::string once =
      "INSERT INTO invoices (tenant_id, reference) VALUES (1, 'x') ON CONFLICT DO NOTHING";
  EXPECT_EQ(state(in, once), "");
  EXPECT_EQ(state(in, once), "23000");
  EXPECT_EQ(state(in, "INSERT INTO invoices (tenant_id, number) VALUES (1, 77)"), "");
  EXPECT_EQ(one(in, "SELECT max(number) FROM invoices WHERE tenant_id = 1"), "4");
  EXPECT_EQ(state(in, "UPDATE invoices SET number = 9 WHERE number = 4"), "23000");
  EXPECT_EQ(state(in, "UPDATE invoices SET tenant_id = 2 WHERE number = 4"), "23000");
}

// --- temporal --------------------------------------------------------------------------------
TEST_F(ConcurrentPatternsServer, OverlappingValidityIsRefused) {
  const std::string prices =
      "CREATE TABLE prices (id int PRIMARY KEY, product int NOT NULL, price int NOT NULL, "
      "valid_from date NOT NULL, valid_to date); INSERT INTO prices VALUES (1, 1, 5, '2024-01-01', "
      "'2024-06-30');";
  scratch::Database db = database(with(
      prices, "temporal", "public.prices",
      {{"kind", "validity"}, {"within", "product"}, {"start", "valid_from"}, {"end", "valid_to"}}));
  Connection a = session(db), b = session(db);
  EXPECT_EQ(state(a, "INSERT INTO prices VALUES (2, 1, 6, '2024-06-30', NULL)"), "23P01");
  EXPECT_EQ(state(a, "INSERT INTO prices VALUES (2, 2, 6, '2024-06-30', NULL)"), "");
  ASSERT_EQ(state(a, "BEGIN; INSERT INTO prices VALUES (3, 1, 6, '2024-07-01', NULL)"), "");
  auto second = waiting(db, b, "INSERT INTO prices VALUES (4, 1, 7, '2024-08-01', NULL)");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_TRUE(second.get().starts_with("error 23P01"));
  EXPECT_EQ(one(a, "SELECT price FROM prices_valid_at('2024-06-30') WHERE product = 1"), "5");
  EXPECT_EQ(one(a, "SELECT price FROM prices_valid_at('2030-01-01') WHERE product = 1"), "6");
}

TEST_F(ConcurrentPatternsServer, EachPastMomentCanBeAskedFor) {
  const std::string schema =
      "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, "
      "'a'), (2, 'x');";
  scratch::Database db = database(with(schema, "temporal", "public.t"));
  Connection& in = db.owner();
  const auto now = [&] { return one(in, "SELECT clock_timestamp()"); };
  const auto as_of = [&](const std::string& moment) {
    return one(in, "SELECT coalesce(string_agg(id || v, ' ' ORDER BY id), '') FROM t_as_of('" +
                       moment + "')");
  };
  const std::string first = now();
  ASSERT_EQ(state(in, "UPDATE t SET v = 'b' WHERE id = 1"), "");
  const std::string second = now();
  // Twice in one transaction, a key that changes, a row that comes back.
  ASSERT_EQ(state(in,
                  "BEGIN; UPDATE t SET v = 'c' WHERE id = 1; UPDATE t SET v = 'd' WHERE id = 1; "
                  "UPDATE t SET id = 3 WHERE id = 2; DELETE FROM t WHERE id = 1; INSERT INTO t "
                  "VALUES (1, 'e'); COMMIT"),
            "");
  const std::string third = now();
  ASSERT_EQ(state(in, "TRUNCATE t"), "");
  EXPECT_EQ(as_of(first), "1a 2x");
  EXPECT_EQ(as_of(second), "1b 2x");
  EXPECT_EQ(as_of(third), "1e 3x");
  EXPECT_EQ(as_of(now()), "");
}

// The one that began earlier changes the row later.
TEST_F(ConcurrentPatternsServer, AHistoryFollowsTheOrderOfChangesNotOfBeginnings) {
  const std::string schema =
      "CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, "
      "'a');";
  scratch::Database db = database(with(schema, "temporal", "public.t"));
  Connection a = session(db), b = session(db);
  ASSERT_EQ(state(a, "BEGIN; SELECT now()"), "");
  ASSERT_EQ(state(b, "BEGIN; UPDATE t SET v = 'b'"), "");
  auto later = waiting(db, a, "UPDATE t SET v = 'c'");
  ASSERT_EQ(state(b, "COMMIT"), "");
  EXPECT_EQ(later.get(), "UPDATE 1");
  ASSERT_EQ(state(a, "COMMIT"), "");
  EXPECT_EQ(one(a, "SELECT string_agg(v, '' ORDER BY valid_during) FROM t_history"), "abc");
  EXPECT_EQ(one(a, "SELECT v FROM t_history WHERE upper_inf(valid_during)"), "c");
}

}  // namespace
}  // namespace mimar::design
