#include "design/brief/clauses/states.h"

#include <algorithm>

#include "base/text.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

bool is_status(std::string_view word) {
  return word == "status" || word == "state" || word == "stage" || word == "phase";
}

// "is", "has been", "was not yet": true when there is any; `negative` when it says so.
bool read_being(Cursor& cursor, bool& negative) {
  const std::size_t from = cursor.at;
  cursor.accept_any({"is", "are", "was", "were", "has", "have", "becomes", "become", "gets", "get",
                     "reaches", "enters", "turns"});
  negative = cursor.accept_any({"not", "never"}) || cursor.accept_words("no longer");
  cursor.accept("been");
  cursor.accept_any({"still", "already", "currently", "now", "yet", "fully", "finally"});
  return cursor.at > from;
}

std::string as_entity(const std::string& name, const Vocabulary& words) {
  if (words.is_entity(name)) return name;
  const auto role = words.roles.find(name);
  return role != words.roles.end() ? role->second : entity_at_end(words, name);
}

}  // namespace

std::optional<State> read_state_word(Cursor& cursor, const Vocabulary& words,
                                     const std::string& entity) {
  const auto choices = words.choices.find(entity);
  if (choices == words.choices.end() || cursor.done()) return std::nullopt;
  for (std::size_t length = std::min<std::size_t>(5, cursor.end - cursor.at); length > 0;
       --length) {
    const std::string said =
        length == 1 ? text::lower(cursor.token().text)
                    : text::lower(spell(*cursor.tokens, cursor.at, cursor.at + length));
    const auto found = choices->second.find(said);
    if (found == choices->second.end()) continue;
    cursor.at += length;
    return State{entity, found->second, found->first};
  }
  const std::string word(cursor.word());
  if (!is_participle(word) && !word.ends_with("ed")) return std::nullopt;
  for (const auto& [choice, attribute] : choices->second) {
    if (verb_stem(choice) != verb_stem(word) && choice + "ed" != word && choice + "d" != word)
      continue;
    ++cursor.at;
    return State{entity, attribute, choice};
  }
  return std::nullopt;
}

std::optional<State> read_state_said(Cursor& cursor, const Vocabulary& words,
                                     const std::string& topic) {
  Cursor next = cursor;
  std::string entity = topic;
  if (!next.accept_any({"it", "they"})) {
    Cursor its = next;
    its.accept_any({"the", "its", "their"});
    if (is_status(its.word()) && its.word(1) != "of") {
      ++its.at;
      next = its;
    } else {
      auto noun = read_noun(next, words);
      if (!noun) return std::nullopt;
      entity = as_entity(is_status(noun->name) ? noun->owner : noun->name, words);
    }
  }
  bool negative = false;
  if (!read_being(next, negative)) return std::nullopt;
  auto state = read_state_word(next, words, entity);
  if (!state) {
    next.accept_any({"in", "marked", "set", "to", "the", "as"});
    next.accept_any({"the", "as", "to"});
    next.accept_any({"status", "state"});
    state = read_state_word(next, words, entity);
  }
  if (!state) return std::nullopt;
  state->negative = negative;
  cursor = next;
  return state;
}

std::optional<State> state_of_name(const std::string& name, const Vocabulary& words) {
  for (std::size_t space = name.find(' '); space != std::string::npos;
       space = name.find(' ', space + 1)) {
    const std::string front = name.substr(0, space), rest = name.substr(space + 1);
    for (const bool behind : {false, true}) {
      const std::string& entity = behind ? front : rest;
      const Tokens said = tokenize(behind ? rest : front);
      Cursor cursor{&said, 0, said.size()};
      if (!words.is_entity(entity)) continue;
      auto state = read_state_word(cursor, words, entity);
      if (state && cursor.done()) return state;
    }
  }
  return std::nullopt;
}

std::optional<State> read_qualified(Cursor cursor, const Vocabulary& words) {
  auto noun = read_noun(cursor, words);
  if (!noun || !noun->owner.empty()) return std::nullopt;
  if (cursor.done()) return state_of_name(noun->name, words);
  const std::string entity = as_entity(noun->name, words);
  bool negative = false;
  cursor.accept(",");
  if (cursor.accept_any({"that", "which", "who"})) {
    if (!read_being(cursor, negative)) return std::nullopt;
  }
  auto state = read_state_word(cursor, words, entity);
  if (!state && cursor.accept_any({"in", "with"})) {
    cursor.accept_any({"the", "a"});
    cursor.accept_any({"status", "state"});
    state = read_state_word(cursor, words, entity);
  }
  cursor.accept(",");
  if (!state || !cursor.done()) return std::nullopt;
  state->negative = negative;
  return state;
}

}  // namespace mimar::design::brief
