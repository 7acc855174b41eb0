#include "design/brief/clauses/relation_parts.h"

#include <algorithm>

#include "design/brief/words.h"

namespace mimar::design::brief {

Predicate spell_predicate(const VerbGroup& group, Cursor& cursor) {
  Predicate predicate;
  static constexpr std::string_view particles[] = {"out", "up",   "off",      "down", "in",
                                                   "on",  "over", "together", "away", "back"};
  // "may use at most one coupon": a quantity
  Cursor counted = cursor;
  if (read_quantity(counted).said && counted.at > cursor.at) {
    predicate.verb = group.be ? "is " + participle(group.stem) : third_person(group.stem);
    return predicate;
  }
  // "is handed in by"
  // "is attached either to a post or to a photo"
  if (cursor.word() == "either" && is_preposition(cursor.word(1))) ++cursor.at;
  if (cursor.accept_phrase({"in by", "over to", "out to", "up by", "off by"}))
    predicate.preposition = spell(*cursor.tokens, cursor.at - 2, cursor.at);
  else if (is_preposition(cursor.word()) ||
           (std::ranges::find(particles, cursor.word()) != std::end(particles))) {
    predicate.preposition = std::string(cursor.word());
    ++cursor.at;
    // "signs up for", "checks in at", "is handed over to"
    const bool particle =
        std::ranges::find(particles, predicate.preposition) != std::end(particles) ||
        predicate.preposition == "in";
    if (particle && is_preposition(cursor.word()) && predicate.preposition != "out") {
      predicate.preposition += " " + std::string(cursor.word());
      ++cursor.at;
    }
    if (predicate.preposition == "out" && cursor.accept("of")) predicate.preposition = "out of";
    if (predicate.preposition == "on" && cursor.accept_words("behalf of"))
      predicate.preposition = "on behalf of";
  }
  predicate.verb = group.be ? (group.stem == "be" ? "is" : "is " + participle(group.stem))
                            : third_person(group.stem);
  if (!predicate.preposition.empty()) predicate.verb += " " + predicate.preposition;
  return predicate;
}

}  // namespace mimar::design::brief
