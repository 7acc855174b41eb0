// What makes two tables of one name differ.
#include "model/compare_recorder.h"

namespace mimar::model {
namespace {

void compare_identity(Recorder& recorder, const std::optional<Identity>& left,
                      const std::optional<Identity>& right) {
  const auto kind = [](const std::optional<Identity>& identity) {
    return std::string(!identity ? "" : identity->always ? "always" : "by default");
  };
  recorder.field("identity", kind(left), kind(right));
  if (left && right) compare_sequence_options(recorder, left->options, right->options);
}

void compare_columns(Recorder recorder, const Column& left, const Column& right) {
  recorder.field("type", left.type, right.type);
  recorder.field("not null", left.not_null, right.not_null);
  recorder.expression("default", left.default_value, right.default_value);
  compare_identity(recorder, left.identity, right.identity);
  recorder.expression("generated", left.generated, right.generated);
  recorder.field("collation", left.collation, right.collation);
  recorder.field("comment", left.comment, right.comment);
}

void compare_keys(Recorder recorder, const Key& left, const Key& right) {
  recorder.field("name", left.name, right.name);
  recorder.field("columns", left.columns, right.columns);
  recorder.field("included columns", left.include, right.include);
  recorder.field("nulls not distinct", left.nulls_not_distinct, right.nulls_not_distinct);
  recorder.field("deferrable", left.deferrable, right.deferrable);
  recorder.field("initially deferred", left.initially_deferred, right.initially_deferred);
  recorder.field("comment", left.comment, right.comment);
}

void compare_foreign_keys(Recorder recorder, const ForeignKey& left, const ForeignKey& right) {
  recorder.field("columns", left.columns, right.columns);
  recorder.field("referenced table", left.referenced_table, right.referenced_table);
  recorder.field("referenced columns", left.referenced_columns, right.referenced_columns);
  recorder.field("on update", left.on_update, right.on_update);
  recorder.field("on delete", left.on_delete, right.on_delete);
  recorder.field("on delete set columns", left.on_delete_set_columns, right.on_delete_set_columns);
  recorder.field("match full", left.match_full, right.match_full);
  recorder.field("deferrable", left.deferrable, right.deferrable);
  recorder.field("initially deferred", left.initially_deferred, right.initially_deferred);
  recorder.field("not valid", left.not_valid, right.not_valid);
  recorder.field("comment", left.comment, right.comment);
}

void compare_checks(Recorder recorder, const Check& left, const Check& right) {
  recorder.expression("expression", left.expression, right.expression);
  recorder.field("no inherit", left.no_inherit, right.no_inherit);
  recorder.field("not valid", left.not_valid, right.not_valid);
  recorder.field("comment", left.comment, right.comment);
}

void compare_index_keys(Recorder& recorder, const Index& left, const Index& right) {
  if (left.keys.size() != right.keys.size()) {
    return recorder.difference("number of keys", std::to_string(left.keys.size()),
                               std::to_string(right.keys.size()));
  }
  for (std::size_t i = 0; i < left.keys.size(); ++i) {
    const std::string key = "key " + std::to_string(i + 1);
    const IndexKey& a = left.keys[i];
    const IndexKey& b = right.keys[i];
    recorder.field(key + " column", a.column, b.column);
    recorder.expression(key + " expression", a.expression, b.expression);
    recorder.field(key + " operator class", a.opclass, b.opclass);
    recorder.field(key + " collation", a.collation, b.collation);
    recorder.field(key + " descending", a.descending, b.descending);
    recorder.field(key + " nulls first", a.nulls_first, b.nulls_first);
  }
}

void compare_index(Recorder recorder, const Index& left, const Index& right) {
  recorder.field("unique", left.unique, right.unique);
  recorder.field("method", left.method, right.method);
  compare_index_keys(recorder, left, right);
  recorder.field("included columns", left.include, right.include);
  recorder.expression("predicate", left.predicate, right.predicate);
  recorder.field("nulls not distinct", left.nulls_not_distinct, right.nulls_not_distinct);
  recorder.field("valid", left.valid, right.valid);
  recorder.field("options", left.options, right.options);
  recorder.field("partition of", left.partition_of, right.partition_of);
  recorder.field("comment", left.comment, right.comment);
}

void compare_primary_keys(const Recorder& recorder, const Table& left, const Table& right) {
  const Recorder one = recorder.about("primary key of " + left.name.text());
  if (left.primary_key && right.primary_key) {
    compare_keys(one, *left.primary_key, *right.primary_key);
  } else if (left.primary_key) {
    Recorder(one).difference("missing", "present", "none");
  } else if (right.primary_key) {
    Recorder(one).difference("extra", "none", "present");
  }
}

void compare_partitioning(Recorder& recorder, const Table& left, const Table& right) {
  recorder.expression("partition by", left.partition_by, right.partition_by);
  const auto parent = [](const Table& table) {
    return table.partition_of ? table.partition_of->parent : Name{};
  };
  recorder.field("partition of", parent(left), parent(right));
  if (left.partition_of && right.partition_of) {
    recorder.expression("partition bound", left.partition_of->bound, right.partition_of->bound);
  }
}

// The names both sides have, in the order of `table`.
std::vector<std::string> shared_columns(const Table& table, const Table& other) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    const auto same = [&](const Column& c) { return c.name == column.name; };
    if (std::any_of(other.columns.begin(), other.columns.end(), same)) names.push_back(column.name);
  }
  return names;
}

template <class T, class Same>
void match_parts(const Recorder& recorder, const char* kind, const Name& table,
                 const std::vector<T>& left, const std::vector<T>& right, Same same) {
  const std::string prefix = std::string(kind) + " " + table.text() + ".";
  match(
      recorder, left, right, [](const T& part) { return part.name; },
      [&prefix](const T& part) { return prefix + part.name; }, same);
}

}  // namespace

void compare_indexes(const Recorder& recorder, const Name& relation, const std::vector<Index>& left,
                     const std::vector<Index>& right) {
  match_parts(recorder, "index", relation, left, right, compare_index);
}

void compare_tables(const Recorder& outer, const Table& left, const Table& right) {
  Recorder recorder = outer;
  match_parts(recorder, "column", left.name, left.columns, right.columns, compare_columns);
  recorder.field("column order", shared_columns(left, right), shared_columns(right, left));
  compare_primary_keys(recorder, left, right);
  match_parts(recorder, "unique constraint", left.name, left.uniques, right.uniques, compare_keys);
  match_parts(recorder, "foreign key", left.name, left.foreign_keys, right.foreign_keys,
              compare_foreign_keys);
  match_parts(recorder, "check", left.name, left.checks, right.checks, compare_checks);
  compare_indexes(recorder, left.name, left.indexes, right.indexes);
  compare_partitioning(recorder, left, right);
  recorder.field("inherits", left.inherits, right.inherits);
  recorder.field("unlogged", left.unlogged, right.unlogged);
  recorder.field("row security", left.row_security, right.row_security);
  recorder.field("force row security", left.force_row_security, right.force_row_security);
  recorder.field("options", left.options, right.options);
  recorder.field("comment", left.comment, right.comment);
}

}  // namespace mimar::model
