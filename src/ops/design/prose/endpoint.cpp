#include "ops/design/prose/endpoint.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/utf8.h"

namespace mimar::ops::designing {
namespace {

using nlohmann::json;

constexpr std::size_t most_of_a_message = 300;
constexpr int usual_tokens = 8192;  // the anthropic format must say how many

tl::unexpected<Error> refused(const Endpoint& endpoint, std::string message, std::string hint) {
  return fail(ErrorKind::environment, endpoint.place + " " + std::move(message), std::move(hint));
}

// What a server says is shown in part, in one line, and without the key it may say back.
std::string shown(std::string text, const world::HttpRequest& request) {
  for (const auto& [name, value] : request.headers) {
    if (name != "x-api-key" && name != "Authorization") continue;
    const std::string key = name == "Authorization" ? value.substr(value.find(' ') + 1) : value;
    if (!key.empty()) text = text::replace_all(std::move(text), key, "...");
  }
  std::string result;
  for (const char c : text) {
    if (result.size() >= most_of_a_message) {
      result += " ...";
      break;
    }
    const bool plain = static_cast<unsigned char>(c) >= ' ' && c != 0x7f;
    result += plain ? c : ' ';
  }
  if (text::find_invalid_utf8(result) != std::string_view::npos) return "(no text)";
  return result;
}

// {"error": {"message": "..."}} of both; {"message": "..."} and plain text of others.
std::string message_of(const world::HttpRequest& request, const std::string& body) {
  const json answer = json::parse(body, nullptr, false);
  if (answer.is_object()) {
    const auto error = answer.find("error");
    const json& inside = error != answer.end() ? *error : answer;
    if (inside.is_string()) return shown(inside.get<std::string>(), request);
    if (inside.is_object() && inside.contains("message") && inside["message"].is_string())
      return shown(inside["message"].get<std::string>(), request);
    return {};
  }
  return body.find('<') == std::string::npos ? shown(body, request) : "";
}

tl::unexpected<Error> bad_status(const Endpoint& endpoint, const world::HttpRequest& request,
                                 const world::HttpResponse& response) {
  std::string said = message_of(request, response.body);
  const auto told = [&](std::string_view what) {
    return fmt::format("{} (status {}){}{}", what, response.status, said.empty() ? "" : ": ", said);
  };
  const std::string variable =
      endpoint.key_variable.empty() ? "key of [prose]" : endpoint.key_variable;
  switch (response.status) {
    case 401:
    case 403: return refused(endpoint, told("does not accept the key"), "check " + variable);
    case 404:
      return refused(endpoint, told("does not know this address or model"),
                     "check url, kind and model of [prose]");
    case 413: return refused(endpoint, told("finds it too long"), "split the prose by subject");
    case 429: {
      const auto after = response.headers.find("retry-after");
      return refused(endpoint, told("wants no more for now"),
                     after == response.headers.end()
                         ? "try again later"
                         : "try again in " + shown(after->second, request) + " s");
    }
    default: break;
  }
  if (response.status >= 300 && response.status < 400) {
    const auto to = response.headers.find("location");
    return refused(endpoint,
                   told("sends elsewhere, where nothing is sent") +
                       (to == response.headers.end() ? "" : ": " + shown(to->second, request)),
                   "put the right address into url of [prose]");
  }
  if (response.status >= 500) return refused(endpoint, told("failed"), "try again later");
  return refused(endpoint, told("does not take the request"), "check kind and model of [prose]");
}

struct Said {
  std::string text, stopped;  // stopped: why, in the words of the format
};

// "content" of OpenAI is a text, or parts of which some are texts; of Anthropic it is parts.
std::string joined_text(const json& content) {
  if (content.is_string()) return content.get<std::string>();
  std::string text;
  if (content.is_array())
    for (const json& part : content)
      if (part.is_object() && part.contains("text") && part["text"].is_string())
        text += part["text"].get<std::string>();
  return text;
}

std::optional<Said> said_of(const Endpoint& endpoint, const json& answer) {
  if (!answer.is_object()) return std::nullopt;
  const auto word = [](const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  if (endpoint.kind == Endpoint::Kind::anthropic) {
    if (!answer.contains("content") || !answer["content"].is_array()) return std::nullopt;
    return Said{joined_text(answer["content"]), word(answer, "stop_reason")};
  }
  const auto choices = answer.find("choices");
  if (choices == answer.end() || !choices->is_array() || choices->empty()) return std::nullopt;
  const json& first = choices->front();
  if (!first.is_object() || !first.contains("message") || !first["message"].is_object())
    return std::nullopt;
  const json& message = first["message"];
  Said said{message.contains("content") ? joined_text(message["content"]) : std::string(),
            word(first, "finish_reason")};
  if (said.text.empty() && !word(message, "refusal").empty()) said.stopped = "refusal";
  return said;
}

}  // namespace

Result<world::HttpRequest> request_of(const Endpoint& endpoint, const std::string& instructions,
                                      const std::string& question, world::World& world) {
  world::HttpRequest request;
  request.url = endpoint.url;
  request.timeout = endpoint.timeout;
  request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
  std::string key;
  if (!endpoint.key_variable.empty()) {
    key = std::string(text::trim(world.environment(endpoint.key_variable).value_or("")));
    if (key.empty())
      return fail(ErrorKind::usage, endpoint.key_variable + " holds no key",
                  "export " + endpoint.key_variable + "=..., or key = \"\" in [prose]");
  }
  json body{{"model", endpoint.model}};
  const json user{{"role", "user"}, {"content", question}};
  if (endpoint.kind == Endpoint::Kind::anthropic) {
    request.headers.emplace_back("anthropic-version", "2023-06-01");
    if (!key.empty()) request.headers.emplace_back("x-api-key", key);
    body["system"] = instructions;
    body["messages"] = json::array({user});
    body["max_tokens"] = endpoint.most_tokens.value_or(usual_tokens);
  } else {
    if (!key.empty()) request.headers.emplace_back("Authorization", "Bearer " + key);
    body["messages"] = json::array({json{{"role", "system"}, {"content", instructions}}, user});
    if (endpoint.most_tokens) body["max_completion_tokens"] = *endpoint.most_tokens;
  }
  request.body = body.dump();
  return request;
}

Result<std::string> text_of(const Endpoint& endpoint, const world::HttpRequest& request,
                            const world::HttpResponse& response) {
  if (response.status < 200 || response.status >= 300)
    return bad_status(endpoint, request, response);
  const json answer = json::parse(response.body, nullptr, false);
  const std::string what = endpoint.kind == Endpoint::Kind::openai ? "openai" : "anthropic";
  if (answer.is_discarded())
    return refused(endpoint, "gives no JSON", "check url and kind of [prose]");
  const auto said = said_of(endpoint, answer);
  if (!said)
    return refused(endpoint, "gives JSON that is no answer of the kind " + what,
                   "check kind of [prose]");
  if (said->stopped == "length" || said->stopped == "max_tokens")
    return refused(endpoint, "cut its answer off",
                   "raise max-tokens of [prose], or split the prose");
  if (said->stopped == "refusal" || said->stopped == "content_filter")
    return refused(endpoint, "refuses to answer this", "write the brief by hand");
  if (text::trim(said->text).empty())
    return refused(endpoint, "gives an empty answer", "try again, or another model");
  return said->text;
}

}  // namespace mimar::ops::designing
