// ALTER TABLE and its table-like forms for indexes, sequences and views.
#include <algorithm>
#include <set>

#include "model/quote.h"
#include "read/sql_files/definitions.h"
#include "read/sql_files/dependents.h"
#include "read/sql_files/state.h"
#include "sql/edit.h"

namespace mimar::read::sql_files {
namespace {

void set_options(std::map<std::string, std::string>& options, const model::SetOptions& set) {
  for (const auto& [key, value] : set.set)
    options[key] = value;
  for (const std::string& key : set.reset)
    options.erase(key);
}

// A constant stays of the type the column had, and is converted: '1970-01-01' of a timestamp is
// another instant than that of a timestamptz.
void keep_type_of_default(model::Column& column, const model::DataType& next) {
  if (!column.default_value || column.type.name == next.name || column.type.is("character")) return;
  const std::string& sql = column.default_value->sql;
  if (!sql.starts_with('\'') && sql != "NULL") return;
  if (sql.find("::") != std::string::npos) return;
  model::DataType type = column.type;
  if (type.is("character varying")) type.modifiers.clear();  // of the constant it is none
  column.default_value = model::Expression(sql + "::" + model::to_sql(type));
}

class Alteration {
 public:
  Alteration(State& state, model::Table& table, bool only)
      : state_(state), table_(table), only_(only) {}

  Result<void> operator()(const model::AddColumn& add) {
    if (model::find_column(table_, add.definition.column.name) != nullptr) {
      if (add.if_not_exists) return {};
      return error(state_, "column `" + add.definition.column.name + "` exists already in `" +
                               table_.name.text() + "`");
    }
    if (auto added = add_column(state_, table_, add.definition); !added) return added;
    for (const model::Name& child : children()) {
      model::Table& below = state_.tables.at(child);
      if (model::find_column(below, add.definition.column.name) != nullptr) continue;
      model::Column copy = table_.columns.back();
      copy.identity.reset();
      copy.comment.reset();
      forget_statistics(copy);
      below.columns.push_back(std::move(copy));
    }
    for (const model::ConstraintDefinition& constraint : add.definition.constraints) {
      if (auto added = (*this)(model::AddConstraint{constraint}); !added) return added;
    }
    return {};
  }

  Result<void> operator()(const model::DropColumn& drop) {
    if (model::find_column(table_, drop.column) == nullptr) {
      if (drop.if_exists) return {};
      return no_column(drop.column);
    }
    if (drop.cascade) drop_dependents(state_, {Gone::Kind::column, table_.name, drop.column});
    remove_column(state_, table_, drop.column);
    for (const model::Name& child : children()) {
      if (drop.cascade) drop_dependents(state_, {Gone::Kind::column, child, drop.column});
      remove_column(state_, state_.tables.at(child), drop.column);
    }
    return {};
  }

  Result<void> operator()(const model::SetColumnType& set) {
    doubt_conversions(set);
    auto done = on_column(set.column, [&](model::Column& column) {
      model::DataType type = set.type;
      resolve_type(state_, type);
      keep_type_of_default(column, type);
      column.type = std::move(type);
      column.collation = collation_name(state_, set.collation);
      column.storage.clear();
      column.compression.clear();
    });
    std::vector<model::Name> changed = children();
    changed.push_back(table_.name);
    for (const model::Name& name : changed) {
      model::Table& table = state_.tables.at(name);
      for (model::Index& index : table.indexes)
        for (model::IndexKey& key : index.keys)
          settle_cast(key, table);
    }
    return done;
  }
  Result<void> operator()(const model::SetDefault& set) {
    return on_column(set.column, [&](model::Column& column) {
      column.default_value = set.value;
      forget_null_default(state_, column);
    });
  }
  Result<void> operator()(const model::SetNotNull& set) {
    return on_column(set.column, [&](model::Column& column) { column.not_null = set.not_null; });
  }
  Result<void> operator()(const model::DropExpression& drop) {
    return on_column(drop.column, [](model::Column& column) { column.generated.reset(); });
  }

  Result<void> operator()(const model::SetIdentity& set) {
    model::Column* column = find(set.column);
    if (column == nullptr) return no_column(set.column);
    if (!column->identity) {
      column->identity = model::Identity{};
      name_identity(state_, table_, *column, set.settings);
    }
    if (set.always) column->identity->always = *set.always;
    const std::string type = column->type.name.name;
    column->identity->options =
        effective_options(set.settings, set.add ? nullptr : &column->identity->options, type);
    if (set.add) column->not_null = true;
    return {};
  }
  Result<void> operator()(const model::DropIdentity& drop) {
    model::Column* column = find(drop.column);
    if (column == nullptr) return no_column(drop.column);
    column->identity.reset();
    return {};
  }

  Result<void> operator()(const model::AddConstraint& add) {
    const std::size_t checks = table_.checks.size(), uniques = table_.uniques.size(),
                      foreign_keys = table_.foreign_keys.size();
    if (auto added = add_constraint(state_, table_, add.constraint, false); !added) return added;
    const bool grew = table_.checks.size() > checks || table_.uniques.size() > uniques ||
                      table_.foreign_keys.size() > foreign_keys ||
                      (std::holds_alternative<model::KeyDefinition>(add.constraint) &&
                       std::get<model::KeyDefinition>(add.constraint).primary);
    if (grew && !only_) add_constraint_to_children(state_, table_.name, add.constraint);
    return {};
  }

  Result<void> operator()(const model::DropConstraint& drop) {
    if (drop.cascade) drop_references(drop.name);
    const model::Table before = table_;
    if (!remove_constraint(table_, drop.name)) {
      if (drop.if_exists) return {};
      return error(state_,
                   "constraint `" + drop.name + "` does not exist on `" + table_.name.text() + "`");
    }
    for (const model::Name& child : children())
      remove_inherited(before, drop.name, state_.tables.at(child));
    return {};
  }

  Result<void> operator()(const model::ValidateConstraint& validate) {
    const auto mark = [&](auto& constraints) {
      for (auto& constraint : constraints) {
        if (constraint.name == validate.name) constraint.not_valid = false;
      }
    };
    mark(table_.foreign_keys);
    mark(table_.checks);
    return {};
  }
  Result<void> operator()(const model::AlterConstraint& alter) {
    for (model::ForeignKey& key : table_.foreign_keys) {
      if (key.name != alter.name) continue;
      key.deferrable = alter.deferrable;
      key.initially_deferred = alter.initially_deferred;
    }
    return {};
  }

  Result<void> operator()(const model::AttachPartition& attach) {
    const model::Name name = relation_name(state_, attach.table);
    const auto child = state_.tables.find(name);
    if (child == state_.tables.end()) return missing(state_, "table", name);
    child->second.partition_of = attach.partition;
    child->second.partition_of->parent = table_.name;
    note_parent(state_, table_.name);
    attach_partition(state_, table_, child->second);
    return {};
  }
  Result<void> operator()(const model::DetachPartition& detach) {
    const auto child = state_.tables.find(relation_name(state_, detach.table));
    if (child == state_.tables.end()) return missing(state_, "table", detach.table);
    child->second.partition_of.reset();
    for (model::Index& index : child->second.indexes)
      index.partition_of.clear();
    return {};
  }
  Result<void> operator()(const model::AttachIndex&) { return {}; }  // of an index: see alter_index

  Result<void> operator()(const model::SetRowSecurity& set) {
    if (set.enable) table_.row_security = *set.enable;
    if (set.force) table_.force_row_security = *set.force;
    return {};
  }
  Result<void> operator()(const model::SetUnlogged& set) {
    table_.unlogged = set.unlogged;
    return {};
  }
  Result<void> operator()(const model::SetOptions& set) {
    set_options(table_.options, set);
    return {};
  }
  Result<void> operator()(const model::SetInherit& set) {
    const model::Name parent = relation_name(state_, set.parent);
    if (set.add) {
      note_parent(state_, parent);
      table_.inherits.push_back(parent);
    } else {
      std::erase(table_.inherits, parent);
    }
    return {};
  }
  Result<void> operator()(const model::SetColumnStorage& set) {
    model::Column* column = find(set.column);
    if (column == nullptr) return no_column(set.column);
    if (state_.foreign.contains(table_.name) && !(set.set.empty() && set.reset.empty())) {
      state_.incomplete.push_back("attribute options of the foreign table " + table_.name.text() +
                                  " are not kept");
      return {};
    }
    set_own_storage(*column, set);
    return on_column(set.column, [&](model::Column& each) { set_storage(state_, each, set); });
  }
  Result<void> operator()(const model::SetForeignOptions& set) {
    if (set.column.empty()) {
      const auto foreign = state_.foreign.find(table_.name);
      if (foreign == state_.foreign.end())
        return error(state_, "`" + table_.name.text() + "` is no foreign table");
      return change_options(state_, foreign->second.options, set.options);
    }
    model::Column* column = find(set.column);
    if (column == nullptr) return no_column(set.column);
    return change_options(state_, column->options, set.options);
  }

  Result<void> operator()(const model::SetTableStorage& set) {
    set_storage(table_, set);
    return {};
  }
  Result<void> operator()(const model::SetEnabled& set) {
    set_enabled(state_, table_.name, set);
    return {};
  }
  Result<void> operator()(const model::OwnerTo& owner) {
    own_relation(state_, table_.name, owner.role);
    return {};
  }
  Result<void> operator()(const model::OtherAction& other) {
    if (other.changes_schema) {
      state_.incomplete.push_back("ALTER TABLE " + table_.name.text() + ": " + other.what +
                                  " is not modelled");
    } else {
      pass_over(state_, other.what);
    }
    return {};
  }

 private:
  // All partitions and inheriting tables below, level by level.
  std::vector<model::Name> children() const {
    std::vector<model::Name> result;
    if (!only_) result = children_of(state_, table_.name);
    for (std::size_t at = 0; at < result.size(); ++at) {
      for (model::Name& below : children_of(state_, model::Name(result[at])))
        result.push_back(std::move(below));
    }
    return result;
  }

  static model::Column* find_in(model::Table& table, const std::string& name) {
    const auto found =
        std::find_if(table.columns.begin(), table.columns.end(),
                     [&](const model::Column& column) { return column.name == name; });
    return found == table.columns.end() ? nullptr : &*found;
  }
  model::Column* find(const std::string& name) { return find_in(table_, name); }

  tl::unexpected<Error> no_column(const std::string& name) const {
    return missing(state_, "column", {table_.name.text(), name});
  }

  // PostgreSQL keeps the conversions that an expression had before its column got another type.
  void doubt_conversions(const model::SetColumnType& set) {
    const model::Column* column = find(set.column);
    model::DataType type = set.type;
    resolve_type(state_, type);
    if (column == nullptr || column->type.name == type.name) return;
    for (const model::Check& check : table_.checks) {
      if (!sql::columns_in(check.expression.sql).contains(set.column)) continue;
      state_.incomplete.push_back("check " + check.name + " of table " + table_.name.text() +
                                  " may keep conversions from " + model::to_sql(column->type) +
                                  " since the type of " + set.column + " changed");
    }
  }

  // The column here and in partitions and inheriting tables.
  template <class Change>
  Result<void> on_column(const std::string& name, Change change) {
    model::Column* column = find(name);
    if (column == nullptr) return no_column(name);
    change(*column);
    for (const model::Name& child : children()) {
      if (model::Column* below = find_in(state_.tables.at(child), name)) change(*below);
    }
    return {};
  }

  // What a table below has because of the constraint; the name of keys is its own there.
  static void remove_inherited(const model::Table& parent, const std::string& name,
                               model::Table& child) {
    const auto named = [&](const auto& constraint) { return constraint.name == name; };
    if (std::any_of(parent.checks.begin(), parent.checks.end(), named))
      std::erase_if(child.checks, named);
    if (!child.partition_of) return;
    if (parent.primary_key && named(*parent.primary_key)) child.primary_key.reset();
    for (const model::Key& key : parent.uniques) {
      if (!named(key)) continue;
      std::erase_if(child.uniques,
                    [&](const model::Key& other) { return other.columns == key.columns; });
    }
    for (const model::ForeignKey& key : parent.foreign_keys) {
      if (!named(key)) continue;
      std::erase_if(child.foreign_keys, [&](const model::ForeignKey& other) {
        return other.columns == key.columns && other.referenced_table == key.referenced_table;
      });
    }
  }

  // The foreign keys that need the key of that name.
  void drop_references(const std::string& name) {
    if (table_.primary_key && table_.primary_key->name == name)
      remove_references(state_, table_.name, table_.primary_key->columns, true);
    for (const model::Key& key : table_.uniques) {
      if (key.name == name) remove_references(state_, table_.name, key.columns, false);
    }
  }

  bool remove_constraint(model::Table& table, const std::string& name) {
    const auto named = [&](const auto& constraint) { return constraint.name == name; };
    if (table.primary_key && table.primary_key->name == name) {
      table.primary_key.reset();
      return true;
    }
    return std::erase_if(table.uniques, named) + std::erase_if(table.foreign_keys, named) +
               std::erase_if(table.checks, named) + std::erase_if(table.exclusions, named) >
           0;
  }

  State& state_;
  model::Table& table_;
  bool only_;
};

// An index created ON ONLY a partitioned table becomes valid with the last partition's part.
bool every_partition_has(const State& state, const model::Table& parent, const std::string& index) {
  const std::vector<model::Name> partitions = children_of(state, parent.name);
  return std::all_of(partitions.begin(), partitions.end(), [&](const model::Name& name) {
    const std::vector<model::Index>& indexes = state.tables.at(name).indexes;
    return std::any_of(indexes.begin(), indexes.end(), [&](const model::Index& part) {
      return part.partition_of == index && part.valid;
    });
  });
}

// Options or tablespace of an index, which may be the one behind a key or an exclusion.
template <class Change>
void on_index(State& state, const model::Name& name, Change change) {
  if (const IndexPlace place = find_index(state, name); place.index != nullptr)
    return change(*place.index);
  for (auto& [table_name, table] : state.tables) {
    if (table_name.schema != name.schema) continue;
    const auto change_named = [&](auto& one) {
      if (one.name == name.name) change(one);
    };
    if (table.primary_key) change_named(*table.primary_key);
    std::for_each(table.uniques.begin(), table.uniques.end(), change_named);
    std::for_each(table.exclusions.begin(), table.exclusions.end(), change_named);
  }
}

Result<void> alter_index(State& state, const model::AlterTable& alter, const model::Name& name) {
  const IndexPlace place = find_index(state, name);
  for (const model::AlterAction& action : alter.actions) {
    if (const auto* attach = std::get_if<model::AttachIndex>(&action)) {
      const IndexPlace child = find_index(state, index_name(state, attach->index));
      if (child.index != nullptr) child.index->partition_of = name.text();
      if (place.index != nullptr && place.table != nullptr && !place.index->valid)
        place.index->valid = every_partition_has(state, *place.table, name.text());
    }
    if (const auto* set = std::get_if<model::SetOptions>(&action))
      on_index(state, name, [&](auto& index) { set_options(index.options, *set); });
    const auto* storage = std::get_if<model::SetTableStorage>(&action);
    if (storage != nullptr && storage->tablespace)
      on_index(state, name, [&](auto& index) { index.tablespace = *storage->tablespace; });
  }
  return {};
}

Result<void> alter_view(State& state, const model::AlterTable& alter, model::View& view) {
  for (const model::AlterAction& action : alter.actions) {
    if (const auto* set = std::get_if<model::SetOptions>(&action)) {
      set_options(view.options, *set);
    } else if (const auto* enabled = std::get_if<model::SetEnabled>(&action)) {
      set_enabled(state, view.name, *enabled);
    } else if (const auto* owner = std::get_if<model::OwnerTo>(&action)) {
      own_relation(state, view.name, owner->role);
    } else if (const auto* other = std::get_if<model::OtherAction>(&action)) {
      pass_over(state, other->what);
    } else if (const auto* storage = std::get_if<model::SetTableStorage>(&action)) {
      if (storage->tablespace) view.tablespace = *storage->tablespace;
      if (storage->clustered_on) view.clustered_on = *storage->clustered_on;
    } else if (const auto* set_default = std::get_if<model::SetDefault>(&action)) {
      view.column_defaults.erase(set_default->column);
      if (set_default->value) view.column_defaults[set_default->column] = *set_default->value;
    }
  }
  return {};
}

// ALTER TABLE may name a foreign table: its owner is all that is followed this way.
void alter_foreign_owner(State& state, const model::AlterTable& alter, const model::Name& name) {
  for (const model::AlterAction& action : alter.actions) {
    if (const auto* owner = std::get_if<model::OwnerTo>(&action)) {
      own_relation(state, name, owner->role);
    } else {
      state.incomplete.push_back("ALTER TABLE of the foreign table " + name.text() +
                                 " was not followed");
    }
  }
}

// ALTER TABLE may name a sequence.
Result<void> alter_sequence_as_table(State& state, const model::AlterTable& alter,
                                     const model::Name& name) {
  for (const model::AlterAction& action : alter.actions) {
    if (const auto* owner = std::get_if<model::OwnerTo>(&action))
      own_relation(state, name, owner->role);
    if (const auto* logged = std::get_if<model::SetUnlogged>(&action))
      state.sequences.at(name).unlogged = logged->unlogged;
  }
  return {};
}

}  // namespace

Result<void> alter_table(State& state, const model::AlterTable& alter) {
  if (alter.kind == model::ObjectKind::index)
    return alter_index(state, alter, index_name(state, alter.name));
  const model::Name name = relation_name(state, alter.name);
  if (state.temporary.contains(name)) {
    keep_with_unread(state, name);
    return {};
  }
  if (const auto view = state.views.find(name); view != state.views.end())
    return alter_view(state, alter, view->second);
  if (state.sequences.contains(name)) return alter_sequence_as_table(state, alter, name);
  const auto table = state.tables.find(name);
  if (table == state.tables.end()) {
    if (alter.if_exists) return {};
    if (find_index(state, index_name(state, alter.name)).index != nullptr)
      return alter_index(state, alter, index_name(state, alter.name));
    if (is_identity_sequence(state, {alter.kind, "", alter.name, "", {}})) return {};
    if (state.others.contains({"foreign table", name.text()})) {
      alter_foreign_owner(state, alter, name);
      return {};
    }
    return missing(state, "table", alter.name);
  }
  Alteration alteration(state, table->second, alter.only);
  for (const model::AlterAction& action : alter.actions) {
    if (auto result = std::visit(alteration, action); !result) return result;
  }
  forget_lost_indexes(table->second);
  return {};
}

}  // namespace mimar::read::sql_files
