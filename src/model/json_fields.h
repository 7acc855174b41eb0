#pragma once
// The fields of every model struct by name: one list serves writing, reading and refusing unknown
// keys. For json.cpp only.

#include "model/database.h"

namespace mimar::model::json_fields {

template <class V>
void fields(V& v, SourceSpan*) {
  v("file", &SourceSpan::file), v("line", &SourceSpan::line), v("column", &SourceSpan::column);
  v("offset", &SourceSpan::offset), v("length", &SourceSpan::length);
}

template <class V>
void fields(V& v, Name*) {
  v("schema", &Name::schema), v("name", &Name::name);
}

template <class V>
void fields(V& v, DataType*) {
  v("name", &DataType::name), v("modifiers", &DataType::modifiers), v("fields", &DataType::fields);
  v("array", &DataType::array);
}

template <class V>
void fields(V& v, Reference*) {
  v("kind", &Reference::kind), v("name", &Reference::name), v("column", &Reference::column);
}

template <class V>
void fields(V& v, Expression*) {
  v("sql", &Expression::sql), v("canonical", &Expression::canonical),
      v("resolved", &Expression::resolved);
  v("references", &Expression::references);
}

template <class V>
void fields(V& v, SequenceOptions*) {
  v("type", &SequenceOptions::type), v("start", &SequenceOptions::start),
      v("increment", &SequenceOptions::increment);
  v("minimum", &SequenceOptions::minimum), v("maximum", &SequenceOptions::maximum);
  v("cache", &SequenceOptions::cache), v("cycle", &SequenceOptions::cycle);
}

template <class V>
void fields(V& v, ColumnOf*) {
  v("table", &ColumnOf::table), v("column", &ColumnOf::column);
}

template <class V>
void fields(V& v, Sequence*) {
  v("name", &Sequence::name), v("options", &Sequence::options), v("owned_by", &Sequence::owned_by);
  v("comment", &Sequence::comment), v("origin", &Sequence::origin);
}

template <class V>
void fields(V& v, Identity*) {
  v("always", &Identity::always), v("options", &Identity::options);
}

template <class V>
void fields(V& v, Column*) {
  v("name", &Column::name), v("type", &Column::type), v("not_null", &Column::not_null);
  v("default_value", &Column::default_value), v("identity", &Column::identity),
      v("generated", &Column::generated);
  v("collation", &Column::collation), v("comment", &Column::comment), v("origin", &Column::origin);
}

template <class V>
void fields(V& v, Key*) {
  v("name", &Key::name), v("columns", &Key::columns), v("include", &Key::include);
  v("nulls_not_distinct", &Key::nulls_not_distinct), v("deferrable", &Key::deferrable);
  v("initially_deferred", &Key::initially_deferred), v("comment", &Key::comment),
      v("origin", &Key::origin);
}

template <class V>
void fields(V& v, ForeignKey*) {
  v("name", &ForeignKey::name), v("columns", &ForeignKey::columns);
  v("referenced_table", &ForeignKey::referenced_table),
      v("referenced_columns", &ForeignKey::referenced_columns);
  v("on_update", &ForeignKey::on_update), v("on_delete", &ForeignKey::on_delete);
  v("on_delete_set_columns", &ForeignKey::on_delete_set_columns),
      v("match_full", &ForeignKey::match_full);
  v("deferrable", &ForeignKey::deferrable),
      v("initially_deferred", &ForeignKey::initially_deferred);
  v("not_valid", &ForeignKey::not_valid), v("comment", &ForeignKey::comment),
      v("origin", &ForeignKey::origin);
}

template <class V>
void fields(V& v, Check*) {
  v("name", &Check::name), v("expression", &Check::expression), v("no_inherit", &Check::no_inherit);
  v("not_valid", &Check::not_valid), v("comment", &Check::comment), v("origin", &Check::origin);
}

template <class V>
void fields(V& v, IndexKey*) {
  v("column", &IndexKey::column), v("expression", &IndexKey::expression),
      v("opclass", &IndexKey::opclass);
  v("collation", &IndexKey::collation), v("descending", &IndexKey::descending);
  v("nulls_first", &IndexKey::nulls_first);
}

template <class V>
void fields(V& v, Index*) {
  v("name", &Index::name), v("unique", &Index::unique), v("method", &Index::method),
      v("keys", &Index::keys);
  v("include", &Index::include), v("predicate", &Index::predicate);
  v("nulls_not_distinct", &Index::nulls_not_distinct), v("valid", &Index::valid),
      v("options", &Index::options);
  v("partition_of", &Index::partition_of), v("comment", &Index::comment),
      v("origin", &Index::origin);
}

template <class V>
void fields(V& v, PartitionOf*) {
  v("parent", &PartitionOf::parent), v("bound", &PartitionOf::bound);
}

template <class V>
void fields(V& v, Table*) {
  v("name", &Table::name), v("columns", &Table::columns), v("primary_key", &Table::primary_key);
  v("uniques", &Table::uniques), v("foreign_keys", &Table::foreign_keys),
      v("checks", &Table::checks);
  v("indexes", &Table::indexes), v("partition_by", &Table::partition_by),
      v("partition_of", &Table::partition_of);
  v("inherits", &Table::inherits), v("unlogged", &Table::unlogged),
      v("row_security", &Table::row_security);
  v("force_row_security", &Table::force_row_security), v("options", &Table::options);
  v("comment", &Table::comment), v("origin", &Table::origin);
}

template <class V>
void fields(V& v, Schema*) {
  v("name", &Schema::name), v("comment", &Schema::comment), v("origin", &Schema::origin);
}

template <class V>
void fields(V& v, Enum*) {
  v("name", &Enum::name), v("labels", &Enum::labels), v("comment", &Enum::comment),
      v("origin", &Enum::origin);
}

template <class V>
void fields(V& v, View*) {
  v("name", &View::name), v("materialized", &View::materialized), v("query", &View::query);
  v("options", &View::options), v("indexes", &View::indexes),
      v("column_comments", &View::column_comments);
  v("comment", &View::comment), v("origin", &View::origin);
}

template <class V>
void fields(V& v, Opaque*) {
  v("kind", &Opaque::kind), v("name", &Opaque::name), v("sql", &Opaque::sql);
  v("references", &Opaque::references), v("origin", &Opaque::origin);
}

template <class V>
void fields(V& v, Objects*) {
  v("schemas", &Objects::schemas), v("tables", &Objects::tables), v("views", &Objects::views);
  v("sequences", &Objects::sequences), v("enums", &Objects::enums), v("opaques", &Objects::opaques);
  v("incomplete", &Objects::incomplete);
}

}  // namespace mimar::model::json_fields
