#pragma once
// Functions, aggregates and triggers for the random databases of generate.h.

#include "model/database.h"
#include "support/random.h"

namespace mimar::support {

// What others call: public.next_number(integer), public.touch(), a trigger's function; and some
// that nobody does, with whatever attributes.
std::vector<model::OtherObject> random_routines(Random& random);

// A trigger on a table that is no partition; it calls public.touch().
model::OtherObject random_trigger(Random& random, const model::Table& table);

}  // namespace mimar::support
