#pragma once
// The states that changes of status speak of become values of the attribute that holds them.

#include "design/brief/merge.h"

namespace mimar::design::brief {

// Every entity of a lifecycle is in the model.
void settle_lifecycles(Merged& merged);

}  // namespace mimar::design::brief
