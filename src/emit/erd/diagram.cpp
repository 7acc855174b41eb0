#include "emit/erd/diagram.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mimar::emit::erd {
namespace {

using model::ForeignKey;
using model::Name;
using model::Table;
using Columns = std::vector<std::string>;

bool within(const Columns& inner, const Columns& outer) {
  return std::all_of(inner.begin(), inner.end(), [&](const std::string& column) {
    return std::find(outer.begin(), outer.end(), column) != outer.end();
  });
}

// The column sets of which no two rows are alike.
std::vector<Columns> unique_sets(const Table& table) {
  std::vector<Columns> sets;
  if (table.primary_key) sets.push_back(table.primary_key->columns);
  for (const model::Key& key : table.uniques)
    sets.push_back(key.columns);
  for (const model::Index& index : table.indexes) {
    Columns columns;
    for (const model::IndexKey& key : index.keys) {
      if (!key.column.empty()) columns.push_back(key.column);
    }
    if (index.unique && !index.predicate && columns.size() == index.keys.size())
      sets.push_back(std::move(columns));
  }
  return sets;
}

bool nullable(const Table& table, const std::string& name) {
  const model::Column* column = model::find_column(table, name);
  return column != nullptr && !column->not_null;
}

std::size_t position(const Table& table, const std::string& name) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name == name) return i;
  }
  return 0;
}

std::string_view on_delete(model::Action action) {
  switch (action) {
    case model::Action::no_action: return "";
    case model::Action::restrict: return ", ON DELETE RESTRICT";
    case model::Action::cascade: return ", ON DELETE CASCADE";
    case model::Action::set_null: return ", ON DELETE SET NULL";
    case model::Action::set_default: return ", ON DELETE SET DEFAULT";
  }
  return "";
}

Entity entity_of(const Table& table) {
  Entity entity{
      shown_name(table.name), table.name.schema, table.comment.value_or(""), {}, 0, table.name,
      table.name.name};
  if (table.partition_by) {
    if (!entity.remark.empty()) entity.remark += "\n";
    entity.remark += "partitioned by " + table.partition_by->sql;
  }
  const std::vector<Columns> unique = unique_sets(table);
  for (const model::Column& column : table.columns) {
    Row row{column.name, short_type(column.type)};
    row.nullable = !column.not_null;
    row.remark = column.comment.value_or("");
    row.primary = table.primary_key && within({column.name}, table.primary_key->columns);
    row.unique = std::any_of(unique.begin(), unique.end(),
                             [&](const Columns& set) { return set == Columns{column.name}; });
    row.foreign =
        std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                    [&](const ForeignKey& key) { return within({column.name}, key.columns); });
    entity.rows.push_back(std::move(row));
  }
  return entity;
}

class Builder {
 public:
  Builder(const model::Database& database, const Options& options)
      : database_(database), options_(options) {
    diagram_.title = options.title;
    for (const Name& name : options.only)
      only_.insert(whole_table(database, name));
  }

  Diagram build() {
    for (const Table& table : database_->tables) {
      if (!table.partition_of && wanted(table.name)) add(table);
    }
    for (const Table& table : database_->tables) {
      if (!table.partition_of) continue;
      const auto whole = entities_.find(whole_table(database_, table.name));
      if (whole != entities_.end()) ++diagram_.entities[whole->second].partitions;
    }
    for (const Table& table : database_->tables) {
      for (const ForeignKey& key : table.foreign_keys)
        relate(table, key);
    }
    if (options_.rows != Options::Rows::columns) leave_out_rows();
    return std::move(diagram_);
  }

 private:
  bool wanted(const Name& name) const { return only_.empty() || only_.count(name) > 0; }

  void add(const Table& table) {
    entities_[table.name] = diagram_.entities.size();
    diagram_.entities.push_back(entity_of(table));
    diagram_.entities.back().focus = options_.focus.count(table.name) > 0;
  }

  // Rows go, and edges follow theirs to its new place, or to the header.
  void leave_out_rows() {
    std::vector<std::vector<std::size_t>> place;
    std::set<std::pair<std::size_t, std::size_t>> used;
    for (const Relation& relation : diagram_.relations) {
      used.insert({relation.parent, relation.parent_row});
      used.insert({relation.child, relation.child_row});
    }
    for (std::size_t i = 0; i < diagram_.entities.size(); ++i) {
      std::vector<Row> kept;
      place.emplace_back();
      for (std::size_t r = 0; r < diagram_.entities[i].rows.size(); ++r) {
        const Row& row = diagram_.entities[i].rows[r];
        const bool key = row.primary || row.foreign || row.unique || used.count({i, r}) > 0;
        const bool keep = (options_.rows == Options::Rows::keys && key) ||
                          (options_.whole_focus && diagram_.entities[i].focus);
        place[i].push_back(keep ? kept.size() : header_row);
        if (keep) kept.push_back(row);
      }
      diagram_.entities[i].rows = std::move(kept);
    }
    for (Relation& relation : diagram_.relations) {
      relation.parent_row = place[relation.parent][relation.parent_row];
      relation.child_row = place[relation.child][relation.child_row];
    }
  }

  void relate(const Table& table, const ForeignKey& key) {
    const auto child = entities_.find(whole_table(database_, table.name)),
               parent = entities_.find(whole_table(database_, key.referenced_table));
    if (child == entities_.end() || parent == entities_.end()) return;
    const Table* drawn = model::find_table(database_, child->first);
    const Table* target = model::find_table(database_, parent->first);
    Relation relation{parent->second,
                      child->second,
                      position(*target, key.referenced_columns.front()),
                      position(*drawn, key.columns.front()),
                      false,
                      false,
                      text::join(key.columns, ", "),
                      {}};
    if (!seen_
             .insert({relation.child, relation.columns, relation.parent,
                      text::join(key.referenced_columns, ", ")})
             .second) {
      return;  // each partition may repeat the key of its table
    }
    relation.optional =
        std::any_of(key.columns.begin(), key.columns.end(),
                    [&](const std::string& column) { return nullable(*drawn, column); });
    for (const Columns& set : unique_sets(*drawn))
      relation.one_to_one |= within(set, key.columns);
    for (const std::string& column : key.columns)
      diagram_.entities[child->second].rows[position(*drawn, column)].foreign = true;
    relation.remark = shown_name(child->first) + " (" + relation.columns + ") refers to " +
                      shown_name(parent->first) + " (" + text::join(key.referenced_columns, ", ") +
                      ')' + std::string(on_delete(key.on_delete));
    diagram_.relations.push_back(std::move(relation));
  }

  const model::Database& database_;
  const Options& options_;
  std::set<Name> only_;
  Diagram diagram_;
  std::map<Name, std::size_t> entities_;
  std::set<std::tuple<std::size_t, std::string, std::size_t, std::string>> seen_;
};

}  // namespace

std::string shown_name(const Name& name) {
  return name.schema == "public" ? name.name : name.text();
}

// A picture has no room for "timestamp without time zone".
std::string short_type(const model::DataType& type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names{{
      {"timestamp with time zone", "timestamptz"},
      {"timestamp without time zone", "timestamp"},
      {"time with time zone", "timetz"},
      {"time without time zone", "time"},
      {"character varying", "varchar"},
      {"character", "char"},
  }};
  for (const auto& [full, brief] : names) {
    if (!type.name.schema.empty() || type.name.name != full) continue;
    std::string result(brief);
    if (!type.modifiers.empty()) result += '(' + std::to_string(type.modifiers.front()) + ')';
    return type.array ? result + "[]" : result;
  }
  if (type.name.schema.empty()) return model::to_sql(type);
  return shown_name(type.name) + (type.array ? "[]" : "");
}

Name whole_table(const model::Database& database, Name name) {
  for (std::size_t level = 0; level <= database->tables.size(); ++level) {
    const Table* table = model::find_table(database, name);
    if (table == nullptr || !table->partition_of) break;
    name = table->partition_of->parent;
  }
  return name;
}

Diagram make_diagram(const model::Database& database, const Options& options) {
  return Builder(database, options).build();
}

}  // namespace mimar::emit::erd
