#pragma once
// Options in the entries of a dump, in a form that can be compared and shown: secrets as readers
// keep them, the options of a text search dictionary in one order.

#include <string>
#include <string_view>

namespace mimar::verify {

std::string comparable_options(std::string_view kind, const std::string& body);

}  // namespace mimar::verify
