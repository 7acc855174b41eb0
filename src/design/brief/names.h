#pragma once
// Which nouns can name an entity or an attribute, and what their heads say about what is named.

#include <string>
#include <string_view>

namespace mimar::design::brief {

// Whether it can be a name. Pronouns ("nobody", "neither"), adverbs ("partially",
// "twice"), months and abbreviated units cannot be what a database holds.
bool can_head_name(std::string_view name);
// The last word of a name.
std::string_view head_of(std::string_view name);
// "status", "type", "method": its values are a list of words, and it is never an entity where it
// is followed by one.
bool is_category_name(std::string_view name);
// "amount", "due date", "street": a value of its own, so that a list of such names is no list of
// choices.
bool is_part_name(std::string_view name);

// "attributes", "details": a word for the values something has, and none of them.
bool is_word_for_attributes(std::string_view name);
// "first" of "first and last name": a word that leaves its head to the one behind "and".
bool is_shared_modifier(std::string_view word);

}  // namespace mimar::design::brief
