// The sections that list what other rooms gathered.
#include "base/text.h"
#include "ops/architect/markdown.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {

std::string application(const Architecture&) {
  return "";
}

std::string files_section(const Architecture& architecture) {
  return markdown::bullets(architecture.files);
}

std::string notes_section(const Architecture& architecture) {
  std::vector<std::string> items = architecture.notes;
  if (!architecture.rows_note.empty()) items.insert(items.begin(), architecture.rows_note);
  for (const std::string& ignored : architecture.ignored)
    items.push_back("ignored by configuration: " + ignored);
  return markdown::bullets(items);
}

std::string questions_section(const Architecture& architecture) {
  return markdown::bullets(architecture.questions);
}

std::string evidence_section(const Architecture& architecture) {
  std::string result, details;
  for (std::size_t i = 0; i < architecture.evidence.size(); ++i) {
    const evidence::Evidence& evidence = architecture.evidence[i];
    if (i == 0)
      result = markdown::header({"", "Claim", "Verdict", "Reason", "Witness", "Show it again"});
    const std::string witness =
        evidence.observations.empty()
            ? ""
            : std::string(evidence::name(evidence.observations.front().witness));
    result += markdown::row({"E" + std::to_string(i + 1), evidence.claim,
                             std::string(evidence::name(evidence.verdict)), evidence.reason,
                             witness, "`" + evidence.command + "`"});
    details += fmt::format("\n<details><summary>E{}: what was seen</summary>\n\n", i + 1);
    for (const evidence::Observation& observation : evidence.observations)
      details += observation.what + ":\n\n" + markdown::code(observation.output) + '\n';
    details += "</details>\n";
  }
  return result + details;
}

}  // namespace mimar::ops::architect
