// report.md.
#include <algorithm>

#include "base/text.h"
#include "design/relational/access_text.h"
#include "emit/erd/erd.h"
#include "ops/design/concept.h"
#include "ops/design/configured_policy.h"
#include "ops/design/growth.h"
#include "ops/design/pages.h"

namespace mimar::ops::designing {
namespace {

using design::Sentence;

std::string cell(std::string text) {
  return text::replace_all(text::replace_all(std::move(text), "|", "\\|"), "\n", " ");
}

std::string code(const std::string& sql) {
  return "`" + text::replace_all(cell(sql), "`", "'") + "`";
}

std::string shortened(std::string text, std::size_t most = 160) {
  if (text.size() <= most) return text;
  text.resize(most);
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)
    text.pop_back();
  return text + " ...";
}

std::string verdict_word(const std::optional<evidence::Verdict>& verdict) {
  return verdict ? text::replace_all(std::string(evidence::name(*verdict)), "_", " ")
                 : std::string("-");
}

std::string fenced(std::string_view language, const std::string& content) {
  return fmt::format("```{}\n{}{}```\n", language, content,
                     content.empty() || content.back() == '\n' ? "" : "\n");
}

std::string understood(const Design& design) {
  std::string page = "## Understood\n\n";
  for (const Sentence& sentence : design.brief.sentences) {
    if (sentence.outcome == Sentence::Outcome::remark) continue;
    page += fmt::format("- line {}: «{}»\n", sentence.where.line, sentence.text);
    for (const std::string& restated : sentence.restated)
      page += "  - " + restated + "\n";
    if (sentence.restated.empty()) page += "  - nothing of it\n";
  }
  return page + '\n';
}

std::string remarks(const Design& design) {
  std::vector<std::string> all = design.brief.remarks;
  all.insert(all.end(), design.assumed.begin(), design.assumed.end());
  all.insert(all.end(), design.draft.questions.begin(), design.draft.questions.end());
  if (all.empty()) return {};
  std::string page = "## Decided without being told\n\n";
  for (const std::string& remark : all)
    page += "- " + remark + '\n';
  return page + '\n';
}

std::string table_of_sentences(const Design& design) {
  if (design.brief.sentences.empty()) return {};
  std::string page =
      "## Each sentence and what holds it\n\n"
      "| Line | Sentence | Object | Witness | Verdict |\n|---:|---|---|---|---|\n";
  std::size_t last = SIZE_MAX;
  for (const Row& row : traceability(design)) {
    const Sentence& sentence = design.brief.sentences[row.sentence];
    const bool again = row.sentence == last;
    last = row.sentence;
    page += fmt::format(
        "| {} | {} | {} | {} | {}{} |\n", again ? "" : std::to_string(sentence.where.line),
        again ? "" : cell(shortened(sentence.text)), cell(row.object),
        row.witness.empty() ? "" : code(shortened(row.witness, 220)), verdict_word(row.verdict),
        row.reason.empty() ? "" : ": " + cell(shortened(row.reason)));
  }
  return page + '\n';
}

std::string access_patterns(const Design& design) {
  if (design.draft.accesses.empty()) return {};
  std::string page = "## Access patterns\n\n";
  for (std::size_t i = 0; i < design.draft.accesses.size(); ++i) {
    const design::DesignedAccess& access = design.draft.accesses[i];
    page += "### " + access.name + "\n\n" + fenced("sql", access.pattern.query.sql + ";");
    page += "\nServed by " +
            (access.indexes.empty() ? std::string("keys") : text::join(access.indexes, ", ")) +
            (access.why.empty() ? "" : ": " + access.why) + ".\n";
    if (design.proof && i < design.proof->accesses.size()) {
      const verify::AccessPlan& plan = design.proof->accesses[i];
      page += "\n" + verdict_word(plan.evidence.verdict) +
              (plan.evidence.reason.empty() ? "" : ": " + plan.evidence.reason) + "\n";
      if (!plan.plan.empty()) page += "\n" + fenced("", plan.plan);
    }
    page += '\n';
  }
  return page;
}

// What the stated rates decided as a whole; the reasons of single objects say the rest.
std::string balance(const Design& design) {
  double reads = 0, writes = 0;
  for (const design::Rate& rate : design.brief.model.rates) {
    reads += rate.reads.value_or(0);
    writes += rate.writes.value_or(0);
  }
  if (reads + writes == 0) return {};
  using design::relational::Balance;
  const std::string stated =
      fmt::format("The brief states {:.0f} reads and {:.0f} writes a second: ", reads, writes);
  switch (design::relational::balance_of(design.brief.model, "")) {
    case Balance::read_heavy:
      return stated +
             "it is read much more often than written. So a value that follows from other rows is "
             "stored and kept right by a trigger, and each list has an index of its own.\n\n";
    case Balance::write_heavy:
      return stated +
             "it is written more often than read. So a value that follows from other rows is "
             "computed by a view, and lists that nobody gives a rate share the index of a foreign "
             "key.\n\n";
    case Balance::even: break;
  }
  return stated +
         "neither counts much more. So a value that follows from other rows is computed by a view, "
         "and each list has an index.\n\n";
}

std::string reasons(const Design& design) {
  std::string page = "## Choices and their reasons\n\n" + balance(design);
  for (const design::Reason& reason : design.draft.reasons)
    page += "- `" + text::replace_all(reason.choice, "`", "'") + "`: " + reason.why + '\n';
  page += "\nThe policy (`[design]` of mimar.toml, `--policy`):\n\n";
  for (const std::string& word : policy_words(design.policy))
    page += "- " + word + '\n';
  return page + '\n';
}

std::string patterns(const Design& design) {
  if (design.patterns.empty()) return {};
  std::string page = "## Patterns\n\n";
  for (const AppliedPattern& pattern : design.patterns)
    page += fmt::format(
        "- **{}**{}: {} {}\n", pattern.id,
        pattern.table.empty() ? "" : " on `" + pattern.table + "`",
        pattern.refused.empty() ? pattern.promise : "not applied: " + pattern.refused + ".",
        pattern.refused.empty() ? pattern.cost : "");
  return page + '\n';
}

std::string rules(const Design& design) {
  std::string page = "## Rules\n\n";
  if (design.findings.empty()) page += "Every rule of `mimar check` is silent.\n";
  for (const evidence::Finding& finding : design.findings)
    page += fmt::format("- {} [{}] {}: {}\n", evidence::name(finding.severity), finding.id,
                        finding.object, finding.message);
  for (const std::string& answer : design.answered)
    page += "- answered: " + answer + '\n';
  return page + '\n';
}

std::string constraints(const Design& design) {
  if (!design.proof || design.proof->constraints.empty()) return {};
  std::string page =
      "## Further constraints, each with a row it refuses\n\n| Claim | Verdict |\n|---|---|\n";
  for (const evidence::Evidence& evidence : design.proof->constraints)
    page += "| " + cell(evidence.claim) + " | " + verdict_word(evidence.verdict) +
            (evidence.reason.empty() ? "" : ": " + cell(shortened(evidence.reason))) + " |\n";
  return page + '\n';
}

std::string rows(const Design& design) {
  if (!design.proof || design.proof->loaded.empty()) return {};
  std::string page = "## Rows of the proof\n\n| Table | Stated | On scratch |\n|---|---:|---:|\n";
  for (const verify::LoadedTable& table : design.proof->loaded) {
    const auto stated = design.draft.rows.tables.find(table.table);
    page +=
        fmt::format("| {} | {} | {} |\n", table.table.text(),
                    stated == design.draft.rows.tables.end()
                        ? ""
                        : text::thousands(stated->second.rows) + " (" + stated->second.source + ")",
                    text::thousands(table.rows));
  }
  return page + '\n';
}

std::string under_load(const Design& design) {
  if (design.load_evidence.empty() && design.load_notes.empty()) return {};
  std::string page = "## Under load\n\n";
  if (!design.load_table.empty())
    page += "| Access pattern | per s | p50 ms | p95 ms |\n|---|---:|---:|---:|\n";
  for (const LoadRow& row : design.load_table)
    page += fmt::format("| {} | {} | {} | {} |\n", cell(row.name), row.per_second, row.p50_ms,
                        row.p95_ms);
  page += '\n';
  for (const evidence::Evidence& evidence : design.load_evidence)
    page += "- " + verdict_word(evidence.verdict) + ": " + evidence.claim +
            (evidence.reason.empty() ? "" : ": " + evidence.reason) + '\n';
  for (const std::string& note : design.load_notes)
    page += "- " + note + '\n';
  return page + '\n';
}

// Objects that no sentence asks for: the policy's.
std::string of_the_policy(const Design& design) {
  std::string page;
  for (std::size_t i = 0; i < design.draft.traces.size(); ++i) {
    const design::Trace& trace = design.draft.traces[i];
    if (!trace.said.empty()) continue;
    std::optional<evidence::Verdict> verdict;
    std::string reason;
    if (design.proof && i < design.proof->traces.size()) {
      verdict = design.proof->traces[i].verdict;
      reason = design.proof->traces[i].reason;
    }
    page +=
        fmt::format("| {} | {} | {}{} |\n", cell(trace.object), code(shortened(trace.witness.sql)),
                    verdict_word(verdict), reason.empty() ? "" : ": " + cell(shortened(reason)));
  }
  if (page.empty()) return page;
  const std::string heading = design.brief.sentences.empty() ? "Objects and their witnesses"
                                                             : "Objects that the policy asks for";
  return "## " + heading + "\n\n| Object | Witness | Verdict |\n|---|---|---|\n" + page + '\n';
}

}  // namespace

std::string report_page(const Design& design) {
  std::string page = overview(design) + '\n';
  if (design.prose) page += "## The brief\n\n" + fenced("markdown", design.prose->markdown) + '\n';
  if (!design.brief.sentences.empty()) {
    page += understood(design) + remarks(design);
    page += "## Concepts\n\n" +
            fenced("mermaid", emit::erd::mermaid(concept_diagram(design.brief.model))) + '\n';
    page += domain_section(design);
  }
  page += "## Tables\n\n" + fenced("mermaid", emit::erd::mermaid(design.database)) + '\n';
  page += reasons(design) + normal_forms(design) + patterns(design) + table_of_sentences(design) +
          of_the_policy(design) + tenancy_section(design) + growth_section(design) +
          access_patterns(design) + under_load(design) + rules(design) + constraints(design) +
          rows(design);
  page += "## SQL\n\n" + fenced("sql", design.draft.sql);
  return page;
}

std::string understood_page(const Design& design) {
  if (design.brief.sentences.empty()) return {};
  std::string page;
  if (!design.brief.model.name.empty()) page += "# " + design.brief.model.name + "\n\n";
  for (const Sentence& sentence : design.brief.sentences) {
    for (const std::string& restated : sentence.restated)
      page += restated + '\n';
    if (sentence.outcome == Sentence::Outcome::not_understood ||
        sentence.outcome == Sentence::Outcome::partly)
      page += fmt::format("> line {}: «{}»: {}\n", sentence.where.line, sentence.text,
                          sentence.question.empty() ? "not understood" : sentence.question);
  }
  return page;
}

}  // namespace mimar::ops::designing
