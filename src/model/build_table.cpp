#include <algorithm>

#include "model/build_steps.h"

namespace mimar::model::building {
namespace {

std::vector<std::string> column_names(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns)
    names.push_back(column.name);
  return names;
}

// One thing inside a table that names columns, for its errors.
struct Place {
  const Table& table;
  std::string what;  // "index \"orders_note_idx\""
  const Origin& origin;
};

Result<void> check_column(const Place& place, const std::string& column) {
  if (find_column(place.table, column) != nullptr) return {};
  return misfit(place.origin,
                place.what + " names column \"" + column + "\", which table \"" +
                    place.table.name.text() + "\" does not have",
                did_you_mean(column, column_names(place.table)));
}

Result<void> check_columns(const Place& place, const std::vector<std::string>& columns) {
  for (const std::string& column : columns) {
    if (Result<void> known = check_column(place, column); !known) return known;
  }
  return {};
}

Result<void> check_key(const Table& table, const Key& key, std::string_view kind) {
  const Place place{table, std::string(kind) + " \"" + key.name + "\"", key.origin};
  if (key.columns.empty()) return misfit(key.origin, place.what + " has no columns");
  if (Result<void> known = check_columns(place, key.columns); !known) return known;
  return check_columns(place, key.include);
}

Result<void> check_index(const Table& table, const Index& index) {
  const Place place{table, "index \"" + index.name + "\"", index.origin};
  if (index.keys.empty()) return misfit(index.origin, place.what + " has no keys");
  for (const IndexKey& key : index.keys) {
    if (key.expression) continue;
    if (Result<void> known = check_column(place, key.column); !known) return known;
  }
  return check_columns(place, index.include);
}

Result<void> check_foreign_key(const Table& table, const ForeignKey& key) {
  const Place place{table, "foreign key \"" + key.name + "\"", key.origin};
  if (key.columns.empty()) return misfit(key.origin, place.what + " has no columns");
  if (Result<void> known = check_columns(place, key.columns); !known) return known;
  return check_columns(place, key.on_delete_set_columns);
}

Result<void> check_unique_columns(const Table& table) {
  std::vector<std::string> names = column_names(table);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) {
    const auto again = std::find_if(table.columns.rbegin(), table.columns.rend(),
                                    [&](const Column& column) { return column.name == *twice; });
    return misfit(again->origin.span ? again->origin : table.origin,
                  "table \"" + table.name.text() + "\" has column \"" + *twice + "\" twice");
  }
  if (!names.empty() && names.front().empty()) {
    return misfit(table.origin, "table \"" + table.name.text() + "\" has a column without a name");
  }
  return {};
}

struct Constraint {
  const std::string* name;
  const Origin* origin;
};

template <class Object>
void add_constraints(std::vector<Constraint>& found, const std::vector<Object>& objects) {
  for (const Object& object : objects)
    found.push_back({&object.name, &object.origin});
}

Result<void> check_constraint_names(const Table& table) {
  std::vector<Constraint> constraints;
  if (table.primary_key)
    constraints.push_back({&table.primary_key->name, &table.primary_key->origin});
  add_constraints(constraints, table.uniques);
  add_constraints(constraints, table.foreign_keys);
  add_constraints(constraints, table.checks);
  std::stable_sort(constraints.begin(), constraints.end(),
                   [](const Constraint& a, const Constraint& b) { return *a.name < *b.name; });
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    const std::string& name = *constraints[i].name;
    if (name.empty()) {
      return misfit(*constraints[i].origin,
                    "table \"" + table.name.text() + "\" has a constraint without a name");
    }
    if (i > 0 && name == *constraints[i - 1].name) {
      return misfit(*constraints[i].origin, "table \"" + table.name.text() +
                                                "\" has two constraints named \"" + name + "\"");
    }
  }
  return {};
}

}  // namespace

Result<void> check_table(const Table& table) {
  if (Result<void> unique = check_unique_columns(table); !unique) return unique;
  if (Result<void> unique = check_constraint_names(table); !unique) return unique;
  if (table.primary_key) {
    if (Result<void> key = check_key(table, *table.primary_key, "primary key"); !key) return key;
  }
  for (const Key& unique : table.uniques) {
    if (Result<void> key = check_key(table, unique, "unique constraint"); !key) return key;
  }
  for (const Index& index : table.indexes) {
    if (Result<void> checked = check_index(table, index); !checked) return checked;
  }
  for (const ForeignKey& foreign_key : table.foreign_keys) {
    if (Result<void> checked = check_foreign_key(table, foreign_key); !checked) return checked;
  }
  return {};
}

}  // namespace mimar::model::building
