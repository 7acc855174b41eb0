#include "design/brief/kinds.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "design/brief/kind_names.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

using enum ValueKind;

// Participles that name an instant: "created", "shipped".
constexpr std::array<std::string_view, 9> kYesNo{"active",    "enabled",  "disabled",
                                                 "available", "public",   "private",
                                                 "visible",   "featured", "archived"};

bool ends_in(std::string_view name, std::string_view ending) {
  if (!name.ends_with(ending)) return false;
  return name.size() == ending.size() || name[name.size() - ending.size() - 1] == ' ';
}

KindGuess because(ValueKind kind, std::string_view how, std::string_view word,
                  bool personal = false, std::string_view unit = {}) {
  return {kind, fmt::format("a name {} «{}»", how, word), personal, std::string(unit)};
}

const NameRule* longest_ending(std::string_view name) {
  const NameRule* best = nullptr;
  for (const NameRule& rule : name_rules()) {
    if (ends_in(name, rule.words) && (best == nullptr || rule.words.size() > best->words.size()))
      best = &rule;
  }
  return best;
}

// "quantity on hand", "price per night", "proof of address": up to the preposition.
std::string_view without_complement(std::string_view name) {
  for (const std::string_view preposition : {" of ", " per ", " on ", " in ", " for "}) {
    const std::size_t at = name.find(preposition);
    if (at != std::string_view::npos && at > 0) return name.substr(0, at);
  }
  return name;
}

bool is_measure(ValueKind kind) {
  return kind == integer || kind == decimal || kind == money || kind == percentage ||
         kind == date || kind == timestamp || kind == duration;
}

bool is_instant(std::string_view word) {
  return is_participle(word) && word != "related" && word != "detailed" && word != "suggested";
}

}  // namespace

KindGuess kind_of_name(std::string_view name) {
  const std::vector<std::string> words = split_words(name);
  if (words.empty()) return {};
  const std::string& first = words.front();
  if (first == "is" || first == "has" || first == "can" || first == "allows" ||
      first == "accepts") {
    return because(boolean, "that begins with", first);
  }
  // "the number of their key tag" is no count
  if (name.starts_with("number of ") && words.size() > 2 &&
      singular(words.back()) == words.back() && plural(words.back()) != words.back())
    return because(identifier, "that begins with", "number of");
  if (name.starts_with("number of ") || name.starts_with("count of ") ||
      name.starts_with("amount of time")) {
    return because(integer, "that begins with", "number of");
  }
  if (name.starts_with("date of birth"))
    return because(date, "that begins with", "date of birth", true);
  if (name.starts_with("date of ")) return because(date, "that begins with", "date of");
  if (name.starts_with("time of ") && name != "time of day")
    return because(timestamp, "that begins with", "time of");
  if (words.size() > 1 &&
      (first == "max" || first == "maximum" || first == "min" || first == "minimum")) {
    KindGuess rest = kind_of_name(name.substr(first.size() + 1));
    if (rest.kind == text) rest = because(integer, "that begins with", first);
    return rest;
  }
  if (words.size() == 1 && std::ranges::find(kYesNo, first) != kYesNo.end()) {
    return because(boolean, "that says yes or no:", first);
  }
  if (words.size() > 1) {
    const std::string& last = words.back();
    if (last == "from" || last == "until" || last == "since" || last == "at" ||
        name == "scheduled for")
      return because(timestamp, "that ends in", last);
    if (last == "on") return because(date, "that ends in", last);
  }
  const NameRule* best = longest_ending(name);
  const std::string_view head = without_complement(name);
  // "proof of address" is a proof; "year of birth" is a name of its own.
  if (head.size() < name.size() &&
      (best == nullptr || best->words.find(' ') == std::string_view::npos)) {
    // "check in time" is a time, whatever a check is
    const NameRule* of_head = longest_ending(head);
    if (of_head != nullptr || name.find(" of ") != std::string_view::npos) best = of_head;
  }
  // "quantity ordered", "amount paid": what was ordered is still a quantity
  if (best == nullptr && words.size() > 1 && is_instant(words.back())) {
    const NameRule* before = longest_ending(name.substr(0, name.rfind(' ')));
    if (before != nullptr && is_measure(before->kind)) best = before;
  }
  if (best != nullptr)
    return because(best->kind, "that ends in", best->words, best->personal, best->unit);
  if (is_instant(words.back())) return because(timestamp, "that says when it was", words.back());
  return {text, "nothing in its name says more", false, {}};
}

}  // namespace mimar::design::brief
