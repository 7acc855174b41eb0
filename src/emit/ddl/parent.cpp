#include "emit/ddl/parent.h"

#include <algorithm>

#include "model/foreign_table.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

constexpr std::size_t longest_name = 63;  // NAMEDATALEN - 1

const model::Table* parent_of(const model::Database& database, const model::Table& table) {
  return table.partition_of ? model::find_table(database, table.partition_of->parent) : nullptr;
}

// A column as a child receives it: comments and identity stay with the parent.
model::Column inherited(model::Column column) {
  column.comment.reset();
  column.identity.reset();
  column.statistics_target.reset();
  column.options.clear();
  return column;
}

template <class Object>
const Object* find_named(const std::vector<Object>& objects, const std::string& name) {
  const auto at =
      std::find_if(objects.begin(), objects.end(), [&](const Object& o) { return o.name == name; });
  return at == objects.end() ? nullptr : &*at;
}

// The name PostgreSQL gives the key a partition gets for its parent's (ChooseIndexName).
std::string implied_key_name(const model::Table& table, const model::Key& key, bool primary) {
  if (primary) return table.name.name + "_pkey";
  std::string name = table.name.name;
  for (const std::string& column : key.columns)
    name += "_" + column;
  for (const std::string& column : key.include)
    name += "_" + column;
  return name + "_key";
}

bool is_implied(const model::Table& table, const model::Key& key, const model::Key& parents,
                bool primary) {
  const std::string name = implied_key_name(table, key, primary);
  return key.name == name && name.size() <= longest_name && key.columns == parents.columns &&
         key.include == parents.include && key.nulls_not_distinct == parents.nulls_not_distinct &&
         key.deferrable == parents.deferrable &&
         key.initially_deferred == parents.initially_deferred &&
         key.without_overlaps == parents.without_overlaps && key.options == parents.options &&
         key.tablespace == parents.tablespace;
}

// Removes from `parts` the keys the parent implies; false when the parent would imply others.
bool take_keys(TableParts& parts, const model::Table& table, const model::Table& parent) {
  if (parent.primary_key) {
    if (!table.primary_key || !is_implied(table, *table.primary_key, *parent.primary_key, true))
      return false;
    parts.primary_key = nullptr;
  }
  for (const model::Key& key : parent.uniques) {
    const auto same =
        std::find_if(parts.uniques.begin(), parts.uniques.end(),
                     [&](const model::Key* own) { return is_implied(table, *own, key, false); });
    if (same == parts.uniques.end()) return false;
    parts.uniques.erase(same);
  }
  return true;
}

// Removes from `parts` the checks the parent implies; false when they cannot come from it as they
// are.
bool take_checks(TableParts& parts, const model::Table& table, const model::Table& parent) {
  for (const model::Check& check : parent.checks) {
    if (check.no_inherit) continue;
    const model::Check* own = find_named(table.checks, check.name);
    if (own == nullptr || check.not_valid || own->not_valid ||
        check.not_enforced != own->not_enforced || !(own->expression == check.expression))
      return false;
    std::erase(parts.checks, own);
  }
  return true;
}

bool same_columns(const model::Table& table, const model::Table& parent) {
  return std::equal(
      table.columns.begin(), table.columns.end(), parent.columns.begin(), parent.columns.end(),
      [](const model::Column& own, const model::Column& parents) {
        return !own.identity && !parents.identity && inherited(own) == inherited(parents);
      });
}

bool mirror(TableParts& parts, const model::Table& table, const model::Table& parent) {
  if (!same_columns(table, parent)) return false;
  if (!take_keys(parts, table, parent) || !take_checks(parts, table, parent)) return false;
  parts.columns.clear();
  parts.partition_of = table.partition_of;
  if (parts.tablespace.empty() && !parent.tablespace.empty()) parts.tablespace = "pg_default";
  return true;
}

// The columns a child begins with: those of its parents in turn, each name once.
std::vector<const model::Column*> merged_columns(const std::vector<const model::Table*>& parents) {
  std::vector<const model::Column*> merged;
  for (const model::Table* parent : parents) {
    for (const model::Column& column : parent->columns) {
      const bool known = std::any_of(merged.begin(), merged.end(), [&](const model::Column* other) {
        return other->name == column.name;
      });
      if (!known) merged.push_back(&column);
    }
  }
  return merged;
}

// Leaves in `parts` the columns that are not just inherited; false when the child cannot be merged
// from its parents.
bool take_columns(TableParts& parts, const model::Table& table,
                  const std::vector<const model::Table*>& parents) {
  const std::vector<const model::Column*> merged = merged_columns(parents);
  if (merged.size() > table.columns.size()) return false;
  parts.columns.clear();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const model::Column& own = table.columns[i];
    if (i < merged.size()) {
      if (own.name != merged[i]->name || (merged[i]->default_value && !own.default_value))
        return false;
      if (!own.identity && inherited(own) == inherited(*merged[i])) continue;
    }
    parts.columns.push_back(&own);
  }
  return true;
}

bool inherit(TableParts& parts, const Parents& known, const model::Table& table) {
  std::vector<const model::Table*> parents;
  for (const model::Name& name : table.inherits) {
    const model::Table* parent = known.find(name);
    if (parent == nullptr || !take_checks(parts, table, *parent)) return false;
    parents.push_back(parent);
  }
  if (!take_columns(parts, table, parents)) return false;
  parts.inherits = table.inherits;
  return true;
}

std::string inherit_later(const model::Table& table) {
  std::string sql;
  for (const model::Name& parent : table.inherits) {
    sql += "ALTER TABLE " + model::quote_name(table.name) + " INHERIT " +
           model::quote_name(parent) + ";\n";
  }
  return sql;
}

std::string attach_later(const model::Table& table) {
  return "ALTER TABLE " + model::quote_name(table.partition_of->parent) + " ATTACH PARTITION " +
         model::quote_name(table.name) + " " + table.partition_of->bound.sql + ";\n";
}

}  // namespace

Parents::Parents(const model::Database& database) : database_(database) {
  for (const model::ForeignTable* foreign : model::all<model::ForeignTable>(database))
    foreign_.push_back(model::as_table(*foreign));
}

const model::Table* Parents::find(const model::Name& name) const {
  if (const model::Table* table = model::find_table(database_, name)) return table;
  const auto found = std::find_if(foreign_.begin(), foreign_.end(),
                                  [&](const model::Table& one) { return one.name == name; });
  return found == foreign_.end() ? nullptr : &*found;
}

Creation standing_alone(const model::Table& table) {
  return {whole(table), inherit_later(table), table.partition_of ? attach_later(table) : ""};
}

Creation creation_of(const Parents& parents, const model::Table& table) {
  TableParts parts = whole(table);
  const model::Table* parent =
      table.partition_of ? parents.find(table.partition_of->parent) : nullptr;
  if (parent != nullptr)
    return mirror(parts, table, *parent) ? Creation{parts, "", ""} : standing_alone(table);
  if (!table.inherits.empty() && inherit(parts, parents, table)) return {parts, "", ""};
  return {whole(table), inherit_later(table), ""};
}

std::size_t partition_depth(const model::Database& database, const model::Table& table) {
  std::size_t depth = 0;
  const model::Table* parent = parent_of(database, table);
  while (parent != nullptr && depth < database->tables.size()) {
    ++depth;
    parent = parent_of(database, *parent);
  }
  return depth;
}

bool comes_from_parent(const model::Database& database, const model::Table& table,
                       const model::ForeignKey& key) {
  const model::Table* parent = parent_of(database, table);
  if (parent == nullptr) return false;
  const model::ForeignKey* parents = find_named(parent->foreign_keys, key.name);
  if (parents == nullptr) return false;
  model::ForeignKey same = *parents;
  same.comment = key.comment;
  return same == key;
}

}  // namespace mimar::emit::ddl
