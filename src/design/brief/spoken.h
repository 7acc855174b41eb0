#pragma once
// Names as they are said within a sentence.

#include <string>

namespace mimar::design::brief {

// "check-in date": a preposition inside of a name is tied to it, so that it is not read as one.
std::string spoken(std::string name);
std::string a(const std::string& name);  // "a check-in date"
std::string plural_spoken(const std::string& name);
std::string capital(std::string sentence);

}  // namespace mimar::design::brief
