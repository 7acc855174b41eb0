#pragma once
// The fields of every struct of the model by name: one list serves JSON, the comparison of two
// readings and the tests that no field is forgotten (fields_test.cpp counts them). `v` is called
// with a name and a pointer to member for each.

#include "model/database.h"
#include "model/statistics.h"

namespace mimar::model {

template <class V>
void fields(V& v, SourceSpan*) {
  v("file", &SourceSpan::file), v("line", &SourceSpan::line), v("column", &SourceSpan::column),
      v("offset", &SourceSpan::offset), v("length", &SourceSpan::length);
}

template <class V>
void fields(V& v, Name*) {
  v("schema", &Name::schema), v("name", &Name::name);
}

template <class V>
void fields(V& v, DataType*) {
  v("name", &DataType::name), v("modifiers", &DataType::modifiers), v("fields", &DataType::fields),
      v("array", &DataType::array), v("other_modifiers", &DataType::other_modifiers);
}

template <class V>
void fields(V& v, Reference*) {
  v("kind", &Reference::kind), v("name", &Reference::name), v("column", &Reference::column);
}

template <class V>
void fields(V& v, Expression*) {
  v("sql", &Expression::sql), v("canonical", &Expression::canonical),
      v("resolved", &Expression::resolved), v("references", &Expression::references);
}

template <class V>
void fields(V& v, Grant*) {
  v("grantee", &Grant::grantee), v("privilege", &Grant::privilege), v("column", &Grant::column),
      v("grantable", &Grant::grantable), v("revoked", &Grant::revoked);
}

template <class V>
void fields(V& v, Access*) {
  v("owner", &Access::owner), v("grants", &Access::grants);
}

template <class V>
void fields(V& v, DefaultPrivileges*) {
  v("role", &DefaultPrivileges::role), v("schema", &DefaultPrivileges::schema),
      v("kind", &DefaultPrivileges::kind), v("grants", &DefaultPrivileges::grants);
}

template <class V>
void fields(V& v, SequenceOptions*) {
  v("type", &SequenceOptions::type), v("start", &SequenceOptions::start),
      v("increment", &SequenceOptions::increment), v("minimum", &SequenceOptions::minimum),
      v("maximum", &SequenceOptions::maximum), v("cache", &SequenceOptions::cache),
      v("cycle", &SequenceOptions::cycle);
}

template <class V>
void fields(V& v, ColumnOf*) {
  v("table", &ColumnOf::table), v("column", &ColumnOf::column);
}

template <class V>
void fields(V& v, Sequence*) {
  v("name", &Sequence::name), v("options", &Sequence::options), v("owned_by", &Sequence::owned_by),
      v("comment", &Sequence::comment), v("origin", &Sequence::origin),
      v("unlogged", &Sequence::unlogged), v("access", &Sequence::access);
}

template <class V>
void fields(V& v, Identity*) {
  v("always", &Identity::always), v("options", &Identity::options),
      v("sequence", &Identity::sequence);
}

template <class V>
void fields(V& v, Column*) {
  v("name", &Column::name), v("type", &Column::type), v("not_null", &Column::not_null),
      v("default_value", &Column::default_value), v("identity", &Column::identity),
      v("generated", &Column::generated), v("collation", &Column::collation),
      v("comment", &Column::comment), v("origin", &Column::origin),
      v("generated_virtual", &Column::generated_virtual), v("storage", &Column::storage),
      v("compression", &Column::compression), v("statistics_target", &Column::statistics_target),
      v("options", &Column::options);
}

template <class V>
void fields(V& v, Key*) {
  v("name", &Key::name), v("columns", &Key::columns), v("include", &Key::include),
      v("nulls_not_distinct", &Key::nulls_not_distinct), v("deferrable", &Key::deferrable),
      v("initially_deferred", &Key::initially_deferred), v("comment", &Key::comment),
      v("origin", &Key::origin), v("options", &Key::options),
      v("without_overlaps", &Key::without_overlaps), v("tablespace", &Key::tablespace);
}

template <class V>
void fields(V& v, ForeignKey*) {
  v("name", &ForeignKey::name), v("columns", &ForeignKey::columns),
      v("referenced_table", &ForeignKey::referenced_table),
      v("referenced_columns", &ForeignKey::referenced_columns),
      v("on_update", &ForeignKey::on_update), v("on_delete", &ForeignKey::on_delete),
      v("on_delete_set_columns", &ForeignKey::on_delete_set_columns),
      v("match_full", &ForeignKey::match_full), v("deferrable", &ForeignKey::deferrable),
      v("initially_deferred", &ForeignKey::initially_deferred),
      v("not_valid", &ForeignKey::not_valid), v("comment", &ForeignKey::comment),
      v("origin", &ForeignKey::origin), v("not_enforced", &ForeignKey::not_enforced),
      v("period", &ForeignKey::period);
}

template <class V>
void fields(V& v, Check*) {
  v("name", &Check::name), v("expression", &Check::expression), v("no_inherit", &Check::no_inherit),
      v("not_valid", &Check::not_valid), v("comment", &Check::comment), v("origin", &Check::origin),
      v("not_enforced", &Check::not_enforced);
}

template <class V>
void fields(V& v, IndexKey*) {
  v("column", &IndexKey::column), v("expression", &IndexKey::expression),
      v("opclass", &IndexKey::opclass), v("collation", &IndexKey::collation),
      v("descending", &IndexKey::descending), v("nulls_first", &IndexKey::nulls_first),
      v("opclass_options", &IndexKey::opclass_options);
}

template <class V>
void fields(V& v, Index*) {
  v("name", &Index::name), v("unique", &Index::unique), v("method", &Index::method),
      v("keys", &Index::keys), v("include", &Index::include), v("predicate", &Index::predicate),
      v("nulls_not_distinct", &Index::nulls_not_distinct), v("valid", &Index::valid),
      v("options", &Index::options), v("partition_of", &Index::partition_of),
      v("comment", &Index::comment), v("origin", &Index::origin),
      v("tablespace", &Index::tablespace), v("only", &Index::only);
}

template <class V>
void fields(V& v, ExclusionElement*) {
  v("key", &ExclusionElement::key), v("with_operator", &ExclusionElement::with_operator);
}

template <class V>
void fields(V& v, Exclusion*) {
  v("name", &Exclusion::name), v("method", &Exclusion::method), v("elements", &Exclusion::elements),
      v("include", &Exclusion::include), v("predicate", &Exclusion::predicate),
      v("deferrable", &Exclusion::deferrable),
      v("initially_deferred", &Exclusion::initially_deferred), v("options", &Exclusion::options),
      v("comment", &Exclusion::comment), v("origin", &Exclusion::origin),
      v("tablespace", &Exclusion::tablespace);
}

template <class V>
void fields(V& v, PartitionOf*) {
  v("parent", &PartitionOf::parent), v("bound", &PartitionOf::bound);
}

template <class V>
void fields(V& v, Table*) {
  v("name", &Table::name), v("columns", &Table::columns), v("primary_key", &Table::primary_key),
      v("uniques", &Table::uniques), v("foreign_keys", &Table::foreign_keys),
      v("checks", &Table::checks), v("indexes", &Table::indexes),
      v("partition_by", &Table::partition_by), v("partition_of", &Table::partition_of),
      v("inherits", &Table::inherits), v("unlogged", &Table::unlogged),
      v("row_security", &Table::row_security), v("force_row_security", &Table::force_row_security),
      v("options", &Table::options), v("comment", &Table::comment), v("origin", &Table::origin),
      v("exclusions", &Table::exclusions), v("of_type", &Table::of_type),
      v("access_method", &Table::access_method), v("tablespace", &Table::tablespace),
      v("replica_identity", &Table::replica_identity), v("replica_index", &Table::replica_index),
      v("clustered_on", &Table::clustered_on), v("access", &Table::access);
}

template <class V>
void fields(V& v, Domain*) {
  v("name", &Domain::name), v("type", &Domain::type), v("collation", &Domain::collation),
      v("not_null", &Domain::not_null), v("default_value", &Domain::default_value),
      v("checks", &Domain::checks);
}

template <class V>
void fields(V& v, Attribute*) {
  v("name", &Attribute::name), v("type", &Attribute::type), v("collation", &Attribute::collation),
      v("comment", &Attribute::comment);
}

template <class V>
void fields(V& v, CompositeType*) {
  v("name", &CompositeType::name), v("attributes", &CompositeType::attributes);
}

template <class V>
void fields(V& v, RangeType*) {
  v("name", &RangeType::name), v("subtype", &RangeType::subtype),
      v("subtype_opclass", &RangeType::subtype_opclass), v("collation", &RangeType::collation),
      v("canonical", &RangeType::canonical),
      v("subtype_difference", &RangeType::subtype_difference),
      v("multirange", &RangeType::multirange);
}

template <class V>
void fields(V& v, Argument*) {
  v("mode", &Argument::mode), v("name", &Argument::name), v("type", &Argument::type),
      v("default_value", &Argument::default_value);
}

template <class V>
void fields(V& v, Routine*) {
  v("name", &Routine::name), v("procedure", &Routine::procedure),
      v("arguments", &Routine::arguments), v("returns", &Routine::returns),
      v("returns_set", &Routine::returns_set), v("language", &Routine::language),
      v("body", &Routine::body), v("library", &Routine::library), v("sql_body", &Routine::sql_body),
      v("volatility", &Routine::volatility), v("parallel", &Routine::parallel),
      v("strict", &Routine::strict), v("leakproof", &Routine::leakproof),
      v("security_definer", &Routine::security_definer), v("window", &Routine::window),
      v("cost", &Routine::cost), v("rows", &Routine::rows), v("support", &Routine::support),
      v("settings", &Routine::settings), v("transforms", &Routine::transforms);
}

template <class V>
void fields(V& v, Aggregate*) {
  v("name", &Aggregate::name), v("arguments", &Aggregate::arguments),
      v("ordered_by", &Aggregate::ordered_by), v("properties", &Aggregate::properties);
}

template <class V>
void fields(V& v, Trigger*) {
  v("table", &Trigger::table), v("name", &Trigger::name), v("when", &Trigger::when),
      v("on_insert", &Trigger::on_insert), v("on_update", &Trigger::on_update),
      v("on_delete", &Trigger::on_delete), v("on_truncate", &Trigger::on_truncate),
      v("update_columns", &Trigger::update_columns), v("each_row", &Trigger::each_row),
      v("old_table", &Trigger::old_table), v("new_table", &Trigger::new_table),
      v("condition", &Trigger::condition), v("function", &Trigger::function),
      v("arguments", &Trigger::arguments), v("constraint", &Trigger::constraint),
      v("deferrable", &Trigger::deferrable), v("initially_deferred", &Trigger::initially_deferred),
      v("from_table", &Trigger::from_table), v("enabled", &Trigger::enabled);
}

template <class V>
void fields(V& v, Rule*) {
  v("table", &Rule::table), v("name", &Rule::name), v("event", &Rule::event),
      v("instead", &Rule::instead), v("condition", &Rule::condition), v("actions", &Rule::actions),
      v("enabled", &Rule::enabled);
}

template <class V>
void fields(V& v, Policy*) {
  v("table", &Policy::table), v("name", &Policy::name), v("permissive", &Policy::permissive),
      v("command", &Policy::command), v("roles", &Policy::roles),
      v("using_expression", &Policy::using_expression),
      v("check_expression", &Policy::check_expression);
}

template <class V>
void fields(V& v, ExtendedStatistics*) {
  v("name", &ExtendedStatistics::name), v("table", &ExtendedStatistics::table),
      v("kinds", &ExtendedStatistics::kinds), v("columns", &ExtendedStatistics::columns),
      v("expressions", &ExtendedStatistics::expressions), v("target", &ExtendedStatistics::target);
}

template <class V>
void fields(V& v, Extension*) {
  v("name", &Extension::name), v("schema", &Extension::schema), v("version", &Extension::version);
}

template <class V>
void fields(V& v, EventTrigger*) {
  v("name", &EventTrigger::name), v("event", &EventTrigger::event), v("tags", &EventTrigger::tags),
      v("function", &EventTrigger::function), v("enabled", &EventTrigger::enabled);
}

template <class V>
void fields(V& v, PublishedTable*) {
  v("table", &PublishedTable::table), v("columns", &PublishedTable::columns),
      v("condition", &PublishedTable::condition);
}

template <class V>
void fields(V& v, Publication*) {
  v("name", &Publication::name), v("all_tables", &Publication::all_tables),
      v("tables", &Publication::tables), v("schemas", &Publication::schemas),
      v("options", &Publication::options);
}

template <class V>
void fields(V& v, Collation*) {
  v("name", &Collation::name), v("provider", &Collation::provider),
      v("lc_collate", &Collation::lc_collate), v("lc_ctype", &Collation::lc_ctype),
      v("locale", &Collation::locale), v("rules", &Collation::rules),
      v("deterministic", &Collation::deterministic);
}

template <class V>
void fields(V& v, Operator*) {
  v("name", &Operator::name), v("left", &Operator::left), v("right", &Operator::right),
      v("function", &Operator::function), v("commutator", &Operator::commutator),
      v("negator", &Operator::negator), v("restrict_estimator", &Operator::restrict_estimator),
      v("join_estimator", &Operator::join_estimator), v("hashes", &Operator::hashes),
      v("merges", &Operator::merges);
}

template <class V>
void fields(V& v, Cast*) {
  v("source", &Cast::source), v("target", &Cast::target), v("method", &Cast::method),
      v("context", &Cast::context), v("function", &Cast::function),
      v("function_arguments", &Cast::function_arguments);
}

template <class V>
void fields(V& v, TokenMapping*) {
  v("token", &TokenMapping::token), v("dictionaries", &TokenMapping::dictionaries);
}

template <class V>
void fields(V& v, TextSearchConfiguration*) {
  v("name", &TextSearchConfiguration::name), v("parser", &TextSearchConfiguration::parser),
      v("mappings", &TextSearchConfiguration::mappings);
}

template <class V>
void fields(V& v, TextSearchDictionary*) {
  v("name", &TextSearchDictionary::name), v("template_name", &TextSearchDictionary::template_name),
      v("options", &TextSearchDictionary::options);
}

template <class V>
void fields(V& v, TextSearchParser*) {
  v("name", &TextSearchParser::name), v("start", &TextSearchParser::start),
      v("token", &TextSearchParser::token), v("end", &TextSearchParser::end),
      v("headline", &TextSearchParser::headline), v("lextypes", &TextSearchParser::lextypes);
}

template <class V>
void fields(V& v, TextSearchTemplate*) {
  v("name", &TextSearchTemplate::name), v("init", &TextSearchTemplate::init),
      v("lexize", &TextSearchTemplate::lexize);
}

template <class V>
void fields(V& v, UserMapping*) {
  v("user", &UserMapping::user), v("server", &UserMapping::server),
      v("options", &UserMapping::options);
}

template <class V>
void fields(V& v, ForeignDataWrapper*) {
  v("name", &ForeignDataWrapper::name), v("handler", &ForeignDataWrapper::handler),
      v("validator", &ForeignDataWrapper::validator), v("options", &ForeignDataWrapper::options);
}

template <class V>
void fields(V& v, ForeignServer*) {
  v("name", &ForeignServer::name), v("type", &ForeignServer::type),
      v("version", &ForeignServer::version), v("wrapper", &ForeignServer::wrapper),
      v("options", &ForeignServer::options);
}

template <class V>
void fields(V& v, ForeignTable*) {
  v("name", &ForeignTable::name), v("columns", &ForeignTable::columns),
      v("checks", &ForeignTable::checks), v("inherits", &ForeignTable::inherits),
      v("partition_of", &ForeignTable::partition_of), v("server", &ForeignTable::server),
      v("options", &ForeignTable::options);
}

template <class V>
void fields(V& v, Schema*) {
  v("name", &Schema::name), v("comment", &Schema::comment), v("origin", &Schema::origin),
      v("access", &Schema::access);
}

template <class V>
void fields(V& v, Enum*) {
  v("name", &Enum::name), v("labels", &Enum::labels), v("comment", &Enum::comment),
      v("origin", &Enum::origin), v("access", &Enum::access);
}

template <class V>
void fields(V& v, View*) {
  v("name", &View::name), v("materialized", &View::materialized), v("query", &View::query),
      v("options", &View::options), v("indexes", &View::indexes),
      v("column_comments", &View::column_comments), v("comment", &View::comment),
      v("origin", &View::origin), v("access_method", &View::access_method),
      v("tablespace", &View::tablespace), v("column_defaults", &View::column_defaults),
      v("clustered_on", &View::clustered_on), v("access", &View::access);
}

template <class V>
void fields(V& v, OtherObject*) {
  v("kind", &OtherObject::kind), v("name", &OtherObject::name), v("sql", &OtherObject::sql),
      v("references", &OtherObject::references), v("origin", &OtherObject::origin),
      v("definition", &OtherObject::definition), v("comment", &OtherObject::comment),
      v("access", &OtherObject::access);
}

template <class V>
void fields(V& v, Objects*) {
  v("schemas", &Objects::schemas), v("tables", &Objects::tables), v("views", &Objects::views),
      v("sequences", &Objects::sequences), v("enums", &Objects::enums),
      v("others", &Objects::others), v("default_privileges", &Objects::default_privileges),
      v("owner", &Objects::owner), v("incomplete", &Objects::incomplete);
}

template <class V>
void fields(V& v, ColumnStatistics*) {
  v("null_frac", &ColumnStatistics::null_frac), v("avg_width", &ColumnStatistics::avg_width),
      v("n_distinct", &ColumnStatistics::n_distinct),
      v("most_common_vals", &ColumnStatistics::most_common_vals),
      v("most_common_freqs", &ColumnStatistics::most_common_freqs),
      v("histogram_bounds", &ColumnStatistics::histogram_bounds),
      v("correlation", &ColumnStatistics::correlation);
}

template <class V>
void fields(V& v, TableStatistics*) {
  v("rows", &TableStatistics::rows), v("source", &TableStatistics::source),
      v("pages", &TableStatistics::pages), v("all_visible", &TableStatistics::all_visible),
      v("columns", &TableStatistics::columns);
}

}  // namespace mimar::model
