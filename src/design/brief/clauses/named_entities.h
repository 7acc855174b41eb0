#pragma once
// Which entities a clause names, wherever they stand in it.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "design/brief/clauses/clause.h"

namespace mimar::design::brief {

// The entities named outside of [from, to) and before an exception, in their order; with
// `by_attribute`, what alone has an attribute of the name, too: "an audit trail of grades".
std::vector<std::string> entities_named(const Clause& clause, std::size_t from, std::size_t to,
                                        bool by_attribute);
bool has_word(const Clause& clause, std::initializer_list<std::string_view> words);

}  // namespace mimar::design::brief
