#pragma once
// What people call a pattern, and the words that go with each: tables, no decisions.

#include <span>
#include <string_view>

namespace mimar::design::brief {

struct Phrase {
  std::string_view words;  // in this order
  std::string_view pattern;
};

// Words that go with a pattern and say no more than its name does.
struct Company {
  std::string_view pattern;
  std::initializer_list<std::string_view> words;
};

// Longer ones stand first where one is part of another.
std::span<const Phrase> wish_phrases();
std::span<const Company> wish_company();
// The occasions that patterns are there for; of an outbox, whatever happens to something.
std::span<const Company> wish_occasions();

}  // namespace mimar::design::brief
