// No field of the model is forgotten: fields.h lists as many as each struct has.
#include "model/fields.h"

#include <utility>

#include "model/compare.h"

namespace mimar::model {
namespace {

// Converts to anything, so that T{Any, Any, ...} compiles for as many as T has fields.
struct Any {
  template <class T>
  requires(!std::is_same_v<T, Any>) operator T() const { throw 0; }
};

template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
  return requires {
    T{(void(I), Any{})...};
  };
}

template <class T, std::size_t N = 40>
constexpr std::size_t fields_of() {
  if constexpr (takes<T>(std::make_index_sequence<N>{}))
    return N;
  else
    return fields_of<T, N - 1>();
}

struct Counter {
  std::size_t count = 0;
  template <class Field, class Owner>
  constexpr void operator()(const char*, Field Owner::*) {
    ++count;
  }
};

template <class T>
constexpr std::size_t listed() {
  Counter counter;
  fields(counter, static_cast<T*>(nullptr));
  return counter.count;
}

template <class... T>
void expect_all_listed() {
  (static_cast<void>([] { EXPECT_EQ(fields_of<T>(), listed<T>()) << __PRETTY_FUNCTION__; }()), ...);
}

TEST(ModelFields, AreAllListed) {
  expect_all_listed<Name, DataType, Reference, Grant, Access, DefaultPrivileges, SequenceOptions,
                    ColumnOf, Sequence, Identity, Column, Key, ForeignKey, Check, IndexKey, Index,
                    ExclusionElement, Exclusion, PartitionOf, Table>();
  expect_all_listed<Domain, Attribute, CompositeType, RangeType, Argument, Routine, Aggregate,
                    Trigger, Rule, Policy, ExtendedStatistics, Extension, EventTrigger,
                    PublishedTable, Publication, Collation, Operator, Cast, TokenMapping,
                    TextSearchConfiguration, TextSearchDictionary, ForeignDataWrapper,
                    ForeignServer, ForeignTable, TextSearchParser, TextSearchTemplate,
                    UserMapping>();
  expect_all_listed<Schema, Enum, View, OtherObject, Objects, ColumnStatistics, TableStatistics>();
}

// --- and each is seen by the comparison ---------------------------------------------------------
void change(bool& value) {
  value = !value;
}
void change(std::string& value) {
  value += "x";
}
void change(double& value) {
  value += 1;
}
void change(Name& value) {
  value.name += "x";
}
void change(DataType& value) {
  value.name.name += "x";
}
template <class T>
requires std::is_enum_v<T>
void change(T& value) {
  value = static_cast<T>(static_cast<int>(value) == 0 ? 1 : 0);
}
template <class T>
void change(std::vector<T>& value) {
  value.emplace_back();
}
template <class T>
void change(std::optional<T>& value) {
  value.emplace();
}
void change(std::map<std::string, std::string>& value) {
  value["x"] = "1";
}

// Calls `changed` once for each field, with a T in which only that one differs from T{}.
template <class T, class F>
struct Changer {
  F changed;
  template <class Field, class Owner>
  void operator()(const char* name, Field Owner::*field) {
    T value{};
    change(value.*field);
    changed(name, value);
  }
};

Objects with(Definition definition) {
  Objects objects;
  objects.others.emplace_back();
  objects.others.back().definition = std::move(definition);
  return objects;
}

template <class T>
void expect_each_field_compared() {
  const auto check = [](const char* name, const T& changed) {
    if (std::is_same_v<T, Extension> && std::string_view(name) == "version")
      return;  // may be unknown
    EXPECT_EQ(compare(with(T{}), with(changed)).differences.size(), 1U)
        << kind_of(T{}) << "." << name;
    EXPECT_FALSE(with(T{}) == with(changed)) << kind_of(T{}) << "." << name;
  };
  Changer<T, decltype(check)> changer{check};
  fields(changer, static_cast<T*>(nullptr));
}

template <std::size_t... I>
void expect_all_definitions_compared(std::index_sequence<I...>) {
  (expect_each_field_compared<std::variant_alternative_t<I + 1, Definition>>(), ...);
}

TEST(ModelFields, OfEveryDefinitionAreCompared) {
  expect_all_definitions_compared(std::make_index_sequence<std::variant_size_v<Definition> - 1>());
}

TEST(ModelFields, ADefinitionAgainstTextCannotBeChecked) {
  const Comparison result = compare(with(Policy{}), with({}));
  EXPECT_TRUE(result.differences.empty());
  EXPECT_EQ(result.could_not_check.size(), 1U);
}

}  // namespace
}  // namespace mimar::model
