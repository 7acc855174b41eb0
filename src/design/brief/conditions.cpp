#include "design/brief/conditions.h"

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/clauses/states.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

using Place = std::ptrdiff_t;

Tokens cut_out(Tokens& tokens, std::size_t from, std::size_t to) {
  Tokens taken(tokens.begin() + static_cast<Place>(from), tokens.begin() + static_cast<Place>(to));
  tokens.erase(tokens.begin() + static_cast<Place>(from), tokens.begin() + static_cast<Place>(to));
  return taken;
}

// "... when the order is delivered", "... for delivered orders": behind what has to be there, and
// all that is left. Behind what may happen it is when it may.
Tokens take_last(Tokens& tokens, const Vocabulary& vocabulary, const std::string& topic) {
  const std::size_t verb = find_main_verb(tokens, vocabulary);
  if (verb == kNowhere) return {};
  Cursor said{&tokens, verb, tokens.size()};
  const VerbGroup group = read_verb_group(said);
  if (group.optional() || group.only) return {};
  for (std::size_t i = verb + 1; i + 1 < tokens.size(); ++i) {
    Cursor cursor{&tokens, i, tokens.size()};
    if (tokens[i - 1].lower == "only") return {};
    const bool needed =
        group.be && (tokens[i - 1].lower == "required" || tokens[i - 1].lower == "mandatory" ||
                     tokens[i - 1].lower == "needed" || tokens[i - 1].lower == "obligatory" ||
                     tokens[i - 1].lower == "compulsory");
    if (needed && cursor.accept("for")) {
      cursor.accept_any({"all", "every", "each", "any"});
      const auto state = read_qualified(cursor, vocabulary);
      if (!state || state->negative) continue;
      tokens.erase(tokens.begin() + static_cast<Place>(i), tokens.end());
      return tokenize("the " + state->entity + " is " + state->value);
    }
    if (!cursor.accept_phrase({"as soon as", "if", "when", "once", "whenever", "while"})) continue;
    const std::size_t from = cursor.at;
    const auto state = read_state_said(cursor, vocabulary, topic);
    if (!state || !cursor.done()) continue;
    Tokens condition = cut_out(tokens, from, tokens.size());
    tokens.erase(tokens.begin() + static_cast<Place>(i), tokens.end());
    return condition;
  }
  return {};
}

// The rule on one attribute that a fact states, where the state holds; nothing when it states none.
std::vector<Fact> bind(const Fact& fact, const State& state, const Vocabulary& vocabulary) {
  if (const auto* rule = std::get_if<Comparison>(&fact)) {
    if (rule->entity != state.entity || !rule->when_attribute.empty()) return {};
    Comparison bound = *rule;
    bound.when_attribute = state.attribute;
    bound.when_value = state.value;
    return {bound};
  }
  const auto* attribute = std::get_if<AttributeFact>(&fact);
  if (attribute == nullptr || attribute->entity != state.entity || attribute->attribute.derived)
    return {};
  const std::string& name = attribute->attribute.name;
  std::vector<Fact> facts;
  for (const auto& [bound, op] : {std::pair{&attribute->attribute.at_least, ">"},
                                  std::pair{&attribute->attribute.at_most, "<"}}) {
    if (!bound->has_value() || !attribute->refers_back) continue;
    Comparison rule;
    rule.entity = state.entity;
    rule.attribute = name;
    rule.op = std::string(op) + ((*bound)->exclusive ? "" : "=");
    rule.value = (*bound)->value;
    rule.when_attribute = state.attribute;
    rule.when_value = state.value;
    facts.emplace_back(rule);
  }
  if (!facts.empty()) return facts;
  if (!vocabulary.has(state.entity, name) || !attribute->refers_back) {
    AttributeFact known = *attribute;
    known.optional = known.attribute.optional = true;
    known.refers_back = false;
    facts.emplace_back(known);
  }
  Requirement rule;
  rule.entity = state.entity;
  rule.attribute = name;
  rule.when_attribute = state.attribute;
  rule.when_value = state.value;
  facts.emplace_back(rule);
  return facts;
}

// A rule that would hold everywhere if its condition were dropped.
bool is_rule(const Fact& fact) {
  const auto* attribute = std::get_if<AttributeFact>(&fact);
  const auto* entity = std::get_if<EntityFact>(&fact);
  if (entity != nullptr && entity->event) return true;  // "is never altered when ..."
  return std::holds_alternative<Comparison>(fact) || std::holds_alternative<Requirement>(fact) ||
         (attribute != nullptr && attribute->refers_back);
}

}  // namespace

Tokens take_condition(Tokens& tokens, const Vocabulary& vocabulary, std::string& topic) {
  static constexpr std::string_view words[] = {"when", "if", "once", "whenever", "after", "as"};
  if (tokens.empty()) return {};
  if (std::ranges::find(words, tokens.front().lower) == std::end(words))
    return take_last(tokens, vocabulary, topic);
  std::size_t comma = 1;
  while (comma < tokens.size() && tokens[comma].lower != ",")
    ++comma;
  if (comma + 1 >= tokens.size() || comma < 3) return {};
  // "After 90 days, events are deleted": an amount, which the clause itself needs.
  if (tokens[1].kind == Token::Kind::number && comma == 3) {
    tokens.erase(tokens.begin() + static_cast<Place>(comma));
    return {};
  }
  std::size_t from = 1;
  if (tokens[0].lower == "as" && tokens[1].lower == "soon" && tokens[2].lower == "as") from = 3;
  Tokens condition(tokens.begin() + static_cast<Place>(from),
                   tokens.begin() + static_cast<Place>(comma));
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<Place>(comma) + 1);
  if (!tokens.empty() && tokens.front().lower == "then") tokens.erase(tokens.begin());
  Cursor cursor{&condition, 0, condition.size()};
  if (auto noun = read_noun(cursor, vocabulary)) {
    const std::string entity = entity_of(*noun, vocabulary);
    if (vocabulary.is_entity(entity))
      topic = entity;
    else if (vocabulary.is_entity(noun->owner))
      topic = noun->owner;
  }
  return condition;
}

void apply_condition(const Tokens& condition, const Vocabulary& vocabulary,
                     const std::string& topic, ReadSentence& result) {
  Cursor cursor{&condition, 0, condition.size()};
  auto state = read_state_said(cursor, vocabulary, topic);
  if (state && (state->negative || !cursor.done())) state.reset();
  bool bound = !result.facts.empty() && std::ranges::all_of(result.facts, [&](const Fact& fact) {
    const auto* wish = std::get_if<Wish>(&fact);
    return wish != nullptr && is_occasion(wish->pattern, condition);
  });
  Facts facts;
  for (Fact& fact : result.facts) {
    const std::vector<Fact> rules = state ? bind(fact, *state, vocabulary) : std::vector<Fact>{};
    if (rules.empty()) {
      if (bound || !is_rule(fact)) facts.push_back(std::move(fact));
      continue;
    }
    bound = true;
    facts.insert(facts.end(), rules.begin(), rules.end());
  }
  result.facts = std::move(facts);
  if (!bound) result.unread.push_back(spell(condition, 0, condition.size()));
}

}  // namespace mimar::design::brief
