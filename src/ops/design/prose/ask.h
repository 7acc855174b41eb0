#pragma once
// Prose to a brief that somebody still has to confirm.

#include <string>
#include <vector>

#include "base/result.h"
#include "ops/design/prose/endpoint.h"
#include "world/world.h"

namespace mimar::ops::designing {

// What a model made of prose, and what the prose has to say to it.
struct FromProse {
  std::string prose_file, model, place;
  std::string markdown;   // the brief, with its sources as quotations
  std::size_t taken = 0;  // sentences of it
  // With the lines of the prose: what was kept out of the brief, what is doubtful, what nothing was
  // made of, what the model asks.
  std::vector<std::string> kept_out, doubtful, left_out, asked;
};

// Sends the prose to the endpoint, once. Errors: those of read_prose, request_of, World::post and
// text_of; ErrorKind::environment when nothing of the answer is in the prose.
Result<FromProse> brief_of_prose(const std::string& prose, const std::string& file,
                                 const Endpoint& endpoint, world::World& world);

}  // namespace mimar::ops::designing
