#pragma once
// What `mimar design` works with: a brief, the design made of it, and what a server showed.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "check/check.h"
#include "design/brief/brief.h"
#include "design/draft.h"
#include "design/patterns/pattern.h"
#include "design/policy.h"
#include "ops/design/prose/ask.h"
#include "ops/operation.h"
#include "verify/design_proof.h"

namespace mimar::ops::designing {

// A pattern that was asked for.
struct AppliedPattern {
  std::string id, table;  // "audit-trail", "public.orders"; table empty: the whole database
  std::string promise, cost;
  std::string refused;  // why it is not part of the design, or ""
  design::Said said;
};

// An access pattern under load.
struct LoadRow {
  std::string name, per_second, p50_ms, p95_ms;
};

struct Design {
  std::optional<FromProse> prose;  // where a model made the brief
  design::Brief brief;             // without sentences where a pattern was added to a schema
  std::string brief_file;
  design::Policy policy;
  bool tenancy_by_policy = false;  // the brief does not say how tenants are kept apart
  std::string base_sql;  // of the schema that patterns were added to
  design::Draft draft;   // with the patterns; its access patterns with the facts of their SQL
  std::vector<AppliedPattern> patterns;
  model::Database database;
  std::set<model::Name> own_tables;  // of patterns: they fill these themselves
  std::vector<std::string> notes;    // of the static reading
  std::vector<evidence::Finding> findings;
  std::vector<std::string> answered;  // findings that the design has an answer to, a sentence each
  std::vector<std::string> unresolved;  // what was asked for and is not part of it, a clause each
  std::vector<std::string> assumed;     // what was taken without being said, a sentence each
  std::optional<verify::DesignProof> proof;
  std::vector<evidence::Evidence> other_versions;  // is the SQL taken by them?
  model::Statistics proof_rows;
  std::vector<evidence::Evidence> load_evidence;
  std::vector<LoadRow> load_table;
  std::vector<std::string> load_notes;
};

struct Wanted {
  design::Policy policy;
  check::RuleSet rules;
  std::uint64_t rows = 20000;  // of the largest table, in the proof
  std::uint64_t seed = 1;
  std::string server;   // scratch::Options::binaries
  std::string command;  // shell command that shows the evidence again
};

// The brief as a static design: tables, patterns, rules. Errors: those of to_relational; an SQL
// text that the static reader refuses is our own bug, told as ErrorKind::unsupported with its
// place.
Result<Design> make(design::Brief brief, const std::string& file, const Wanted& wanted,
                    world::World& world);

// A pattern on a schema that is there: "audit-trail:orders,option=value". The draft holds what is
// added. Errors: ErrorKind::usage for a pattern, table or option that is not known.
struct Addition {
  std::string pattern, table;
  std::map<std::string, std::string> options;
};
Result<Addition> read_addition(const std::string& text);
Result<Design> add_patterns(const model::Database& database, const std::vector<Addition>& additions,
                            const Wanted& wanted);

// How many rows each table gets in the proof, those of patterns none: the stated proportions as far
// as `most` lets them, and enough for an index to be worth it in tables that access patterns read.
model::Statistics proof_rows(const Design& design, std::uint64_t most);

// Executes and tries everything; a server that cannot be had is evidence. Errors:
// ErrorKind::interrupted.
Result<void> prove(Design& design, const Wanted& wanted, world::World& world);

// Runs the access patterns for so long against the targets that the brief states, or the usual
// ones. What fails is evidence. Errors: ErrorKind::interrupted.
Result<void> load(Design& design, const Wanted& wanted, double seconds, world::World& world);

// Each sentence of the brief with what holds it.
struct Row {
  std::size_t sentence = 0;
  std::string object, witness;
  std::optional<evidence::Verdict> verdict;  // none: not tried
  std::string reason;
};
std::vector<Row> traceability(const Design& design);
// Sentences that are understood and that nothing in the design answers to.
std::vector<std::size_t> lost(const Design& design);

// What the whole claims: every sentence understood, none lost; then the proof's evidence.
std::vector<evidence::Evidence> evidence_of(const Design& design, const std::string& command);
bool is_partial(const Design& design);
// Open questions, each with its place: "brief.md:12: ...".
std::vector<std::string> open_questions(const Design& design);

// Sets payload, evidence, findings, notes and files.
void describe(const Design& design, const std::string& command, report::Report& report);

}  // namespace mimar::ops::designing
