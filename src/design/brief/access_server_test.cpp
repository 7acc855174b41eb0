// Access patterns of a brief on a server with rows: each statement runs, and its index is taken.

#include <gtest/gtest.h>

#include "design/brief/brief.h"
#include "design/relational/relational.h"
#include "read/source.h"
#include "support/server.h"
#include "verify/design_proof.h"

namespace mimar::design {
namespace {

class BriefAccessServer : public support::TestServer {};

constexpr const char* kBrief =
    "# Music school\n\n"
    "A branch has a name and a town.\n"
    "A teacher has a name, an email and a hire date. A teacher works for one branch.\n"
    "A pupil has a name, an email and a birthday.\n"
    "A lesson has a start, a fee, a paid amount, a status (planned, under way, held or missed), a "
    "due "
    "date, an optional cancelled at and a booked at.\n"
    "A pupil has many lessons. A lesson may be assigned to a teacher. A lesson belongs to a "
    "branch.\n"
    "A note belongs to a lesson, and has a text and a written at.\n"
    "A role has a name. A permission has a name. Teachers have many roles. Roles have many "
    "permissions.\n\n"
    "## Access patterns\n\n"
    "- List the permissions of a teacher.\n"
    "- Average fee of lessons per branch and month.\n"
    "- The five pupils with the most lessons this year.\n"
    "- Lessons of a branch that are due within two weeks.\n"
    "- List lessons whose paid amount is below their fee, by due date.\n"
    "- Unassigned lessons of a branch, oldest first.\n"
    "- List pupils without lessons.\n"
    "- Find teachers who work for a branch in a given town.\n"
    "- List the notes of all lessons of a pupil, newest first, 20 a page.\n"
    "- Today's lessons of a teacher.\n"
    "- List the lessons of a pupil that are under way or planned.\n"
    "- Show the maximum fee of lessons of a pupil.\n";

TEST_F(BriefAccessServer, EachRunsAndTakesItsIndex) {
  const auto brief = read_brief(kBrief, "brief.md");
  ASSERT_TRUE(brief);
  for (const Sentence& sentence : brief->sentences)
    EXPECT_TRUE(sentence.question.empty()) << sentence.text << " -- " << sentence.question;
  const auto draft = to_relational(brief->model, {});
  ASSERT_TRUE(draft) << support::why(draft.error());
  for (const std::string& question : draft->questions)
    EXPECT_EQ(question.find("access pattern"), std::string::npos) << question;
  EXPECT_GE(draft->accesses.size(), 12U);
  const auto reading = read::read_files({{"design.sql", draft->sql}});
  ASSERT_TRUE(reading) << support::why(reading.error());
  model::Statistics counts = draft->rows;
  for (auto& [table, count] : counts.tables)
    count.rows = table.name == "lessons" || table.name == "notes" ? 4000 : 200;
  const auto proof = verify::prove_design(
      *scratch_, {draft->sql, reading->database, {}, draft->accesses, counts}, {}, *world_);
  ASSERT_TRUE(proof) << support::why(proof.error());
  ASSERT_EQ(proof->accepted.verdict, evidence::Verdict::confirmed) << proof->accepted.reason;
  ASSERT_EQ(proof->accesses.size(), draft->accesses.size());
  for (const verify::AccessPlan& one : proof->accesses) {
    const bool excused = one.evidence.reason.find("more --rows may tell") != std::string::npos ||
                         one.evidence.reason.find("meets no row") != std::string::npos;
    EXPECT_TRUE(excused || one.evidence.verdict == evidence::Verdict::confirmed)
        << one.evidence.claim << "\n"
        << one.evidence.reason;
  }
}

}  // namespace
}  // namespace mimar::design
