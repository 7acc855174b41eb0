#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

bool is_long_text(const model::Table& table, const model::IndexKey& key) {
  const model::Column* column = model::find_column(table, key.column);
  return column && column->type.is("text") &&
         is_one_of(last_word(column->name),
                   {"body", "content", "contents", "description", "message", "comment", "notes",
                    "text", "html", "markdown", "bio", "query"});
}

bool may_refuse_rows(const model::Table& table, const model::Index& index) {
  return index.method == "btree" &&
         std::any_of(index.keys.begin(), index.keys.end(),
                     [&](const model::IndexKey& key) { return is_long_text(table, key); });
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Index& index : table->indexes)
      if (may_refuse_rows(*table, index))
        findings.push_back(finding(
            *table, index.origin, object_name(*table, index.name),
            fmt::format("index {} on {} refuses rows whose text does not fit a third of a page",
                        index.name, table->name.text()),
            no_automatic_fix("for search, use full text or a trigram index; for equality or "
                             "uniqueness, index md5(column) or make it a hash index")));
}

}  // namespace

extern const Rule btree_on_long_text;
constinit const Rule btree_on_long_text{
    .id = "btree-on-long-text",
    .title = "B-tree index over text without a limit that people fill",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

B-tree indexes with a key that is an unlimited text column called body, content, description,
message, comment, notes, text, html, bio or query.

## Why it matters

An entry of a B-tree may take about 2,700 bytes after compression. The first longer text makes
INSERT fail with "index row size exceeds btree maximum", however valid the row is. And a B-tree over
prose serves only equality and prefixes.

## When to allow it

A CHECK or the application keeps the text short.

## References

- PostgreSQL manual, B-Tree Indexes
- PostgreSQL manual, Additional Supplied Modules: pg_trgm
)md",
    .check = check};

}  // namespace mimar::check
