#include "diff/diff.h"
#include "diff/kinds.h"

namespace mimar::diff {

Result<model::Database> apply(const model::Database& database, const ChangeSet& changes) {
  model::Objects objects = database.objects();
  for (const Change& change : changes) {
    const Result<void> applied =
        std::visit([&](const auto& one) { return apply_to(objects, one); }, change);
    if (!applied) return fail(applied.error());
  }
  return model::build(std::move(objects));
}

}  // namespace mimar::diff
