#pragma once
// Attributes to columns with their CHECKs; choices; lists of values.

#include "design/relational/layout.h"

namespace mimar::design::relational {

void add_attributes(Layout& layout, const std::string& table, const Entity& entity);

// The column of an attribute whose values are among a few: a CHECK, an enum type, or a table of
// their own (choices.cpp).
void add_choices(Layout& layout, const std::string& table, const Attribute& attribute,
                 Column column);
// An attribute that has many values: an array, or a table of values (value_lists.cpp).
void add_value_list(Layout& layout, const std::string& table, const Attribute& attribute);
// Lengths, bounds and the format of its kind (value_checks.cpp).
void add_value_checks(Layout& layout, Table& table, const Attribute& attribute,
                      const std::string& column);

std::string plural_of(const std::string& word);    // snake_case: statuses, cities
std::string singular_of(const std::string& word);  // and back

}  // namespace mimar::design::relational
