#include "diff/settle.h"

#include "diff/diff.h"

namespace mimar::diff {
namespace {

model::Database with_check(const std::string& sql, bool resolved, const std::string& body) {
  model::Objects objects;
  objects.tables.resize(1);
  objects.tables[0].name = {"public", "t"};
  model::Check check;
  check.name = "c";
  check.expression = model::Expression(sql);
  check.expression.canonical = sql;
  check.expression.resolved = resolved;
  objects.tables[0].checks.push_back(check);
  objects.others.push_back({"function", "public.f()", body, {}, {}});
  return *model::build(std::move(objects));
}

std::vector<std::string> changes(const model::Database& from, const model::Database& to,
                                 Bodies bodies) {
  std::vector<std::string> lines;
  for (const Change& change : diff(from, *model::build(settled(from, to, bodies))))
    lines.push_back(describe(change));
  return lines;
}

TEST(Settle, WhatCouldNotBeCheckedIsNoChange) {
  const auto a = with_check("f(a)", false, "x;"), b = with_check("f((a))", true, "x;");
  EXPECT_FALSE(diff(a, b).empty());
  EXPECT_TRUE(changes(a, b, Bodies::comparable).empty());
  EXPECT_TRUE(changes(b, a, Bodies::comparable).empty());
}

TEST(Settle, WhatIsResolvedOnBothSidesStaysAChange) {
  EXPECT_FALSE(changes(with_check("a > 0", true, "x;"), with_check("a > 1", true, "x;"),
                       Bodies::spelt_differently)
                   .empty());
}

TEST(Settle, BodiesAreComparedBetweenReadingsOfOneKindOnly) {
  const auto a = with_check("a", true, "x;"), b = with_check("a", true, "y;");
  EXPECT_EQ(changes(a, b, Bodies::comparable),
            std::vector<std::string>{"alter function public.f(): text"});
  EXPECT_TRUE(changes(a, b, Bodies::spelt_differently).empty());
}

}  // namespace
}  // namespace mimar::diff
