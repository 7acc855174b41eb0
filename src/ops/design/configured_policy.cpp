#include "ops/design/configured_policy.h"

#include <algorithm>
#include <array>

#include <toml++/toml.h>

#include "base/text.h"

namespace mimar::ops::designing {
namespace {

using design::ChoiceStyle;
using design::KeyStyle;
using design::Policy;
using design::TenancyStyle;

// --- settings ---
template <class T>
using Words = std::vector<std::pair<std::string_view, T>>;

const Words<KeyStyle>& key_styles() {
  static const Words<KeyStyle> words{{"uuidv7", KeyStyle::uuidv7},
                                     {"ulid", KeyStyle::ulid},
                                     {"uuidv4", KeyStyle::uuidv4},
                                     {"bigint", KeyStyle::bigint_identity}};
  return words;
}

const Words<ChoiceStyle>& choice_styles() {
  static const Words<ChoiceStyle> words{{"check", ChoiceStyle::check},
                                        {"enum", ChoiceStyle::enum_type},
                                        {"lookup", ChoiceStyle::lookup_table}};
  return words;
}

const Words<TenancyStyle>& tenancy_styles() {
  static const Words<TenancyStyle> words{
      {"shared-schema", TenancyStyle::shared_schema},
      {"schema-per-tenant", TenancyStyle::schema_per_tenant},
      {"database-per-tenant", TenancyStyle::database_per_tenant}};
  return words;
}

const Words<int>& versions() {
  static const Words<int> words{{"15", 15}, {"16", 16}, {"17", 17}, {"18", 18}};
  return words;
}

struct Flag {
  std::string_view name;
  bool Policy::*member;
  std::string_view on;
};

constexpr std::array<Flag, 6> flags{{
    {"timestamps", &Policy::timestamps, "created_at and updated_at in every table"},
    {"actors", &Policy::actors, "created_by and updated_by in every table"},
    {"soft-delete", &Policy::soft_delete, "rows are marked as deleted, in every table"},
    {"optimistic-version", &Policy::optimistic_version, "a version that an UPDATE must carry on"},
    {"format-checks", &Policy::format_checks, "the form of emails, URLs and codes is checked"},
    {"comments", &Policy::comments, "comments with the reason on tables and columns"},
}};

template <class T>
Result<void> choose(std::string_view name, std::string_view value, const Words<T>& words, T& into) {
  std::vector<std::string> known;
  for (const auto& [word, meaning] : words) {
    if (word == value) return into = meaning, Result<void>();
    known.emplace_back(word);
  }
  return fail(ErrorKind::usage, fmt::format("{} cannot be {}", name, value),
              "known: " + text::join(known, ", "));
}

std::vector<std::string> names() {
  std::vector<std::string> all{"keys", "choices", "postgres", "schema", "tenancy"};
  for (const Flag& flag : flags)
    all.emplace_back(flag.name);
  return all;
}

Result<void> set_schema(std::string_view value, Policy& policy) {
  const bool plain =
      !value.empty() &&
      value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
  if (!plain)
    return fail(ErrorKind::usage, fmt::format("schema cannot be {}", value),
                "lower-case letters, digits and _: schema = \"shop\"");
  policy.schema = std::string(value);
  return {};
}

Result<void> set(std::string_view name, std::string_view value, Policy& policy) {
  if (name == "keys") return choose(name, value, key_styles(), policy.keys);
  if (name == "choices") return choose(name, value, choice_styles(), policy.choices);
  if (name == "postgres") return choose(name, value, versions(), policy.version);
  if (name == "schema") return set_schema(value, policy);
  if (name == "tenancy") return choose(name, value, tenancy_styles(), policy.tenancy);
  for (const Flag& flag : flags) {
    if (flag.name != name) continue;
    static const Words<bool> words{{"true", true}, {"false", false}};
    return choose(name, value, words, policy.*flag.member);
  }
  const std::string near = text::nearest(name, names());
  return fail(ErrorKind::usage, fmt::format("the policy has no setting {}", name),
              near.empty() ? "known: " + text::join(names(), ", ") : "did you mean " + near + "?");
}

template <class T>
std::string_view word_of(const Words<T>& words, T value) {
  for (const auto& [word, meaning] : words)
    if (meaning == value) return word;
  return {};
}

// --- mimar.toml ---
SourceSpan span(const toml::source_region& at, const std::string& file) {
  SourceSpan where;
  where.file = file;
  where.line = at.begin.line;
  where.column = at.begin.column;
  return where;
}

std::string as_word(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  return "a value of that kind";
}

Result<Policy> read(const toml::table& root, const std::string& file) {
  Policy policy;
  const toml::node* part = root.get("design");
  if (part == nullptr) return policy;
  if (!part->is_table())
    return fail(Error{ErrorKind::usage,
                      "design must be a table: [design]",
                      span(part->source(), file),
                      {},
                      {},
                      {}});
  for (const auto& [key, node] : *part->as_table()) {
    auto done = set(key.str(), as_word(node), policy);
    if (done) continue;
    Error error = done.error();
    error.where = span(node.source(), file);
    error.message += " in [design]";
    return fail(std::move(error));
  }
  return policy;
}

}  // namespace

Result<Policy> configured_policy(std::string_view toml, const std::string& file) {
  // toml++ reports bad TOML by throwing.
  try {
    return read(toml::parse(toml, file), file);
  } catch (const toml::parse_error& bad) {
    return fail(Error{
        ErrorKind::usage, std::string(bad.description()), span(bad.source(), file), {}, {}, {}});
  }
}

Result<void> set_policy(std::string_view setting, Policy& policy) {
  const std::size_t sign = setting.find('=');
  if (sign == std::string_view::npos) return set(text::trim(setting), "true", policy);
  return set(text::trim(setting.substr(0, sign)), text::trim(setting.substr(sign + 1)), policy);
}

std::vector<std::string> policy_words(const Policy& policy) {
  std::vector<std::string> words{
      fmt::format("keys = {}", word_of(key_styles(), policy.keys)),
      fmt::format("choices = {}", word_of(choice_styles(), policy.choices)),
      fmt::format("postgres = {}", policy.version), "schema = " + policy.schema,
      fmt::format("tenancy = {}: where a brief asks to keep tenants apart and does not say how",
                  word_of(tenancy_styles(), policy.tenancy))};
  for (const Flag& flag : flags)
    words.push_back(fmt::format("{} = {}: {}", flag.name, policy.*flag.member, flag.on));
  return words;
}

}  // namespace mimar::ops::designing
