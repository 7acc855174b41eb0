#pragma once
// "Members book classes" where the brief speaks of bookings: a booking is of one member and one
// class, and stands between them.

#include <vector>

#include "design/brief/sentences.h"

namespace mimar::design::brief {

void place_associations(std::vector<ReadSentence>& read);

}  // namespace mimar::design::brief
