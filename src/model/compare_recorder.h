#pragma once
// Where the comparison of one object writes what it found. Used by compare*.cpp only.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/compare.h"
#include "model/owners.h"

namespace mimar::model {

// How values are shown in a Difference; an absent one is "none".
std::string show(bool value);
std::string show(std::int64_t value);
std::string show(double value);
std::string show(const std::string& value);
std::string show(const Comment& value);
std::string show(const std::optional<int>& value);
std::string show(const Name& value);
std::string show(const DataType& value);
std::string show(const std::optional<DataType>& value);
std::string show(Action value);
std::string show(ArgumentMode value);
std::string show(Volatility value);
std::string show(Parallel value);
std::string show(FireWhen value);
std::string show(Enabled value);
std::string show(const std::vector<std::string>& value);
std::string show(const std::vector<Name>& value);
std::string show(const std::vector<DataType>& value);
std::string show(const std::vector<Grant>& value);
std::string show(const std::map<std::string, std::string>& value);
std::string show(const std::optional<ColumnOf>& value);

struct OwnerPair {
  std::string object, left, right;
};

// What only the whole comparison can judge.
struct OwnersFound {
  Owners judge;
  std::vector<OwnerPair> pairs;
};

class Recorder {
 public:
  Recorder(Comparison& result, OwnersFound& owners, std::string object)
      : result_(result), owners_(owners), object_(std::move(object)) {}
  // The same record, about another object.
  Recorder about(std::string object) const { return {result_, owners_, std::move(object)}; }
  const std::string& object() const { return object_; }

  void difference(std::string_view what, std::string left, std::string right);
  template <class T>
  void field(std::string_view what, const T& left, const T& right) {
    if (!(left == right)) difference(what, show(left), show(right));
  }
  void expression(std::string_view what, const Expression& left, const Expression& right);
  void expression(std::string_view what, const std::optional<Expression>& left,
                  const std::optional<Expression>& right);
  void access(const Access& left, const Access& right);
  void could_not_check(std::string_view what, std::string left, std::string right);
  void opaque_found_on_both_sides() { ++result_.opaques_compared; }

 private:
  Comparison& result_;
  OwnersFound& owners_;
  std::string object_;
};

// Pairs two lists by key. `describe` names an object for people; what only one side has is
// "missing" (on the right) or "extra"; `same` gets each pair with its Recorder. Order does not
// matter here.
template <class T, class KeyOf, class Describe, class Same>
void match(const Recorder& recorder, const std::vector<T>& left, const std::vector<T>& right,
           KeyOf key_of, Describe describe, Same same) {
  std::multimap<decltype(key_of(left.front())), std::pair<const T*, const T*>> pairs;
  for (const T& item : left)
    pairs.emplace(key_of(item), std::pair<const T*, const T*>(&item, nullptr));
  for (const T& item : right) {
    auto [begin, end] = pairs.equal_range(key_of(item));
    while (begin != end && begin->second.second != nullptr)
      ++begin;
    if (begin == end) {
      pairs.emplace(key_of(item), std::pair<const T*, const T*>(nullptr, &item));
    } else {
      begin->second.second = &item;
    }
  }
  for (const auto& [key, pair] : pairs) {
    const std::string object = describe(pair.first != nullptr ? *pair.first : *pair.second);
    Recorder one = recorder.about(object);
    if (pair.second == nullptr) {
      one.difference("missing", "present", "none");
    } else if (pair.first == nullptr) {
      one.difference("extra", "none", "present");
    } else {
      same(one, *pair.first, *pair.second);
    }
  }
}

// Every field of the two (fields.h), names that paired them included.
void compare_fields(Recorder& recorder, const Schema& left, const Schema& right);
void compare_fields(Recorder& recorder, const Enum& left, const Enum& right);
void compare_fields(Recorder& recorder, const Sequence& left, const Sequence& right);
void compare_fields(Recorder& recorder, const Table& left, const Table& right);
void compare_fields(Recorder& recorder, const View& left, const View& right);
void compare_fields(Recorder& recorder, const OtherObject& left, const OtherObject& right);
void compare_fields(Recorder& recorder, const DefaultPrivileges& left,
                    const DefaultPrivileges& right);

}  // namespace mimar::model
