#include <algorithm>
#include <tuple>

#include "model/build_steps.h"

namespace mimar::model::building {
namespace {

template <class Object>
void by_name(std::vector<Object>& objects) {
  std::stable_sort(objects.begin(), objects.end(),
                   [](const Object& a, const Object& b) { return a.name < b.name; });
}

template <class Value>
void sort_unique(std::vector<Value>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// Several statements about one object, such as its GRANTs, are one opaque object; their order is
// kept.
void merge_opaques(std::vector<Opaque>& opaques) {
  std::stable_sort(opaques.begin(), opaques.end(), [](const Opaque& a, const Opaque& b) {
    return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
  });
  std::vector<Opaque> merged;
  for (Opaque& opaque : opaques) {
    if (merged.empty() || merged.back().kind != opaque.kind || merged.back().name != opaque.name) {
      merged.push_back(std::move(opaque));
      continue;
    }
    Opaque& first = merged.back();
    first.sql += (first.sql.ends_with('\n') ? "" : "\n") + opaque.sql;
    first.references.insert(first.references.end(), opaque.references.begin(),
                            opaque.references.end());
  }
  for (Opaque& opaque : merged)
    sort_unique(opaque.references);
  opaques = std::move(merged);
}

}  // namespace

void sort(Objects& objects) {
  by_name(objects.schemas);
  by_name(objects.tables);
  by_name(objects.views);
  by_name(objects.sequences);
  by_name(objects.enums);
  merge_opaques(objects.opaques);
  for (Table& table : objects.tables) {
    by_name(table.uniques);
    by_name(table.foreign_keys);
    by_name(table.checks);
    by_name(table.indexes);
  }
  for (View& view : objects.views)
    by_name(view.indexes);
  sort_unique(objects.incomplete);
}

}  // namespace mimar::model::building
