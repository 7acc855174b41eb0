#include "verify/design_proof.h"

#include "read/source.h"
#include "support/server.h"
#include "verify/constraint_trial.h"
#include "verify/design_witness.h"

namespace mimar::verify {
namespace {

using design::Witness;
using evidence::Verdict;
using Expectation = Witness::Expectation;

constexpr const char* tracker = R"(
CREATE TABLE projects (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  name text NOT NULL,
  status text NOT NULL CONSTRAINT projects_status_check CHECK (status IN ('planned', 'active', 'done')));
CREATE TABLE tasks (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  project_id uuid NOT NULL CONSTRAINT tasks_project_id_fkey REFERENCES projects ON DELETE CASCADE,
  title text NOT NULL,
  due date,
  starts date,
  CONSTRAINT tasks_dates_check CHECK (starts <= due),
  CONSTRAINT tasks_title_key UNIQUE (project_id, title));
CREATE INDEX idx_tasks_project_due ON tasks (project_id, due);
CREATE INDEX idx_tasks_title ON tasks (title);
)";

class DesignProofServer : public support::TestServer {
 protected:
  static model::Database read(const std::string& sql) {
    auto reading = read::read_files({{"schema.sql", sql}});
    if (!reading) throw std::runtime_error(support::why(reading.error()));
    return std::move(reading->database);
  }

  static Witness bad_status() {
    return {"UPDATE projects SET status = 'lost' WHERE id = (SELECT id FROM projects LIMIT 1)",
            Expectation::refused, "23514",
            "ALTER TABLE projects DROP CONSTRAINT projects_status_check",
            "SELECT 1 FROM projects LIMIT 1"};
  }

  static model::AccessPattern by_project(const std::string& sql) {
    model::AccessPattern pattern;
    pattern.query.sql = sql;
    pattern.query.kind = model::Query::Kind::select;
    pattern.query.parameters = 1;
    pattern.query.relations = {{"", "tasks"}};
    model::Predicate by_project;
    by_project.column = {{"", "tasks"}, "project_id"};
    by_project.value = "$1";
    pattern.query.predicates = {by_project};
    model::ParameterSource source;
    source.kind = model::ParameterSource::Kind::existing;
    source.column = {{"public", "tasks"}, "project_id"};
    pattern.parameters = {source};
    return pattern;
  }

  static DesignProof prove(const std::string& sql, const std::vector<Witness>& witnesses,
                           const std::vector<design::DesignedAccess>& accesses = {}) {
    const model::Database database = read(sql);
    std::vector<design::Trace> traces;
    for (const Witness& witness : witnesses)
      traces.push_back({{}, "an object", witness});
    model::Statistics rows;
    rows.tables[{"public", "tasks"}] = {30000, "stated"};
    rows.tables[{"public", "projects"}] = {1000, "stated"};
    auto proof = prove_design(*scratch_, {sql, database, traces, accesses, rows}, {}, *world_);
    if (!proof) throw std::runtime_error(support::why(proof.error()));
    return std::move(*proof);
  }

  static evidence::Evidence only(const Witness& witness) {
    return prove(tracker, {witness}).traces.at(0);
  }
};

TEST_F(DesignProofServer, WitnessThatActsOtherwiseWithoutItsObjectIsConfirmed) {
  const auto evidence = only(bad_status());
  EXPECT_EQ(evidence.verdict, Verdict::confirmed) << evidence.reason;
  EXPECT_EQ(evidence.observations.size(), 2U);
}

TEST_F(DesignProofServer, WrongWitnessesAreRefuted) {
  Witness harmless = bad_status();
  harmless.sql = "UPDATE projects SET status = 'done'";
  Witness needless = bad_status();
  needless.removal = "ALTER TABLE projects ALTER COLUMN name DROP NOT NULL";
  Witness other_state = bad_status();
  other_state.sqlstate = "23505";
  Witness absent = bad_status();
  absent.removal = "ALTER TABLE projects DROP CONSTRAINT projects_stat_check";
  const auto proof = prove(tracker, {harmless, needless, other_state, absent});
  ASSERT_EQ(proof.traces.size(), 4U);
  EXPECT_NE(proof.traces[0].reason.find("as designed it runs"), std::string::npos)
      << proof.traces[0].reason;
  EXPECT_NE(proof.traces[1].reason.find("when the object is taken away"), std::string::npos);
  EXPECT_NE(proof.traces[2].reason.find("23514"), std::string::npos);
  EXPECT_NE(proof.traces[3].reason.find("not there"), std::string::npos);
  for (const auto& evidence : proof.traces)
    EXPECT_EQ(evidence.verdict, Verdict::refuted) << evidence.reason;
}

TEST_F(DesignProofServer, WhatCannotBeTriedIsSaid) {
  Witness no_rows = bad_status();
  no_rows.needs = "SELECT 1 FROM projects WHERE name IS NULL";
  Witness committing = bad_status();
  committing.sql = "UPDATE projects SET name = name; COMMIT";
  Witness stuck = bad_status();
  stuck.removal = "DROP TABLE projects";
  Witness without_removal = bad_status();
  without_removal.removal.clear();
  for (const Witness& witness : {no_rows, stuck, without_removal, committing}) {
    const auto evidence = only(witness);
    EXPECT_EQ(evidence.verdict, Verdict::could_not_check) << witness.sql;
    EXPECT_FALSE(evidence.reason.empty());
  }
}

TEST_F(DesignProofServer, RowsAndTheirAbsenceAreExpectations) {
  const std::string view =
      std::string(tracker) +
      "CREATE VIEW active_projects AS SELECT id FROM projects WHERE status = 'active';";
  const Witness runs{"SELECT id FROM active_projects", Expectation::runs, "",
                     "DROP VIEW active_projects"};
  const Witness some{"SELECT id FROM active_projects", Expectation::some, "",
                     "CREATE OR REPLACE VIEW active_projects AS SELECT id FROM projects WHERE "
                     "false",
                     "SELECT 1 FROM projects WHERE status = 'active'"};
  const Witness empty{
      "SELECT a.id FROM active_projects a JOIN projects p USING (id) WHERE "
      "p.status <> 'active'",
      Expectation::empty, "", "CREATE OR REPLACE VIEW active_projects AS SELECT id FROM projects",
      "SELECT 1 FROM projects WHERE status <> 'active'"};
  for (const auto& evidence : prove(view, {runs, some, empty}).traces)
    EXPECT_EQ(evidence.verdict, Verdict::confirmed) << evidence.reason;
}

TEST_F(DesignProofServer, ConstraintsThatWaitForTheCommitAreAsked) {
  std::string deferred(tracker);
  const std::string key = "REFERENCES projects ON DELETE CASCADE";
  deferred.insert(deferred.find(key) + key.size(), " DEFERRABLE INITIALLY DEFERRED");
  const Witness orphan{
      "UPDATE tasks SET project_id = gen_random_uuid() WHERE id = (SELECT id FROM tasks LIMIT 1)",
      Expectation::refused, "23503", "ALTER TABLE tasks DROP CONSTRAINT tasks_project_id_fkey",
      "SELECT 1 FROM tasks"};
  const auto proof = prove(deferred, {orphan});
  EXPECT_EQ(proof.traces.at(0).verdict, Verdict::confirmed) << proof.traces.at(0).reason;
}

TEST_F(DesignProofServer, EveryConstraintIsTriedWithARowItRefuses) {
  const auto proof = prove(tracker, {bad_status()});
  std::size_t confirmed = 0;
  for (const auto& evidence : proof.constraints) {
    EXPECT_EQ(evidence.verdict, Verdict::confirmed) << evidence.claim << ": " << evidence.reason;
    EXPECT_EQ(evidence.claim.find("projects_status_check"), std::string::npos);
    ++confirmed;
  }
  // Two primary keys, a unique, a foreign key, a check and six NOT NULL.
  EXPECT_EQ(confirmed, 11U);
}

TEST_F(DesignProofServer, ConstraintThatRefusesNothingIsNotConfirmed) {
  const std::string sql =
      "CREATE TABLE tasks (id bigint PRIMARY KEY, CONSTRAINT idle CHECK (id = id));";
  const auto proof = prove(sql, {});
  bool seen = false;
  for (const auto& evidence : proof.constraints) {
    if (evidence.claim.find("idle") == std::string::npos) continue;
    seen = true;
    EXPECT_EQ(evidence.verdict, Verdict::could_not_check);
  }
  EXPECT_TRUE(seen);
}

TEST_F(DesignProofServer, AccessPatternsTellWhichIndexServesThem) {
  const design::DesignedAccess served{
      {},
      "tasks of a project by due date",
      by_project("SELECT * FROM tasks WHERE project_id = $1 ORDER BY due LIMIT 50"),
      {"idx_tasks_project_due"}};
  design::DesignedAccess wrong = served;
  wrong.indexes = {"idx_tasks_title"};
  design::DesignedAccess whole = served;
  whole.pattern.query.sql = "SELECT * FROM tasks WHERE project_id::text = $1";
  whole.indexes.clear();
  const auto proof = prove(tracker, {}, {served, wrong, whole});
  ASSERT_EQ(proof.accesses.size(), 3U);
  EXPECT_EQ(proof.accesses[0].evidence.verdict, Verdict::confirmed)
      << proof.accesses[0].evidence.reason << proof.accesses[0].plan;
  EXPECT_NE(proof.accesses[0].plan.find("idx_tasks_project_due"), std::string::npos);
  EXPECT_EQ(proof.accesses[1].evidence.verdict, Verdict::refuted);
  EXPECT_EQ(proof.accesses[2].evidence.verdict, Verdict::refuted);
  design::DesignedAccess nothing = served;
  nothing.pattern.query.sql = "SELECT * FROM tasks WHERE project_id = $1 AND due = '0001-01-01'";
  const auto met = prove(tracker, {}, {nothing});
  EXPECT_EQ(met.accesses[0].evidence.verdict, Verdict::could_not_check);
  EXPECT_EQ(proof.accesses[2].whole, std::vector<std::string>{"public.tasks"});
}

// Policies that hold for the owner, too, hide all rows from whoever says nothing of a tenant.
TEST_F(DesignProofServer, PoliciesOfTheOwnerArePartOfThePlanAndHideNoRow) {
  const std::string isolated = std::string(tracker) + R"(
ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
ALTER TABLE tasks FORCE ROW LEVEL SECURITY;
CREATE POLICY own_project ON tasks
  USING (project_id = nullif(current_setting('app.project_id', true), '')::uuid);)";
  const design::DesignedAccess served{
      {},
      "tasks of a project by due date",
      by_project("SELECT * FROM tasks WHERE project_id = $1 ORDER BY due LIMIT 50"),
      {"idx_tasks_project_due"}};
  const Witness unaware{"UPDATE tasks SET starts = due + 1 WHERE due IS NOT NULL",
                        Expectation::refused, "23514",
                        "ALTER TABLE tasks DROP CONSTRAINT tasks_dates_check",
                        "SELECT 1 FROM tasks WHERE due IS NOT NULL"};
  // Without the policy the other projects' rows would be seen.
  const Witness hidden{"SELECT 1 FROM tasks", Expectation::empty, "",
                       "ALTER TABLE tasks NO FORCE ROW LEVEL SECURITY"};
  const auto proof = prove(isolated, {unaware, hidden}, {served});
  EXPECT_EQ(proof.traces.at(0).verdict, Verdict::confirmed) << proof.traces.at(0).reason;
  EXPECT_EQ(proof.traces.at(1).verdict, Verdict::confirmed) << proof.traces.at(1).reason;
  EXPECT_EQ(proof.accesses.at(0).evidence.verdict, Verdict::confirmed)
      << proof.accesses.at(0).evidence.reason;
}

// Another guard refuses the row first, for a reason of its own.
TEST_F(DesignProofServer, GuardIsTriedWithTheOthersPutAside) {
  const std::string guarded = std::string(tracker) + R"(
CREATE FUNCTION no_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'nothing changes' USING ERRCODE = 'P0001';
END $$;
CREATE TRIGGER projects_no_change BEFORE UPDATE ON projects FOR EACH ROW EXECUTE FUNCTION no_change();)";
  Witness trigger = bad_status();
  trigger.sqlstate = "P0001";
  trigger.sql = "UPDATE projects SET name = name";
  trigger.removal = "DROP TRIGGER projects_no_change ON projects";
  Witness neither = bad_status();
  neither.sqlstate = "23505";
  const auto proof = prove(guarded, {bad_status(), trigger, neither});
  EXPECT_EQ(proof.traces.at(0).verdict, Verdict::confirmed) << proof.traces.at(0).reason;
  EXPECT_EQ(proof.traces.at(1).verdict, Verdict::confirmed) << proof.traces.at(1).reason;
  EXPECT_EQ(proof.traces.at(2).verdict, Verdict::refuted);
}

TEST_F(DesignProofServer, WhatTheServerRefusesIsRefutedWithItsPlace) {
  const std::string sql =
      "CREATE TABLE tasks (id bigint PRIMARY KEY);\nCREATE INDEX x ON nowhere (id);";
  const auto evidence = accepted_by(*scratch_, sql, "");
  ASSERT_TRUE(evidence);
  EXPECT_EQ(evidence->verdict, Verdict::refuted);
  EXPECT_NE(evidence->reason.find("line 2"), std::string::npos) << evidence->reason;
}

}  // namespace
}  // namespace mimar::verify
