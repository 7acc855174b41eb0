#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"
#include "emit/ddl/ddl.h"

namespace mimar::check {
namespace {

// order_items of orders, dataset_run_items of dataset_items: the words of the parent's name stand,
// in their order, in the longer name of the child, from its first word on.
bool is_part_of(const model::Table& child, const model::Table& parent) {
  const std::vector<std::string> whole = words(parent.name.name);
  const std::vector<std::string> part = words(child.name.name);
  if (whole.empty() || part.size() <= whole.size() ||
      singular(whole.front()) != singular(part.front()))
    return false;
  std::size_t matched = 0;
  for (const std::string& word : part)
    if (matched < whole.size() && singular(word) == singular(whole[matched])) ++matched;
  return matched == whole.size();
}

bool is_required(const model::Table& table, const model::ForeignKey& key) {
  return std::all_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
    const model::Column* column = model::find_column(table, name);
    return column && column->not_null;
  });
}

// A link of nothing but references has no life of its own.
bool only_links(const model::Table& table) {
  return table.foreign_keys.size() >= 2 && table.primary_key &&
         std::all_of(table.primary_key->columns.begin(), table.primary_key->columns.end(),
                     [&](const std::string& name) { return in_foreign_key(table, name); });
}

evidence::Fix fix(const model::Table& table, const model::ForeignKey& key) {
  model::ForeignKey cascading = key;
  cascading.on_delete = model::Action::cascade;
  return {drop_constraint(table, key.name) + emit::ddl::add_foreign_key(table.name, cascading),
          "only when deleting the whole shall delete its parts; on a large table in use, add it "
          "NOT VALID and validate it in a second step"};
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::ForeignKey& key : table->foreign_keys) {
      const model::Table* parent = model::find_table(subject.database, key.referenced_table);
      const bool blocks = key.on_delete == model::Action::restrict ||
                          (key.on_delete == model::Action::no_action && key.deferrable);
      if (!parent || parent == table || !blocks || table->partition_by || !is_required(*table, key))
        continue;
      if (!is_part_of(*table, *parent) && !only_links(*table)) continue;
      findings.push_back(finding(
          *table, key.origin, object_name(*table, key.columns),
          fmt::format("rows of {} are {}, and keep it from being deleted", table->name.text(),
                      is_part_of(*table, *parent) ? "parts of one of " + parent->name.text()
                                                  : "links to one of " + parent->name.text()),
          fix(*table, key)));
    }
}

}  // namespace

extern const Rule owned_rows_block_their_owner;
constinit const Rule owned_rows_block_their_owner{
    .id = "owned-rows-block-their-owner",
    .title = "Parts that keep their whole from being deleted",
    .severity = evidence::Severity::note,
    .maturity = Maturity::preview,
    .documentation = R"md(## What it finds

Required foreign keys with ON DELETE RESTRICT whose table is called after the one it references
(`order_items` to `orders`, `dataset_run_items` to `dataset_items`), or whose primary key consists
of references only. A foreign key without ON DELETE is foreign-key-without-on-delete.

## Why it matters

Parts and links mean nothing without their whole. With RESTRICT the program has to know all of them,
in the right order, and the next table of parts breaks the deletion until somebody notices. ON
DELETE CASCADE says it once, where it belongs.

## When to allow it

Deleting the whole must never happen by accident, as with invoices and their lines.

## References

- PostgreSQL manual, Constraints: Foreign Keys
)md",
    .check = check};

}  // namespace mimar::check
