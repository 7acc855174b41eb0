#pragma once
// The readers that read_detail() is put together from, one per kind of detail. Each reads one at
// the cursor and moves behind it; false, and the cursor stays, when there is none.

#include "design/brief/details.h"

namespace mimar::design::brief {

// Between details: a comma, "and", "or", a stroke.
bool is_detail_separator(const Cursor& cursor);
// A unit behind a number is the attribute's: "200 minutes".
void skip_unit(Cursor& cursor, Attribute& attribute);
bool is_length_word(std::string_view word);  // "characters", "digits"
// "at most 200 characters", "between 3 and 50 characters", "200 characters long"
bool read_length(Cursor& cursor, Attribute& attribute);
// "defaults to planned", "planned by default"
bool read_default(Cursor& cursor, Details& details);
// "in minutes", "measured in kg"
bool read_unit(Cursor& cursor, Details& details);
// "which is one of planned, active or done", "either a, b or c"
bool read_choice_list(Cursor& cursor, Details& details);

}  // namespace mimar::design::brief
