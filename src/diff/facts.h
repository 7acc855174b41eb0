#pragma once
// The words after "alter ...:" in a description: which facts differ.

#include <string>
#include <vector>

#include "base/text.h"
#include "model/table.h"

namespace mimar::diff {

class Facts {
 public:
  // Only that it differs: "comment".
  template <class T>
  void add(const char* what, const T& from, const T& to) {
    if (!(from == to)) facts_.emplace_back(what);
  }
  // With both values: "type integer to bigint".
  void add(const char* what, const std::string& from, const std::string& to) {
    if (from != to) facts_.push_back(std::string(what) + " " + shown(from) + " to " + shown(to));
  }
  void say(bool condition, std::string fact) {
    if (condition) facts_.push_back(std::move(fact));
  }
  std::string text() const { return facts_.empty() ? "" : ": " + text::join(facts_, ", "); }

 private:
  static std::string shown(const std::string& value) { return value.empty() ? "none" : value; }
  std::vector<std::string> facts_;
};

}  // namespace mimar::diff
