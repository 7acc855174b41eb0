#pragma once
// What names and expression texts tell a rule.

#include <initializer_list>
#include <string>
#include <string_view>

#include "model/table.h"

namespace mimar::check {

// Does the SQL text contain the identifier as a whole word, quoted or not? Comments and literals
// count too: good enough to call something unused only when nobody speaks of it.
bool mentions(std::string_view sql, std::string_view identifier);

// The expression without parentheses around it and casts at its end:
// "('x'::character varying)::text" is "'x'".
std::string bare(const model::Expression& expression);

// A literal: a number or string, with casts or without. NULL is none.
bool is_constant(const model::Expression& expression);

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> known);

// The last word of a name: "delivery_status" and "deliveryStatus" end in "status"; "" for "".
std::string last_word(std::string_view name);

// "Categories" and "category" are both "category": english::singular() whatever the case.
std::string singular(std::string_view word);

}  // namespace mimar::check
