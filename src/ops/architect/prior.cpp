#include "ops/architect/prior.h"

#include <nlohmann/json.hpp>
#include <set>

namespace mimar::ops::architect {
namespace {

using Labels = std::set<std::string>;

std::string label(const std::string& id, const std::string& object) {
  return "`" + id + "` on `" + object + "`";
}

Result<Labels> labels_of(const std::string& text, const Item& item) {
  const nlohmann::json report = nlohmann::json::parse(text, nullptr, false);
  const auto wrong = [&] {
    return fail(Error{
        ErrorKind::input,
        "`" + item.text + "` is not a report of mimar",
        item.where,
        {},
        "name a report.json that `mimar architect` wrote, or describe the earlier results in words",
        {}});
  };
  if (!report.is_object() || !report.contains("findings") || !report["findings"].is_array())
    return wrong();
  Labels labels;
  for (const nlohmann::json& finding : report["findings"]) {
    if (!finding.is_object() || !finding.contains("id") || !finding["id"].is_string())
      return wrong();
    const auto object = finding.find("object");
    labels.insert(label(
        finding["id"], object != finding.end() && object->is_string() ? std::string(*object) : ""));
  }
  return labels;
}

}  // namespace

Result<Prior> read_prior(const std::vector<Item>& items, const std::string& folder,
                         const std::vector<evidence::Finding>& findings, world::World& world) {
  Prior prior;
  Labels before, now;
  for (const Item& item : items) {
    if (!item.text.ends_with(".json")) {
      prior.statements.push_back(item.text);
      continue;
    }
    const Result<std::string> text =
        world.read_file(item.text.starts_with('/') ? item.text : folder + item.text);
    if (!text) return fail(text.error());
    Result<Labels> labels = labels_of(*text, item);
    if (!labels) return fail(std::move(labels.error()));
    before.merge(*labels);
    prior.compared = true;
  }
  if (!prior.compared) return prior;
  for (const evidence::Finding& finding : findings)
    now.insert(label(finding.id, finding.object));
  for (const std::string& item : before)
    (now.contains(item) ? prior.remaining : prior.resolved).push_back(item);
  for (const std::string& item : now) {
    if (!before.contains(item)) prior.added.push_back(item);
  }
  return prior;
}

}  // namespace mimar::ops::architect
