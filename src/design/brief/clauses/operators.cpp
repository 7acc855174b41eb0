#include "design/brief/clauses/operators.h"

namespace mimar::design::brief {
namespace {

struct Operator {
  std::string_view words, op;
};
// The longest that fits counts.
constexpr Operator kOperators[] = {{"after", ">"},
                                   {"later than", ">"},
                                   {"greater than", ">"},
                                   {"more than", ">"},
                                   {"higher than", ">"},
                                   {"larger than", ">"},
                                   {"bigger than", ">"},
                                   {"longer than", ">"},
                                   {"past", ">"},
                                   {"above", ">"},
                                   {"over", ">"},
                                   {"beyond", ">"},
                                   {">", ">"},
                                   {"before", "<"},
                                   {"earlier than", "<"},
                                   {"less than", "<"},
                                   {"fewer than", "<"},
                                   {"lower than", "<"},
                                   {"smaller than", "<"},
                                   {"shorter than", "<"},
                                   {"below", "<"},
                                   {"under", "<"},
                                   {"<", "<"},
                                   {"prior to", "<"},
                                   {"at least", ">="},
                                   {"on or after", ">="},
                                   {"no earlier than", ">="},
                                   {"not earlier than", ">="},
                                   {"no less than", ">="},
                                   {"not less than", ">="},
                                   {"no lower than", ">="},
                                   {"not lower than", ">="},
                                   {"no smaller than", ">="},
                                   {"not smaller than", ">="},
                                   {"not below", ">="},
                                   {"not before", ">="},
                                   {"equal to or after", ">="},
                                   {"equal to or greater than", ">="},
                                   {"greater than or equal to", ">="},
                                   {"later than or equal to", ">="},
                                   {"later than or on", ">="},
                                   {"the same as or after", ">="},
                                   {"at or above", ">="},
                                   {">=", ">="},
                                   {"at or after", ">="},
                                   {"at most", "<="},
                                   {"up to", "<="},
                                   {"on or before", "<="},
                                   {"no later than", "<="},
                                   {"not later than", "<="},
                                   {"no more than", "<="},
                                   {"not more than", "<="},
                                   {"less than or equal to", "<="},
                                   {"equal to or less than", "<="},
                                   {"earlier than or equal to", "<="},
                                   {"at or below", "<="},
                                   {"<=", "<="},
                                   {"no greater than", "<="},
                                   {"not greater than", "<="},
                                   {"no higher than", "<="},
                                   {"not higher than", "<="},
                                   {"no larger than", "<="},
                                   {"not larger than", "<="},
                                   {"not above", "<="},
                                   {"not after", "<="},
                                   {"at or before", "<="},
                                   {"equal to", "="},
                                   {"exactly", "="},
                                   {"the same as", "="},
                                   {"identical to", "="},
                                   {"=", "="},
                                   {"different from", "<>"},
                                   {"distinct from", "<>"},
                                   {"not equal to", "<>"},
                                   {"not the same as", "<>"},
                                   {"other than", "<>"},
                                   {"in the past", "past"},
                                   {"in the future", "future"}};

}  // namespace

std::string read_comparing_words(Cursor& cursor) {
  const Operator* best = nullptr;
  for (const Operator& one : kOperators) {
    Cursor next = cursor;
    if (next.accept_words(one.words) && (best == nullptr || one.words.size() > best->words.size()))
      best = &one;
  }
  if (best == nullptr) return {};
  cursor.accept_words(best->words);
  return std::string(best->op);
}

std::string opposite(const std::string& op) {
  return op == ">"      ? "<="
         : op == "<"    ? ">="
         : op == "="    ? "<>"
         : op == "<>"   ? "="
         : op == ">="   ? "<"
         : op == "<="   ? ">"
         : op == "past" ? "future"
                        : "past";
}

std::string mirrored(const std::string& op) {
  return op == ">" ? "<" : op == "<" ? ">" : op == ">=" ? "<=" : op == "<=" ? ">=" : op;
}

}  // namespace mimar::design::brief
