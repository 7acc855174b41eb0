#pragma once
// What the names of tables say about which belong together: "billing_invoice" and "billing_payment"
// begin alike.

#include <cstddef>
#include <string>
#include <vector>

namespace mimar::emit::erd {

// The word that a name shares with others at its beginning, in the singular and in lower case; ""
// where it shares none. A beginning that most names have says nothing: the word behind it then
// counts.
std::vector<std::string> shared_beginnings(const std::vector<std::string>& names);

// The words that at least `enough` of the names begin with, as many as they have in common:
// "billing", "in_app"; "" for none.
std::string common_beginning(const std::vector<std::string>& names, std::size_t enough);

}  // namespace mimar::emit::erd
