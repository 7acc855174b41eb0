// Domains, composite types and range types.

#include <algorithm>

#include "base/text.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

model::Check domain_check(const Constraint& constraint, const Context& context) {
  model::Check check;
  check.name = text_of(constraint.conname);
  check.expression = expression(constraint.raw_expr);
  check.not_valid = constraint.skip_validation;
  check.origin = origin(context, constraint.location);
  return check;
}

model::Name collation_of(const CollateClause* clause) {
  return clause == nullptr ? model::Name() : name_of(clause->collname);
}

model::Attribute attribute(const ColumnDef& column) {
  model::Attribute result;
  result.name = text_of(column.colname);
  result.type = data_type(column.typeName);
  result.collation = collation_of(column.collClause);
  return result;
}

// Names in a list of options parse as types: CANONICAL = app.f.
model::Name named(const DefElem& option) {
  if (option.arg == nullptr) return {};
  if (tag_of(option.arg) == T_TypeName) return name_of(as<TypeName>(option.arg).names);
  if (tag_of(option.arg) == T_List) return name_of(&as<List>(option.arg));
  return {"", option_text(option.arg)};
}

}  // namespace

model::Domain domain(const CreateDomainStmt& statement, const Context& context) {
  model::Domain domain;
  domain.name = name_of(statement.domainname);
  domain.type = data_type(statement.typeName);
  domain.collation = collation_of(statement.collClause);
  for (const Node* item : Items(statement.constraints)) {
    const auto& constraint = as<Constraint>(item);
    if (constraint.contype == CONSTR_NOTNULL) domain.not_null = true;
    if (constraint.contype == CONSTR_DEFAULT)
      domain.default_value = expression(constraint.raw_expr);
    if (constraint.contype == CONSTR_CHECK)
      domain.checks.push_back(domain_check(constraint, context));
  }
  return domain;
}

model::AlterDomain alter_domain(const AlterDomainStmt& statement, const Context& context) {
  model::AlterDomain alter;
  alter.domain = name_of(statement.typeName);
  alter.if_exists = statement.missing_ok;
  alter.cascade = statement.behavior == DROP_CASCADE;
  switch (statement.subtype) {
    case 'T':
      alter.default_value.emplace();
      if (statement.def != nullptr) *alter.default_value = expression(statement.def);
      break;
    case 'N': alter.not_null = false; break;
    case 'O': alter.not_null = true; break;
    case 'C': alter.add = domain_check(as<Constraint>(statement.def), context); break;
    case 'X': alter.drop = text_of(statement.name); break;
    default: alter.validate = text_of(statement.name); break;
  }
  return alter;
}

model::CompositeType composite_type(const CompositeTypeStmt& statement) {
  model::CompositeType type;
  type.name = name_of(statement.typevar);
  for (const Node* column : Items(statement.coldeflist))
    type.attributes.push_back(attribute(as<ColumnDef>(column)));
  return type;
}

model::AlterCompositeType alter_composite_type(const AlterTableStmt& statement) {
  model::AlterCompositeType alter;
  alter.type = name_of(statement.relation);
  alter.if_exists = statement.missing_ok;
  for (const Node* item : Items(statement.cmds)) {
    const auto& command = as<AlterTableCmd>(item);
    if (command.subtype == AT_DropColumn) {
      alter.actions.emplace_back(model::DropAttribute{text_of(command.name), command.missing_ok});
    } else if (command.subtype == AT_AddColumn) {
      alter.actions.emplace_back(model::AddAttribute{attribute(as<ColumnDef>(command.def))});
    } else if (command.subtype == AT_AlterColumnType) {
      model::Attribute changed = attribute(as<ColumnDef>(command.def));
      changed.name = text_of(command.name);
      alter.actions.emplace_back(model::SetAttributeType{std::move(changed)});
    }
  }
  return alter;
}

model::RangeType range_type(const CreateRangeStmt& statement) {
  model::RangeType range;
  range.name = name_of(statement.typeName);
  for (const Node* item : Items(statement.params)) {
    const auto& option = as<DefElem>(item);
    const std::string word = text::lower(text_of(option.defname));
    if (word == "subtype" && option.arg != nullptr && tag_of(option.arg) == T_TypeName)
      range.subtype = data_type(&as<TypeName>(option.arg));
    if (word == "subtype_opclass") range.subtype_opclass = named(option);
    if (word == "collation") range.collation = named(option);
    if (word == "canonical") range.canonical = named(option);
    if (word == "subtype_diff") range.subtype_difference = named(option);
    if (word == "multirange_type_name") range.multirange = named(option);
  }
  return range;
}

}  // namespace mimar::sql
