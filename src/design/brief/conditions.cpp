#include "design/brief/conditions.h"

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

Tokens take_condition(Tokens& tokens, const Vocabulary& vocabulary, std::string& topic) {
  static constexpr std::string_view words[] = {"when", "if", "once", "whenever", "after", "as"};
  if (tokens.empty() || std::ranges::find(words, tokens.front().lower) == std::end(words))
    return {};
  std::size_t comma = 1;
  while (comma < tokens.size() && tokens[comma].lower != ",")
    ++comma;
  if (comma + 1 >= tokens.size() || comma < 3) return {};
  // "After 90 days, events are deleted": an amount, which the clause itself needs.
  if (tokens[1].kind == Token::Kind::number && comma == 3) {
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(comma));
    return {};
  }
  Tokens condition(tokens.begin() + 1, tokens.begin() + static_cast<std::ptrdiff_t>(comma));
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(comma) + 1);
  Cursor cursor{&condition, 0, condition.size()};
  if (auto noun = read_noun(cursor, vocabulary);
      noun && vocabulary.is_entity(entity_of(*noun, vocabulary)))
    topic = entity_of(*noun, vocabulary);
  return condition;
}

void apply_condition(const Tokens& condition, const Vocabulary& vocabulary, ReadSentence& result) {
  Cursor cursor{&condition, 0, condition.size()};
  auto noun = read_noun(cursor, vocabulary);
  std::string entity = noun ? entity_of(*noun, vocabulary) : "";
  const auto choices = vocabulary.choices.find(entity);
  std::string value;
  if (choices != vocabulary.choices.end()) {
    cursor.accept_any({"is", "has", "becomes", "was"});
    cursor.accept_any({"been", "status"});
    value = text::lower(spell(condition, cursor.at, condition.size()));
    if (!choices->second.contains(value)) value.clear();
  }
  bool bound = !result.facts.empty() && std::ranges::all_of(result.facts, [&](const Fact& fact) {
    const auto* wish = std::get_if<Wish>(&fact);
    return wish != nullptr && is_occasion(wish->pattern, condition);
  });
  Facts facts;
  for (Fact& fact : result.facts) {
    auto* attribute = std::get_if<AttributeFact>(&fact);
    if (attribute == nullptr || value.empty() || attribute->entity != entity ||
        attribute->attribute.derived) {
      facts.push_back(std::move(fact));
      continue;
    }
    bound = true;
    Requirement rule;
    rule.entity = entity;
    rule.attribute = attribute->attribute.name;
    rule.when_attribute = choices->second.at(value);
    rule.when_value = value;
    if (!vocabulary.has(entity, rule.attribute) || !attribute->refers_back) {
      attribute->optional = attribute->attribute.optional = true;
      attribute->refers_back = false;
      facts.push_back(std::move(fact));
    }
    facts.emplace_back(std::move(rule));
  }
  result.facts = std::move(facts);
  if (!bound) result.unread.push_back(spell(condition, 0, condition.size()));
}

}  // namespace mimar::design::brief
