#pragma once
// What is said about an attribute beside its name: in parentheses, in relative clauses, behind
// prepositions: "(planned, active or done)", "of at most 200 characters", "which is unique within a
// tenant", "in minutes", "that defaults to 0".

#include <optional>
#include <string>
#include <vector>

#include "design/brief/phrases.h"

namespace mimar::design::brief {

struct Details {
  Attribute attribute = {};  // of it, what is said
  bool says_kind = false;
  std::optional<bool> optional = {};
  bool unique = false, ignoring_case = false;
  std::vector<std::string> within = {};
  std::string references = {};           // entity
  std::vector<std::string> unread = {};  // what was not understood, as written
};

// One detail at the cursor, which moves behind it; false when there is none.
bool read_detail(Cursor& cursor, const Vocabulary& vocabulary, Details& details);
// All of a parenthesis or table cell: details, or a list of choices.
void read_details(Cursor cursor, const Vocabulary& vocabulary, Details& details);
// "planned, active or done"; needs two of them at least. `explicit_list`: "one of" stands before
// it; `closed`: the whole range is the list.
std::vector<std::string> read_choices(Cursor& cursor, bool explicit_list, bool closed);
// A flag in front of a name: "optional", "unique".
void apply_flag(std::string_view flag, Details& details);
// "within a tenant and a project" behind "unique"; moves behind it.
void read_scope(Cursor& cursor, const Vocabulary& vocabulary, std::vector<std::string>& within,
                bool& ignoring_case);
// "at least 0", "between 1 and 5", "positive": bounds; false when there are none. `not` before it
// is read too.
bool read_bounds(Cursor& cursor, Attribute& attribute);
// Why a number is no whole one, when its bounds say so.
inline constexpr const char* kGivesFractions = "the brief gives fractions";
// 12 as "12", 0.5 as "0.5".
std::string spell_number(double number);

}  // namespace mimar::design::brief
