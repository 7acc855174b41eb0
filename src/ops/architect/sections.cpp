#include "ops/architect/sections.h"

#include <array>

#include "base/text.h"

namespace mimar::ops::architect {
namespace {

constexpr std::array<Section, 15> table{{
    {"overview", "Overview", "overview summary pattern scale", true, "", overview},
    {"schema", "Schema design",
     "schema erd diagram table entity dictionary normalisation normalization", false,
     "The schema has no tables.", schema_design},
    {"indexing", "Indexing strategy", "index indexes indexing indices", false,
     "The schema has no indexes, and nothing in the input calls for one.", indexing},
    {"queries", "Query optimisation", "query queries optimisation optimization plan explain", false,
     "No queries were given, so none could be run.", query_optimisation},
    {"migration", "Migration strategy", "migration rollback phase", false,
     "Nothing is proposed that needs a migration.", migration},
    {"performance", "Performance considerations", "performance latency throughput caching cache",
     false, "Nothing was measured that calls for more than the sections above.", performance},
    {"integrity", "Data integrity", "integrity constraint constraints consistency", false,
     "The schema has no tables.", integrity},
    {"security", "Security", "security rls policy permission", false,
     "Nothing in the input concerns security.", security},
    {"monitoring", "Monitoring", "monitoring metric metrics alert alerts", false,
     "No server was available to try monitoring queries on, so none are printed.", monitoring},
    {"scaling", "Scaling and backup", "scaling backup growth replication recovery partitioning",
     false, "No volumes were stated and none could be measured.", scaling},
    {"application", "Application code", "application code repository orm model drizzle", false,
     "This review changes no application code, and the input names none.", application},
    {"files", "Files to create or modify", "file files", false, "No files besides this report.",
     files_section},
    {"notes", "Implementation notes", "implementation note notes", false,
     "Nothing was passed over or assumed.", notes_section},
    {"questions", "Questions", "question questions", true,
     "The input left nothing open that this review needs.", questions_section},
    {"evidence", "Evidence", "evidence proof witness", true, "No claim was checked.",
     evidence_section},
}};

bool names(const Section& section, const std::string& item) {
  const std::string lowered = text::lower(item);
  if (lowered.find(text::lower(section.title)) != std::string::npos) return true;
  for (std::string_view word : text::split(section.words, ' ')) {
    const std::size_t at = lowered.find(word);
    const bool starts =
        at == 0 || (at != std::string::npos && (lowered[at - 1] < 'a' || lowered[at - 1] > 'z'));
    if (at != std::string::npos && starts) return true;
  }
  return false;
}

bool everything(const std::string& item) {
  const std::string lowered = text::lower(item);
  return lowered == "all" || lowered == "everything" || lowered == "all sections";
}

}  // namespace

std::span<const Section> sections() {
  return table;
}

std::vector<const Section*> choose_sections(const std::vector<Item>& include,
                                            std::vector<std::string>& not_understood) {
  std::vector<bool> wanted(table.size(), include.empty());
  for (const Item& item : include) {
    bool understood = everything(item.text);
    for (std::size_t i = 0; i < table.size(); ++i) {
      const bool named = everything(item.text) || names(table[i], item.text);
      if (named) wanted[i] = true;
      understood = understood || named;
    }
    if (!understood) not_understood.push_back(item.text);
  }
  std::vector<const Section*> chosen;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (wanted[i] || table[i].always) chosen.push_back(&table[i]);
  }
  return chosen;
}

std::string render_report(const Architecture& architecture,
                          const std::vector<const Section*>& chosen) {
  std::string report = "# Database architecture\n\n";
  for (std::string_view line : text::lines(architecture.task.description))
    report.append("> ").append(line).append("\n");
  for (const Section* section : chosen) {
    const std::string body = section->render(architecture);
    report.append("\n## ").append(section->title).append("\n\n");
    report += body.empty() ? std::string(section->nothing) + "\n" : body;
    if (!report.ends_with('\n')) report += '\n';
  }
  return report;
}

}  // namespace mimar::ops::architect
