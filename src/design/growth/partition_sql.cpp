#include "design/growth/partition_sql.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/growth/constraint_sql.h"
#include "model/quote.h"

namespace mimar::design::growth {
namespace {

using model::quote_identifier;
using model::quote_literal;
using model::quote_name;

constexpr int hash_parts = 16;

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string add_months(const std::string& day, int months) {
  int year = std::stoi(day.substr(0, 4)), month = std::stoi(day.substr(5, 2)) - 1 + months;
  year += month / 12;
  return fmt::format("{:04}-{:02}-01", year, month % 12 + 1);
}

std::string next(const std::string& day, const Interval& interval) {
  return interval.months > 0 ? add_months(day, interval.months) : day_after_years(day, 7 / 365.25);
}

// The first day of a period that lies after `today`.
std::string first_after(const std::string& today, const Interval& interval) {
  if (interval.months == 12) return fmt::format("{:04}-01-01", std::stoi(today.substr(0, 4)) + 1);
  if (interval.months == 3) {
    const int month = std::stoi(today.substr(5, 2));
    return add_months(today, 3 - (month - 1) % 3);
  }
  return add_months(today, 1);
}

// The statements that put a partitioned table in the place of one that becomes its first partition.
class Cut {
 public:
  Cut(const model::Database& database, const model::Table& table, const Terms& terms,
      Partitioned& result)
      : database_(database), table_(table), terms_(terms), result_(result), past_(table.name) {
    past_.name += "_past";
  }

  void range(const Interval& interval) {
    const std::string from = first_after(terms_.today, interval);
    std::string made, day = from;
    result_.partitions = 3;
    for (int i = 0; i < result_.partitions; ++i) {
      made += piece(day, next(day, interval));
      day = next(day, interval);
    }
    const std::string attach = "ALTER TABLE " + quote_name(table_.name) + " ATTACH PARTITION " +
                               quote_name(past_) + " FOR VALUES FROM (MINVALUE) TO (" +
                               quote_literal(from) + ");\n";
    build("RANGE", attach + made);
    result_.upkeep = piece(day, next(day, interval));
    if (const auto kept = terms_.keep_days.find(table_.name); kept != terms_.keep_days.end())
      result_.upkeep += fmt::format(
          "-- older than {:g} days: DROP TABLE of the partition, in the "
          "place of DELETE\n",
          kept->second);
  }

  // Every row moves: a hash partition holds some of each time.
  void hash() {
    std::string made;
    result_.partitions = hash_parts;
    for (int i = 0; i < hash_parts; ++i) {
      model::Name part = table_.name;
      part.name += fmt::format("_{}", i);
      made += fmt::format(
          "CREATE TABLE {} PARTITION OF {} FOR VALUES WITH (MODULUS {}, REMAINDER "
          "{});\n",
          quote_name(part), quote_name(table_.name), hash_parts, i);
    }
    std::vector<std::string> written;
    bool always = false;
    for (const model::Column& column : table_.columns) {
      if (!column.generated) written.push_back(column.name);
      always |= column.identity && column.identity->always;
    }
    const std::string columns = model::quote_list(written);
    made += "INSERT INTO " + quote_name(table_.name) + " (" + columns + ")" +
            (always ? " OVERRIDING SYSTEM VALUE" : "") + " SELECT " + columns + " FROM " +
            quote_name(past_) + ";\n";
    build("HASH", made, "DROP TABLE " + quote_name(past_) + ";\n");
  }

 private:
  std::string piece(const std::string& from, const std::string& to) const {
    model::Name part = table_.name;
    part.name += "_" + text::replace_all(from, "-", "_");
    return fmt::format("CREATE TABLE {} PARTITION OF {} FOR VALUES FROM ({}) TO ({});\n",
                       quote_name(part), quote_name(table_.name), quote_literal(from),
                       quote_literal(to));
  }

  std::string alter(const model::Name& table) const {
    return "ALTER TABLE " + quote_name(table) + " ";
  }

  void build(const std::string& method, const std::string& partitions,
             const std::string& after = {}) {
    std::string sql = inbound() + before();
    sql += "CREATE TABLE " + quote_name(table_.name) + " (LIKE " + quote_name(past_) +
           " INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING IDENTITY "
           "INCLUDING STORAGE INCLUDING COMMENTS) PARTITION BY " +
           method + " (" + quote_identifier(result_.column) + ");\n";
    sql += numbers(true) + keys() + partitions + numbers(false) + outbound() + hangers() +
           referring_ + views() + after;
    result_.sql = std::move(sql);
  }

  // Foreign keys that lead here: they have to name the column that the rows are cut by, too.
  std::string inbound() {
    std::string drops;
    for (const model::Table& other : database_->tables) {
      for (const model::ForeignKey& key : other.foreign_keys) {
        if (key.referenced_table != table_.name || of_parent(other, key)) continue;
        if (other.partition_of) {
          drops += drop_constraint(other.name, key.name);
          result_.changes.push_back("foreign key " + key.name + " of the partition " +
                                    other.name.text() + " alone is dropped");
          continue;
        }
        if (contains(key.referenced_columns, result_.column)) {
          drops += drop_constraint(other.name, key.name);
          referring_ += add_foreign_key(other.name, key);
          continue;
        }
        if (other.name == table_.name) {
          result_.changes.push_back("foreign key " + key.name +
                                    " of the table to itself is dropped: a row would have to name "
                                    "its parent's " +
                                    result_.column);
          drops += drop_constraint(other.name, key.name);
          continue;
        }
        drops += drop_constraint(other.name, key.name);
        refer_with_column(other, key);
      }
    }
    return drops;
  }

  // Partitions have those of their parent, which come and go with it.
  bool of_parent(const model::Table& other, const model::ForeignKey& key) const {
    if (!other.partition_of) return false;
    const model::Table* parent = model::find_table(database_, other.partition_of->parent);
    return parent != nullptr &&
           std::any_of(parent->foreign_keys.begin(), parent->foreign_keys.end(),
                       [&](const model::ForeignKey& one) { return one.name == key.name; });
  }

  void refer_with_column(const model::Table& other, model::ForeignKey key) {
    const std::string column = column_brought_along(other, table_, result_.column);
    const model::Column& cut = *model::find_column(table_, result_.column);
    const bool required =
        std::all_of(key.columns.begin(), key.columns.end(), [&](const auto& name) {
          const model::Column* own = model::find_column(other, name);
          return own != nullptr && own->not_null;
        });
    referring_ += bring_along(other, key, table_.name, cut, column, required);
    result_.changes.push_back(other.name.text() + " gets " + column + ": foreign key " + key.name +
                              " has to name " + result_.column + ", too");
    key.columns.push_back(column);
    key.referenced_columns.push_back(result_.column);
    referring_ += add_foreign_key(other.name, key);
  }

  // The old table gives up its names and what the new one is to have.
  std::string before() {
    std::string sql;
    for (const model::OtherObject& object : database_->others) {
      const auto* trigger = model::as<model::Trigger>(object);
      if (trigger != nullptr && trigger->table == table_.name)
        sql += "DROP TRIGGER " + quote_identifier(trigger->name) + " ON " +
               quote_name(table_.name) + ";\n";
      const auto* policy = model::as<model::Policy>(object);
      if (policy != nullptr && policy->table == table_.name)
        sql += "DROP POLICY " + quote_identifier(policy->name) + " ON " + quote_name(table_.name) +
               ";\n";
    }
    const auto drop = [&](const model::Key& key) { sql += drop_constraint(table_.name, key.name); };
    if (table_.primary_key) drop(*table_.primary_key);
    for (const model::Key& key : table_.uniques)
      drop(key);
    for (const model::Exclusion& exclusion : table_.exclusions)
      sql += drop_constraint(table_.name, exclusion.name);
    for (const model::Index& index : table_.indexes)
      sql += drop_index(table_.name, index);
    for (const model::ForeignKey& key : table_.foreign_keys)
      if (key.referenced_table != table_.name) sql += drop_constraint(table_.name, key.name);
    return sql + alter(table_.name) + "RENAME TO " + quote_identifier(past_.name) + ";\n";
  }

  // Identities go on counting where they were; sequences belong to the new table. `start`: what has
  // to be done before partitions are there.
  std::string numbers(bool start) const {
    std::string sql;
    for (const model::Column& column : table_.columns) {
      const std::string name = quote_identifier(column.name);
      if (start && column.identity)
        sql += alter(past_) + "ALTER COLUMN " + name + " DROP IDENTITY;\n";
      if (!start && column.identity)
        sql += "SELECT setval(pg_get_serial_sequence(" + quote_literal(quote_name(table_.name)) +
               ", " + quote_literal(column.name) + "), coalesce(max(" + name +
               "), 0) + 1, false) FROM " + quote_name(table_.name) + ";\n";
    }
    if (!start) return sql;
    for (const model::Sequence& sequence : database_->sequences)
      if (sequence.owned_by && sequence.owned_by->table == table_.name)
        sql += "ALTER SEQUENCE " + quote_name(sequence.name) + " OWNED BY " +
               quote_name(table_.name) + "." + quote_identifier(sequence.owned_by->column) + ";\n";
    return sql;
  }

  std::string keys() {
    std::string sql;
    const auto add = [&](model::Key key, bool primary) {
      if (!contains(key.columns, result_.column)) {
        result_.changes.push_back((primary ? "primary key " : "unique ") + key.name + " gets " +
                                  result_.column +
                                  ": a key of a partitioned table contains what it is cut by" +
                                  (primary ? "" : ", so that values are unique within it only"));
        key.columns.push_back(result_.column);
      }
      sql += add_key(table_.name, key, primary);
    };
    if (table_.primary_key) add(*table_.primary_key, true);
    for (const model::Key& key : table_.uniques)
      add(key, false);
    for (model::Index index : table_.indexes) {
      const bool has = std::any_of(index.keys.begin(), index.keys.end(),
                                   [&](const auto& key) { return key.column == result_.column; });
      if (index.unique && !has) {
        result_.changes.push_back("unique index " + index.name + " gets " + result_.column +
                                  ", so that values are unique within it only");
        index.keys.push_back(model::IndexKey{
            .column = result_.column, .expression = {}, .opclass = {}, .collation = {}});
      }
      sql += create_index(table_.name, index);
    }
    for (const model::Exclusion& exclusion : table_.exclusions) {
      result_.changes.push_back(
          "exclusion " + exclusion.name +
          " holds within each partition only: PostgreSQL has none across them "
          "before version 17");
      sql += exclusion_of_past(exclusion);
    }
    return sql;
  }

  std::string exclusion_of_past(const model::Exclusion& exclusion) const {
    return add_exclusion(past_, exclusion);
  }

  std::string outbound() const {
    std::string sql;
    for (model::ForeignKey key : table_.foreign_keys)
      if (key.referenced_table != table_.name) {
        key.not_valid = false;
        sql += add_foreign_key(table_.name, key);
      }
    return sql;
  }

  // Triggers, policies and row security, as they were said of the table.
  std::string hangers() {
    std::string sql;
    if (table_.row_security) sql += alter(table_.name) + "ENABLE ROW LEVEL SECURITY;\n";
    if (table_.force_row_security) sql += alter(table_.name) + "FORCE ROW LEVEL SECURITY;\n";
    for (const model::OtherObject& object : database_->others) {
      const auto* trigger = model::as<model::Trigger>(object);
      const auto* policy = model::as<model::Policy>(object);
      const bool ours = (trigger != nullptr && trigger->table == table_.name) ||
                        (policy != nullptr && policy->table == table_.name);
      if (!ours) continue;
      sql += object.sql + (object.sql.ends_with("\n") ? "" : "\n");
    }
    return sql;
  }

  std::string views() {
    std::string sql;
    for (const model::View& view : database_->views) {
      const bool reads =
          std::any_of(view.query.references.begin(), view.query.references.end(),
                      [&](const auto& reference) { return reference.name == table_.name; });
      if (!reads) continue;
      result_.changes.push_back(
          "view " + view.name.text() + " reads the old table until it is created again" +
          (view.materialized ? ", which a materialised view is by hand" : ""));
      if (!view.materialized)
        sql += "CREATE OR REPLACE VIEW " + quote_name(view.name) + " AS " +
               (view.query.resolved ? view.query.canonical : view.query.sql) + ";\n";
    }
    return sql;
  }

  const model::Database& database_;
  const model::Table& table_;
  const Terms& terms_;
  Partitioned& result_;
  model::Name past_;
  std::string referring_;
};

}  // namespace

void cut_by_time(const model::Database& database, const model::Table& table, const Terms& terms,
                 const Interval& interval, Partitioned& result) {
  Cut(database, table, terms, result).range(interval);
}

void cut_by_tenant(const model::Database& database, const model::Table& table, const Terms& terms,
                   Partitioned& result) {
  Cut(database, table, terms, result).hash();
}

std::string column_brought_along(const model::Table& from, const model::Table& parent,
                                 const std::string& column) {
  std::string singular = parent.name.name;
  if (singular.ends_with("s")) singular.pop_back();
  std::string name = singular + "_" + column;
  while (model::find_column(from, name) != nullptr)
    name += "_cut";
  return name;
}

std::string bring_along(const model::Table& from, const model::ForeignKey& key,
                        const model::Name& parent, const model::Column& column,
                        const std::string& name, bool required) {
  std::vector<std::string> same;
  for (std::size_t i = 0; i < key.columns.size(); ++i)
    same.push_back("child." + quote_identifier(key.columns[i]) + " = parent." +
                   quote_identifier(key.referenced_columns[i]));
  const std::string alter = "ALTER TABLE " + quote_name(from.name) + " ";
  return alter + "ADD COLUMN IF NOT EXISTS " + quote_identifier(name) + " " +
         model::to_sql(column.type) + ";\nUPDATE " + quote_name(from.name) + " AS child SET " +
         quote_identifier(name) + " = parent." + quote_identifier(column.name) + " FROM " +
         quote_name(parent) + " AS parent WHERE " + text::join(same, " AND ") + " AND child." +
         quote_identifier(name) + " IS NULL;\n" +
         (required ? alter + "ALTER COLUMN " + quote_identifier(name) + " SET NOT NULL;\n" : "");
}

}  // namespace mimar::design::growth
