#include <nlohmann/json.hpp>

#include "design/domain.h"
#include "ops/design/growth.h"
#include "ops/design/pages.h"

namespace mimar::ops::designing {
namespace {

using design::Sentence;
using Json = nlohmann::ordered_json;

std::string_view name(Sentence::Outcome outcome) {
  switch (outcome) {
    case Sentence::Outcome::understood: return "understood";
    case Sentence::Outcome::partly: return "partly";
    case Sentence::Outcome::not_understood: return "not_understood";
    case Sentence::Outcome::remark: return "remark";
  }
  return {};
}

std::string_view name(design::Witness::Expectation expectation) {
  switch (expectation) {
    case design::Witness::Expectation::refused: return "refused";
    case design::Witness::Expectation::runs: return "runs";
    case design::Witness::Expectation::empty: return "empty";
    case design::Witness::Expectation::some: return "some";
  }
  return {};
}

std::string_view verdict(const evidence::Evidence* evidence) {
  return evidence::name(evidence == nullptr ? evidence::Verdict::not_checked : evidence->verdict);
}

Json lines(const Design& design, const design::Said& said) {
  Json result = Json::array();
  for (const design::SentenceId id : said)
    if (id < design.brief.sentences.size()) result.push_back(design.brief.sentences[id].where.line);
  return result;
}

Json sentences(const Design& design) {
  Json all = Json::array();
  for (const Sentence& sentence : design.brief.sentences)
    all.push_back({{"line", sentence.where.line},
                   {"text", sentence.text},
                   {"outcome", name(sentence.outcome)},
                   {"restated", sentence.restated},
                   {"question", sentence.question}});
  return all;
}

Json traces(const Design& design) {
  Json all = Json::array();
  for (std::size_t i = 0; i < design.draft.traces.size(); ++i) {
    const design::Trace& trace = design.draft.traces[i];
    const evidence::Evidence* proven =
        design.proof && i < design.proof->traces.size() ? &design.proof->traces[i] : nullptr;
    all.push_back({{"lines", lines(design, trace.said)},
                   {"object", trace.object},
                   {"witness",
                    {{"sql", trace.witness.sql},
                     {"expectation", name(trace.witness.expectation)},
                     {"sqlstate", trace.witness.sqlstate},
                     {"removal", trace.witness.removal},
                     {"needs", trace.witness.needs}}},
                   {"verdict", verdict(proven)},
                   {"reason", proven == nullptr ? "" : proven->reason}});
  }
  return all;
}

Json accesses(const Design& design) {
  Json all = Json::array();
  for (std::size_t i = 0; i < design.draft.accesses.size(); ++i) {
    const design::DesignedAccess& access = design.draft.accesses[i];
    const verify::AccessPlan* plan =
        design.proof && i < design.proof->accesses.size() ? &design.proof->accesses[i] : nullptr;
    all.push_back({{"lines", lines(design, access.said)},
                   {"name", access.name},
                   {"sql", access.pattern.query.sql},
                   {"indexes", access.indexes},
                   {"why", access.why},
                   {"plan", plan == nullptr ? "" : plan->plan},
                   {"used", plan == nullptr ? std::vector<std::string>{} : plan->used},
                   {"verdict", verdict(plan == nullptr ? nullptr : &plan->evidence)},
                   {"reason", plan == nullptr ? "" : plan->evidence.reason}});
  }
  return all;
}

Json domain(const Design& design) {
  const design::Domain found = design::domain_of(design.brief.model);
  Json contexts = Json::array(), crossings = Json::array(), events = Json::array();
  for (const design::Context& context : found.contexts) {
    Json aggregates = Json::array();
    for (const design::Aggregate& one : context.aggregates)
      aggregates.push_back({{"root", one.root}, {"parts", one.parts}});
    contexts.push_back({{"name", context.name}, {"aggregates", std::move(aggregates)}});
  }
  for (const design::Crossing& one : found.crossings)
    crossings.push_back({{"from", one.from}, {"to", one.to}, {"lines", lines(design, one.said)}});
  for (const design::DomainEvent& one : found.events)
    events.push_back(
        {{"name", one.name}, {"where", one.where}, {"lines", lines(design, one.said)}});
  return {{"contexts", std::move(contexts)},
          {"crossings", std::move(crossings)},
          {"events", std::move(events)}};
}

// What each way of keeping tenants apart costs; null without tenants.
Json tenancy(const Design& design) {
  const auto modes = tenant_modes_of(design);
  if (!modes) return {};
  Json lines = Json::array();
  for (const design::growth::TenantTradeOff& line : modes->lines)
    lines.push_back({{"what", line.what}, {"figures", line.figures}});
  return {{"built", design.brief.model.tenancy->mode},
          {"by_policy", design.tenancy_by_policy},
          {"recommended", design::growth::name(modes->recommended)},
          {"why", modes->why},
          {"tenants", modes->tenants},
          {"tenants_stated", modes->tenants_stated},
          {"modes", {"shared schema", "schema per tenant", "database per tenant"}},
          {"lines", std::move(lines)},
          {"against", modes->against}};
}

// When each limit of one machine is reached; null where the brief states no numbers.
Json limits(const Design& design) {
  const auto forecast = forecast_of(design);
  if (!forecast) return {};
  Json all = Json::array();
  for (const design::growth::Threshold& one : forecast->thresholds)
    all.push_back({{"id", one.id},
                   {"subject", one.subject},
                   {"year", one.year ? Json(*one.year) : Json()},
                   {"figures", one.figures},
                   {"step", design::growth::name(one.step)},
                   {"then", one.then}});
  return all;
}

// Bytes that are no UTF-8 do not stop a report.
std::string text_of(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string as_json(const Design& design) {
  Json payload = Json::object();
  payload["partial"] = is_partial(design);
  if (design.prose)
    payload["prose"] = {{"file", design.prose->prose_file},   {"model", design.prose->model},
                        {"place", design.prose->place},       {"taken", design.prose->taken},
                        {"kept_out", design.prose->kept_out}, {"doubtful", design.prose->doubtful},
                        {"left_out", design.prose->left_out}, {"asked", design.prose->asked},
                        {"brief", design.prose->markdown}};
  payload["sentences"] = sentences(design);
  payload["questions"] = open_questions(design);
  payload["contradictions"] = design.brief.contradictions;
  payload["remarks"] = design.brief.remarks;
  payload["unresolved"] = design.unresolved;
  payload["decided"] = design.draft.questions;
  payload["assumed"] = design.assumed;
  Json patterns = Json::array();
  for (const AppliedPattern& pattern : design.patterns)
    patterns.push_back({{"id", pattern.id},
                        {"table", pattern.table},
                        {"lines", lines(design, pattern.said)},
                        {"promise", pattern.promise},
                        {"cost", pattern.cost},
                        {"refused", pattern.refused}});
  payload["patterns"] = std::move(patterns);
  Json reasons = Json::array();
  for (const design::Reason& reason : design.draft.reasons)
    reasons.push_back({{"choice", reason.choice}, {"why", reason.why}});
  payload["reasons"] = std::move(reasons);
  payload["accesses"] = accesses(design);
  payload["traces"] = traces(design);
  payload["domain"] = domain(design);
  payload["tenancy"] = tenancy(design);
  payload["limits"] = limits(design);
  payload["sql"] = design.draft.sql;
  return text_of(payload);
}

std::string traces_json(const Design& design) {
  return text_of(traces(design)) + '\n';
}

}  // namespace mimar::ops::designing
