#include "base/english.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mimar::english {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Nouns whose plural follows no rule.
constexpr std::array<Pair, 44> kIrregularNouns{{{"person", "people"},
                                                {"child", "children"},
                                                {"man", "men"},
                                                {"woman", "women"},
                                                {"foot", "feet"},
                                                {"tooth", "teeth"},
                                                {"goose", "geese"},
                                                {"mouse", "mice"},
                                                {"ox", "oxen"},
                                                {"criterion", "criteria"},
                                                {"phenomenon", "phenomena"},
                                                {"medium", "media"},
                                                {"curriculum", "curricula"},
                                                {"bacterium", "bacteria"},
                                                {"stimulus", "stimuli"},
                                                {"index", "indexes"},
                                                {"vertex", "vertices"},
                                                {"matrix", "matrices"},
                                                {"appendix", "appendices"},
                                                {"axis", "axes"},
                                                {"basis", "bases"},
                                                {"crisis", "crises"},
                                                {"diagnosis", "diagnoses"},
                                                {"analysis", "analyses"},
                                                {"hypothesis", "hypotheses"},
                                                {"thesis", "theses"},
                                                {"synopsis", "synopses"},
                                                {"leaf", "leaves"},
                                                {"shelf", "shelves"},
                                                {"half", "halves"},
                                                {"knife", "knives"},
                                                {"life", "lives"},
                                                {"wife", "wives"},
                                                {"wolf", "wolves"},
                                                {"loaf", "loaves"},
                                                {"thief", "thieves"},
                                                {"quiz", "quizzes"},
                                                {"hero", "heroes"},
                                                {"potato", "potatoes"},
                                                {"tomato", "tomatoes"},
                                                {"echo", "echoes"},
                                                {"cargo", "cargoes"},
                                                {"bus", "buses"},
                                                {"gas", "gases"}}};

// Nouns that are the same in both numbers, or that end in s and are singular.
constexpr std::array<std::string_view, 56> kUncounted{
    "series",      "species",  "news",     "equipment", "information", "software",  "hardware",
    "data",        "staff",    "feedback", "inventory", "stock",       "metadata",  "furniture",
    "merchandise", "sheep",    "fish",     "aircraft",  "analytics",   "logistics", "means",
    "content",     "music",    "money",    "evidence",  "progress",    "access",    "address",
    "process",     "business", "class",    "status",    "bonus",       "campus",    "virus",
    "census",      "canvas",   "alias",    "atlas",     "lens",        "corpus",    "consensus",
    "apparatus",   "gps",      "sms",      "dns",       "https",       "css",       "aws",
    "jwks",        "ios",      "saas",     "chaos",     "yes",         "always",    "cosmos"};
// Of those, the ones that do have a plural in -es.
constexpr std::array<std::string_view, 15> kEndInS{
    "access", "address", "process", "business", "class", "status", "bonus", "campus",
    "virus",  "census",  "canvas",  "alias",    "atlas", "lens",   "corpus"};

bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

template <class List>
bool among(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

std::string cut(std::string_view word, std::size_t letters, std::string_view instead = {}) {
  return std::string(word.substr(0, word.size() - letters)).append(instead);
}

}  // namespace

bool is_plural(std::string_view word) {
  if (word.size() < 3 || among(kEndInS, word)) return false;
  for (const auto& [one, many] : kIrregularNouns) {
    if (word == many) return true;
    if (word == one) return false;
  }
  if (among(kUncounted, word)) return word == "series" || word == "species";
  if (!word.ends_with('s') || word.ends_with("ss")) return false;
  return !word.ends_with("us") && !word.ends_with("is") && !word.ends_with("'s");
}

std::string singular(std::string_view word) {
  for (const auto& [one, many] : kIrregularNouns) {
    if (word == many || word == one) return std::string(one);
    // "salespeople", "grandchildren"
    if (word.size() > many.size() + 2 && many.size() > 5 && word.ends_with(many)) {
      return cut(word, many.size(), one);
    }
  }
  if (word == "indices") return "index";
  if (among(kUncounted, word)) return std::string(word);
  if (!is_plural(word)) return std::string(word);
  if (word.ends_with("ies") && word.size() > 4) {
    return word == "movies" || word == "cookies" || word == "calories" || word == "selfies" ||
                   word == "ties"
               ? cut(word, 1)
               : cut(word, 3, "y");
  }
  for (const std::string_view ending : {"sses", "shes", "ches", "xes", "zzes"}) {
    if (word.ends_with(ending)) {
      return word == "caches" || word == "axes" || word == "headaches" ? cut(word, 1)
                                                                       : cut(word, 2);
    }
  }
  if (word.ends_with("es") && among(kEndInS, cut(word, 2))) return cut(word, 2);
  return cut(word, 1);
}

std::string plural(std::string_view word) {
  for (const auto& [one, many] : kIrregularNouns) {
    if (word == one || word == many) return std::string(many);
    if (word.size() > one.size() + 2 && one.size() > 4 && word.ends_with(one)) {
      return cut(word, one.size(), many);
    }
  }
  if (among(kEndInS, word)) return std::string(word) + "es";
  if (word.empty() || among(kUncounted, word) || is_plural(word)) return std::string(word);
  if (word.ends_with('y') && word.size() > 1 && !is_vowel(word[word.size() - 2])) {
    return cut(word, 1, "ies");
  }
  for (const std::string_view ending : {"s", "sh", "ch", "x", "z"}) {
    if (word.ends_with(ending)) {
      return std::string(word) +
             (word.ends_with("epoch") || word.ends_with("stomach") ? "s" : "es");
    }
  }
  return std::string(word) + "s";
}

}  // namespace mimar::english
