#include <algorithm>
#include <string_view>

#include "model/build_steps.h"

namespace mimar::model::building {
namespace {

// A name taken in some namespace, by what and where.
struct Taken {
  std::string_view schema, name, kind;
  const Origin* origin = nullptr;
  bool same_name(const Taken& other) const { return schema == other.schema && name == other.name; }
};

std::string text_of(const Taken& taken) {
  return Name{std::string(taken.schema), std::string(taken.name)}.text();
}

Result<void> check_unique(std::vector<Taken>& taken) {
  std::stable_sort(taken.begin(), taken.end(), [](const Taken& a, const Taken& b) {
    return a.schema != b.schema ? a.schema < b.schema : a.name < b.name;
  });
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (taken[i].name.empty()) {
      return misfit(*taken[i].origin, std::string(taken[i].kind) + " without a name");
    }
    if (i == 0 || !taken[i].same_name(taken[i - 1])) continue;
    return misfit(*taken[i].origin,
                  std::string(taken[i].kind) + " \"" + text_of(taken[i]) +
                      "\" cannot be created: there is already " + std::string(taken[i - 1].kind) +
                      " of this name",
                  taken[i].kind == taken[i - 1].kind
                      ? ""
                      : "tables, views, sequences and indexes share one namespace");
  }
  return {};
}

void take_indexes(std::vector<Taken>& taken, const Name& owner, const std::vector<Index>& indexes) {
  for (const Index& index : indexes)
    taken.push_back({owner.schema, index.name, "index", &index.origin});
}

std::vector<Taken> relation_names(const Objects& objects) {
  std::vector<Taken> taken;
  for (const Table& table : objects.tables) {
    taken.push_back({table.name.schema, table.name.name, "table", &table.origin});
    if (table.primary_key) {
      taken.push_back(
          {table.name.schema, table.primary_key->name, "primary key", &table.primary_key->origin});
    }
    for (const Key& key : table.uniques) {
      taken.push_back({table.name.schema, key.name, "unique constraint", &key.origin});
    }
    take_indexes(taken, table.name, table.indexes);
    for (const Exclusion& exclusion : table.exclusions) {
      taken.push_back(
          {table.name.schema, exclusion.name, "exclusion constraint", &exclusion.origin});
    }
  }
  for (const View& view : objects.views) {
    taken.push_back({view.name.schema, view.name.name, "view", &view.origin});
    take_indexes(taken, view.name, view.indexes);
  }
  for (const Sequence& sequence : objects.sequences) {
    taken.push_back({sequence.name.schema, sequence.name.name, "sequence", &sequence.origin});
  }
  for (const OtherObject& object : objects.others) {
    if (const auto* table = as<ForeignTable>(object))
      taken.push_back({table->name.schema, table->name.name, "foreign table", &object.origin});
    if (const auto* type = as<CompositeType>(object))
      taken.push_back({type->name.schema, type->name.name, "composite type", &object.origin});
  }
  return taken;
}

// Every table and view has a row type of its name.
std::vector<Taken> type_names(const Objects& objects) {
  std::vector<Taken> taken;
  for (const Enum& type : objects.enums)
    taken.push_back({type.name.schema, type.name.name, "enum", &type.origin});
  for (const Table& table : objects.tables) {
    taken.push_back({table.name.schema, table.name.name, "the row type of table", &table.origin});
  }
  for (const View& view : objects.views) {
    taken.push_back({view.name.schema, view.name.name, "the row type of view", &view.origin});
  }
  const auto take = [&](const OtherObject& object, const Name& name) {
    taken.push_back({name.schema, name.name, object.kind, &object.origin});
  };
  for (const OtherObject& object : objects.others) {
    if (const auto* domain = as<Domain>(object)) take(object, domain->name);
    if (const auto* composite = as<CompositeType>(object)) take(object, composite->name);
    if (const auto* range = as<RangeType>(object)) take(object, range->name);
    if (const auto* table = as<ForeignTable>(object)) take(object, table->name);
  }
  return taken;
}

Result<void> check_labels(const Enum& type) {
  std::vector<std::string> labels = type.labels;
  std::sort(labels.begin(), labels.end());
  const auto twice = std::adjacent_find(labels.begin(), labels.end());
  if (twice == labels.end()) return {};
  return misfit(type.origin,
                "enum \"" + type.name.text() + "\" has the label '" + *twice + "' twice");
}

}  // namespace

Result<void> check_names(const Objects& objects) {
  std::vector<Taken> schemas, relations = relation_names(objects), types = type_names(objects);
  for (const Schema& schema : objects.schemas)
    schemas.push_back({"", schema.name, "schema", &schema.origin});
  for (std::vector<Taken>* names : {&schemas, &relations, &types}) {
    if (Result<void> unique = check_unique(*names); !unique) return unique;
  }
  for (std::size_t i = 1; i < objects.others.size(); ++i) {
    const OtherObject& a = objects.others[i - 1];
    const OtherObject& b = objects.others[i];
    if (a.kind == b.kind && a.name == b.name)
      return misfit(b.origin,
                    b.kind + " \"" + b.name + "\" cannot be created: there is already one");
  }
  for (const Enum& type : objects.enums) {
    if (Result<void> unique = check_labels(type); !unique) return unique;
  }
  return {};
}

}  // namespace mimar::model::building
