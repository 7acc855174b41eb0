#pragma once
// A model behind HTTP: the [prose] part of mimar.toml, and the two wire formats that are common.
//
//   [prose]
//   kind = "anthropic"                   or "openai", which most servers of one's own speak too
//   url = "https://llm.example/v1"       up to /v1, or whole
//   model = "some-model"
//   key = "LLM_KEY"                      the environment variable that holds the key; "" for none
//   timeout = 120                        seconds, for the whole
//   max-tokens = 8192                    of the answer; by default what the server takes for it
//
// Nothing of it is used before somebody says `mimar design --prose`.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "world/world.h"

namespace mimar::ops::designing {

struct Endpoint {
  enum class Kind : std::uint8_t { openai, anthropic };
  Kind kind = Kind::openai;
  std::string url;    // whole
  std::string place;  // "https://host": what may be shown
  std::string model;
  std::string key_variable;  // "" none
  std::chrono::seconds timeout{120};
  std::optional<int> most_tokens;
};

// Errors: ErrorKind::usage with the place: no [prose], a setting that is missing, unknown or of
// another kind, a key over http to another machine.
Result<Endpoint> configured_endpoint(std::string_view toml, const std::string& file);

// What is sent. Errors: ErrorKind::usage when the variable of the key is not set.
Result<world::HttpRequest> request_of(const Endpoint& endpoint, const std::string& instructions,
                                      const std::string& question, world::World& world);

// The text of the answer. Errors: ErrorKind::environment for a status other than 2xx, an answer
// that is no such JSON, is empty, refused or cut off. The key is in no message.
Result<std::string> text_of(const Endpoint& endpoint, const world::HttpRequest& request,
                            const world::HttpResponse& response);

}  // namespace mimar::ops::designing
