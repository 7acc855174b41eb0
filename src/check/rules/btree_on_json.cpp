#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

bool is_document(const model::Table& table, const model::IndexKey& key) {
  const model::Column* column = model::find_column(table, key.column);
  return column && column->type.is("jsonb");
}

bool orders_documents(const model::Table& table, const model::Index& index) {
  return index.method == "btree" && !index.unique &&
         std::any_of(index.keys.begin(), index.keys.end(),
                     [&](const model::IndexKey& key) { return is_document(table, key); });
}

evidence::Fix fix(const model::Table& table, const model::Index& index) {
  if (index.keys.size() != 1 || index.predicate || !index.include.empty() ||
      !index.partition_of.empty())
    return no_automatic_fix("index the expression that is searched for, or the document USING gin");
  model::Index gin = index;
  gin.method = "gin";
  gin.keys.front().descending = gin.keys.front().nulls_first = false;
  gin.keys.front().opclass = {};
  return {drop_index(table, index.name) + emit::ddl::create_index(table.name, gin),
          "this serves @>, ? and jsonpath; where one member is searched for, index that expression "
          "instead"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Index& index : table->indexes)
      if (orders_documents(*table, index))
        findings.push_back(finding(*table, index.origin, object_name(*table, index.name),
                                   fmt::format("index {} on {} compares whole JSON documents",
                                               index.name, table->name.text()),
                                   fix(*table, index)));
}

}  // namespace

extern const Rule btree_on_json;
constinit const Rule btree_on_json{.id = "btree-on-json",
                                   .title = "B-tree index over a whole JSON document",
                                   .severity = evidence::Severity::warning,
                                   .maturity = Maturity::preview,
                                   .documentation = R"md(## What it finds

B-tree indexes that are not unique, with a key that is a column of type `jsonb`.

## Why it matters

Such an index finds documents that are equal as a whole, or greater than another document, which
nobody asks. It serves neither `@>` nor `->>`, and refuses documents that do not fit a third of a
page, about 2,700 bytes.

## When to allow it

Documents are small and compared as a whole.

## References

- PostgreSQL manual, JSON Types: jsonb Indexing
)md",
                                   .check = check};

}  // namespace mimar::check
