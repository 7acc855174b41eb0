#include "base/text.h"
#include "ops/architect/markdown.h"
#include "ops/architect/proposals.h"
#include "ops/architect/sections.h"
#include "ops/architect/step.h"

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

constexpr std::uint64_t few_rows = 1000;  // below, time says more about the machine than the rows

const TableMeasure* measure_of(const Architecture& architecture, const std::string& object) {
  for (const TableMeasure& measure : architecture.measures) {
    const std::string table = measure.table.text();
    if (object == table || object.starts_with(table + ".")) return &measure;
  }
  return nullptr;
}

std::string duration(const Architecture& architecture, const Proposal& proposal) {
  const TableMeasure* measure = measure_of(architecture, proposal.object);
  std::string result = "Took " + markdown::milliseconds(proposal.seconds * 1000) + " on " +
                       (measure ? text::thousands(measure->rows) + " synthesised rows" : "scratch");
  if (!grows_with_rows(proposal))
    return result + ": it changes the catalog only, however many rows there are.";
  if (measure == nullptr || measure->stated_rows.value_or(0) <= measure->rows) return result + ".";
  const std::string stated = text::thousands(*measure->stated_rows);
  // What it takes without rows it takes once.
  const double with_rows = proposal.seconds - proposal.empty_seconds;
  if (measure->rows < few_rows || with_rows < proposal.empty_seconds)
    return result +
           "; too little of that is due to the rows to tell from it the time for the stated " +
           stated + ".";
  const double ratio =
      static_cast<double>(*measure->stated_rows) / static_cast<double>(measure->rows);
  result += fmt::format("; in proportion {} for the stated {}, an estimate",
                        markdown::milliseconds((proposal.empty_seconds + with_rows * ratio) * 1000),
                        stated);
  return result + ".";
}

std::string locks(const Proposal& proposal) {
  std::vector<std::string> seen;
  for (const TableLock& lock : proposal.locks) {
    seen.push_back(fmt::format("{} on `{}`, which {}{}", lock.mode, lock.table,
                               effect_of_lock(lock.mode),
                               lock.rewritten ? " while the whole table is rewritten"
                               : lock.read    ? " while the whole table is read"
                                              : ""));
  }
  return seen.empty() ? "" : "Locks seen: " + text::join(seen, "; ") + ".";
}

std::string row_checks(const Proposal& proposal) {
  if (proposal.row_checks.empty()) return "";
  return "\nThe rows on scratch are made up: whether yours allow this step, only they can tell. "
         "Read-only, on the real data, and expected to return nothing:\n\n" +
         markdown::code(text::join(proposal.row_checks, ""), "sql");
}

std::string step(const Architecture& architecture, const Proposal& proposal, std::size_t number) {
  std::string result =
      fmt::format("**Step {}: {}.** {}\n\n", number, proposal.object, proposal.why) +
      markdown::code(proposal.up, "sql") + '\n' + duration(architecture, proposal);
  if (const std::string seen = locks(proposal); !seen.empty()) result += " " + seen;
  result += '\n';
  for (const std::string& warning : proposal.warnings)
    result += "\n**Mind: " + warning + ".**\n";
  return result + row_checks(proposal) + "\nRollback:\n\n" + markdown::code(proposal.down, "sql") +
         '\n';
}

std::string refusal(const Proposal& proposal) {
  std::string result =
      fmt::format("- `{}` [`{}`]: {}\n", proposal.object, proposal.cause, proposal.refused);
  if (proposal.row_checks.empty()) return result;
  result += "  What your rows say, read-only:";
  for (const std::string& sql : proposal.row_checks)
    result += " `" + std::string(text::trim(sql)) + "`";
  return result + '\n';
}

std::string introduction(const Architecture& architecture) {
  const std::string files =
      "The files `migrations/review.up.sql` and `migrations/review.down.sql` hold them.\n\n";
  std::string result = "Apply the steps in order. ";
  if (!architecture.steps_trouble.empty())
    result += "**Executed on scratch, they did not do all they are for** (" +
              architecture.steps_trouble + "). ";
  if (architecture.rollback_trouble.empty()) {
    result +=
        "To go back, run the rollbacks in reverse order; both ways were executed on scratch. ";
  } else {
    result +=
        "**The rollbacks, run in reverse order on scratch, were not proven to restore "
        "everything** (" +
        architecture.rollback_trouble + "): do not rely on them as they are. ";
  }
  return result + files;
}

}  // namespace

std::string migration(const Architecture& architecture) {
  std::string steps, refused;
  std::size_t number = 0;
  std::optional<Phase> phase;
  for (const Proposal& proposal : architecture.proposals) {
    if (!proposal.refused.empty()) {
      refused += refusal(proposal);
      continue;
    }
    if (phase != phase_of(proposal.up)) steps += heading(*(phase = phase_of(proposal.up)));
    steps += step(architecture, proposal, ++number);
  }
  std::string result = number > 0 ? introduction(architecture) + steps : "";
  if (!refused.empty()) result += "### Not part of the migration\n\n" + refused + '\n';
  if (!architecture.avoided.empty()) {
    result += "### Left out, because the task says to avoid it\n\n" +
              markdown::bullets(architecture.avoided);
  }
  return result;
}

}  // namespace mimar::ops::architect
