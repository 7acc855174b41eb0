// What the design as a whole claims, and what it leaves open.
#include <algorithm>

#include "base/text.h"
#include "ops/design/pages.h"

namespace mimar::ops::designing {
namespace {

using design::Sentence;
using evidence::Evidence;
using evidence::Verdict;

std::string place(const SourceSpan& where) {
  return fmt::format("{}:{}", where.file, where.line);
}

bool is_open(const Sentence& sentence) {
  return sentence.outcome == Sentence::Outcome::partly ||
         sentence.outcome == Sentence::Outcome::not_understood;
}

Evidence parsed(std::string claim, const std::vector<std::string>& against,
                const std::string& command) {
  Evidence evidence;
  evidence.claim = std::move(claim);
  evidence.verdict = against.empty() ? Verdict::confirmed : Verdict::refuted;
  evidence.reason = text::join(against, "; ");
  evidence.command = command;
  return evidence;
}

Evidence understood(const Design& design, const std::string& command) {
  std::vector<std::string> against;
  for (const Sentence& sentence : design.brief.sentences)
    if (is_open(sentence))
      against.push_back(
          fmt::format("{} is {}understood", place(sentence.where),
                      sentence.outcome == Sentence::Outcome::partly ? "only partly " : "not "));
  Evidence evidence = parsed("every sentence of the brief is understood", against, command);
  evidence.observations.push_back({evidence::Witness::parser, "sentences read",
                                   text::count(design.brief.sentences.size(), "sentence")});
  return evidence;
}

Evidence kept(const Design& design, const std::string& command) {
  std::vector<std::string> against;
  for (const std::size_t sentence : lost(design))
    against.push_back("nothing answers to " + place(design.brief.sentences[sentence].where));
  return parsed("nothing that is understood is lost: each sentence has objects and a witness",
                against, command);
}

Evidence comes_from_prose(const FromProse& prose, const std::string& command) {
  std::vector<std::string> against;
  for (const auto* list : {&prose.kept_out, &prose.doubtful})
    for (const std::string& one : *list)
      against.push_back(prose.prose_file + " " + one);
  Evidence evidence =
      parsed("what the model wrote has its words and numbers from the lines that it names", against,
             command);
  evidence.observations.push_back(
      {evidence::Witness::parser, "sentences taken", std::to_string(prose.taken)});
  return evidence;
}

Evidence prose_is_used(const FromProse& prose, const std::string& command) {
  std::vector<std::string> against;
  for (const std::string& one : prose.left_out)
    against.push_back(prose.prose_file + " " + one);
  return parsed("something of the brief comes from each sentence of the prose", against, command);
}

Evidence patterns_fit(const Design& design, const std::string& command) {
  std::vector<std::string> against;
  for (const AppliedPattern& pattern : design.patterns)
    if (!pattern.refused.empty())
      against.push_back(pattern.id + (pattern.table.empty() ? "" : " on " + pattern.table) + ": " +
                        pattern.refused);
  against.insert(against.end(), design.unresolved.begin(), design.unresolved.end());
  return parsed("every pattern and access pattern that is asked for is part of the design", against,
                command);
}

}  // namespace

std::vector<std::string> open_questions(const Design& design) {
  std::vector<std::string> questions;
  for (const Sentence& sentence : design.brief.sentences)
    if (is_open(sentence) || !sentence.question.empty())
      questions.push_back(fmt::format("{}: «{}» {}", place(sentence.where), sentence.text,
                                      sentence.question.empty()
                                          ? "is not understood; say it in another way?"
                                          : sentence.question));
  return questions;
}

bool is_partial(const Design& design) {
  return std::any_of(design.brief.sentences.begin(), design.brief.sentences.end(), is_open) ||
         !design.brief.contradictions.empty() || !design.unresolved.empty() ||
         !lost(design).empty() ||
         std::any_of(design.patterns.begin(), design.patterns.end(),
                     [](const AppliedPattern& pattern) { return !pattern.refused.empty(); });
}

std::vector<Evidence> evidence_of(const Design& design, const std::string& command) {
  std::vector<Evidence> all;
  if (design.prose) {
    all.push_back(comes_from_prose(*design.prose, command));
    all.push_back(prose_is_used(*design.prose, command));
  }
  if (!design.brief.sentences.empty()) {
    all.push_back(understood(design, command));
    all.push_back(kept(design, command));
    all.push_back(
        parsed("the brief does not contradict itself", design.brief.contradictions, command));
  }
  all.push_back(forms_are_wanted(design, command));
  if (!design.patterns.empty() || !design.unresolved.empty())
    all.push_back(patterns_fit(design, command));
  all.insert(all.end(), design.load_evidence.begin(), design.load_evidence.end());
  if (!design.proof) return all;
  const verify::DesignProof& proof = *design.proof;
  all.push_back(proof.accepted);
  all.insert(all.end(), design.other_versions.begin(), design.other_versions.end());
  all.insert(all.end(), proof.traces.begin(), proof.traces.end());
  for (const verify::AccessPlan& access : proof.accesses)
    all.push_back(access.evidence);
  all.insert(all.end(), proof.constraints.begin(), proof.constraints.end());
  return all;
}

}  // namespace mimar::ops::designing
