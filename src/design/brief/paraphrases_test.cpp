// The same requirement in many words: every way to say it gives the same model as the first one.

#include <gtest/gtest.h>

#include "design/brief/brief.h"
#include "support/model_outline.h"

namespace mimar::design {
namespace {

// What holds, without the words it was said with.
std::string meaning(const std::string& context, const char* sentence) {
  auto brief = read_brief(context + sentence + "\n", "brief.md");
  if (!brief) return brief.error().message;
  EXPECT_EQ(brief->sentences.back().outcome, Sentence::Outcome::understood)
      << sentence << " -- " << brief->sentences.back().question;
  // A part goes with its whole, which some of the words say and others do not.
  for (Relationship& one : brief->model.relationships)
    one.owned = false;
  return test::outline(brief->model);
}

void expect_same(const std::string& context, std::initializer_list<const char*> sentences) {
  const std::string first = meaning(context, *sentences.begin());
  for (const char* sentence : sentences)
    EXPECT_EQ(meaning(context, sentence), first) << sentence;
}

TEST(BriefParaphrases, OneToMany) {
  expect_same("A project has a name.\nA milestone has a title.\n",
              {"A project has many milestones.",
               "Each project has many milestones.",
               "Every project has several milestones.",
               "Projects have milestones.",
               "Projects have many milestones.",
               "A project has multiple milestones.",
               "A project can have many milestones.",
               "A project may have several milestones.",
               "A project contains many milestones.",
               "Projects contain milestones.",
               "A project includes several milestones.",
               "A project has zero or more milestones.",
               "A project has any number of milestones.",
               "A project has a list of milestones.",
               "A project has a number of milestones.",
               "Milestones belong to a project.",
               "A milestone belongs to a project.",
               "A milestone belongs to exactly one project.",
               "Each milestone belongs to one project.",
               "Every milestone belongs to one project.",
               "Each milestone is part of a project.",
               "A milestone is part of exactly one project.",
               "A milestone must belong to a project.",
               "The project has many milestones.",
               "A project owns milestones.",
               "A project holds many milestones.",
               "A project consists of milestones.",
               "A project comprises many milestones.",
               "A project is made up of milestones.",
               "A project is divided into milestones.",
               "A project is composed of several milestones.",
               "Milestones are part of a project.",
               "A milestone references a project.",
               "A milestone refers to exactly one project.",
               "Every milestone is linked to a project.",
               "A milestone is associated with one project.",
               "A milestone is attached to a project.",
               "A milestone is assigned to exactly one project.",
               "All projects have milestones.",
               "Our projects have many milestones.",
               "A milestone is related to one project.",
               "Each milestone is contained in a project."});
}

TEST(BriefParaphrases, Unique) {
  expect_same("A user has an email and a name. A user belongs to a tenant. A tenant has a name.\n",
              {"An email is unique within a tenant.",
               "The email of a user is unique within a tenant.",
               "A user's email is unique within a tenant.",
               "Emails are unique within a tenant.",
               "Emails are unique per tenant.",
               "Emails must be unique per tenant.",
               "The email must be unique within a tenant.",
               "User emails are unique within each tenant.",
               "Every email is unique within its tenant.",
               "Within a tenant, emails are unique.",
               "Within a tenant, the email of a user is unique.",
               "No two users of a tenant may have the same email.",
               "No two users in a tenant have the same email.",
               "No two users within a tenant can have the same email.",
               "No two users may share an email within a tenant.",
               "Email addresses are unique per tenant.",
               "Unique email per tenant.",
               "The email should be unique for each tenant.",
               "Per tenant, emails must be unique.",
               "In a tenant, emails are unique.",
               "Emails have to be unique within a tenant.",
               "The emails of users must be unique within a tenant."});
}

TEST(BriefParaphrases, Bound) {
  expect_same("An order has a total.\n",
              {"An order's total is at least 0.",
               "The total of an order is at least 0.",
               "The total is at least 0.",
               "An order's total is never negative.",
               "The total of an order must not be negative.",
               "The total of an order cannot be negative.",
               "The total must be zero or more.",
               "An order's total must be at least zero.",
               "An order's total is non-negative.",
               "The total of an order is not below 0.",
               "The total is never less than 0.",
               "The total of an order must be greater than or equal to 0.",
               "The order total is at least 0.",
               "Order totals are at least 0.",
               "The total must never be below zero.",
               "The total of each order is at least 0.",
               "The total may not be negative.",
               "Totals are never negative.",
               "Every order's total is at least 0.",
               "The total should not be negative.",
               "The total must be >= 0."});
}

TEST(BriefParaphrases, NonOverlap) {
  expect_same(
      "A room has a name. A booking has a start and an end. A booking is for a room.\n",
      {"Bookings of a room must not overlap.", "Bookings for a room must not overlap.",
       "Bookings of the same room must not overlap.", "No two bookings of a room may overlap.",
       "Bookings of a room never overlap.", "Bookings for the same room cannot overlap.",
       "A room's bookings must not overlap.", "The bookings of a room may not overlap.",
       "A room cannot be double-booked.", "Bookings in a room must not overlap.",
       "Bookings must not overlap within a room.", "Bookings of one room must not overlap in time.",
       "A room must not be double-booked.", "Bookings in the same room can't overlap."});
}

TEST(BriefParaphrases, Retention) {
  expect_same("An event has a kind.\n", {"Keep events for 90 days.",
                                         "Events are kept for 90 days.",
                                         "Retain events for 90 days.",
                                         "Events are retained for 90 days.",
                                         "Delete events after 90 days.",
                                         "Events are deleted after 90 days.",
                                         "Events must be deleted after 90 days.",
                                         "Events expire after 90 days.",
                                         "Events have to be kept for 90 days.",
                                         "We keep events for 90 days.",
                                         "Purge events after 90 days.",
                                         "Events older than 90 days are deleted.",
                                         "Remove events older than 90 days.",
                                         "Events should be removed after 90 days.",
                                         "Store events for 90 days.",
                                         "Events are stored for 90 days.",
                                         "Events are purged after 90 days.",
                                         "The retention of events is 90 days.",
                                         "An event is kept for 90 days.",
                                         "Please keep events for 90 days."});
}

TEST(BriefParaphrases, Audit) {
  expect_same("An order has a number.\n",
              {"Keep an audit trail of orders.", "We need an audit trail for orders.",
               "Changes to orders must be audited.", "All changes to orders are logged.",
               "Every change to an order is recorded.", "Log every change to orders.",
               "Record all changes to orders.", "Keep an audit log of orders.",
               "Maintain an audit trail for orders.", "An audit trail of orders is required.",
               "Track all changes to orders.", "We must know who changed an order and when.",
               "Audit orders.", "Keep a change history of orders.",
               "Keep a history of changes to orders."});
}

TEST(BriefParaphrases, List) {
  expect_same(
      "A project has a name. A task has a title, a due date and a status (open, done). A project "
      "has many tasks.\n",
      {"List a project's open tasks by due date, 50 a page, 100 a second.",
       "List the open tasks of a project by due date, 50 a page, 100 a second.",
       "Show a project's open tasks sorted by due date, 50 per page, 100 per second.",
       "Show the open tasks of a project ordered by due date, 50 a page, 100 times a second.",
       "List a project's open tasks, sorted by due date, 50 a page, 100/s.",
       "Fetch the open tasks of a project by due date, page size 50, 100 times per second.",
       "Get a project's open tasks by due date, 50 at a time, 100 a second.",
       "Browse a project's open tasks by due date, 50 a page, 100 a second.",
       "Display the open tasks of a project by due date, 50 a page, 100 a second.",
       "List a project's tasks that are open by due date, 50 a page, 100 a second.",
       "List a project's tasks whose status is open, by due date, 50 a page, 100 a second."});
}

}  // namespace
}  // namespace mimar::design
