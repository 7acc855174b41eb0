#include "design/brief/spoken.h"

#include <string_view>

#include <fmt/core.h>

#include "design/brief/words.h"

namespace mimar::design::brief {

std::string spoken(std::string name) {
  for (const std::string_view word : {" in ", " out ", " on ", " off ", " up "}) {
    const std::size_t at = name.find(word);
    if (at != std::string::npos) name[at] = '-';
  }
  for (const std::string_view word : {" in", " out", " up"}) {
    if (name.ends_with(word) && name.size() > word.size()) name[name.size() - word.size()] = '-';
  }
  return name;
}

std::string a(const std::string& name) {
  const std::string phrase = spoken(name);
  return fmt::format("{} {}", article(phrase), phrase);
}

std::string plural_spoken(const std::string& name) {
  return spoken(plural_phrase(name));
}

std::string capital(std::string sentence) {
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z')
    sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  return sentence;
}

}  // namespace mimar::design::brief
