#pragma once
// Claims, who witnessed them, and the verdict. Nothing unproven is printed as proven: could_not_check is never a pass.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mimar::evidence {

enum class Verdict : std::uint8_t { confirmed, refuted, not_checked, could_not_check };
enum class Witness : std::uint8_t { parser, catalog, execution, explain, lock_table, dump };

struct Observation {
  Witness witness = Witness::execution;
  std::string what;    // what was done: "EXPLAIN (ANALYZE, BUFFERS) before the index"
  std::string output;  // what was seen, verbatim or as a figure
};

struct Evidence {
  std::string claim;  // one sentence that can be true or false
  Verdict verdict = Verdict::not_checked;
  std::string reason;          // why this verdict; always set unless confirmed
  std::string server_version;  // "15.20", or empty when no server took part
  std::string command;         // shell command that shows it again
  std::vector<Observation> observations;
};

std::string_view name(Verdict verdict);  // "confirmed", "refuted", "not_checked", "could_not_check"
std::string_view name(Witness witness);

// The verdict of all together: refuted before could_not_check before not_checked before confirmed; empty = not_checked.
Verdict overall(const std::vector<Evidence>& evidence);

}  // namespace mimar::evidence
