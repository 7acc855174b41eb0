// From a conceptual model to a proven design.
#include <algorithm>

#include "ops/design/pages.h"
#include "support/server.h"

namespace mimar::ops::designing {
namespace {

using design::Attribute;
using design::Entity;
using design::ValueKind;
using evidence::Verdict;

Attribute attribute(std::string name, ValueKind kind, design::SentenceId said) {
  Attribute made;
  made.name = std::move(name);
  made.kind = kind;
  made.reason = "said so";
  made.said = {said};
  return made;
}

// "A project has a name and a status (planned or done)." "A project has many milestones." "A
// milestone has a due date." "List a project's milestones by due date, 50 a page." "Keep an audit
// trail of projects."
design::Brief tracker() {
  design::Brief brief;
  design::ConceptualModel& model = brief.model;
  for (const char* text :
       {"A project has a name and a status (planned or done).", "A project has many milestones.",
        "A milestone has a due date.", "List a project's milestones by due date, 50 a page.",
        "Keep an audit trail of projects."}) {
    design::Sentence sentence;
    sentence.text = text;
    sentence.where.file = "tracker.md";
    sentence.where.line = static_cast<std::uint32_t>(brief.sentences.size()) + 3;
    sentence.outcome = design::Sentence::Outcome::understood;
    sentence.restated = {text};
    brief.sentences.push_back(std::move(sentence));
  }
  model.name = "Tracker";
  Entity project;
  project.name = "project";
  project.plural = "projects";
  project.said = {0};
  project.attributes = {attribute("name", ValueKind::text, 0),
                        attribute("status", ValueKind::choice, 0)};
  project.attributes[1].choices = {"planned", "done"};
  Entity milestone;
  milestone.name = "milestone";
  milestone.plural = "milestones";
  milestone.said = {1};
  milestone.attributes = {attribute("due date", ValueKind::date, 2)};
  model.entities = {project, milestone};
  design::Relationship has;
  has.verb = "has";
  has.from = {"project", "", false, true};
  has.to = {"milestone", "", true, false};
  has.owned = true;
  has.said = {1};
  model.relationships = {has};
  design::Access list;
  list.entity = "milestone";
  list.filters = {{"project", "=", ""}};
  list.order = {{"due date", false}};
  list.page = 50;
  list.said = {3};
  model.accesses = {list};
  model.wishes = {{"audit-trail", "project", {}, {4}}};
  return brief;
}

Wanted usual() {
  Wanted wanted;
  wanted.rules = check::default_rules();
  wanted.rows = 8000;
  wanted.command = "mimar design tracker.md --verify";
  return wanted;
}

class DesignServer : public support::TestServer {
 protected:
  static Design make(design::Brief brief) {
    auto made = designing::make(std::move(brief), "tracker.md", usual(), *world_);
    if (!made) throw std::runtime_error(support::why(made.error()));
    return std::move(*made);
  }
};

TEST_F(DesignServer, WhatABriefSaysIsInTheDesignAndHolds) {
  Design design = make(tracker());
  EXPECT_FALSE(is_partial(design)) << overview(design);
  EXPECT_TRUE(lost(design).empty());
  ASSERT_EQ(design.patterns.size(), 1U);
  EXPECT_EQ(design.patterns[0].refused, "");
  const auto proven = prove(design, usual(), *world_);
  ASSERT_TRUE(proven) << proven.error().message;
  for (const auto& evidence : evidence_of(design, "mimar design"))
    EXPECT_EQ(evidence.verdict, Verdict::confirmed) << evidence.claim << ": " << evidence.reason;
  const std::vector<Row> rows = traceability(design);
  for (std::size_t sentence = 0; sentence < design.brief.sentences.size(); ++sentence)
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
      return row.sentence == sentence && row.verdict == Verdict::confirmed;
    })) << design.brief.sentences[sentence].text;
}

// The columns leave the table: what was said of them is held by the table that has them now.
TEST_F(DesignServer, WhatAPatternTakesOutIsProvenWhereItIs) {
  design::Brief brief = tracker();
  Attribute code = attribute("member code", ValueKind::identifier, 2);
  code.personal = true;
  brief.model.entities[0].attributes.push_back(code);
  brief.model.wishes = {{"soft-delete", "project", {}, {4}},
                        {"pseudonymisation", "project", {}, {4}}};
  Design design = make(std::move(brief));
  ASSERT_EQ(design.patterns.size(), 2U);
  EXPECT_EQ(design.patterns[0].id, "pseudonymisation");
  EXPECT_EQ(design.patterns[0].refused, "");
  EXPECT_EQ(design.patterns[1].refused, "");
  const auto holds = std::find_if(design.draft.traces.begin(), design.draft.traces.end(),
                                  [](const design::Trace& trace) {
                                    return trace.object.starts_with("column member_code of ");
                                  });
  ASSERT_NE(holds, design.draft.traces.end());
  EXPECT_EQ(holds->object, "column member_code of public.projects_personal");
  EXPECT_EQ(std::count(holds->said.begin(), holds->said.end(), 2U), 1);
  const auto proven = prove(design, usual(), *world_);
  ASSERT_TRUE(proven) << proven.error().message;
  for (const auto& evidence : design.proof->traces)
    EXPECT_EQ(evidence.verdict, Verdict::confirmed) << evidence.claim << ": " << evidence.reason;
}

TEST_F(DesignServer, WhatIsNotUnderstoodMakesItPartial) {
  design::Brief brief = tracker();
  brief.sentences[2].outcome = design::Sentence::Outcome::not_understood;
  brief.sentences[2].question = "What is due?";
  brief.model.wishes.push_back({"time-travel", "project", {}, {4}});
  const Design design = make(std::move(brief));
  EXPECT_TRUE(is_partial(design));
  const std::vector<std::string> questions = open_questions(design);
  ASSERT_EQ(questions.size(), 1U);
  EXPECT_NE(questions[0].find("tracker.md:5"), std::string::npos);
  EXPECT_NE(questions[0].find("What is due?"), std::string::npos);
  ASSERT_EQ(design.unresolved.size(), 1U);
  EXPECT_NE(overview(design).find("This design is partial"), std::string::npos);
  EXPECT_EQ(evidence_of(design, "")[0].verdict, Verdict::refuted);
}

TEST_F(DesignServer, SentenceThatNothingAnswersToIsLost) {
  design::Brief brief = tracker();
  brief.sentences.push_back(brief.sentences.back());
  const Design design = make(std::move(brief));
  EXPECT_EQ(lost(design), std::vector<std::size_t>{5});
  EXPECT_NE(overview(design).find("nothing in the design answers to it"), std::string::npos);
  EXPECT_TRUE(is_partial(design));
}

}  // namespace
}  // namespace mimar::ops::designing
