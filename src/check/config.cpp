#include "check/config.h"

#include <algorithm>
#include <initializer_list>

#include <toml++/toml.h>

#include "base/text.h"

namespace mimar::check {
namespace {

class Reader {
 public:
  Reader(std::string_view toml, const std::string& file) : toml_(toml), file_(file) {}
  Result<RuleSet> read();

  Error error(const toml::source_region& at, std::string message, std::string hint = {}) const;

 private:
  Result<void> read_check(const toml::table& table);
  Result<void> read_ids(const toml::node& list, std::string_view key, std::set<std::string>& ids);
  Result<void> read_set(const toml::node& node);
  Result<void> read_sets(const toml::node* node);
  Result<void> read_severities(const toml::node& node);
  Result<void> read_ignores(const toml::node& node);
  Result<Ignore> read_ignore(const toml::table& table);

  Result<void> only(const toml::table& table, std::initializer_list<std::string> known,
                    std::string_view in);
  Result<std::string> string(const toml::node& node, std::string_view key);
  Result<std::string> required(const toml::table& table, std::string_view key);
  Result<void> known_rule(const std::string& id, const toml::source_region& at);
  std::string excerpt(const toml::source_region& at) const;

  std::string_view toml_;
  const std::string& file_;
  RuleSet result_;
};

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string nearest = text::nearest(word, candidates);
  return nearest.empty() ? "known: " + text::join(candidates, ", ")
                         : "did you mean " + nearest + "?";
}

std::string Reader::excerpt(const toml::source_region& at) const {
  const std::vector<std::string_view> lines = text::lines(toml_);
  if (at.begin.line == 0 || at.begin.line > lines.size() || at.begin.column == 0) return "";
  return std::string(lines[at.begin.line - 1]) + "\n" + std::string(at.begin.column - 1, ' ') + "^";
}

Error Reader::error(const toml::source_region& at, std::string message, std::string hint) const {
  SourceSpan where;
  where.file = file_;
  where.line = at.begin.line;
  where.column = at.begin.column;
  return Error{ErrorKind::usage, std::move(message), where, {}, std::move(hint), excerpt(at)};
}

Result<void> Reader::only(const toml::table& table, std::initializer_list<std::string> known,
                          std::string_view in) {
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (std::find(known.begin(), known.end(), name) == known.end())
      return fail(error(key.source(), fmt::format("unknown key {} in {}", name, in),
                        did_you_mean(name, known)));
  }
  return {};
}

Result<std::string> Reader::string(const toml::node& node, std::string_view key) {
  const auto* value = node.as_string();
  if (!value) return fail(error(node.source(), fmt::format("{} must be a string", key)));
  return value->get();
}

Result<std::string> Reader::required(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (!node)
    return fail(error(table.source(), fmt::format("an ignore needs a {}", key),
                      "every [[check.ignore]] has rule, object and reason"));
  Result<std::string> value = string(*node, key);
  if (value && text::trim(*value).empty())
    return fail(error(node->source(), fmt::format("{} must not be empty", key)));
  return value;
}

Result<void> Reader::known_rule(const std::string& id, const toml::source_region& at) {
  if (find_rule(id)) return {};
  std::vector<std::string> ids;
  for (const Rule* rule : catalogue())
    ids.emplace_back(rule->id);
  const std::string nearest = text::nearest(id, ids);
  return fail(
      error(at, "unknown rule " + id,
            nearest.empty() ? "`mimar explain` lists the rules" : "did you mean " + nearest + "?"));
}

Result<void> Reader::read_ids(const toml::node& list, std::string_view key,
                              std::set<std::string>& ids) {
  const toml::array* array = list.as_array();
  if (!array) return fail(error(list.source(), fmt::format("{} must be a list of rule ids", key)));
  for (const toml::node& node : *array) {
    Result<std::string> id = string(node, key);
    if (!id) return fail(std::move(id.error()));
    if (auto known = known_rule(*id, node.source()); !known) return known;
    ids.insert(std::move(*id));
  }
  return {};
}

std::optional<evidence::Severity> severity_named(std::string_view name) {
  using evidence::Severity;
  for (const Severity severity : {Severity::note, Severity::warning, Severity::blocking})
    if (evidence::name(severity) == name) return severity;
  return std::nullopt;
}

Result<void> Reader::read_severities(const toml::node& node) {
  const toml::table* table = node.as_table();
  if (!table) return fail(error(node.source(), "severity must be a table of rule = severity"));
  for (const auto& [key, value] : *table) {
    const std::string id(key.str());
    if (auto known = known_rule(id, key.source()); !known) return known;
    Result<std::string> name = string(value, id);
    if (!name) return fail(std::move(name.error()));
    const auto severity = severity_named(*name);
    if (!severity)
      return fail(error(value.source(), "unknown severity " + *name,
                        did_you_mean(*name, {"note", "warning", "blocking"}) +
                            "; a rule that shall not be asked belongs under [check] in disable = "
                            "[\"" +
                            id + "\"]"));
    result_.severities.emplace_back(id, *severity);
  }
  return {};
}

Result<Ignore> Reader::read_ignore(const toml::table& table) {
  if (auto known = only(table, {"rule", "object", "reason"}, "[[check.ignore]]"); !known)
    return fail(std::move(known.error()));
  Ignore ignore;
  for (auto [key, field] : {std::pair("rule", &ignore.rule), std::pair("object", &ignore.object),
                            std::pair("reason", &ignore.reason)}) {
    Result<std::string> value = required(table, key);
    if (!value) return fail(std::move(value.error()));
    *field = std::move(*value);
  }
  if (ignore.rule != "*")
    if (auto known = known_rule(ignore.rule, table.get("rule")->source()); !known)
      return fail(std::move(known.error()));
  return ignore;
}

Result<void> Reader::read_ignores(const toml::node& node) {
  const toml::array* array = node.as_array();
  if (!array) return fail(error(node.source(), "ignore must be written as [[check.ignore]]"));
  for (const toml::node& entry : *array) {
    const toml::table* table = entry.as_table();
    if (!table) return fail(error(entry.source(), "ignore must be written as [[check.ignore]]"));
    Result<Ignore> ignore = read_ignore(*table);
    if (!ignore) return fail(std::move(ignore.error()));
    result_.ignores.push_back(std::move(*ignore));
  }
  return {};
}

Result<void> Reader::read_set(const toml::node& node) {
  Result<std::string> name = string(node, "set");
  if (!name) return fail(std::move(name.error()));
  if (rule_set(*name).empty())
    return fail(
        error(node.source(), "unknown rule set " + *name, did_you_mean(*name, rule_set_names())));
  add_set(*name, result_);
  return {};
}

// One set, a list of them, or nothing: then the recommended one.
Result<void> Reader::read_sets(const toml::node* node) {
  if (!node) {
    add_set("recommended", result_);
    return {};
  }
  const toml::array* list = node->as_array();
  if (!list) return read_set(*node);
  for (const toml::node& one : *list)
    if (auto read = read_set(one); !read) return read;
  return {};
}

Result<void> Reader::read_check(const toml::table& table) {
  if (auto known = only(table, {"set", "enable", "disable", "severity", "ignore"}, "[check]");
      !known)
    return known;
  if (auto read = read_sets(table.get("set")); !read) return read;
  std::set<std::string> rules(result_.rules.begin(), result_.rules.end());
  if (const toml::node* node = table.get("enable"))
    if (auto read = read_ids(*node, "enable", rules); !read) return read;
  std::set<std::string> disabled;
  if (const toml::node* node = table.get("disable"))
    if (auto read = read_ids(*node, "disable", disabled); !read) return read;
  for (const std::string& id : disabled)
    rules.erase(id);
  if (const toml::node* node = table.get("severity"))
    if (auto read = read_severities(*node); !read) return read;
  if (const toml::node* node = table.get("ignore"))
    if (auto read = read_ignores(*node); !read) return read;
  result_.rules.assign(rules.begin(), rules.end());
  return {};
}

Result<RuleSet> Reader::read() {
  toml::table root;
  // toml++ reports bad TOML by throwing; this is the one place that catches it.
  try {
    root = toml::parse(toml_, file_);
  } catch (const toml::parse_error& bad) {
    return fail(error(bad.source(), std::string(bad.description())));
  }
  if (auto known = only(root, {"check", "design", "erd", "prose"}, "mimar.toml"); !known)
    return fail(std::move(known.error()));
  const toml::node* check = root.get("check");
  if (!check) return default_rules();
  if (!check->is_table()) return fail(error(check->source(), "check must be a table: [check]"));
  if (auto read = read_check(*check->as_table()); !read) return fail(std::move(read.error()));
  return std::move(result_);
}

}  // namespace

Result<RuleSet> read_config(std::string_view toml, const std::string& file) {
  return Reader(toml, file).read();
}

}  // namespace mimar::check
