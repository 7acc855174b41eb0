#include "diff/diff.h"

#include "diff/kinds.h"

namespace mimar::diff {

ChangeSet diff(const model::Database& from, const model::Database& to) {
  ChangeSet changes;
  diff_schemas(from, to, changes);
  diff_enums(from, to, changes);
  diff_sequences(from, to, changes);
  diff_tables(from, to, changes);
  diff_columns(from, to, changes);
  diff_keys(from, to, changes);
  diff_checks(from, to, changes);
  diff_indexes(from, to, changes);
  diff_foreign_keys(from, to, changes);
  diff_views(from, to, changes);
  diff_others(from, to, changes);
  diff_default_privileges(from, to, changes);
  return changes;
}

}  // namespace mimar::diff
