// A regular expression as one set of characters after the other: every repetition gets one number
// of times and every choice one branch, so that no two ordinals give the same text.

#include <algorithm>

#include "synthesis/draft.h"
#include "synthesis/regex.h"

namespace mimar::synthesis {
namespace {

constexpr std::size_t usual_repeats = 6;

std::size_t least_length(const Regex& regex) {
  switch (regex.kind) {
    case Regex::Kind::set: return 1;
    case Regex::Kind::sequence: {
      std::size_t all = 0;
      for (const Regex& part : regex.parts)
        all += least_length(part);
      return all;
    }
    case Regex::Kind::choice: return least_length(regex.parts[0]);
    case Regex::Kind::repeat: return regex.least * least_length(regex.parts[0]);
    default: return 0;
  }
}

std::string characters(const Regex& set) {
  std::string all;
  for (char c = '!'; c < 127; ++c)
    if (set.characters[static_cast<unsigned char>(c)]) all += c;
  if (all.size() <= 64) return all.empty() && set.characters[' '] ? " " : all;
  std::string plain;  // nearly anything: letters and digits
  for (char c : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789"))
    if (set.characters[static_cast<unsigned char>(c)]) plain += c;
  return plain.empty() ? all : plain;
}

class Fixer {
 public:
  // `spare`: how many characters may be spent on repetitions beyond the least.
  explicit Fixer(std::size_t spare) : spare_(spare) {}

  void fix(const Regex& regex) {
    switch (regex.kind) {
      case Regex::Kind::set: {
        const std::string set = characters(regex);
        if (set.empty()) good_ = false;
        if (!made_.pieces.empty() && made_.pieces.back().characters == set)
          ++made_.pieces.back().count;
        else
          made_.pieces.push_back({set, 1});
        return;
      }
      case Regex::Kind::sequence:
        for (const Regex& part : regex.parts)
          fix(part);
        return;
      case Regex::Kind::choice: return fix(regex.parts[0]);
      case Regex::Kind::repeat: return repeat(regex);
      default: return;
    }
  }

  Pattern take() { return good_ ? std::move(made_) : Pattern{}; }

 private:
  void repeat(const Regex& regex) {
    std::size_t times = regex.least;
    const std::size_t width = std::max<std::size_t>(1, least_length(regex.parts[0]));
    while (times < regex.most && spare_ >= width && times < regex.least + 200) {
      ++times;
      spare_ -= width;
    }
    for (std::size_t i = 0; i < times; ++i)
      fix(regex.parts[0]);
  }

  Pattern made_;
  std::size_t spare_ = 0;
  bool good_ = true;
};

}  // namespace

Pattern fixed_pattern(const Regex& regex, std::size_t length) {
  const std::size_t least = least_length(regex);
  const std::size_t wanted = length == 0 ? least + usual_repeats : length;
  Fixer fixer(wanted > least ? wanted - least : 0);
  fixer.fix(regex);
  return fixer.take();
}

}  // namespace mimar::synthesis
