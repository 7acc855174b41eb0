#include "ops/payload.h"

#include <nlohmann/json.hpp>

#include "model/json.h"

namespace mimar::ops::payload {
namespace {

using Json = nlohmann::ordered_json;

// Names and texts come from files in any encoding; JSON is UTF-8.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string_view name(mimar::check::Maturity maturity) {
  switch (maturity) {
    case mimar::check::Maturity::preview: return "preview";
    case mimar::check::Maturity::stable: return "stable";
    case mimar::check::Maturity::deprecated: return "deprecated";
  }
  return "";
}

}  // namespace

std::string artefact(std::string_view format, std::string_view text) {
  return dump(Json{{"format", format}, {"text", text}});
}

std::string inspection(const std::vector<std::pair<std::string, std::size_t>>& counts,
                       const model::Database& database) {
  Json result = {{"counts", Json::object()}, {"opaque", Json::object()}};
  for (const auto& [kind, n] : counts)
    result["counts"][kind] = n;
  for (const auto& [kind, n] : model::count_opaques(database))
    result["opaque"][kind] = n;
  std::string text = dump(result);
  text.pop_back();  // the database is JSON already: it goes in front of the closing brace
  return text + ",\"database\":" + model::to_json(database, -1) + '}';
}

std::string check(const std::vector<std::string>& rules, const std::vector<std::string>& ignored) {
  return dump(Json{{"rules", rules}, {"ignored", ignored}});
}

std::string dictionary(std::size_t files, const std::vector<std::string>& stale,
                       const std::vector<std::string>& missing,
                       const std::vector<std::string>& left_over) {
  return dump(
      Json{{"files", files}, {"stale", stale}, {"missing", missing}, {"left_over", left_over}});
}

std::string changes(const std::vector<std::string>& descriptions) {
  return dump(Json{{"changes", descriptions}});
}

std::string rules(const std::vector<const mimar::check::Rule*>& rules) {
  Json list = Json::array();
  for (const mimar::check::Rule* rule : rules) {
    list.push_back({{"id", rule->id},
                    {"title", rule->title},
                    {"severity", evidence::name(rule->severity)},
                    {"maturity", name(rule->maturity)},
                    {"documentation", rule->documentation},
                    {"probe_sql", rule->probe_sql}});
  }
  return dump(Json{{"rules", std::move(list)}});
}

}  // namespace mimar::ops::payload
