#include "design/domain.h"

#include <gtest/gtest.h>

#include "design/brief/brief.h"

namespace mimar::design {
namespace {

Domain domain(const std::string& text) {
  const auto brief = read_brief(text, "brief.md");
  if (!brief) throw std::runtime_error(brief.error().message);
  return domain_of(brief->model);
}

std::string shown(const Domain& domain) {
  std::string result;
  for (const Context& context : domain.contexts) {
    result += "[" + context.name + "]";
    for (const Aggregate& one : context.aggregates) {
      result += " " + one.root;
      for (const std::string& part : one.parts)
        result += "+" + part;
    }
  }
  return result;
}

constexpr const char* theatre =
    "# Theatre\n\n## Repertoire\nA play has a title.\nA play has a number of scenes; a scene is "
    "part "
    "of a play and has a title.\nA performance belongs to a play and has a start time.\n\n"
    "## Box office\nA visitor has a name and an email.\nA reservation belongs to a visitor and to "
    "a "
    "performance and has a status (open, paid or void).\nA reservation goes from open to paid or "
    "void.\nA reservation line is part of a reservation and has a seat.\n";

TEST(Domain, HeadingsTellContextsAndPartsGoWithTheirRoot) {
  const Domain found = domain(theatre);
  ASSERT_EQ(found.contexts.size(), 2U) << shown(found);
  EXPECT_EQ(found.contexts[0].name, "Repertoire");
  EXPECT_EQ(found.contexts[1].name, "Box office");
  EXPECT_NE(shown(found).find("reservation+reservation line"), std::string::npos) << shown(found);
  EXPECT_EQ(context_of(found, "reservation line"), "Box office");
  ASSERT_EQ(found.crossings.size(), 1U);
  EXPECT_EQ(found.crossings[0].from, "reservation");
  EXPECT_EQ(found.crossings[0].to, "performance");
}

TEST(Domain, WhatOthersReferToIsNoPart) {
  const std::string more =
      std::string(theatre) + "A complaint belongs to a reservation line and has a text.\n";
  EXPECT_EQ(shown(domain(more)).find("reservation+reservation line"), std::string::npos);
}

TEST(Domain, AHeadingForEachEntityTellsNoContexts) {
  const Domain found = domain(
      "# Zoo\n\n## Keepers\nA keeper has a name.\n\n## Cages\nA cage has a number.\n\n## "
      "Animals\nAn "
      "animal lives in a cage and has a name.\n");
  ASSERT_EQ(found.contexts.size(), 1U) << shown(found);
  EXPECT_EQ(found.contexts[0].name, "");
  EXPECT_TRUE(found.crossings.empty());
}

TEST(Domain, TenantsOwnNothingAsAWhole) {
  const Domain found = domain(
      "# Books\n\nIsolate everything by company.\nA company has a name.\nAn invoice is part of a "
      "company and has a number.\n");
  EXPECT_EQ(shown(found), "[] company invoice");
}

TEST(Domain, StatusesAndPublishedChangesAreEvents) {
  const Domain found = domain(std::string(theatre) + "Keep an audit trail of plays.\n");
  std::string names;
  for (const DomainEvent& event : found.events)
    names += event.name + ";";
  EXPECT_NE(names.find("reservation becomes paid;"), std::string::npos) << names;
  EXPECT_NE(names.find("reservation becomes void;"), std::string::npos) << names;
  EXPECT_NE(names.find("play changes;"), std::string::npos) << names;
}

}  // namespace
}  // namespace mimar::design
