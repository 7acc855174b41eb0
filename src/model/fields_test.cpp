// No field of the model is forgotten: fields.h lists as many as each struct has.
#include "model/fields.h"

#include <utility>

namespace mimar::model {
namespace {

// Converts to anything, so that T{Any, Any, ...} compiles for as many as T has fields.
struct Any {
  template <class T>
  requires(!std::is_same_v<T, Any>) operator T() const { return std::declval<T>(); }
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
                    ForeignServer, ForeignTable>();
  expect_all_listed<Schema, Enum, View, OtherObject, Objects>();
}

}  // namespace
}  // namespace mimar::model
