// Designs on a server: the SQL is taken, filled, and every witness acts with its object and without
// as it says.

#include <gtest/gtest.h>

#include "check/check.h"
#include "design/relational/relational.h"
#include "read/source.h"
#include "support/model_writing.h"
#include "support/server.h"
#include "verify/design_proof.h"

namespace mimar::design {
namespace {

using namespace support;
using Kind = ValueKind;

class RelationalServer : public TestServer {
 protected:
  static Draft draft_of(const ConceptualModel& model, const Policy& policy = {}) {
    auto draft = to_relational(model, policy);
    if (!draft) throw std::runtime_error(why(draft.error()));
    return std::move(*draft);
  }

  static model::Database read(const std::string& sql) {
    auto reading = read::read_files({{"design.sql", sql}});
    if (!reading) throw std::runtime_error(why(reading.error()) + "\n" + sql);
    for (const std::string& note : reading->notes)
      ADD_FAILURE() << note;
    return std::move(reading->database);
  }

  static void expect_silent(const Draft& draft, const model::Database& database) {
    std::vector<model::Query> queries;
    for (const DesignedAccess& access : draft.accesses)
      queries.push_back(access.pattern.query);
    const check::Subject subject{database, queries, &draft.rows};
    for (const evidence::Finding& finding : check::check(subject, check::default_rules()).findings)
      ADD_FAILURE() << finding.id << " " << finding.object << ": " << finding.message;
  }

  // Everything it claims, with this many rows in each table.
  static verify::DesignProof prove(const Draft& draft, std::uint64_t rows = 60) {
    const model::Database database = read(draft.sql);
    expect_silent(draft, database);
    model::Statistics counts = draft.rows;
    for (auto& [table, count] : counts.tables)
      count.rows = table.name == "organisations" ? 4 : rows;
    auto proof = verify::prove_design(
        *scratch_, {draft.sql, database, draft.traces, draft.accesses, counts}, {}, *world_);
    if (!proof) throw std::runtime_error(why(proof.error()));
    EXPECT_EQ(proof->accepted.verdict, evidence::Verdict::confirmed)
        << proof->accepted.reason << "\n"
        << draft.sql;
    for (const std::string& note : proof->notes)
      ADD_FAILURE() << note;
    for (const verify::LoadedTable& table : proof->loaded)
      EXPECT_EQ(table.error, "") << table.table.text();
    const auto expect_confirmed = [](const evidence::Evidence& evidence) {
      std::string seen;
      for (const evidence::Observation& one : evidence.observations)
        seen += one.what + " -> " + one.output + "\n";
      EXPECT_EQ(evidence.verdict, evidence::Verdict::confirmed) << evidence.claim << "\n"
                                                                << evidence.reason << "\n"
                                                                << seen;
    };
    for (const evidence::Evidence& one : proof->traces)
      expect_confirmed(one);
    for (const verify::AccessPlan& one : proof->accesses)
      expect_confirmed(one.evidence);
    for (const evidence::Evidence& one : proof->constraints)
      expect_confirmed(one);
    return std::move(*proof);
  }
};

ConceptualModel tracker() {
  ConceptualModel model;
  Attribute status = choice("status", {"planned", "active", "done"});
  Attribute progress = attribute("progress", Kind::percentage);
  progress.default_value = "0";
  Attribute email = attribute("email", Kind::email);
  Attribute estimate = attribute("estimate", Kind::integer, true);
  estimate.at_least = Bound{"0", "", false};
  estimate.at_most = Bound{"100", "", true};
  Attribute title = attribute("title", Kind::text);
  title.max_length = 200;
  title.min_length = 3;
  Attribute labels = attribute("labels", Kind::text);
  labels.many = true;
  Attribute code = attribute("code", Kind::identifier);
  code.immutable = true;
  model.entities = {
      entity("organisation", "organisations", {attribute("name", Kind::text)}),
      entity("user", "users", {attribute("name", Kind::text), email}),
      entity("project", "projects",
             {attribute("name", Kind::text), attribute("description", Kind::long_text, true),
              status, code}),
      entity("milestone", "milestones",
             {attribute("name", Kind::text), attribute("start", Kind::date),
              attribute("end", Kind::date), progress}),
      entity("task", "tasks",
             {title, attribute("due date", Kind::date, true), estimate, labels,
              choice("priority", {"low", "high"})}),
      entity("membership", "memberships", {choice("role", {"owner", "admin", "member"})}),
  };
  model.entities.back().associative = true;
  model.relationships = {has_many("organisation", "project"),
                         has_many("project", "milestone", true),
                         has_many("milestone", "task", true),
                         many_to_many("belongs to", "user", "project", "membership")};
  Relationship depends = many_to_many("depends on", "milestone", "milestone");
  depends.acyclic = true;
  model.relationships.push_back(depends);
  Relationship assigned = has_many("user", "task");
  assigned.from.role = "assignee";
  assigned.from.required = false;
  model.relationships.push_back(assigned);
  Relationship parent = has_many("task", "task");
  parent.from.role = "parent";
  parent.from.required = false;
  parent.acyclic = true;
  model.relationships.push_back(parent);
  model.uniques = {{"user", {"email"}, {}, true, {1}},
                   {"project", {"name"}, {"organisation"}, false, {2}},
                   {"task", {"title"}, {"project"}, false, {3}}};
  model.comparisons = {{"milestone", "end", ">=", "start", "", "", "", {4}}};
  model.lifecycles = {
      {"project", "status", {{"", "planned"}, {"planned", "active"}, {"active", "done"}}, {5}}};
  return model;
}

TEST_F(RelationalServer, ProjectsWithMilestones) {
  prove(draft_of(tracker()));
}

TEST_F(RelationalServer, ProjectsOfTenants) {
  ConceptualModel model = tracker();
  std::erase_if(model.relationships,
                [](const Relationship& one) { return one.verb == "depends on"; });
  model.tenancy = Tenancy{"organisation", "", {6}};
  prove(draft_of(model));
}

}  // namespace
}  // namespace mimar::design
