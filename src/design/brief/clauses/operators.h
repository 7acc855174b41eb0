#pragma once
// How values are compared: "is later than", "must not exceed", "at least".

#include <string>

#include "design/brief/phrases.h"

namespace mimar::design::brief {

// "after", "at most", "lower than or equal to": "<", "<=", "=", "<>", ">=", ">"; moves behind it;
// "" when there is none. "in the past" is "past", "in the future" "future".
std::string read_comparing_words(Cursor& cursor);
std::string opposite(const std::string& op);  // what holds where it does not
std::string mirrored(const std::string& op);  // the same with its sides changed

}  // namespace mimar::design::brief
