#include "emit/erd/name_hints.h"

#include <algorithm>
#include <map>

#include "base/english.h"
#include "base/text.h"

namespace mimar::emit::erd {
namespace {

using Words = std::vector<std::string>;

bool is_lower(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// "order_items" and "OrderItems" are {"order", "item"}.
Words words_of(const std::string& name) {
  Words words;
  std::string word;
  const auto close = [&] {
    if (!word.empty()) words.push_back(english::singular(text::lower(word)));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool hump = i > 0 && name[i] >= 'A' && name[i] <= 'Z' && is_lower(name[i - 1]);
    if (name[i] == '_' || name[i] == '-' || name[i] == ' ' || hump) close();
    if (name[i] != '_' && name[i] != '-' && name[i] != ' ') word += name[i];
  }
  close();
  return words;
}

}  // namespace

std::vector<std::string> shared_beginnings(const std::vector<std::string>& names) {
  std::vector<Words> words;
  std::vector<std::string> keys;
  for (const std::string& name : names) {
    words.push_back(words_of(name));
    keys.push_back(words.back().empty() ? "" : words.back().front());
  }
  const std::size_t many = std::max<std::size_t>(24, names.size() / 3);
  for (std::size_t depth = 1; depth < 4; ++depth) {
    std::map<std::string, std::size_t> counts;
    for (const std::string& key : keys)
      ++counts[key];
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (counts[keys[i]] <= many) continue;
      keys[i] = depth < words[i].size() ? keys[i] + '_' + words[i][depth] : "";
    }
  }
  std::map<std::string, std::size_t> counts;
  for (const std::string& key : keys)
    ++counts[key];
  for (std::string& key : keys) {
    if (counts[key] < 2 || counts[key] > many) key.clear();
  }
  return keys;
}

std::string common_beginning(const std::vector<std::string>& names, std::size_t enough) {
  if (names.size() < 2) return {};
  std::string best;
  std::map<std::string, std::size_t> counts;
  for (const std::string& name : names) {
    std::string words;
    for (const std::string& word : words_of(name)) {
      words += (words.empty() ? "" : "_") + word;
      ++counts[words];
    }
  }
  for (const auto& [words, count] : counts) {
    if (count >= enough && count >= 2 && words.size() > best.size()) best = words;
  }
  return best;
}

}  // namespace mimar::emit::erd
