#pragma once
// What a line of a diff says beyond name and columns, by the comparison of model/compare.h: no
// field is forgotten, so that two objects that differ never read alike.

#include <string>

#include "model/database.h"

namespace mimar::diff {

// ": on delete cascade, deferrable"; "" for one that is as plain as can be.
std::string details(const model::Index& index);
std::string details(const model::Key& key);
std::string details(const model::ForeignKey& key);
std::string details(const model::Check& check);

// ": volatility stable to immutable, comment"; of two objects of one kind and name.
std::string differences(const model::OtherObject& from, const model::OtherObject& to);

}  // namespace mimar::diff
