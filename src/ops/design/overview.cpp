// What a person reads first: is all of it understood, what is open, what did a server show?
#include <algorithm>
#include <map>

#include "base/text.h"
#include "ops/design/pages.h"

namespace mimar::ops::designing {
namespace {

using design::Sentence;
using evidence::Verdict;

std::string counted(const std::vector<Verdict>& verdicts, std::string_view what,
                    std::string_view plural) {
  std::map<Verdict, std::size_t> counts;
  for (const Verdict verdict : verdicts)
    ++counts[verdict];
  std::string result = text::count(verdicts.size(), what, plural) + ": ";
  std::vector<std::string> parts;
  for (const Verdict verdict :
       {Verdict::confirmed, Verdict::refuted, Verdict::could_not_check, Verdict::not_checked})
    if (counts[verdict] > 0)
      parts.push_back(
          fmt::format("{} {}", counts[verdict],
                      text::replace_all(std::string(evidence::name(verdict)), "_", " ")));
  return result + text::join(parts, ", ");
}

std::vector<Verdict> verdicts(const std::vector<evidence::Evidence>& all) {
  std::vector<Verdict> result;
  for (const evidence::Evidence& one : all)
    result.push_back(one.verdict);
  return result;
}

std::string list(const std::vector<std::string>& items) {
  std::string result;
  for (const std::string& item : items)
    result += "- " + item + '\n';
  return result;
}

std::string sentences(const Design& design) {
  std::map<Sentence::Outcome, std::size_t> counts;
  for (const Sentence& sentence : design.brief.sentences)
    ++counts[sentence.outcome];
  std::vector<std::string> parts{
      fmt::format("{} understood", counts[Sentence::Outcome::understood])};
  const auto also = [&](Sentence::Outcome outcome, std::string_view words) {
    if (counts[outcome] > 0) parts.push_back(fmt::format("{} {}", counts[outcome], words));
  };
  also(Sentence::Outcome::partly, "partly understood");
  also(Sentence::Outcome::not_understood, "not understood");
  also(Sentence::Outcome::remark, counts[Sentence::Outcome::remark] == 1 ? "remark" : "remarks");
  return text::count(design.brief.sentences.size(), "sentence") + ": " + text::join(parts, ", ");
}

std::string without_proof(const Design& design) {
  if (design.load_table.empty())
    return "Nothing was executed: `--verify` tries everything on a server.\n";
  return "The design was executed, filled and put under load; whether each sentence is held by what "
         "it became was not tried: `--verify` does.\n";
}

std::string proof_lines(const Design& design) {
  if (!design.proof) return without_proof(design);
  const verify::DesignProof& proof = *design.proof;
  std::vector<std::string> lines;
  std::vector<evidence::Evidence> versions{proof.accepted};
  versions.insert(versions.end(), design.other_versions.begin(), design.other_versions.end());
  for (const evidence::Evidence& version : versions)
    lines.push_back(version.claim + ": " +
                    text::replace_all(std::string(evidence::name(version.verdict)), "_", " ") +
                    (version.reason.empty() ? "" : ": " + version.reason));
  std::vector<Verdict> accesses;
  for (const verify::AccessPlan& access : proof.accesses)
    accesses.push_back(access.evidence.verdict);
  lines.push_back(
      counted(verdicts(proof.traces), "object with its witness", "objects with their witnesses"));
  if (!accesses.empty()) lines.push_back(counted(accesses, "access pattern", "access patterns"));
  lines.push_back(
      counted(verdicts(proof.constraints), "further constraint", "further constraints"));
  return list(lines);
}

// A model's brief is not the person's before the person has read it.
std::string of_prose(const FromProse& prose) {
  std::string page = fmt::format(
      "**This brief was made of {} by the model {} at {}; nobody has confirmed it.** {} of it "
      "taken; read it (`brief.md` below `--out`), correct it, and design from that.\n\n",
      prose.prose_file, prose.model, prose.place, text::count(prose.taken, "sentence"));
  const auto part = [&](std::string_view title, const std::vector<std::string>& items) {
    if (!items.empty()) page += fmt::format("## {}\n\n{}\n", title, list(items));
  };
  part("Written by the model without the prose saying it: not part of the brief", prose.kept_out);
  part("Doubtful", prose.doubtful);
  part("Said by the prose, and nothing of the brief comes from it", prose.left_out);
  part("What the model asks", prose.asked);
  return page;
}

}  // namespace

std::string overview(const Design& design) {
  std::string page = "# " + (design.brief.model.name.empty() ? "Design" : design.brief.model.name);
  page += "\n\n";
  if (design.prose) page += of_prose(*design.prose);
  if (is_partial(design))
    page +=
        "**This design is partial.** It does what was understood; what is open is listed "
        "below.\n\n";
  if (!design.brief.sentences.empty()) page += sentences(design) + ".\n";
  page += fmt::format("{}, {}, {}.\n\n", text::count(design.database->tables.size(), "table"),
                      text::count(design.draft.accesses.size(), "access pattern"),
                      text::count(design.findings.size(), "finding"));
  const std::vector<std::string> questions = open_questions(design);
  if (!questions.empty()) page += "## Open questions\n\n" + list(questions) + '\n';
  if (!design.brief.contradictions.empty())
    page += "## Contradictions\n\n" + list(design.brief.contradictions) + '\n';
  if (!design.unresolved.empty())
    page += "## Asked for, and not part of the design\n\n" + list(design.unresolved) + '\n';
  std::vector<std::string> unanswered;
  for (const std::size_t sentence : lost(design))
    unanswered.push_back(fmt::format("{}:{}: «{}»", design.brief.sentences[sentence].where.file,
                                     design.brief.sentences[sentence].where.line,
                                     design.brief.sentences[sentence].text));
  if (!unanswered.empty())
    page += "## Understood, and nothing in the design answers to it\n\n" + list(unanswered) + '\n';
  page += "## Proof\n\n" + proof_lines(design);
  return page;
}

}  // namespace mimar::ops::designing
