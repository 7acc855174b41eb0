// The report of a design: its pages, its files, and the same for programs.
#include "base/text.h"
#include "emit/erd/erd.h"
#include "ops/design/concept.h"
#include "ops/design/designing.h"
#include "ops/design/pages.h"
#include "workload/workload.h"

namespace mimar::ops::designing {
namespace {

void add_file(report::Report& report, std::string path, std::string content) {
  if (!content.empty()) report.files.push_back({std::move(path), std::move(content)});
}

void add_pictures(const Design& design, report::Report& report) {
  const auto add = [&](const char* path, const Result<std::string>& picture) {
    if (picture)
      add_file(report, path, *picture);
    else
      report.notes.push_back(std::string(path) + " was not drawn: " + picture.error().message);
  };
  if (!design.brief.model.entities.empty()) {
    const emit::erd::Diagram concepts = concept_diagram(design.brief.model);
    emit::erd::Options framed;
    framed.groups = contexts_of(concepts);
    add("concept.svg", emit::erd::svg(concepts, framed));
    add_file(report, "concept.mmd", emit::erd::mermaid(concepts));
  }
  emit::erd::Options options;
  options.title = design.brief.model.name;
  add("erd.svg", emit::erd::svg(design.database, options));
}

std::string workload_file(const Design& design) {
  model::Workload workload;
  workload.rates = !design.draft.accesses.empty();
  for (const design::DesignedAccess& access : design.draft.accesses) {
    workload.patterns.push_back(access.pattern);
    workload.patterns.back().query.name = access.name;
  }
  for (const design::DesignedAccess& access : design.draft.accesses)
    workload.rates = workload.rates && access.pattern.query.weight != 1;
  return workload::print(workload);
}

}  // namespace

void describe(const Design& design, const std::string& command, report::Report& report) {
  report.evidence = evidence_of(design, command);
  for (std::size_t i = 0; i < report.evidence.size(); ++i)
    if (report.evidence[i].command.empty()) report.evidence[i].command = command;
  report.findings = design.findings;
  report.notes.insert(report.notes.end(), design.notes.begin(), design.notes.end());
  if (design.proof)
    report.notes.insert(report.notes.end(), design.proof->notes.begin(), design.proof->notes.end());
  report.payload_json = as_json(design);
  report.payload_markdown = report_page(design);
  report.payload_text = report.payload_markdown;
  report.artefact = true;
  if (design.prose) add_file(report, "brief.md", design.prose->markdown);
  add_file(report, "report.md", report.payload_markdown);
  add_file(report, design.base_sql.empty() ? "schema.sql" : "addition.sql", design.draft.sql);
  add_file(report, "understood.md", understood_page(design));
  add_file(report, "traces.json", traces_json(design));
  add_file(report, "workload.sql", workload_file(design));
  for (const auto& [path, content] : design.draft.files)
    add_file(report, path, content);
  add_pictures(design, report);
}

}  // namespace mimar::ops::designing
