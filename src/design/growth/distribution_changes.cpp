#include "design/growth/distribution_changes.h"

#include <algorithm>

#include "base/text.h"
#include "design/growth/constraint_sql.h"
#include "model/quote.h"

namespace mimar::design::growth {
namespace {

using model::quote_identifier;
using model::quote_name;

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string alter(const model::Name& table) {
  return "ALTER TABLE " + quote_name(table) + " ";
}

class Changes {
 public:
  explicit Changes(ChangesWanted& wanted) : database_(wanted.database), wanted_(wanted) {
    for (const Placed& placed : wanted.plan.tables)
      placed_[placed.table] = &placed;
  }

  void plan() {
    for (const model::Table& table : database_->tables)
      if (const Placed* placed = distributed(table.name)) {
        columns(table, *placed);
        identities(table);
        keys(table, *placed);
        others(table, *placed);
      }
    for (const model::Table& table : database_->tables)
      if (table.partition_of) {
        of_partition(table);
      } else {
        foreign_keys(table);
      }
    fill();
    std::string changes = drops_ + widened_ + columns_ + keys_ + adds_;
    if (extension_) changes = "CREATE EXTENSION IF NOT EXISTS btree_gist;\n" + changes;
    wanted_.plan.changes = std::move(changes);
  }

 private:
  const Placed* distributed(const model::Name& table) const {
    const auto found = placed_.find(table);
    return found != placed_.end() && found->second->placement == Placement::distributed
               ? found->second
               : nullptr;
  }

  void obstacle(std::string object, std::string what, std::string change, bool by_hand = false) {
    wanted_.plan.obstacles.push_back(
        {std::move(object), std::move(what), std::move(change), by_hand});
  }

  const model::DataType& key_type() const {
    return model::find_column(wanted_.tenant, wanted_.plan.tenant_key)->type;
  }

  // What it is once identities() has widened what counts.
  std::string key_type_sql() const {
    const bool widened =
        widened_.find(alter(wanted_.tenant.name) + "ALTER COLUMN " +
                      quote_identifier(wanted_.plan.tenant_key) + " TYPE") != std::string::npos;
    return widened ? "bigint" : model::to_sql(key_type());
  }

  void columns(const model::Table& table, const Placed& placed) {
    const model::Column* column = model::find_column(table, placed.column);
    if (column == nullptr) {
      obstacle(table.name.text(), "lacks " + placed.column,
               "the column is added, and filled along the foreign keys");
      missing_.push_back(&table);
    } else if (column->type != key_type()) {
      obstacle(
          table.name.text() + "." + placed.column,
          "is " + model::to_sql(column->type) + ", the tenant's key " + model::to_sql(key_type()),
          "rows are together only where the types are the same", true);
    }
  }

  // Those nearer to the tenants first: the others are filled from them.
  void fill() {
    const auto steps = [&](const model::Table* table) {
      return wanted_.paths.at(table->name).steps;
    };
    std::stable_sort(
        missing_.begin(), missing_.end(),
        [&](const model::Table* a, const model::Table* b) { return steps(a) < steps(b); });
    for (const model::Table* table : missing_) {
      const Placed& placed = *placed_.at(table->name);
      const model::ForeignKey& step = *wanted_.paths.at(table->name).first;
      const std::string own = quote_identifier(placed.column);
      const std::string of_parent = quote_identifier(placed_.at(step.referenced_table)->column);
      std::vector<std::string> same;
      for (std::size_t i = 0; i < step.columns.size(); ++i)
        same.push_back("child." + quote_identifier(step.columns[i]) + " = parent." +
                       quote_identifier(step.referenced_columns[i]));
      columns_ += alter(table->name) + "ADD COLUMN " + own + " " + key_type_sql() + ";\nUPDATE " +
                  quote_name(table->name) + " AS child SET " + own + " = parent." + of_parent +
                  " FROM " + quote_name(step.referenced_table) + " AS parent WHERE " +
                  text::join(same, " AND ") + ";\n" + alter(table->name) + "ALTER COLUMN " + own +
                  " SET NOT NULL;\n";
    }
  }

  // Numbers are given out on each node in a range of its own, which four bytes have no room for.
  void identities(const model::Table& table) {
    for (const model::Column& column : table.columns) {
      const bool asked =
          column.default_value && column.default_value->sql.find("nextval(") != std::string::npos;
      if ((!column.identity && !asked) || column.type.is("bigint")) continue;
      std::vector<model::ColumnOf> all{{table.name, column.name}};
      for (const model::Table& other : database_->tables)
        for (const model::ForeignKey& key : other.foreign_keys) {
          if (key.referenced_table != table.name || other.partition_of) continue;
          for (std::size_t i = 0; i < key.columns.size(); ++i)
            if (key.referenced_columns[i] == column.name)
              all.push_back({other.name, key.columns[i]});
        }
      const bool read =
          std::any_of(all.begin(), all.end(), [&](const auto& one) { return read_by(one); });
      obstacle(table.name.text() + "." + column.name, "counts in " + model::to_sql(column.type),
               read
                   ? "make it bigint, with what refers to it: views and policies that read it have "
                     "to be dropped meanwhile"
                   : "it becomes bigint, with what refers to it",
               read);
      if (!read)
        for (const model::ColumnOf& one : all)
          widen(one.table, one.column);
    }
  }

  // Whether PostgreSQL refuses to change the type of the column, because something reads it.
  bool read_by(const model::ColumnOf& column) const {
    const auto reads = [&](const model::Expression& expression) {
      return std::any_of(expression.references.begin(), expression.references.end(),
                         [&](const auto& reference) {
                           return reference.kind == model::Reference::Kind::relation &&
                                  reference.name == column.table &&
                                  (reference.column.empty() || reference.column == column.column);
                         });
    };
    for (const model::View& view : database_->views)
      if (reads(view.query)) return true;
    for (const model::OtherObject& object : database_->others) {
      const auto* policy = model::as<model::Policy>(object);
      if (policy != nullptr && policy->table == column.table) return true;
      const auto* trigger = model::as<model::Trigger>(object);
      if (trigger != nullptr && trigger->table == column.table &&
          (trigger->condition || contains(trigger->update_columns, column.column)))
        return true;
    }
    const model::Table* table = model::find_table(database_, column.table);
    return table != nullptr &&
           std::any_of(table->columns.begin(), table->columns.end(),
                       [](const model::Column& one) { return one.generated.has_value(); });
  }

  void widen(const model::Name& table, const std::string& column) {
    const std::string statement =
        alter(table) + "ALTER COLUMN " + quote_identifier(column) + " TYPE bigint;\n";
    if (widened_.find(statement) == std::string::npos) widened_ += statement;
  }

  void keys(const model::Table& table, const Placed& placed) {
    const auto extend = [&](model::Key key, bool primary) {
      if (contains(key.columns, placed.column)) return;
      obstacle(table.name.text() + ": " + (primary ? "primary key " : "unique ") + key.name,
               "lacks " + placed.column,
               primary
                   ? "it gets " + placed.column + " as its first column"
                   : "it gets " + placed.column +
                         " as its first column: from then on values are unique within a tenant");
      keys_ += drop_constraint(table.name, key.name);
      key.columns.insert(key.columns.begin(), placed.column);
      keys_ += add_key(table.name, key, primary);
    };
    if (table.primary_key) extend(*table.primary_key, true);
    for (const model::Key& key : table.uniques)
      extend(key, false);
    for (model::Index index : table.indexes) {
      const bool has = std::any_of(index.keys.begin(), index.keys.end(),
                                   [&](const auto& key) { return key.column == placed.column; });
      if (!index.unique || has) continue;
      obstacle(table.name.text() + ": unique index " + index.name, "lacks " + placed.column,
               "it gets " + placed.column +
                   " as its first column: from then on values are unique within a tenant");
      keys_ += drop_index(table.name, index);
      index.keys.insert(
          index.keys.begin(),
          model::IndexKey{
              .column = placed.column, .expression = {}, .opclass = {}, .collation = {}});
      keys_ += create_index(table.name, index);
    }
    for (model::Exclusion exclusion : table.exclusions) {
      const bool has = std::any_of(
          exclusion.elements.begin(), exclusion.elements.end(), [&](const auto& element) {
            return element.key.column == placed.column && element.with_operator.name == "=";
          });
      if (has) continue;
      obstacle(table.name.text() + ": exclusion " + exclusion.name,
               "does not compare " + placed.column, "it compares it with =, too (btree_gist)");
      keys_ += drop_constraint(table.name, exclusion.name);
      model::ExclusionElement element;
      element.key.column = placed.column;
      element.with_operator.name = "=";
      exclusion.elements.insert(exclusion.elements.begin(), element);
      keys_ += add_exclusion(table.name, exclusion);
      extension_ = true;
    }
  }

  void foreign_keys(const model::Table& table) {
    const Placed* from = distributed(table.name);
    for (const model::ForeignKey& key : table.foreign_keys) {
      const Placed* to = distributed(key.referenced_table);
      const std::string object = table.name.text() + ": foreign key " + key.name;
      if (to == nullptr) continue;  // to a reference table, or between others
      if (from == nullptr) {
        obstacle(object, "leads from a table that is not distributed to one that is",
                 "it is dropped: the program has to see to it");
        drops_ += drop_constraint(table.name, key.name);
        continue;
      }
      bool has = false;
      for (std::size_t i = 0; i < key.columns.size(); ++i)
        has |= key.columns[i] == from->column && key.referenced_columns[i] == to->column;
      if (has) {
        no_nulling(table, key, *from, object);
        continue;
      }
      if (key.referenced_table == wanted_.tenant.name) {
        obstacle(object, "leads to another tenant than the row's own",
                 "it is dropped: Citus has no foreign keys between tenants");
        drops_ += drop_constraint(table.name, key.name);
        continue;
      }
      with_tenant(table, key, *from, *to, object);
    }
  }

  // Partitions have the foreign keys of their parent, which come and go with it; those of one alone
  // stand in the way.
  void of_partition(const model::Table& table) {
    const model::Table* parent = model::find_table(database_, table.partition_of->parent);
    for (const model::ForeignKey& key : table.foreign_keys) {
      const bool inherited =
          parent != nullptr && std::any_of(parent->foreign_keys.begin(), parent->foreign_keys.end(),
                                           [&](const auto& one) {
                                             return one.columns == key.columns &&
                                                    one.referenced_table == key.referenced_table;
                                           });
      if (inherited || distributed(key.referenced_table) == nullptr) continue;
      obstacle(table.name.text() + ": foreign key " + key.name, "is of one partition alone",
               "it is dropped: the partitioned table can have it");
      drops_ += drop_constraint(table.name, key.name);
    }
  }

  void with_tenant(const model::Table& table, model::ForeignKey key, const Placed& from,
                   const Placed& to, const std::string& object) {
    check(table, key, from, to);
    drops_ += drop_constraint(table.name, key.name);
    key.columns.insert(key.columns.begin(), from.column);
    key.referenced_columns.insert(key.referenced_columns.begin(), to.column);
    std::string change = from.column + " is part of it on both sides";
    if (nulls(key.on_delete) || nulls(key.on_update)) {
      change += "; ON DELETE SET NULL would clear the tenant, too, so that it becomes NO ACTION";
      key.on_delete = nulls(key.on_delete) ? model::Action::no_action : key.on_delete;
      key.on_update = nulls(key.on_update) ? model::Action::no_action : key.on_update;
      key.on_delete_set_columns.clear();
    }
    obstacle(object, "lacks " + from.column, change);
    adds_ += add_foreign_key(table.name, key);
  }

  static bool nulls(model::Action action) {
    return action == model::Action::set_null || action == model::Action::set_default;
  }

  void no_nulling(const model::Table& table, model::ForeignKey key, const Placed& from,
                  const std::string& object) {
    if (!nulls(key.on_delete) && !nulls(key.on_update)) return;
    obstacle(object, "clears " + from.column + " when what it refers to is deleted",
             "it becomes NO ACTION");
    drops_ += drop_constraint(table.name, key.name);
    key.on_delete = nulls(key.on_delete) ? model::Action::no_action : key.on_delete;
    key.on_update = nulls(key.on_update) ? model::Action::no_action : key.on_update;
    key.on_delete_set_columns.clear();
    adds_ += add_foreign_key(table.name, key);
  }

  // Rows that refer to another tenant's would be refused.
  void check(const model::Table& table, const model::ForeignKey& key, const Placed& from,
             const Placed& to) {
    if (model::find_column(table, from.column) == nullptr) return;
    const model::Table* parent = model::find_table(database_, key.referenced_table);
    if (parent == nullptr || model::find_column(*parent, to.column) == nullptr) return;
    std::vector<std::string> same;
    for (std::size_t i = 0; i < key.columns.size(); ++i)
      same.push_back("child." + quote_identifier(key.columns[i]) + " = parent." +
                     quote_identifier(key.referenced_columns[i]));
    wanted_.plan.checks.push_back("SELECT child.* FROM " + quote_name(table.name) +
                                  " AS child JOIN " + quote_name(key.referenced_table) +
                                  " AS parent ON " + text::join(same, " AND ") + " WHERE child." +
                                  quote_identifier(from.column) + " <> parent." +
                                  quote_identifier(to.column));
  }

  // What statements cannot mend.
  void others(const model::Table& table, const Placed& placed) {
    for (const model::OtherObject& object : database_->others) {
      const auto* trigger = model::as<model::Trigger>(object);
      if (trigger != nullptr && trigger->table == table.name)
        obstacle("trigger " + object.name, "triggers of distributed tables are off by default",
                 "citus.enable_unsafe_triggers allows those that touch rows of the same tenant "
                 "only; each has to be read",
                 true);
      const auto* rule = model::as<model::Rule>(object);
      if (rule != nullptr && rule->table == table.name)
        obstacle("rule " + object.name, "rules of distributed tables are not supported",
                 "a trigger or the program does it", true);
    }
    if (table.partition_by && table.primary_key &&
        !contains(table.primary_key->columns, placed.column))
      wanted_.plan.remarks.push_back(table.name.text() +
                                     " is partitioned: its partitions are distributed with it");
  }

  const model::Database& database_;
  ChangesWanted& wanted_;
  std::map<model::Name, const Placed*> placed_;
  std::vector<const model::Table*> missing_;
  std::string drops_, widened_, columns_, keys_, adds_;
  bool extension_ = false;
};

}  // namespace

void plan_changes(ChangesWanted& wanted) {
  Changes(wanted).plan();
}

}  // namespace mimar::design::growth
