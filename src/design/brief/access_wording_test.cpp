// What is asked of the database, in the wording of other people: questions, lists behind a label,
// figures by group and time, conditions on what is related. Each is said back as what was
// understood, and reading that again gives the same.

#include <gtest/gtest.h>

#include "base/text.h"
#include "design/brief/brief.h"

namespace mimar::design {
namespace {

constexpr const char* kSchool =
    "# Music school\n\n"
    "A branch has a name and a town.\n"
    "A teacher has a name, an email and a hire date. A teacher works for one branch.\n"
    "A pupil has a name, an email and a birthday.\n"
    "A lesson has a start, a fee, a paid amount, a status (planned, under way, held or missed), a "
    "due "
    "date, an optional cancelled at and a booked at.\n"
    "A pupil has many lessons. A lesson may be assigned to a teacher. A lesson belongs to a "
    "branch.\n"
    "A lesson has many notes. A note has a text and a written at.\n"
    "A badge has a name. A right has a name. A teacher has many badges. A badge has many "
    "rights.\n\n";

std::vector<Sentence> read_below_school(const std::string& text) {
  const auto context = read_brief(kSchool, "brief.md");
  const auto brief = read_brief(kSchool + text + "\n", "brief.md");
  EXPECT_TRUE(context && brief);
  if (!context || !brief) return {};
  return {brief->sentences.begin() + static_cast<std::ptrdiff_t>(context->sentences.size()),
          brief->sentences.end()};
}

std::string restated(const std::vector<Sentence>& sentences) {
  std::string all;
  for (const Sentence& sentence : sentences)
    all += (all.empty() ? "" : " ") + text::join(sentence.restated, " ");
  return all;
}

void expect_read(const std::string& asked, const std::string& understood) {
  const std::vector<Sentence> read = read_below_school(asked);
  for (const Sentence& sentence : read)
    EXPECT_EQ(sentence.outcome, Sentence::Outcome::understood)
        << asked << " -- " << sentence.question;
  EXPECT_EQ(restated(read), understood) << asked;
  EXPECT_EQ(restated(read_below_school(restated(read))), restated(read)) << asked;
}

TEST(AccessWording, Figures) {
  expect_read("Average fee of lessons per branch.", "Show the average fee of lessons per branch.");
  expect_read("What is the highest fee of the lessons of a pupil?",
              "Show the maximum fee of lessons whose pupil is given.");
  expect_read("How many lessons are under way per branch?",
              "Count lessons whose status is under way per branch.");
  expect_read("How many lessons does a pupil have?", "Count lessons whose pupil is given.");
  expect_read("Show the number of held lessons per month and teacher.",
              "Count lessons whose status is held per month of booked at and teacher.");
  expect_read("Monthly number of lessons.", "Count lessons per month of booked at.");
  expect_read("Total lesson fee by pupil and year.",
              "Sum the fee of lessons per pupil and year of booked at.");
}

TEST(AccessWording, TheFirstByAFigure) {
  expect_read("The five pupils with the most lessons.",
              "Count lessons per pupil, greatest first, 5 a page.");
  expect_read("Top 3 teachers by number of held lessons this month.",
              "Count lessons whose status is held whose booked at is at least this month whose "
              "booked at is before next month per teacher, greatest first, 3 a page.");
}

TEST(AccessWording, MomentsAreCountedFromNow) {
  expect_read("Show today's lessons of a teacher.",
              "List lessons whose booked at is at least today whose booked at is before tomorrow "
              "whose teacher is given.");
  expect_read("Show lessons cancelled in the last 3 days.",
              "List lessons whose cancelled at is at least 3 days ago.");
  expect_read("List lessons that are due within two weeks.",
              "List lessons whose due date is at least now whose due date is at most in 2 weeks.");
  expect_read("Find all teachers hired before a given date.",
              "List teachers whose hire date is before a given value.");
  expect_read("List missed lessons older than a month.",
              "List lessons whose status is missed whose booked at is before 1 month ago.");
}

TEST(AccessWording, WhatIsComparedWithinARow) {
  expect_read("Find lessons whose paid amount is less than their fee.",
              "List lessons whose paid amount is before its fee.");
  expect_read("List lessons where the paid amount is below the fee, by due date.",
              "List lessons whose paid amount is before its fee sorted by due date.");
  expect_read("List lessons with a fee over 40.", "List lessons whose fee is above 40.");
}

TEST(AccessWording, WhatIsNotThere) {
  const char* none = "List lessons whose teacher is missing.";
  for (const char* asked : {"List lessons without a teacher.", "List unassigned lessons.",
                            "List lessons nobody is assigned to.", "Which lessons have no teacher?",
                            "List lessons that are not assigned."})
    expect_read(asked, none);
  expect_read("List pupils who have never booked a lesson.",
              "List pupils whose lesson is missing.");
}

TEST(AccessWording, WhatIsRelated) {
  expect_read("List the rights of a teacher.", "List rights whose teacher is given.");
  expect_read("Find teachers who work for a branch in a given town.",
              "List teachers whose branch town is given.");
  expect_read("List the notes of all lessons of a pupil.", "List notes whose pupil is given.");
  expect_read("Show a lesson with its notes.", "Find a lesson whose id is given.");
}

TEST(AccessWording, StatesOfSeveralWordsAndSeveralStates) {
  expect_read("List the lessons of a pupil that are not yet held.",
              "List lessons whose pupil is given whose status is not held.");
  expect_read("List lessons that are under way or planned.",
              "List lessons whose status is under way or planned.");
}

TEST(AccessWording, WhoAsksAndWhereItIsShown) {
  expect_read("Teachers can filter their lessons by status.",
              "List lessons whose teacher is given whose status is given.");
  expect_read("The start screen shows the five most recent lessons of a pupil.",
              "List lessons whose pupil is given sorted by booked at descending, 5 a page.");
  expect_read("We often need the lessons of a teacher.", "List lessons whose teacher is given.");
  expect_read("As a secretary, I want to assign a lesson to a teacher.",
              "Change the teacher of lessons.");
  expect_read("Screens: lessons of a branch by start; a pupil's missed lessons; lessons per day.",
              "List lessons whose branch is given sorted by start. List lessons whose pupil is "
              "given whose status is missed. Count lessons per day of booked at.");
}

TEST(AccessWording, WhoseLastOnes) {
  expect_read("Show a pupil's last 12 lessons.",
              "List lessons whose pupil is given sorted by booked at descending, 12 a page.");
  expect_read("List branches alphabetically.", "List branches sorted by name.");
}

TEST(AccessWording, WhatNoAccessCanTellIsAskedAbout) {
  for (const char* asked : {"Get the newest note of each lesson.",
                            "List distinct towns of branches.", "Sum of held lessons per pupil."}) {
    const Sentence read = read_below_school(asked).back();
    EXPECT_EQ(read.outcome, Sentence::Outcome::not_understood) << asked;
    EXPECT_FALSE(read.question.empty()) << asked;
  }
}

}  // namespace
}  // namespace mimar::design
