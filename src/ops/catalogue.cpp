// THE list of operations. Command line, help, completion, man page and docs/operations are rendered
// from it.
#include <array>

#include "ops/operations.h"

namespace mimar::ops {
namespace {

constexpr std::array operations{
    &architect_task, &check,   &design_database, &dictionary, &diff,       &emit_ddl,       &erd,
    &explain,        &inspect, &load_proof,      &scale_plan, &statistics, &synthesize_rows};

}  // namespace

std::span<const Operation* const> catalogue() {
  return operations;
}

}  // namespace mimar::ops
