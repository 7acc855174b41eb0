#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

bool is_array(const model::Table& table, const model::IndexKey& key) {
  const model::Column* column = model::find_column(table, key.column);
  return column && column->type.array;
}

bool orders_arrays(const model::Table& table, const model::Index& index) {
  return index.method == "btree" && !index.unique &&
         std::any_of(index.keys.begin(), index.keys.end(),
                     [&](const model::IndexKey& key) { return is_array(table, key); });
}

evidence::Fix fix(const model::Table& table, const model::Index& index) {
  if (index.keys.size() != 1 || index.predicate || !index.include.empty() ||
      !index.partition_of.empty())
    return no_automatic_fix("keep the array out of the B-tree and index it by itself USING gin");
  model::Index gin = index;
  gin.method = "gin";
  gin.keys.front().descending = gin.keys.front().nulls_first = false;
  gin.keys.front().opclass = {};
  return {drop_index(table, index.name) + emit::ddl::create_index(table.name, gin),
          "this serves @>, && and <@; write = ANY (column) as column @> ARRAY[value]"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Index& index : table->indexes)
      if (orders_arrays(*table, index))
        findings.push_back(
            finding(*table, index.origin, object_name(*table, index.name),
                    fmt::format("index {} on {} compares whole arrays, not what is in them",
                                index.name, table->name.text()),
                    fix(*table, index)));
}

}  // namespace

extern const Rule btree_on_array;
constinit const Rule btree_on_array{.id = "btree-on-array",
                                    .title = "B-tree index over an array",
                                    .severity = evidence::Severity::note,
                                    .maturity = Maturity::preview,
                                    .documentation = R"md(## What it finds

B-tree indexes that are not unique, with a key that is an array.

## Why it matters

A B-tree sorts arrays as if they were words: it finds arrays that are equal as a whole or start
alike. Whether an array contains a value it cannot tell; that is what GIN is for.

## When to allow it

Arrays are compared as a whole, such as paths of identifiers that are sorted by.

## References

- PostgreSQL manual, Index Types: GIN
- PostgreSQL manual, Arrays: Searching in Arrays
)md",
                                    .check = check};

}  // namespace mimar::check
