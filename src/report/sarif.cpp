// SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a change.
#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "report/renderers.h"

namespace mimar::report {
namespace {

using Json = nlohmann::ordered_json;

std::string_view level(evidence::Severity severity) {
  switch (severity) {
    case evidence::Severity::note: return "note";
    case evidence::Severity::warning: return "warning";
    case evidence::Severity::blocking: return "error";
  }
  return "none";
}

// RFC 3986: a relative reference; everything but unreserved characters and '/' is escaped.
std::string uri(std::string_view path) {
  static constexpr char hex[] = "0123456789ABCDEF";
  std::string result;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain) {
      result += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      result += {'%', hex[byte >> 4], hex[byte & 15]};
    }
  }
  return result;
}

Json rule_json(const Rule& rule) {
  return {{"id", rule.id},
          {"shortDescription", {{"text", rule.title}}},
          {"help", {{"text", rule.documentation}, {"markdown", rule.documentation}}},
          {"defaultConfiguration", {{"level", level(rule.severity)}}}};
}

Json location_json(const evidence::Finding& finding) {
  Json location = Json::object();
  if (finding.where && !finding.where->file.empty()) {
    location["physicalLocation"]["artifactLocation"] = {{"uri", uri(finding.where->file)}};
    if (finding.where->line > 0) {
      Json region = {{"startLine", finding.where->line}};
      if (finding.where->column > 0) region["startColumn"] = finding.where->column;
      location["physicalLocation"]["region"] = std::move(region);
    }
  }
  location["logicalLocations"] = Json::array({{{"fullyQualifiedName", finding.object}}});
  return location;
}

Json result_json(const Report& report, const evidence::Finding& finding) {
  Json result = {{"ruleId", finding.id},
                 {"level", level(finding.severity)},
                 {"message", {{"text", finding.message}}},
                 {"locations", Json::array({location_json(finding)})}};
  for (std::size_t i = 0; i < report.rules.size(); ++i) {
    if (report.rules[i].id == finding.id) result["ruleIndex"] = i;
  }
  // The same problem of the same object is the same alert, wherever its line has moved to.
  result["partialFingerprints"] = {{"mimar/v1", sha256_hex(finding.id + '\n' + finding.object)}};
  result["properties"] = {{"object", finding.object},
                          {"verdict", evidence::name(finding.verdict)},
                          {"fix", {{"sql", finding.fix.sql}, {"advice", finding.fix.advice}}}};
  return result;
}

}  // namespace

std::string render_sarif(const Report& report) {
  Json rules = Json::array(), results = Json::array(), notes = Json::array();
  for (const Rule& rule : report.rules)
    rules.push_back(rule_json(rule));
  for (const auto& finding : report.findings)
    results.push_back(result_json(report, finding));
  for (const std::string& note : report.notes)
    notes.push_back({{"level", "note"}, {"message", {{"text", note}}}});
  Json run = Json::object();
  run["tool"]["driver"] = {
      {"name", "mimar"}, {"semanticVersion", MIMAR_VERSION}, {"rules", std::move(rules)}};
  run["invocations"] = Json::array(
      {{{"executionSuccessful", true}, {"toolExecutionNotifications", std::move(notes)}}});
  run["results"] = std::move(results);
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({std::move(run)})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace mimar::report
