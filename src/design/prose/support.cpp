#include "design/prose/support.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/core.h>

#include "base/text.h"
#include "design/brief/markdown.h"
#include "design/brief/words.h"
#include "design/prose/words.h"

namespace mimar::design::prose {
namespace {

// Of a sentence's words, so many must be where it says it comes from.
constexpr double enough = 0.5;
// Who names everything as the source names none.
constexpr std::size_t most_sources = 5;

// Everything that is said, joining words too: "may" and "if" matter here.
std::vector<std::string> all_words(std::string_view text) {
  std::vector<std::string> result;
  std::string word;
  for (const char c : text::lower(text)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
    if (letter) word += c;
    if (!letter && !word.empty()) result.push_back(std::exchange(word, {}));
  }
  if (!word.empty()) result.push_back(word);
  return result;
}

bool has_number(const std::vector<double>& numbers, double wanted) {
  return std::any_of(numbers.begin(), numbers.end(), [&](double number) {
    return std::abs(number - wanted) <= 1e-9 * std::max(1.0, std::abs(wanted));
  });
}

// The sentence as a person would find it.
std::string written(double number) {
  return number == std::floor(number) && number >= 0 && number < 1e15
             ? text::thousands(static_cast<std::uint64_t>(number))
             : fmt::format("{:g}", number);
}

std::string listed(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  for (const std::string& word : words)
    if (const std::string one = "«" + word + "»";
        std::find(quoted.begin(), quoted.end(), one) == quoted.end())
      quoted.push_back(one);
  return text::join(quoted, ", ");
}

class Judging {
 public:
  explicit Judging(const std::vector<Passage>& prose) : prose_(prose) {
    for (const Passage& passage : prose) {
      said_.push_back(words_of(passage.text));
      std::vector<std::string> heard = all_words(passage.text + " " + passage.context);
      everything_.insert(everything_.end(), heard.begin(), heard.end());
      heard_.push_back(std::move(heard));
      for (const std::string& word : said_.back().content)
        places_[brief::singular(word)].insert(heard_.size());
    }
    std::sort(everything_.begin(), everything_.end());
    everything_.erase(std::unique(everything_.begin(), everything_.end()), everything_.end());
  }

  // A model that counts wrongly is still held against what the prose says, elsewhere.
  Judged judge(const Line& line) const {
    Judged judged = judge_as_cited(line);
    if (judged.against.empty()) return judged;
    for (const std::size_t i : likely_sources(line)) {
      Line elsewhere = line;
      elsewhere.cited = {i};
      elsewhere.cites_unknown = false;
      Judged other = judge_as_cited(std::move(elsewhere));
      if (!other.against.empty() || !other.doubts.empty()) continue;
      other.doubts.push_back("it comes from here, and names " +
                             std::string(line.cited.empty() ? "nothing" : "something else"));
      return other;
    }
    return judged;
  }

 private:
  // The few passages that have the most of its words.
  std::vector<std::size_t> likely_sources(const Line& line) const {
    std::map<std::size_t, std::size_t> shared;
    for (const std::string& word : words_of(line.text).content)
      if (const auto found = places_.find(brief::singular(word)); found != places_.end())
        for (const std::size_t place : found->second)
          ++shared[place];
    std::vector<std::pair<std::size_t, std::size_t>> ranked(shared.begin(), shared.end());
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < ranked.size() && i < most_sources; ++i)
      places.push_back(ranked[i].first);
    return places;
  }

  Judged judge_as_cited(Line line) const {
    Judged judged{std::move(line), {}, {}};
    if (judged.line.cited.empty()) {
      judged.against.push_back(judged.line.cites_unknown
                                   ? "it names a sentence that the prose does not have"
                                   : "it names no sentence of the prose");
      return judged;
    }
    if (judged.line.cites_unknown)
      judged.doubts.push_back("it also names a sentence that the prose does not have");
    if (judged.line.cited.size() > most_sources)
      judged.doubts.push_back(
          fmt::format("it names {} sentences as its source", judged.line.cited.size()));
    const Words words = words_of(judged.line.text);
    compare_numbers(words, judged);
    compare_units(words, judged);
    compare_words(words, judged);
    compare_negation(words, judged);
    return judged;
  }

  // 0 and 1 are what "negative", "each" and "a" say without a figure.
  void compare_numbers(const Words& words, Judged& judged) const {
    for (const double number : words.numbers) {
      const auto in = [&](std::size_t cited) {
        return has_number(said_[cited - 1].numbers, number);
      };
      if (std::any_of(judged.line.cited.begin(), judged.line.cited.end(), in)) continue;
      if (number == 0 || number == 1) {
        static const std::vector<std::string> zero{"negative", "positive", "zero", "empty", "none"};
        const auto heard = near(judged.line);
        const bool implied = number == 1 || std::any_of(zero.begin(), zero.end(), [&](auto& one) {
                               return is_supported(one, heard);
                             });
        if (!implied) judged.doubts.push_back("the prose does not say 0");
        continue;
      }
      std::vector<std::string> places;
      for (std::size_t i = 0; i < said_.size(); ++i)
        if (has_number(said_[i].numbers, number))
          places.push_back(fmt::format("line {}", prose_[i].where.line));
      if (places.empty())
        judged.against.push_back(fmt::format("the prose does not say {}", written(number)));
      else
        judged.doubts.push_back(fmt::format("{} stands in {}, not where it is said to come from",
                                            written(number), text::join(places, " and ")));
    }
  }

  void compare_units(const Words& words, Judged& judged) const {
    std::set<std::string> missing;
    for (const std::string& unit : words.units) {
      const bool there =
          std::any_of(judged.line.cited.begin(), judged.line.cited.end(), [&](std::size_t cited) {
            const auto& units = said_[cited - 1].units;
            return std::find(units.begin(), units.end(), unit) != units.end();
          });
      if (!there) missing.insert(unit);
    }
    if (missing.empty()) return;
    auto& into = words.numbers.empty() ? judged.doubts : judged.against;
    into.push_back("its source does not say " + listed({missing.begin(), missing.end()}));
  }

  void compare_words(const Words& words, Judged& judged) const {
    const std::vector<std::string> heard = near(judged.line);
    std::vector<std::string> unknown;
    std::size_t here = 0;
    for (const std::string& word : words.content) {
      if (is_supported(word, heard))
        ++here;
      else if (!is_supported(word, everything_))
        unknown.push_back(word);
    }
    if (static_cast<double>(here) < enough * static_cast<double>(words.content.size()))
      judged.against.push_back(fmt::format("its source has {} of its {}", here,
                                           text::count(words.content.size(), "word")));
    if (!unknown.empty()) judged.doubts.push_back("the prose does not say " + listed(unknown));
  }

  void compare_negation(const Words& words, Judged& judged) const {
    bool negated = false, restricted = false;
    for (const std::size_t cited : judged.line.cited) {
      negated = negated || said_[cited - 1].negates;
      restricted = restricted || said_[cited - 1].restricts;
    }
    if (words.negates && !negated && !restricted)
      judged.doubts.push_back("it says «not», its source does not");
  }

  // What is said in the sentences it comes from, and before them: "they" refers there.
  std::vector<std::string> near(const Line& line) const {
    std::vector<std::string> heard;
    for (const std::size_t cited : line.cited)
      for (std::size_t i = cited - 1; i + 2 >= cited; --i) {
        heard.insert(heard.end(), heard_[i].begin(), heard_[i].end());
        if (i == 0) break;
      }
    return heard;
  }

  const std::vector<Passage>& prose_;
  std::vector<Words> said_;
  std::vector<std::vector<std::string>> heard_;
  std::vector<std::string> everything_;                  // sorted
  std::map<std::string, std::set<std::size_t>> places_;  // passages that say a word, from 1
};

// A line of several sentences, one each. What is no plain sentence of markdown (a comment, a row, a
// quotation) is left as it is, and is judged as a whole.
std::vector<Line> sentences_of(const Line& line) {
  std::vector<Line> result;
  for (const brief::Passage& passage : brief::read_markdown(line.text, "")) {
    if (passage.kind != brief::Passage::Kind::sentence) return {line};
    result.push_back(line);
    result.back().text = passage.text;
  }
  return result;
}

bool is_plain_sentence(const Line& line) {
  const auto passages = brief::read_markdown(line.text, "");
  return passages.size() == 1 && passages[0].kind == brief::Passage::Kind::sentence;
}

// A "not" of the prose that the only sentence made of it does not have.
void find_lost_negations(const std::vector<Passage>& prose, Judgement& judgement) {
  for (std::size_t i = 0; i < prose.size(); ++i) {
    if (!words_of(prose[i].text).negates) continue;
    std::vector<Judged*> from;
    for (Judged& judged : judgement.lines)
      if (judged.line.kind == Line::Kind::sentence &&
          std::find(judged.line.cited.begin(), judged.line.cited.end(), i + 1) !=
              judged.line.cited.end())
        from.push_back(&judged);
    const bool said = std::any_of(from.begin(), from.end(), [](const Judged* judged) {
      const Words words = words_of(judged->line.text);
      return words.negates || words.restricts || has_number(words.numbers, 0) ||
             is_supported("optional", words.content);
    });
    if (from.size() == 1 && !said)
      from[0]->doubts.push_back(
          fmt::format("line {} says «not», it does not", prose[i].where.line));
  }
}

}  // namespace

Judgement judge(const std::vector<Passage>& prose, const std::vector<Line>& answer) {
  const Judging judging(prose);
  Judgement judgement;
  std::set<std::size_t> used;
  for (const Line& line : answer) {
    used.insert(line.cited.begin(), line.cited.end());
    if (line.kind != Line::Kind::sentence) {
      judgement.lines.push_back({line, {}, {}});
      continue;
    }
    for (Line& sentence : sentences_of(line)) {
      const bool plain = is_plain_sentence(sentence);
      Judged judged = judging.judge(sentence);
      if (!plain) judged.against.push_back("it is no plain sentence");
      judgement.lines.push_back(std::move(judged));
    }
  }
  find_lost_negations(prose, judgement);
  for (std::size_t i = 0; i < prose.size(); ++i)
    if (!prose[i].heading && !used.contains(i + 1)) judgement.left_out.push_back(i + 1);
  return judgement;
}

}  // namespace mimar::design::prose
