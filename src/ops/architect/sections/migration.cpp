#include "base/text.h"
#include "ops/architect/markdown.h"
#include "ops/architect/proposals.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {

namespace {

std::string heading(Phase phase) {
  switch (phase) {
    case Phase::expand:
      return "### Phase expand: add without blocking\n\nReads and writes go on meanwhile; `CREATE "
             "INDEX CONCURRENTLY` runs "
             "outside a transaction, and waits for transactions older than itself.\n\n";
    case Phase::change:
      return "### Phase change: short locks, or long ones on large tables\n\nThese take locks that "
             "block reads or writes "
             "of their table while they run; set `lock_timeout`, and choose a quiet hour for large "
             "tables.\n\n";
    case Phase::contract:
      return "### Phase contract: drop what is no longer needed\n\nDo this after the new indexes "
             "have proved "
             "themselves.\n\n";
  }
  return "";
}

}  // namespace

std::string migration(const Architecture& architecture) {
  std::string steps, refused;
  std::size_t number = 0;
  std::optional<Phase> phase;
  for (const Proposal& proposal : architecture.proposals) {
    if (!proposal.refused.empty()) {
      refused +=
          fmt::format("- `{}` [`{}`]: {}\n", proposal.object, proposal.cause, proposal.refused);
      continue;
    }
    if (phase != phase_of(proposal.up)) steps += heading(*(phase = phase_of(proposal.up)));
    steps += fmt::format("**Step {}: {}.** {}\n\n", ++number, proposal.object, proposal.why);
    steps += markdown::code(proposal.up, "sql");
    steps += fmt::format("\nTook {} on the synthesised rows. Rollback:\n\n",
                         markdown::milliseconds(proposal.seconds * 1000));
    steps += markdown::code(proposal.down, "sql") + '\n';
  }
  std::string result;
  if (number > 0) {
    result =
        "Apply the steps in order. To go back, run the rollbacks in reverse order; both ways were "
        "executed on scratch. The "
        "files `migrations/review.up.sql` and `migrations/review.down.sql` hold them.\n\n" +
        steps;
  }
  if (!refused.empty()) result += "### Not part of the migration\n\n" + refused + '\n';
  if (!architecture.avoided.empty()) {
    result += "### Left out, because the task says to avoid it\n\n" +
              markdown::bullets(architecture.avoided);
  }
  return result;
}

}  // namespace mimar::ops::architect
