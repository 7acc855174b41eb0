// JSON: one stable shape for every operation, published as docs/report.schema.json.
#include <nlohmann/json.hpp>

#include "base/ensure.h"
#include "report/renderers.h"

namespace mimar::report {
namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(std::uint32_t n) {
  return n == 0 ? Json(nullptr) : Json(n);
}

Json finding_json(const evidence::Finding& finding) {
  const SourceSpan where = finding.where.value_or(SourceSpan{});
  Json result = Json::object();
  result["id"] = finding.id;
  result["severity"] = evidence::name(finding.severity);
  result["file"] = where.file.empty() ? Json(nullptr) : Json(where.file);
  result["line"] = number_or_null(where.line);
  result["column"] = number_or_null(where.column);
  result["object"] = finding.object;
  result["message"] = finding.message;
  result["verdict"] = evidence::name(finding.verdict);
  result["fix"] = {{"sql", finding.fix.sql}, {"advice", finding.fix.advice}};
  return result;
}

Json evidence_json(const evidence::Evidence& evidence) {
  Json observations = Json::array();
  for (const auto& observation : evidence.observations) {
    observations.push_back({{"witness", evidence::name(observation.witness)},
                            {"what", observation.what},
                            {"output", observation.output}});
  }
  Json result = Json::object();
  result["claim"] = evidence.claim;
  result["verdict"] = evidence::name(evidence.verdict);
  result["reason"] = evidence.reason;
  result["server_version"] =
      evidence.server_version.empty() ? Json(nullptr) : Json(evidence.server_version);
  result["command"] = evidence.command;
  result["observations"] = std::move(observations);
  return result;
}

Json payload_json(const Report& report) {
  Json payload = Json::parse(report.payload_json, nullptr, false);
  ensure(!payload.is_discarded(), "an operation's payload is JSON");
  return payload;
}

}  // namespace

std::string render_json(const Report& report) {
  Json result = Json::object();
  result["operation"] = report.operation;
  result["version"] = MIMAR_VERSION;
  result["inputs"] = Json::array();
  for (const Input& input : report.inputs) {
    result["inputs"].push_back(
        {{"path", input.path},
         {"digest", input.digest.empty() ? Json(nullptr) : Json("sha256:" + input.digest)}});
  }
  result["payload"] = payload_json(report);
  result["findings"] = Json::array();
  for (const auto& finding : report.findings)
    result["findings"].push_back(finding_json(finding));
  result["evidence"] = Json::array();
  for (const auto& evidence : report.evidence)
    result["evidence"].push_back(evidence_json(evidence));
  result["notes"] = report.notes;
  result["files"] = Json::array();
  for (const File& file : report.files)
    result["files"].push_back({{"path", file.path}, {"content", file.content}});
  // What was read may not be UTF-8; a report always is.
  return result.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace mimar::report
