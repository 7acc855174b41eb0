#include <algorithm>
#include <tuple>

#include "model/build_steps.h"
#include "model/visit.h"

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

// A definition says itself what it is called.
void identify(OtherObject& object) {
  if (object.opaque()) return;
  object.kind = kind_of(object.definition);
  object.name = identity_of(object.definition);
}

// Several statements about one opaque object are one; their order is kept.
void merge_opaques(std::vector<OtherObject>& others) {
  std::stable_sort(others.begin(), others.end(), [](const OtherObject& a, const OtherObject& b) {
    return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
  });
  std::vector<OtherObject> merged;
  for (OtherObject& opaque : others) {
    if (merged.empty() || merged.back().kind != opaque.kind || merged.back().name != opaque.name ||
        !opaque.opaque()) {
      merged.push_back(std::move(opaque));
      continue;
    }
    OtherObject& first = merged.back();
    first.sql += (first.sql.ends_with('\n') ? "" : "\n") + opaque.sql;
    first.references.insert(first.references.end(), opaque.references.begin(),
                            opaque.references.end());
  }
  for (OtherObject& opaque : merged)
    sort_unique(opaque.references);
  others = std::move(merged);
}

void sort_definitions(Objects& objects) {
  for (OtherObject& object : objects.others) {
    if (auto* domain = std::get_if<Domain>(&object.definition)) by_name(domain->checks);
    if (auto* table = std::get_if<ForeignTable>(&object.definition)) by_name(table->checks);
    if (auto* policy = std::get_if<Policy>(&object.definition)) sort_unique(policy->roles);
    if (auto* trigger = std::get_if<EventTrigger>(&object.definition)) sort_unique(trigger->tags);
    if (auto* statistics = std::get_if<ExtendedStatistics>(&object.definition))
      sort_unique(statistics->kinds);
    if (auto* publication = std::get_if<Publication>(&object.definition)) {
      sort_unique(publication->schemas);
      std::stable_sort(
          publication->tables.begin(), publication->tables.end(),
          [](const PublishedTable& a, const PublishedTable& b) { return a.table < b.table; });
    }
    if (auto* configuration = std::get_if<TextSearchConfiguration>(&object.definition)) {
      std::stable_sort(
          configuration->mappings.begin(), configuration->mappings.end(),
          [](const TokenMapping& a, const TokenMapping& b) { return a.token < b.token; });
    }
  }
}

}  // namespace

void sort(Objects& objects) {
  for (OtherObject& object : objects.others)
    identify(object);
  by_name(objects.schemas);
  by_name(objects.tables);
  by_name(objects.views);
  by_name(objects.sequences);
  by_name(objects.enums);
  merge_opaques(objects.others);
  for (Table& table : objects.tables) {
    by_name(table.uniques);
    by_name(table.foreign_keys);
    by_name(table.checks);
    by_name(table.indexes);
    by_name(table.exclusions);
  }
  for (View& view : objects.views)
    by_name(view.indexes);
  sort_definitions(objects);
  visit<Access>(objects, [](Access& access) { sort_unique(access.grants); });
  visit<DefaultPrivileges>(objects,
                           [](DefaultPrivileges& defaults) { sort_unique(defaults.grants); });
  std::sort(objects.default_privileges.begin(), objects.default_privileges.end(),
            [](const DefaultPrivileges& a, const DefaultPrivileges& b) {
              return std::tie(a.role, a.schema, a.kind) < std::tie(b.role, b.schema, b.kind);
            });
  sort_unique(objects.incomplete);
}

}  // namespace mimar::model::building
