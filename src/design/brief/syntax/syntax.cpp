#include "design/brief/syntax/syntax.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include <link-grammar/dict-api.h>
#include <link-grammar/link-includes.h>

#include "base/text.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

constexpr std::size_t kLongestSentence = 180;  // bytes; what takes longer than it is worth
constexpr int kLinkages = 20;                  // the best of so many is taken

struct Deleter {
  void operator()(Dictionary dictionary) const { dictionary_delete(dictionary); }
  void operator()(Parse_Options options) const { parse_options_delete(options); }
  void operator()(Sentence sentence) const { sentence_delete(sentence); }
  void operator()(Linkage linkage) const { linkage_delete(linkage); }
};

template <class Handle>
using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Deleter>;

// The letter behind the last dot of "tickets.n", "refunded.v-d", "whole.a".
PartOfSpeech part_of(std::string_view word) {
  if (word.starts_with('[')) return PartOfSpeech::unknown;
  const std::size_t dot = word.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == word.size())
    return PartOfSpeech::unknown;
  switch (word[dot + 1]) {
    case 'n':
    case 's':
    case 'u':
    case 'g':
    case 'o':
    case 'l': return PartOfSpeech::noun;
    case 'v':
    case 'w': return PartOfSpeech::verb;
    case 'a': return PartOfSpeech::adjective;
    case 'e': return PartOfSpeech::adverb;
    case 'r': return PartOfSpeech::preposition;
    default: return PartOfSpeech::other;
  }
}

// "ticket" of "ticket.n" and "[ticket]".
std::string bare(std::string_view word) {
  if (word.starts_with('[')) word.remove_prefix(1);
  const std::size_t end = word.find_first_of("[].");
  return text::lower(word.substr(0, end == 0 ? word.size() : end));
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Words and the signs between them, nothing else: the library ends the program on some others.
std::string plain_text(std::string_view sentence) {
  std::string text;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const char c = sentence[i];
    const bool inside = !text.empty() && is_plain(text.back()) && i + 1 < sentence.size() &&
                        is_plain(sentence[i + 1]);
    if (is_plain(c) || ((c == '-' || c == '\'') && inside)) {
      text += c;
    } else if ((c == ',' || c == '.' || c == ';' || c == ':') && !text.empty() &&
               is_plain(text.back()) && !inside) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  return text;
}

class English {
 public:
  static English& only() {
    static English english;
    return english;
  }

  English() {
    lg_error_set_handler(nullptr, nullptr);
    dictionary_.reset(dictionary_create_lang("en"));
    options_.reset(parse_options_create());
    parse_options_set_verbosity(options_.get(), 0);
    parse_options_set_linkage_limit(options_.get(), kLinkages);
    parse_options_set_spell_guess(options_.get(), 0);
    parse_options_set_max_parse_time(options_.get(), 1);
    parse_options_set_islands_ok(options_.get(), true);
  }

  bool knows(const std::string& word) const {
    return dictionary_ && dictionary_word_is_known(dictionary_.get(), word.c_str());
  }

  std::vector<ParsedWord> parse(const std::string& written) {
    std::vector<ParsedWord> words;
    const std::string plain = plain_text(written);
    if (!dictionary_ || text::trim(plain).empty()) return words;
    const Owned<Sentence> sentence(sentence_create(plain.c_str(), dictionary_.get()));
    // What finds no place is left out, one word more a time.
    for (int left_out = 0; left_out <= 2; ++left_out) {
      parse_options_set_min_null_count(options_.get(), left_out);
      parse_options_set_max_null_count(options_.get(), left_out);
      parse_options_reset_resources(options_.get());
      const int linkages = sentence_parse(sentence.get(), options_.get());
      if (parse_options_resources_exhausted(options_.get())) break;
      if (linkages <= 0) continue;
      const Owned<Linkage> linkage(linkage_create(0, sentence.get(), options_.get()));
      if (!linkage) continue;
      for (WordIdx i = 0; i < linkage_get_num_words(linkage.get()); ++i) {
        const std::string_view word = linkage_get_word(linkage.get(), i);
        words.push_back({bare(word), part_of(word)});
      }
      break;
    }
    return words;
  }

 private:
  Owned<Dictionary> dictionary_;
  Owned<Parse_Options> options_;
};

}  // namespace

const std::vector<ParsedWord>& parse_sentence(const std::string& sentence) {
  static const std::vector<ParsedWord> none;
  if (sentence.size() > kLongestSentence) return none;
  static std::mutex busy;
  static std::map<std::string, std::vector<ParsedWord>> known;
  const std::lock_guard lock(busy);
  const auto [at, fresh] = known.try_emplace(sentence);
  if (fresh) at->second = English::only().parse(sentence);
  return at->second;
}

bool is_english(const std::string& word) {
  return !word.empty() && std::ranges::all_of(word, is_plain) && English::only().knows(word);
}

bool is_no_noun(const std::string& sentence, std::string_view word) {
  bool denied = false;
  for (const ParsedWord& one : parse_sentence(sentence)) {
    if (one.text != word && singular(one.text) != word) continue;
    if (one.part == PartOfSpeech::noun || one.part == PartOfSpeech::unknown) return false;
    denied = true;
  }
  return denied;
}

}  // namespace mimar::design::brief
