#include "design/brief/standing.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/core.h>

#include "base/text.h"
#include "design/brief/lexicon.h"
#include "design/brief/syntax/syntax.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// Where a name is met, and how.
struct Mention {
  std::size_t sentence;
  bool counted = false;  // "many milestones": so many of them, as of a thing that has
};

struct Standing {
  bool described = false;
  std::vector<Mention> mentions = {};
};

using Standings = std::map<std::string, Standing>;

bool is_clean(const ReadSentence& sentence) {
  return sentence.unread.empty();
}

struct Note {
  Standings& standings;
  std::size_t sentence;
  bool clean;

  void mention(const std::string& name, bool counted) const {
    if (!name.empty()) standings[name].mentions.push_back({sentence, counted});
  }
  void operator()(const EntityFact& fact) const { standings[fact.name].described = true; }
  void operator()(const AttributeFact& fact) const {
    if (!fact.refers_back) standings[fact.entity].described = true;
    mention(fact.entity, false);
  }
  void operator()(const RelationFact& fact) const {
    const bool has = fact.reach == Reach::has || fact.reach == Reach::part;
    mention(fact.subject, has);
    mention(fact.object, has && fact.objects.many.value_or(false));
    if (!fact.through.empty()) standings[fact.through].described = true;
  }
  void operator()(const SubtypeFact& fact) const {
    mention(fact.entity, true);
    mention(fact.supertype, true);
  }
  void operator()(const Tenancy& fact) const { mention(fact.entity, true); }
  void operator()(const Volume& fact) const { mention(fact.entity, false); }
  void operator()(const Access& fact) const { mention(fact.entity, false); }
  template <class Other>
  void operator()(const Other&) const {}
};

struct Names {
  std::vector<std::string> operator()(const EntityFact& fact) const { return {fact.name}; }
  std::vector<std::string> operator()(const AttributeFact& fact) const { return {fact.entity}; }
  std::vector<std::string> operator()(const RelationFact& fact) const {
    return {fact.subject, fact.object};
  }
  std::vector<std::string> operator()(const SubtypeFact& fact) const {
    return {fact.entity, fact.supertype};
  }
  std::vector<std::string> operator()(const Tenancy& fact) const { return {fact.entity}; }
  std::vector<std::string> operator()(const Volume& fact) const { return {fact.entity}; }
  std::vector<std::string> operator()(const Access& fact) const { return {fact.entity}; }
  template <class Other>
  std::vector<std::string> operator()(const Other&) const {
    return {};
  }
};

// Nouns that end as adverbs do.
bool ends_as_adverb(std::string_view word) {
  static constexpr std::array<std::string_view, 9> nouns{"family",   "supply",      "reply",
                                                         "assembly", "subassembly", "anomaly",
                                                         "ally",     "tally",       "monopoly"};
  return word.size() > 4 && word.ends_with("ly") &&
         std::ranges::none_of(nouns, [&](std::string_view noun) { return word == noun; });
}

// "partially", "reduced prices too", "look at": no noun, whatever the sentence.
bool is_name(const std::string& name) {
  const std::vector<std::string> words = split_words(name);
  return !words.empty() && !is_function_word(words.back()) && !ends_as_adverb(words.back());
}

bool stands(const std::string& name, const Standing& standing, const std::vector<Passage>& passages,
            const std::vector<ReadSentence>& read) {
  if (!is_name(name)) return false;
  if (standing.described) return true;
  const std::string head = split_words(name).back();
  std::set<std::size_t> sentences;
  for (const Mention& mention : standing.mentions) {
    if (is_no_noun(passages[mention.sentence].text, head)) continue;
    if (mention.counted || is_clean(read[mention.sentence])) return true;
    sentences.insert(mention.sentence);
  }
  return sentences.size() > 1;
}

}  // namespace

// Rows are deleted, and all tables changed, only by a sentence of which every word was understood.
static void drop_half_said(ReadSentence& sentence) {
  if (is_clean(sentence)) return;
  std::erase_if(sentence.facts, [](const Fact& fact) {
    const auto* wish = std::get_if<Wish>(&fact);
    return std::holds_alternative<Retention>(fact) || std::holds_alternative<Tenancy>(fact) ||
           (wish != nullptr && wish->entity.empty());
  });
}

void drop_doubtful(const std::vector<Passage>& passages, std::vector<ReadSentence>& read) {
  Standings standings;
  for (std::size_t i = 0; i < read.size(); ++i)
    for (const Fact& fact : read[i].facts)
      std::visit(Note{standings, i, is_clean(read[i])}, fact);
  std::set<std::string> doubtful;
  for (const auto& [name, standing] : standings)
    if (!name.empty() && !stands(name, standing, passages, read)) doubtful.insert(name);
  for (ReadSentence& sentence : read) {
    drop_half_said(sentence);
    std::erase_if(sentence.facts, [&](const Fact& fact) {
      for (const std::string& name : std::visit(Names{}, fact)) {
        if (!doubtful.contains(name)) continue;
        sentence.unread.push_back(name);
        if (sentence.question.empty())
          sentence.question =
              fmt::format("Is «{}» a thing to keep rows of? Then say what it has.", name);
        return true;
      }
      return false;
    });
  }
}

}  // namespace mimar::design::brief
