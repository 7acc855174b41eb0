#include "design/brief/spelling.h"

#include <algorithm>
#include <array>

#include "design/brief/lexicon.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// Words that sentences of requirements turn on.
constexpr std::array<std::string_view, 21> kKeywords{
    "optional", "required", "mandatory", "unique",   "belongs",     "contains", "consists",
    "exactly",  "between",  "within",    "status",   "description", "overlap",  "default",
    "isolate",  "depends",  "several",   "multiple", "references",  "ignoring", "characters"};

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// The word and what is left when one letter is taken out of it: two words that are one letter apart
// share one of these.
std::vector<std::string> neighbours(const std::string& word) {
  std::vector<std::string> result{word};
  for (std::size_t i = 0; i < word.size(); ++i) {
    std::string less = word;
    less.erase(i, 1);
    result.push_back(std::move(less));
  }
  return result;
}

// One letter too many, too few, another one, or two that changed places.
bool one_apart(std::string_view a, std::string_view b) {
  if (a == b) return false;
  std::size_t front = 0, back = 0;
  while (front < std::min(a.size(), b.size()) && a[front] == b[front])
    ++front;
  while (back < std::min(a.size(), b.size()) - front &&
         a[a.size() - 1 - back] == b[b.size() - 1 - back])
    ++back;
  const std::size_t left = a.size() - front - back, right = b.size() - front - back;
  if (left <= 1 && right <= 1) return true;
  return left == 2 && right == 2 && a[front] == b[front + 1] && a[front + 1] == b[front];
}

}  // namespace

void find_typos(Vocabulary& vocabulary) {
  std::map<std::string, std::vector<std::string>> near;
  for (const auto& [name, times] : vocabulary.entities) {
    if (name.size() < 6 || has_digit(name)) continue;
    for (std::string& variant : neighbours(name))
      near[std::move(variant)].push_back(name);
  }
  for (const auto& [variant, names] : near) {
    for (const std::string& wrong : names) {
      for (const std::string& right : names) {
        const std::size_t rare = vocabulary.entities.at(wrong),
                          frequent = vocabulary.entities.at(right);
        if (rare <= 4 && frequent >= 2 * rare && one_apart(wrong, right))
          vocabulary.typos.try_emplace(wrong, right);
      }
    }
  }
  for (const auto& [wrong, right] : vocabulary.typos)
    vocabulary.entities.erase(wrong);
}

std::vector<std::pair<std::string, std::string>> correct(Tokens& tokens,
                                                         const Vocabulary& vocabulary) {
  std::vector<std::pair<std::string, std::string>> changed;
  for (Token& token : tokens) {
    if (token.kind != Token::Kind::word || token.lower.size() < 5) continue;
    const std::string one = singular(token.lower);
    std::string right;
    if (const auto typo = vocabulary.typos.find(one); typo != vocabulary.typos.end()) {
      right = one == token.lower ? typo->second : plural(typo->second);
    } else if (!is_function_word(token.lower) && find_verb(token.lower) == nullptr &&
               !vocabulary.is_entity(one)) {
      const auto found = std::ranges::find_if(kKeywords, [&](std::string_view word) {
        return token.lower.front() == word.front() && one_apart(token.lower, word) &&
               token.lower != "descriptions" && token.lower != "defaults" &&
               token.lower != "overlaps" && token.lower != "defaulted" &&
               token.lower != "statuses" && token.lower != "isolated" && token.lower != "isolates";
      });
      if (found != kKeywords.end()) right = std::string(*found);
    }
    if (right.empty()) continue;
    changed.emplace_back(token.text, right);
    token.lower = token.text = right;
  }
  return changed;
}

}  // namespace mimar::design::brief
