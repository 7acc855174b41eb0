// The design on a server, and its SQL on every other version that is there.
#include <cstdlib>

#include "ops/design/designing.h"
#include "scratch/binaries.h"
#include "scratch/scratch.h"

namespace mimar::ops::designing {
namespace {

evidence::Evidence not_had(std::string claim, const Error& error, const std::string& command) {
  evidence::Evidence evidence;
  evidence.claim = std::move(claim);
  evidence.verdict = evidence::Verdict::could_not_check;
  evidence.reason = error.message + (error.hint.empty() ? "" : "; " + error.hint);
  evidence.command = command;
  return evidence;
}

constexpr int newest = 18;

// Every further version from the policy's on that is on this machine.
Result<void> try_other_versions(Design& design, const Wanted& wanted, int tried,
                                world::World& world) {
  for (int version = design.policy.version; version <= newest; ++version) {
    if (version == tried || !scratch::find_binaries(world, std::to_string(version))) continue;
    const std::string claim = fmt::format("PostgreSQL {} takes the design's SQL", version);
    scratch::Options options;
    options.binaries = std::to_string(version);
    world.progress().begin("executing it on PostgreSQL " + options.binaries, 0);
    auto scratch = scratch::Scratch::start(world, options);
    auto evidence =
        scratch ? verify::accepted_by(*scratch, design.base_sql + design.draft.sql, wanted.command)
                : Result<evidence::Evidence>(fail(scratch.error()));
    world.progress().end();
    if (!evidence && evidence.error().kind == ErrorKind::interrupted) return fail(evidence.error());
    design.other_versions.push_back(evidence ? std::move(*evidence)
                                             : not_had(claim, evidence.error(), wanted.command));
  }
  return {};
}

}  // namespace

Result<void> prove(Design& design, const Wanted& wanted, world::World& world) {
  scratch::Options options;
  options.binaries = wanted.server;
  auto scratch = scratch::Scratch::start(world, options);
  if (!scratch) {
    if (scratch.error().kind == ErrorKind::interrupted) return fail(scratch.error());
    design.proof.emplace();
    design.proof->accepted =
        not_had("a PostgreSQL server takes the design's SQL", scratch.error(), wanted.command);
    return {};
  }
  design.proof_rows = proof_rows(design, wanted.rows);
  verify::ProofSettings settings;
  settings.seed = wanted.seed;
  settings.command = wanted.command;
  const std::string sql = design.base_sql + design.draft.sql;
  auto proof = verify::prove_design(
      *scratch,
      {sql, design.database, design.draft.traces, design.draft.accesses, design.proof_rows},
      settings, world);
  if (proof) {
    const int tried = std::atoi(proof->server_version.c_str());
    design.proof = std::move(*proof);
    return try_other_versions(design, wanted, tried, world);
  }
  if (proof.error().kind == ErrorKind::interrupted) return fail(proof.error());
  design.proof.emplace();
  design.proof->accepted = not_had("the design holds on a server", proof.error(), wanted.command);
  return {};
}

}  // namespace mimar::ops::designing
