#include "base/text.h"
#include "ops/architect/markdown.h"
#include "ops/architect/sections.h"

namespace mimar::ops::architect {

std::string migration(const Architecture& architecture) {
  std::string steps, refused;
  std::size_t number = 0;
  for (const Proposal& proposal : architecture.proposals) {
    if (!proposal.refused.empty()) {
      refused +=
          fmt::format("- `{}` [`{}`]: {}\n", proposal.object, proposal.cause, proposal.refused);
      continue;
    }
    steps += fmt::format("### Step {}: {}\n\n{}\n\n", ++number, proposal.object, proposal.why);
    steps += markdown::code(proposal.up, "sql");
    steps += fmt::format("\nTook {} on the synthesised rows. Rollback:\n\n",
                         markdown::milliseconds(proposal.seconds * 1000));
    steps += markdown::code(proposal.down, "sql") + '\n';
  }
  std::string result;
  if (number > 0) {
    result =
        "Phases: the steps below only add or replace structures and depend on no release of the "
        "application, so they are one phase (expand); "
        "apply them in order, one transaction each, `CREATE INDEX CONCURRENTLY` outside of one. To "
        "go back, run the rollbacks in reverse order. "
        "The files `migrations/review.up.sql` and `migrations/review.down.sql` hold both.\n\n" +
        steps;
  }
  if (!refused.empty()) result += "### Not part of the migration\n\n" + refused + '\n';
  if (!architecture.avoided.empty())
    result += "### Left out, because the task says to avoid it\n\n" +
              markdown::bullets(architecture.avoided);
  return result;
}

}  // namespace mimar::ops::architect
