// Whatever differs between two objects, their lines differ: each field is changed in turn.

#include "diff/details.h"

#include <gtest/gtest.h>

#include "diff/diff.h"
#include "model/fields.h"

namespace mimar::diff {
namespace {

using model::Expression;

void change(bool& value) {
  value = !value;
}
void change(std::string& value) {
  value += "x";
}
void change(std::vector<std::string>& value) {
  value.emplace_back("x");
}
void change(std::map<std::string, std::string>& value) {
  value["fillfactor"] = "70";
}
void change(model::Name& value) {
  value = {"public", "other"};
}
void change(model::Comment& value) {
  value = "hm";
}
void change(model::Action& value) {
  value = model::Action::cascade;
}
void change(Expression& value) {
  value = Expression("a > 7");
}
void change(std::optional<Expression>& value) {
  value = Expression("a > 7");
}
void change(model::Origin&) {}
void change(std::vector<model::IndexKey>& value) {
  value.emplace_back();
}

// Calls `told` with each field of `plain` changed.
template <class T, class Told>
struct EachField {
  const T& plain;
  Told told;
  template <class Field>
  void operator()(const char* name, Field T::*field) {
    T changed = plain;
    change(changed.*field);
    if (std::string_view(name) != "origin") told(name, changed);
  }
};

template <class T, class Line>
void expect_each_field_is_told(const T& plain, Line line) {
  const auto told = [&](const char* name, const T& changed) {
    EXPECT_NE(line(changed), line(plain)) << name;
  };
  EachField<T, decltype(told)> visitor{plain, told};
  model::fields(visitor, static_cast<T*>(nullptr));
}

const model::Name table{"public", "t"};

model::IndexKey key_on(const char* column) {
  model::IndexKey key;
  key.column = column;
  return key;
}

TEST(DiffDetails, ALineOfAnIndexTellsAllOfIt) {
  model::Index index;
  index.name = "i";
  index.keys = {key_on("a")};
  expect_each_field_is_told(index, [](const model::Index& one) {
    return describe(AddIndex{table, one});
  });
  expect_each_field_is_told(index, [](const model::Index& one) {
    return describe(DropIndex{table, one});
  });
  expect_each_field_is_told(index.keys[0], [&](const model::IndexKey& key) {
    model::Index one = index;
    one.keys = {key};
    return describe(AddIndex{table, one});
  });
}

TEST(DiffDetails, ALineOfAKeyTellsAllOfIt) {
  model::Key key;
  key.name = "k";
  key.columns = {"a"};
  expect_each_field_is_told(key, [](const model::Key& one) {
    return describe(AddPrimaryKey{table, one});
  });
  expect_each_field_is_told(key, [](const model::Key& one) {
    return describe(DropUnique{table, one});
  });
}

TEST(DiffDetails, ALineOfAForeignKeyTellsAllOfIt) {
  model::ForeignKey key;
  key.name = "k";
  key.columns = {"a"};
  key.referenced_table = {"public", "u"};
  key.referenced_columns = {"id"};
  expect_each_field_is_told(key, [](const model::ForeignKey& one) {
    return describe(AddForeignKey{table, one});
  });
}

TEST(DiffDetails, ALineOfACheckTellsAllOfIt) {
  model::Check check;
  check.name = "k";
  check.expression = Expression("a > 0");
  expect_each_field_is_told(check, [](const model::Check& one) {
    return describe(AddCheck{table, one});
  });
}

TEST(DiffDetails, SaysItInWords) {
  model::Index index;
  index.name = "i";
  index.keys = {key_on("a")};
  EXPECT_EQ(describe(AddIndex{table, index}), "add index i on public.t (a)");
  index.keys[0].descending = index.keys[0].nulls_first = true;
  index.include = {"b"};
  index.predicate = Expression("b > 0");
  EXPECT_EQ(describe(AddIndex{table, index}),
            "add index i on public.t (a): key 1 descending, include b, predicate b > 0");
  model::ForeignKey key;
  key.name = "k";
  key.columns = {"a"};
  key.referenced_table = {"public", "u"};
  key.referenced_columns = {"id"};
  key.on_delete = model::Action::cascade;
  key.deferrable = key.not_valid = true;
  EXPECT_EQ(describe(DropForeignKey{table, key}),
            "drop foreign key k on public.t (a) to public.u (id): on delete cascade, deferrable, "
            "not valid");
}

TEST(DiffDetails, AnAlteredObjectTellsWhatOfIt) {
  model::OtherObject from{"function", "public.f()", "", {}, {}};
  model::Routine routine;
  routine.name = {"public", "f"};
  routine.language = "sql";
  routine.body = "SELECT 1";
  from.definition = routine;
  routine.volatility = model::Volatility::stable;
  routine.body = "SELECT\n2";
  model::OtherObject to = from;
  to.definition = routine;
  EXPECT_EQ(describe(AlterObject{from, to}),
            "alter function public.f(): body, volatility volatile to stable");
}

}  // namespace
}  // namespace mimar::diff
