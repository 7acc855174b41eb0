#pragma once
// The second witness of inspect --verify: what pg_dump, which shares no code with us, writes of two
// databases, compared as sorted lists of entries.

#include <string>
#include <string_view>
#include <vector>

#include "evidence/evidence.h"

namespace mimar::verify {

struct DumpEntry {
  std::string kind, name;  // "TABLE", "public.film"; "CONSTRAINT", "public.film film_pkey"
  std::string body;        // its statements, without comments and session settings
  auto operator<=>(const DumpEntry&) const = default;
};

// The entries of a plain dump of a schema, sorted.
std::vector<DumpEntry> entries(std::string_view dump);

// The dump with `role` called "owner", as the owner of a scratch database is.
std::string with_owner_called(std::string_view dump, const std::string& role);

// Entries that only one side has, and those whose bodies differ, a text each; empty: equal.
std::vector<std::string> dump_differences(const std::vector<DumpEntry>& source,
                                          const std::vector<DumpEntry>& ours);

// Verdict and observations of the comparison of two dumps.
void record_dumps(evidence::Evidence& item, std::string_view source, std::string_view ours);

}  // namespace mimar::verify
