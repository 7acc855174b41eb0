// [prose] of mimar.toml.
#include <algorithm>

#include <toml++/toml.h>

#include "base/text.h"
#include "ops/design/prose/endpoint.h"
#include "world/http.h"

namespace mimar::ops::designing {
namespace {

constexpr std::string_view how =
    "[prose] with kind, url, model and key: mimar design --help shows one";

class Reader {
 public:
  Reader(const toml::table& table, const std::string& file) : table_(table), file_(file) {}

  Result<Endpoint> read() {
    for (const auto& [key, node] : table_)
      if (auto known = known_name(std::string(key.str()), node); !known) return fail(known.error());
    Endpoint endpoint;
    const auto kind = word("kind"), url = word("url"), model = word("model");
    for (const auto* one : {&kind, &url, &model})
      if (!*one) return fail(one->error());
    if (*kind != "openai" && *kind != "anthropic")
      return bad("kind", "kind cannot be " + *kind, "known: openai, anthropic");
    endpoint.kind = *kind == "openai" ? Endpoint::Kind::openai : Endpoint::Kind::anthropic;
    endpoint.model = *model;
    if (table_.contains("key")) {
      const auto key = word("key", true);
      if (!key) return fail(key.error());
      endpoint.key_variable = *key;
    }
    if (auto read = read_numbers(endpoint); !read) return fail(read.error());
    if (auto read = read_url(*url, endpoint); !read) return fail(read.error());
    return endpoint;
  }

 private:
  tl::unexpected<Error> bad(std::string_view name, std::string message, std::string hint = {}) {
    Error error{ErrorKind::usage, std::move(message) + " in [prose]", {}, {}, std::move(hint), {}};
    const toml::node* node = table_.get(name);
    const auto at = node != nullptr ? node->source().begin : table_.source().begin;
    SourceSpan where;
    where.file = file_;
    where.line = at.line;
    where.column = at.column;
    error.where = where;
    return fail(std::move(error));
  }

  Result<void> known_name(const std::string& name, const toml::node&) {
    static const std::vector<std::string> names{"kind", "url",     "model",
                                                "key",  "timeout", "max-tokens"};
    if (std::find(names.begin(), names.end(), name) != names.end()) return {};
    const std::string near = text::nearest(name, names);
    return bad(name, "unknown setting " + name,
               near.empty() ? "known: " + text::join(names, ", ") : "did you mean " + near + "?");
  }

  Result<std::string> word(std::string_view name, bool may_be_empty = false) {
    const toml::node* node = table_.get(name);
    if (node == nullptr) return bad(name, std::string(name) + " is missing", std::string(how));
    const auto* text = node->as_string();
    if (text == nullptr || (text->get().empty() && !may_be_empty))
      return bad(name, std::string(name) + " must be a word in quotes");
    const bool plain = std::all_of(text->get().begin(), text->get().end(),
                                   [](char c) { return c > ' ' && c < 0x7f; });
    if (!plain) return bad(name, std::string(name) + " has blanks or letters that it cannot have");
    return text->get();
  }

  Result<void> read_numbers(Endpoint& endpoint) {
    const auto number = [&](std::string_view name, std::int64_t most, auto&& take) -> Result<void> {
      const toml::node* node = table_.get(name);
      if (node == nullptr) return {};
      const auto* value = node->as_integer();
      if (value == nullptr || value->get() < 1 || value->get() > most)
        return bad(name, fmt::format("{} must be a whole number from 1 to {}", name, most));
      take(value->get());
      return {};
    };
    if (auto read = number("timeout", 3600,
                           [&](std::int64_t s) { endpoint.timeout = std::chrono::seconds(s); });
        !read)
      return read;
    return number("max-tokens", 1'000'000,
                  [&](std::int64_t n) { endpoint.most_tokens = static_cast<int>(n); });
  }

  Result<void> read_url(std::string url, Endpoint& endpoint) {
    const auto address = world::read_address(url);
    if (!address) return bad("url", address.error().message, address.error().hint);
    if (!address->secure && !address->loopback && !endpoint.key_variable.empty())
      return bad("url", "over http the key would be readable on its way",
                 "https, or a server of this machine, or key = \"\"");
    endpoint.place = address->place();
    const std::string_view leaf =
        endpoint.kind == Endpoint::Kind::openai ? "/chat/completions" : "/messages";
    if (address->target == "/" && url.find('?') == std::string::npos) {
      url = endpoint.place + "/v1" + std::string(leaf);
    } else if (!address->target.ends_with(leaf) && url.find('?') == std::string::npos) {
      while (url.ends_with('/'))
        url.pop_back();
      url += leaf;
    }
    endpoint.url = std::move(url);
    return {};
  }

  const toml::table& table_;
  const std::string& file_;
};

}  // namespace

Result<Endpoint> configured_endpoint(std::string_view toml, const std::string& file) {
  // toml++ reports bad TOML by throwing.
  try {
    const toml::table root = toml::parse(toml, file);
    const toml::node* part = root.get("prose");
    if (part == nullptr || !part->is_table())
      return fail(ErrorKind::usage, file + " names no endpoint that prose may be sent to",
                  std::string(how));
    return Reader(*part->as_table(), file).read();
  } catch (const toml::parse_error& bad) {
    SourceSpan where;
    where.file = file;
    where.line = bad.source().begin.line;
    where.column = bad.source().begin.column;
    return fail(
        Error{ErrorKind::usage, std::string(bad.description()), std::move(where), {}, {}, {}});
  }
}

}  // namespace mimar::ops::designing
