#include "design/growth/pooling.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "read/source.h"

namespace mimar::design::growth {
namespace {

std::string constructs(std::string_view code) {
  std::vector<std::string> all;
  for (const SessionState& state : session_states_in(code))
    all.push_back(std::to_string(state.line) + " " + state.construct);
  return text::join(all, "; ");
}

TEST(SessionStates, AreFoundWithTheirLine) {
  EXPECT_EQ(constructs("BEGIN\n  SET work_mem = '1GB';\n  RETURN 1;\nEND"), "2 SET work_mem");
  EXPECT_EQ(constructs("BEGIN\n IF x THEN\n  SET app.tenant TO 'a'; END IF;\nEND"),
            "3 SET app.tenant");
  EXPECT_EQ(constructs("SELECT 1;\nRESET ROLE"), "2 RESET role");
  EXPECT_EQ(constructs("BEGIN LISTEN orders; PERFORM pg_notify('a', 'b'); END"), "1 LISTEN orders");
  EXPECT_EQ(constructs("SELECT pg_advisory_lock(1),\npg_advisory_xact_lock(2)"),
            "1 pg_advisory_lock()");
  EXPECT_EQ(constructs("SELECT set_config('app.t', $1, false), set_config('app.t', 'x', true)"),
            "1 set_config('app.t', ..., false)");
  EXPECT_EQ(constructs("CREATE TEMP TABLE a (b int); CREATE TEMPORARY TABLE c ON COMMIT DROP AS "
                       "SELECT 1; SELECT 1 INTO TEMP d"),
            "1 a temporary table; 1 a temporary relation");
  EXPECT_EQ(constructs("PREPARE p AS SELECT 1; PREPARE TRANSACTION 'x'; DEALLOCATE p"),
            "1 PREPARE p; 1 DEALLOCATE p");
  EXPECT_EQ(constructs("LOAD 'auto_explain'"), "1 LOAD");
  EXPECT_EQ(constructs("SELECT current_setting('app.tenant', true), current_setting('work_mem')"),
            "1 current_setting('app.tenant')");
}

TEST(SessionStates, AreNotWhatOnlyLooksLikeThem) {
  for (const std::string_view code :
       {"BEGIN\n UPDATE t SET work_mem = 1; END",
        "INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1", "SET LOCAL work_mem = '1GB'",
        "SET TRANSACTION READ ONLY", "SET CONSTRAINTS ALL DEFERRED",
        "-- SET work_mem = '1GB'\nSELECT 1", "SELECT 'LISTEN to me; SET x = 1'",
        "BEGIN RAISE NOTICE 'x; RESET ALL'; END", "ALTER TABLE t SET (fillfactor = 90)",
        "SELECT listen, load, temp FROM prepare"})
    EXPECT_EQ(constructs(code), "") << code;
}

TEST(SessionStates, AreFoundInWhatIsExecuted) {
  EXPECT_EQ(constructs("BEGIN\n EXECUTE format(\n  'SET app.tenant = %L', t);\nEND"),
            "3 SET app.tenant");
  EXPECT_EQ(constructs("BEGIN EXECUTE 'DECLARE c CURSOR WITH HOLD FOR SELECT 1'; END"),
            "1 WITH HOLD");
  EXPECT_EQ(constructs("BEGIN EXECUTE $q$ SELECT pg_advisory_lock(1) $q$; END"),
            "1 pg_advisory_lock()");
}

Pooling of(const std::string& sql, const Terms& terms = {}) {
  const auto reading = read::read_files({{"schema.sql", sql}});
  if (!reading) throw std::runtime_error(reading.error().message);
  return pooling(reading->database, terms);
}

TEST(Pooling, SaysTheLineOfTheSource) {
  const Pooling found =
      of("CREATE TABLE t (id int);\n"
         "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$\n"
         "BEGIN\n"
         "  SET work_mem = '1GB';\n"
         "END $$;\n");
  ASSERT_EQ(found.states.found.size(), 1U);
  const SessionState& state = found.states.found[0];
  EXPECT_EQ(state.object, "function public.f()");
  ASSERT_TRUE(state.where);
  EXPECT_EQ(state.where->line, 4U);
  EXPECT_FALSE(found.transaction_mode);
  EXPECT_NE(found.ini.find("pool_mode = session"), std::string::npos);
}

TEST(Pooling, StaysBelowTheConnectionsOfTheServer) {
  Terms terms;
  terms.machine.cores = {64, Basis::stated};
  terms.machine.max_connections = {40, Basis::stated};
  terms.demand.clients = {1000, Basis::stated};
  const Pooling found = of("CREATE TABLE t (id int);", terms);
  EXPECT_TRUE(found.worth_it);
  EXPECT_TRUE(found.transaction_mode);
  EXPECT_LE(found.pool_size + found.reserve, 40 - 13);
  EXPECT_EQ(found.max_client_connections, 1200);
  terms.machine = {};
  terms.demand.clients = {10, Basis::stated};
  EXPECT_FALSE(of("CREATE TABLE t (id int);", terms).worth_it);
  EXPECT_EQ(of("CREATE TABLE t (id int);", terms).pool_size, 9);
}

TEST(Pooling, AllowsSettingsThatEveryTransactionMakes) {
  const Pooling found =
      of("CREATE TABLE t (tenant_id uuid);\nALTER TABLE t ENABLE ROW LEVEL SECURITY;\n"
         "CREATE POLICY p ON t USING (tenant_id = current_setting('app.tenant')::uuid);");
  ASSERT_EQ(found.states.found.size(), 1U);
  EXPECT_EQ(found.states.found[0].verdict, SessionState::Verdict::conditional);
  EXPECT_TRUE(found.transaction_mode);
}

}  // namespace
}  // namespace mimar::design::growth
