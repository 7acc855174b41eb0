#pragma once
// report.md: one row per section, in the order of the report. A section that has nothing to say
// says so; nothing is made up.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ops/architect/architecture.h"

namespace mimar::ops::architect {

struct Section {
  std::string_view id, title;
  std::string_view words;  // what `Include:` may call it, separated by spaces; lower case singular
  bool always = false;     // rendered whatever Include says
  std::string_view nothing;  // the sentence when there is nothing to say
  std::string (*render)(const Architecture&) =
      nullptr;  // markdown below the heading, "" for nothing
};

std::span<const Section> sections();

// Which sections an `Include:` list asks for: all when it is empty or says everything. Items that
// name no section are appended to `not_understood`.
std::vector<const Section*> choose_sections(const std::vector<Item>& include,
                                            std::vector<std::string>& not_understood);

std::string render_report(const Architecture& architecture,
                          const std::vector<const Section*>& chosen);

// One file each below sections/.
std::string overview(const Architecture&);
std::string schema_design(const Architecture&);
std::string indexing(const Architecture&);
std::string query_optimisation(const Architecture&);
std::string migration(const Architecture&);
std::string performance(const Architecture&);
std::string integrity(const Architecture&);
std::string security(const Architecture&);
std::string monitoring(const Architecture&);
std::string scaling(const Architecture&);
std::string application(const Architecture&);
std::string files_section(const Architecture&);
std::string notes_section(const Architecture&);
std::string questions_section(const Architecture&);
std::string evidence_section(const Architecture&);

}  // namespace mimar::ops::architect
