#include "support/generate.h"

namespace mimar::support {
namespace {

using model::Objects;
using model::Table;

template <class Object>
void drop_one(std::vector<Object>& objects, Random& random) {
  if (!objects.empty())
    objects.erase(objects.begin() + static_cast<std::ptrdiff_t>(random.below(objects.size())));
}

// One edit that leaves the schema valid.
void edit(Table& table, Random& random) {
  model::Column added;
  switch (random.below(9)) {
    case 0: return drop_one(table.indexes, random);
    case 1: return drop_one(table.checks, random);
    case 2: return drop_one(table.foreign_keys, random);
    case 3: table.comment = "changed"; return;
    case 4: random.shuffle(table.columns); return;
    case 5: table.columns[random.below(table.columns.size())].not_null = true; return;
    case 6: table.columns[random.below(table.columns.size())].comment = "changed"; return;
    case 7: table.unlogged = !table.unlogged; return;
    case 8:
      added.name = "added";
      added.type.name.name = "date";
      table.columns.insert(table.columns.begin() +
                               static_cast<std::ptrdiff_t>(random.below(table.columns.size() + 1)),
                           added);
      return;
  }
}

}  // namespace

Objects mutated(Objects objects, std::uint64_t seed) {
  Random random(seed);
  // Attached indexes would lose their parents.
  for (Table& table : objects.tables) {
    for (model::Index& index : table.indexes)
      index.partition_of.clear();
  }
  const std::size_t edits = 1 + random.below(6);
  std::vector<bool> edited(objects.tables.size(), false);
  for (std::size_t i = 0; i < edits && !objects.tables.empty(); ++i) {
    const std::size_t table = random.below(objects.tables.size());
    if (!edited[table]) edit(objects.tables[table], random);
    edited[table] = true;
  }
  if (random.chance(30)) drop_one(objects.views, random);
  if (random.chance(30)) drop_one(objects.sequences, random);
  if (random.chance(30)) drop_one(objects.others, random);
  if (random.chance(30)) {
    for (model::Enum& type : objects.enums)
      type.labels.insert(type.labels.begin(), "mutated");
  }
  for (model::View& view : objects.views) {
    if (random.chance(30)) view.comment = "changed";
  }
  return objects;
}

Objects shuffled(Objects objects, std::uint64_t seed) {
  Random random(seed);
  random.shuffle(objects.schemas);
  random.shuffle(objects.tables);
  random.shuffle(objects.views);
  random.shuffle(objects.sequences);
  random.shuffle(objects.enums);
  random.shuffle(objects.others);
  for (Table& table : objects.tables) {
    random.shuffle(table.uniques);
    random.shuffle(table.foreign_keys);
    random.shuffle(table.checks);
    random.shuffle(table.indexes);
  }
  return objects;
}

}  // namespace mimar::support
