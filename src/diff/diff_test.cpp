#include "diff/diff.h"

namespace mimar::diff {
namespace {

model::Column column(std::string name, std::string type = "integer") {
  model::Column result;
  result.name = std::move(name);
  result.type.name.name = std::move(type);
  return result;
}

model::Database database(std::vector<model::Column> columns) {
  model::Objects objects;
  objects.tables.resize(1);
  objects.tables[0].name = {"public", "t"};
  objects.tables[0].columns = std::move(columns);
  return *model::build(std::move(objects));
}

std::vector<std::string> described(const model::Database& from, const model::Database& to) {
  std::vector<std::string> lines;
  for (const Change& change : diff(from, to))
    lines.push_back(describe(change));
  const Result<model::Database> applied = mimar::diff::apply(from, diff(from, to));
  EXPECT_TRUE(applied && *applied == to);
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Diff, OfTheSameIsNothing) {
  EXPECT_TRUE(diff(model::Database(), model::Database()).empty());
  EXPECT_TRUE(diff(database({column("a")}), database({column("a")})).empty());
}

TEST(Diff, WholeTablesComeAndGoWhole) {
  EXPECT_EQ(described({}, database({column("a"), column("b")})),
            Lines{"add table public.t (2 columns)"});
  EXPECT_EQ(described(database({column("a")}), {}), Lines{"drop table public.t"});
}

TEST(Diff, ColumnsKeepTheirPlaces) {
  EXPECT_EQ(described(database({column("a"), column("b")}),
                      database({column("x"), column("a"), column("y"), column("b")})),
            (Lines{"add column public.t.x integer", "add column public.t.y integer"}));
  EXPECT_EQ(described(database({column("a"), column("b")}),
                      database({column("b"), column("x"), column("a")})),
            (Lines{"add column public.t.x integer", "reorder columns of public.t: b, x, a"}));
  EXPECT_EQ(described(database({column("a"), column("b")}), database({column("b", "bigint")})),
            (Lines{"drop column public.t.a", "alter column public.t.b: type integer to bigint"}));
}

TEST(Diff, NamesEveryFactOfAColumnThatDiffers) {
  model::Column before = column("a"), after = column("a");
  before.default_value = model::Expression("1");
  after.not_null = true;
  after.comment = "the first";
  EXPECT_EQ(described(database({before}), database({after})),
            Lines{"alter column public.t.a: not null, default 1 to none, comment"});
}

TEST(Apply, RefusesWhatDoesNotFit) {
  const model::Database one = database({column("a")}), two = database({column("a"), column("b")});
  const Result<model::Database> twice = mimar::diff::apply(two, diff(one, two));
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().kind, ErrorKind::input);
  EXPECT_EQ(twice.error().message,
            "the change does not fit: column \"public.t.b\" is already there");
  const Result<model::Database> nowhere = mimar::diff::apply({}, diff(one, two));
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().message, "the change does not fit: table \"public.t\" is not there");
}

TEST(Apply, WhatItMakesMustBeADatabase) {
  model::Key key;
  key.name = "t_pkey";
  key.columns = {"missing"};
  EXPECT_FALSE(mimar::diff::apply(database({column("a")}), {AddPrimaryKey{{"public", "t"}, key}}));
}

}  // namespace
}  // namespace mimar::diff
