#pragma once
// What a sentence is made of, for comparing a brief with the prose it comes from.

#include <string>
#include <string_view>
#include <vector>

namespace mimar::design::prose {

struct Words {
  std::vector<std::string> content;  // lower case, as written; without what only joins words
  std::vector<double> numbers;       // "10 million" is one
  std::vector<std::string> units;    // of time: "second" also for "ms", "per day" and "daily"
  bool negates = false;              // not, never, without ...
  bool restricts = false;            // only, once, at most ...: may be said again with a "not"
};

Words words_of(std::string_view sentence);

// Whether two words are forms of one: "booking" and "booked", "companies" and "company".
bool same_word(std::string_view a, std::string_view b);
// Whether one of `heard` is a form of the word, or says in other words what the word means in a
// brief: "twice" for "unique", "might" for "optional".
bool is_supported(std::string_view word, const std::vector<std::string>& heard);

}  // namespace mimar::design::prose
