// CREATE TABLE: columns, constraints, partitioning, LIKE.

#include "base/text.h"
#include "model/quote.h"
#include "sql/print.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

model::Action action(char code) {
  switch (code) {
    case FKCONSTR_ACTION_RESTRICT: return model::Action::restrict;
    case FKCONSTR_ACTION_CASCADE: return model::Action::cascade;
    case FKCONSTR_ACTION_SETNULL: return model::Action::set_null;
    case FKCONSTR_ACTION_SETDEFAULT: return model::Action::set_default;
    default: return model::Action::no_action;
  }
}

model::KeyDefinition key(const Constraint& constraint, const std::string& column,
                         const Context& context) {
  model::KeyDefinition result;
  result.primary = constraint.contype == CONSTR_PRIMARY;
  result.key.name = text_of(constraint.conname);
  result.key.columns = strings(constraint.keys);
  if (result.key.columns.empty() && !column.empty()) result.key.columns = {column};
  result.key.include = strings(constraint.including);
  result.key.nulls_not_distinct = constraint.nulls_not_distinct;
  result.key.deferrable = constraint.deferrable;
  result.key.initially_deferred = constraint.initdeferred;
  result.key.origin = origin(context, constraint.location);
  result.using_index = text_of(constraint.indexname);
  result.key.options = options(constraint.options);
  result.key.tablespace = text_of(constraint.indexspace);
  return result;
}

model::ForeignKey foreign_key(const Constraint& constraint, const std::string& column,
                              const Context& context) {
  model::ForeignKey result;
  result.name = text_of(constraint.conname);
  result.columns = strings(constraint.fk_attrs);
  if (result.columns.empty() && !column.empty()) result.columns = {column};
  result.referenced_table = name_of(constraint.pktable);
  result.referenced_columns = strings(constraint.pk_attrs);
  result.on_update = action(constraint.fk_upd_action);
  result.on_delete = action(constraint.fk_del_action);
  result.on_delete_set_columns = strings(constraint.fk_del_set_cols);
  result.match_full = constraint.fk_matchtype == FKCONSTR_MATCH_FULL;
  result.deferrable = constraint.deferrable;
  result.initially_deferred = constraint.initdeferred;
  result.not_valid = constraint.skip_validation;
  result.origin = origin(context, constraint.location);
  return result;
}

model::Check check(const Constraint& constraint, const Context& context) {
  model::Check result;
  result.name = text_of(constraint.conname);
  result.expression = expression(constraint.raw_expr);
  result.no_inherit = constraint.is_no_inherit;
  result.not_valid = constraint.skip_validation;
  result.origin = origin(context, constraint.location);
  return result;
}

void set_deferral(model::ConstraintDefinition& definition, ConstrType attribute) {
  const auto apply = [attribute](auto& constraint) {
    if (attribute == CONSTR_ATTR_DEFERRABLE) constraint.deferrable = true;
    if (attribute == CONSTR_ATTR_DEFERRED)
      constraint.deferrable = constraint.initially_deferred = true;
  };
  if (auto* key = std::get_if<model::KeyDefinition>(&definition)) apply(key->key);
  if (auto* foreign_key = std::get_if<model::ForeignKey>(&definition)) apply(*foreign_key);
}

// What a column constraint says of the column itself.
void set_column_fact(model::ColumnDefinition& definition, const Constraint& constraint) {
  model::Column& column = definition.column;
  switch (constraint.contype) {
    case CONSTR_NOTNULL: column.not_null = true; break;
    case CONSTR_NULL: definition.null_written = true; break;
    case CONSTR_DEFAULT: column.default_value = expression(constraint.raw_expr); break;
    case CONSTR_GENERATED: column.generated = expression(constraint.raw_expr); break;
    case CONSTR_IDENTITY:
      column.identity.emplace();
      column.identity->always = constraint.generated_when == 'a';
      definition.identity_settings = sequence_settings(constraint.options);
      break;
    default: break;
  }
}

model::LikeClause like(const TableLikeClause& clause) {
  const auto has = [&clause](TableLikeOption option) {
    return (clause.options & static_cast<bits32>(option)) != 0;
  };
  model::LikeClause result;
  result.table = name_of(clause.relation);
  result.defaults = has(CREATE_TABLE_LIKE_DEFAULTS);
  result.constraints = has(CREATE_TABLE_LIKE_CONSTRAINTS);
  result.indexes = has(CREATE_TABLE_LIKE_INDEXES);
  result.identity = has(CREATE_TABLE_LIKE_IDENTITY);
  result.generated = has(CREATE_TABLE_LIKE_GENERATED);
  result.comments = has(CREATE_TABLE_LIKE_COMMENTS);
  result.storage = has(CREATE_TABLE_LIKE_STORAGE);
  result.compression = has(CREATE_TABLE_LIKE_COMPRESSION);
  return result;
}

std::string bound_value(const Node* node) {
  if (tag_of(node) == T_ColumnRef) {
    const std::string word = string_of(Items(as<ColumnRef>(node).fields).back());
    if (word == "minvalue" || word == "maxvalue") return text::upper(word);
  }
  return print_expression(node);
}

std::string bound_values(const List* list) {
  std::vector<std::string> values;
  for (const Node* item : Items(list))
    values.push_back(bound_value(item));
  return "(" + text::join(values, ", ") + ")";
}

std::string partition_key(const PartitionElem& element) {
  std::string result;
  if (element.name != nullptr) {
    result = model::quote_identifier(element.name);
  } else {
    const bool call = tag_of(element.expr) == T_FuncCall;
    result = print_expression(element.expr);
    if (!call) result = "(" + result + ")";
  }
  if (element.collation != nullptr)
    result += " COLLATE " + model::quote_name(name_of(element.collation));
  if (element.opclass != nullptr) result += " " + model::quote_name(name_of(element.opclass));
  return result;
}

model::Expression partition_by(const PartitionSpec& spec) {
  model::Expression result;
  std::vector<std::string> keys;
  for (const Node* item : Items(spec.partParams)) {
    const auto& element = as<PartitionElem>(item);
    keys.push_back(partition_key(element));
    if (element.name != nullptr) {
      result.references.push_back({model::Reference::Kind::relation, {}, element.name});
    } else {
      for (model::Reference& used : expression(element.expr).references)
        result.references.push_back(used);
    }
  }
  result.sql = text::upper(spec.strategy) + " (" + text::join(keys, ", ") + ")";
  return result;
}

}  // namespace

model::Expression partition_bound(const PartitionBoundSpec& bound) {
  if (bound.is_default) return model::Expression("DEFAULT");
  if (bound.strategy == PARTITION_STRATEGY_HASH) {
    return model::Expression("FOR VALUES WITH (modulus " + std::to_string(bound.modulus) +
                             ", remainder " + std::to_string(bound.remainder) + ")");
  }
  if (bound.strategy == PARTITION_STRATEGY_LIST) {
    return model::Expression("FOR VALUES IN " + bound_values(bound.listdatums));
  }
  return model::Expression("FOR VALUES FROM " + bound_values(bound.lowerdatums) + " TO " +
                           bound_values(bound.upperdatums));
}

std::optional<model::ConstraintDefinition> constraint_definition(const Constraint& constraint,
                                                                 const std::string& column,
                                                                 const Context& context) {
  switch (constraint.contype) {
    case CONSTR_PRIMARY:
    case CONSTR_UNIQUE: return key(constraint, column, context);
    case CONSTR_FOREIGN: return foreign_key(constraint, column, context);
    case CONSTR_CHECK: return check(constraint, context);
    case CONSTR_EXCLUSION: return exclusion(constraint);
    default: return std::nullopt;
  }
}

model::ColumnDefinition column_definition(const ColumnDef& column, const Context& context) {
  model::ColumnDefinition result;
  result.column.name = text_of(column.colname);
  if (column.typeName != nullptr) {
    result.column.type = column_type(column.typeName);
    result.serial = serial_of(column.typeName);
  }
  if (column.collClause != nullptr) result.column.collation = name_of(column.collClause->collname);
  if (column.compression != nullptr && text::lower(column.compression) != "default")
    result.column.compression = text::lower(column.compression);
  result.column.origin = origin(context, column.location);
  if (column.raw_default != nullptr) result.column.default_value = expression(column.raw_default);
  result.column.options = foreign_options(column.fdwoptions, false);
  for (const Node* item : Items(column.constraints)) {
    const auto& constraint = as<Constraint>(item);
    set_column_fact(result, constraint);
    if (auto definition = constraint_definition(constraint, result.column.name, context)) {
      result.constraints.push_back(std::move(*definition));
    } else if (!result.constraints.empty()) {
      set_deferral(result.constraints.back(), constraint.contype);
    }
  }
  return result;
}

model::CreateTable create_table(const CreateStmt& statement, const Context& context) {
  model::CreateTable result;
  model::Table& table = result.table;
  table.name = name_of(statement.relation);
  table.unlogged = statement.relation->relpersistence == 'u';
  table.options = options(statement.options);
  if (text_of(statement.accessMethod) != "heap")
    table.access_method = text_of(statement.accessMethod);
  table.tablespace = text_of(statement.tablespacename);
  table.origin = {context.where};
  result.temporary = is_temporary(statement.relation);
  result.if_not_exists = statement.if_not_exists;
  if (statement.partspec != nullptr) table.partition_by = partition_by(*statement.partspec);
  for (const Node* parent : Items(statement.inhRelations)) {
    if (statement.partbound == nullptr)
      table.inherits.push_back(name_of(&as<RangeVar>(parent)));
    else
      table.partition_of = {name_of(&as<RangeVar>(parent)), partition_bound(*statement.partbound)};
  }
  for (const Node* element : Items(statement.tableElts)) {
    if (tag_of(element) == T_ColumnDef) {
      result.columns.push_back(column_definition(as<ColumnDef>(element), context));
    } else if (tag_of(element) == T_TableLikeClause) {
      result.likes.push_back(like(as<TableLikeClause>(element)));
      result.likes.back().position = result.columns.size();
    } else if (auto definition = constraint_definition(as<Constraint>(element), "", context)) {
      result.constraints.push_back(std::move(*definition));
    }
  }
  return result;
}

}  // namespace mimar::sql
