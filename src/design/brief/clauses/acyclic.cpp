// "without cycles", "loops being impossible", "but never on itself": following it never comes back.

#include <algorithm>

#include "design/brief/clauses/relation_parts.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::array<std::string_view, 11> kCircles{"cycle",  "cycles",     "circle",     "circles",
                                                    "loop",   "loops",      "circular",   "cyclic",
                                                    "itself", "themselves", "circularity"};
constexpr std::array<std::string_view, 13> kDenials{
    "no",         "not",        "never",     "without",     "cannot", "impossible", "forbidden",
    "prohibited", "disallowed", "excluding", "acyclically", "avoid",  "nor"};
constexpr std::array<std::string_view, 26> kAround{
    "allowed",  "permitted",  "dependencies", "dependency", "references", "chains", "chain",
    "directly", "indirectly", "forming",      "form",       "creating",   "create", "being",
    "possible", "even",       "kind",         "whatsoever", "obviously",  "though", "indirect",
    "direct",   "course",     "ones",         "others",     "other"};

}  // namespace

bool read_acyclic(Cursor& cursor) {
  Cursor next = cursor;
  const bool bracket = next.accept("(");
  next.accept_any({",", ";", "--"});
  if (next.accept("acyclically")) {
    cursor = next;
    return true;
  }
  bool circle = false, denied = false;
  std::size_t end = next.at;
  for (; end < next.end; ++end) {
    const Token& token = (*next.tokens)[end];
    if (token.kind == Token::Kind::sign) break;
    if (token.kind != Token::Kind::word) return false;
    if (circle && denied && (token.lower == "and" || token.lower == "with" || token.lower == "as"))
      break;
    circle |= among(kCircles, token.lower);
    denied |= among(kDenials, token.lower) ||
              (token.lower == "other" && (*next.tokens)[end + 1].lower == "than");
    if (!is_function_word(token.lower) && !among(kCircles, token.lower) &&
        !among(kDenials, token.lower) && !among(kAround, token.lower))
      return false;
  }
  if (!circle || !denied) return false;
  next.at = end;
  if (bracket && !next.accept(")")) return false;
  cursor = next;
  return true;
}

}  // namespace mimar::design::brief
