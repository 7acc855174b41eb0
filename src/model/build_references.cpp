#include <algorithm>

#include "model/build_steps.h"

namespace mimar::model::building {
namespace {

std::vector<std::string> table_names(const Objects& objects) {
  std::vector<std::string> names;
  for (const Table& table : objects.tables)
    names.push_back(table.name.text());
  return names;
}

Result<const Table*> require_table(const Objects& objects, const Name& name,
                                   const std::string& what, const Origin& origin) {
  if (const Table* table = find_sorted(objects.tables, name)) return table;
  return misfit(origin, what + " table \"" + name.text() + "\", which does not exist",
                did_you_mean(name.text(), table_names(objects)));
}

bool same_columns(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

bool covers(const Index& index, const std::vector<std::string>& columns) {
  if (!index.unique || index.predicate) return false;
  std::vector<std::string> keys;
  for (const IndexKey& key : index.keys) {
    if (key.expression) return false;
    keys.push_back(key.column);
  }
  return same_columns(std::move(keys), columns);
}

bool is_unique(const Table& table, const std::vector<std::string>& columns) {
  if (table.primary_key && same_columns(table.primary_key->columns, columns)) return true;
  return std::any_of(table.uniques.begin(), table.uniques.end(),
                     [&](const Key& key) { return same_columns(key.columns, columns); }) ||
         std::any_of(table.indexes.begin(), table.indexes.end(),
                     [&](const Index& index) { return covers(index, columns); });
}

std::string quoted_list(const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns)
    list += (list.empty() ? "\"" : ", \"") + column + "\"";
  return list;
}

Result<void> check_referenced(const ForeignKey& key, const Table& target, const std::string& what) {
  for (const std::string& column : key.referenced_columns) {
    if (find_column(target, column) != nullptr) continue;
    std::vector<std::string> candidates;
    for (const Column& candidate : target.columns)
      candidates.push_back(candidate.name);
    return misfit(key.origin,
                  what + " refers to column \"" + column + "\", which table \"" +
                      target.name.text() + "\" does not have",
                  did_you_mean(column, candidates));
  }
  if (key.columns.size() != key.referenced_columns.size()) {
    return misfit(key.origin, what + " has " + std::to_string(key.columns.size()) +
                                  " columns but refers to " +
                                  std::to_string(key.referenced_columns.size()));
  }
  if (is_unique(target, key.referenced_columns)) return {};
  return misfit(key.origin,
                what + " refers to (" + quoted_list(key.referenced_columns) + ") of table \"" +
                    target.name.text() + "\", which no primary key or unique constraint covers",
                "add a unique constraint over exactly these columns");
}

Result<void> resolve_foreign_key(const Objects& objects, const Table& table, ForeignKey& key) {
  const std::string what =
      "foreign key \"" + key.name + "\" of table \"" + table.name.text() + "\"";
  const Result<const Table*> target =
      require_table(objects, key.referenced_table, what + " refers to", key.origin);
  if (!target) return fail(target.error());
  if (key.referenced_columns.empty()) {
    if (!(*target)->primary_key) {
      return misfit(
          key.origin,
          what + " refers to table \"" + (*target)->name.text() + "\", which has no primary key",
          "name the referenced columns");
    }
    key.referenced_columns = (*target)->primary_key->columns;
  }
  return check_referenced(key, **target, what);
}

Result<void> resolve_owner(const Objects& objects, const Sequence& sequence) {
  const std::string what = "OWNED BY of sequence \"" + sequence.name.text() + "\"";
  const Result<const Table*> table =
      require_table(objects, sequence.owned_by->table, what + " names", sequence.origin);
  if (!table) return fail(table.error());
  if (find_column(**table, sequence.owned_by->column) != nullptr) return {};
  return misfit(sequence.origin, what + " names column \"" + sequence.owned_by->column +
                                     "\", which table \"" + (*table)->name.text() +
                                     "\" does not have");
}

// The names an attached index may give as its parent: every index of a partitioned table, those
// behind keys included.
std::vector<std::string> parent_index_names(const Objects& objects) {
  std::vector<std::string> names;
  for (const Table& table : objects.tables) {
    if (!table.partition_by) continue;
    const auto add = [&](const std::string& name) {
      names.push_back(Name{table.name.schema, name}.text());
    };
    if (table.primary_key) add(table.primary_key->name);
    for (const Key& key : table.uniques)
      add(key.name);
    for (const Index& index : table.indexes)
      add(index.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Decides what happens to a reference that did not resolve: an error, or a note when not everything
// was seen.
class Resolver {
 public:
  explicit Resolver(Objects& objects) : objects_(objects), partial_(!objects.incomplete.empty()) {}

  Result<void> run() {
    parent_indexes_ = parent_index_names(objects_);
    for (Table& table : objects_.tables) {
      resolve_parents(table, table.origin);
      resolve_foreign_keys(table);
      for (Index& index : table.indexes)
        resolve_attachment(index);
    }
    for (OtherObject& object : objects_.others) {
      if (auto* foreign = std::get_if<ForeignTable>(&object.definition))
        resolve_parents(*foreign, object.origin);
    }
    for (Sequence& sequence : objects_.sequences) {
      if (sequence.owned_by && !accept(resolve_owner(objects_, sequence)))
        sequence.owned_by.reset();
    }
    if (error_) return fail(*error_);
    std::sort(objects_.incomplete.begin(), objects_.incomplete.end());
    return {};
  }

 private:
  bool accept(const Result<void>& resolved) {
    if (resolved) return true;
    if (partial_) {
      objects_.incomplete.push_back("left out: " + resolved.error().message);
    } else if (!error_) {
      error_ = resolved.error();
    }
    return false;
  }

  bool accept_parent(const Name& parent, const Name& table, const Origin& origin,
                     std::string_view verb) {
    const auto is_parent = [&](const OtherObject& object) {
      const auto* foreign = as<ForeignTable>(object);
      return foreign != nullptr && foreign->name == parent;
    };
    if (std::any_of(objects_.others.begin(), objects_.others.end(), is_parent)) return true;
    const Result<const Table*> found = require_table(
        objects_, parent, "table \"" + table.text() + "\" " + std::string(verb), origin);
    return found ? true : accept(fail(found.error()));
  }

  // Of a table or a foreign table.
  template <class T>
  void resolve_parents(T& table, const Origin& origin) {
    if (table.partition_of &&
        !accept_parent(table.partition_of->parent, table.name, origin, "is a partition of")) {
      table.partition_of.reset();
    }
    std::erase_if(table.inherits, [&](const Name& parent) {
      return !accept_parent(parent, table.name, origin, "inherits from");
    });
  }

  void resolve_foreign_keys(Table& table) {
    for (std::size_t i = 0; i < table.foreign_keys.size();) {
      if (accept(resolve_foreign_key(objects_, table, table.foreign_keys[i]))) {
        ++i;
      } else {
        table.foreign_keys.erase(table.foreign_keys.begin() + static_cast<std::ptrdiff_t>(i));
      }
    }
  }

  void resolve_attachment(Index& index) {
    const std::string& parent = index.partition_of;
    if (parent.empty() ||
        std::binary_search(parent_indexes_.begin(), parent_indexes_.end(), parent))
      return;
    const std::string hint = did_you_mean(parent, parent_indexes_);
    if (!accept(misfit(index.origin,
                       "index \"" + index.name + "\" is attached to index \"" + parent +
                           "\", which does not exist on a partitioned table",
                       hint))) {
      index.partition_of.clear();
    }
  }

  Objects& objects_;
  const bool partial_;
  std::vector<std::string> parent_indexes_;
  std::optional<Error> error_;
};

}  // namespace

Result<void> resolve(Objects& objects) {
  return Resolver(objects).run();
}

}  // namespace mimar::model::building
