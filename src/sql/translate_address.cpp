// Which object a DROP, RENAME, SET SCHEMA or COMMENT names.

#include "sql/translate.h"

namespace mimar::sql {
namespace {

struct Word {
  ObjectType type;
  model::ObjectKind kind;
  const char* word;
};

constexpr Word words[] = {
    {OBJECT_ACCESS_METHOD, model::ObjectKind::other, "access method"},
    {OBJECT_AGGREGATE, model::ObjectKind::other, "aggregate"},
    {OBJECT_ATTRIBUTE, model::ObjectKind::other, "composite type"},
    {OBJECT_CAST, model::ObjectKind::other, "cast"},
    {OBJECT_COLLATION, model::ObjectKind::other, "collation"},
    {OBJECT_COLUMN, model::ObjectKind::column, "column"},
    {OBJECT_CONVERSION, model::ObjectKind::other, "conversion"},
    {OBJECT_DATABASE, model::ObjectKind::other, "database"},
    {OBJECT_DOMAIN, model::ObjectKind::other, "domain"},
    {OBJECT_DOMCONSTRAINT, model::ObjectKind::other, "domain"},
    {OBJECT_EVENT_TRIGGER, model::ObjectKind::other, "event trigger"},
    {OBJECT_EXTENSION, model::ObjectKind::other, "extension"},
    {OBJECT_FDW, model::ObjectKind::other, "foreign data wrapper"},
    {OBJECT_FOREIGN_SERVER, model::ObjectKind::other, "foreign server"},
    {OBJECT_FOREIGN_TABLE, model::ObjectKind::table, "foreign table"},
    {OBJECT_FUNCTION, model::ObjectKind::other, "function"},
    {OBJECT_INDEX, model::ObjectKind::index, "index"},
    {OBJECT_LANGUAGE, model::ObjectKind::other, "language"},
    {OBJECT_MATVIEW, model::ObjectKind::materialized_view, "materialized view"},
    {OBJECT_OPCLASS, model::ObjectKind::other, "operator class"},
    {OBJECT_OPERATOR, model::ObjectKind::other, "operator"},
    {OBJECT_OPFAMILY, model::ObjectKind::other, "operator family"},
    {OBJECT_POLICY, model::ObjectKind::other, "policy"},
    {OBJECT_PROCEDURE, model::ObjectKind::other, "procedure"},
    {OBJECT_PUBLICATION, model::ObjectKind::other, "publication"},
    {OBJECT_ROLE, model::ObjectKind::other, "role"},
    {OBJECT_ROUTINE, model::ObjectKind::other, "routine"},
    {OBJECT_RULE, model::ObjectKind::other, "rule"},
    {OBJECT_SCHEMA, model::ObjectKind::schema, "schema"},
    {OBJECT_SEQUENCE, model::ObjectKind::sequence, "sequence"},
    {OBJECT_STATISTIC_EXT, model::ObjectKind::other, "statistics"},
    {OBJECT_SUBSCRIPTION, model::ObjectKind::other, "subscription"},
    {OBJECT_TABCONSTRAINT, model::ObjectKind::constraint, "constraint"},
    {OBJECT_TABLE, model::ObjectKind::table, "table"},
    {OBJECT_TABLESPACE, model::ObjectKind::other, "tablespace"},
    {OBJECT_TRANSFORM, model::ObjectKind::other, "transform"},
    {OBJECT_TRIGGER, model::ObjectKind::other, "trigger"},
    {OBJECT_TSCONFIGURATION, model::ObjectKind::other, "text search configuration"},
    {OBJECT_TSDICTIONARY, model::ObjectKind::other, "text search dictionary"},
    {OBJECT_TSPARSER, model::ObjectKind::other, "text search parser"},
    {OBJECT_TSTEMPLATE, model::ObjectKind::other, "text search template"},
    {OBJECT_TYPE, model::ObjectKind::type, "type"},
    {OBJECT_VIEW, model::ObjectKind::view, "view"},
};

// schema.table.sub as one list.
void set_member(model::ObjectAddress& address, const List* names) {
  std::vector<std::string> parts = strings(names);
  address.sub = parts.empty() ? "" : parts.back();
  const std::size_t size = parts.size();
  if (size > 1) address.name.name = parts[size - 2];
  if (size > 2) address.name.schema = parts[size - 3];
}

// Operator classes and families start with their access method.
void set_operator_class(model::ObjectAddress& address, const List* names) {
  std::vector<std::string> parts = strings(names);
  if (parts.empty()) return;
  address.sub = parts.front();
  address.name.name = parts.back();
  if (parts.size() > 2) address.name.schema = parts[parts.size() - 2];
}

void set_cast(model::ObjectAddress& address, const List* types) {
  address.arguments.emplace();
  for (const Node* type : Items(types)) {
    if (tag_of(type) == T_TypeName)
      address.arguments->push_back(data_type(&as<TypeName>(type)));
    else
      address.sub = string_of(type);
  }
}

void set_arguments(model::ObjectAddress& address, const ObjectWithArgs& object) {
  if (object.args_unspecified) return;
  address.arguments.emplace();
  for (const Node* type : Items(object.objargs)) {
    address.arguments->push_back(type != nullptr ? data_type(&as<TypeName>(type))
                                                 : model::DataType{});
  }
}

bool is_member(ObjectType type) {
  switch (type) {
    case OBJECT_COLUMN:
    case OBJECT_TABCONSTRAINT:
    case OBJECT_TRIGGER:
    case OBJECT_RULE:
    case OBJECT_POLICY: return true;
    default: return false;
  }
}

void set_object(model::ObjectAddress& result, ObjectType type, const Node* object) {
  const bool list = tag_of(object) == T_List;
  if (list && is_member(type)) return set_member(result, &as<List>(object));
  if (list && (type == OBJECT_OPCLASS || type == OBJECT_OPFAMILY)) {
    return set_operator_class(result, &as<List>(object));
  }
  if (list && (type == OBJECT_CAST || type == OBJECT_TRANSFORM))
    return set_cast(result, &as<List>(object));
  if (list && type == OBJECT_DOMCONSTRAINT) {
    const Items parts(&as<List>(object));  // COMMENT: the type and the constraint; RENAME: the type
    const bool comment = tag_of(parts[0]) == T_TypeName;
    result.name = comment ? name_of_object(parts[0]) : name_of_object(object);
    if (comment && parts.size() > 1) result.sub = string_of(parts[1]);
    return;
  }
  result.name = name_of_object(object);
  if (tag_of(object) == T_ObjectWithArgs) set_arguments(result, as<ObjectWithArgs>(object));
}

}  // namespace

model::ObjectAddress address(ObjectType type, const RangeVar* relation, const Node* object,
                             const char* sub) {
  model::ObjectAddress result;
  result.kind = model::ObjectKind::other;
  for (const Word& word : words) {
    if (word.type != type) continue;
    result.kind = word.kind;
    result.word = word.word;
  }
  if (relation != nullptr) result.name = name_of(relation);
  if (object != nullptr) set_object(result, type, object);
  if (sub != nullptr) (type == OBJECT_SCHEMA ? result.name.name : result.sub) = sub;
  return result;
}

model::StatementAction drop(const DropStmt& statement) {
  model::Drop result;
  for (const Node* object : Items(statement.objects)) {
    result.objects.push_back(address(statement.removeType, nullptr, object, nullptr));
  }
  result.if_exists = statement.missing_ok;
  result.cascade = statement.behavior == DROP_CASCADE;
  return result;
}

model::StatementAction rename(const RenameStmt& statement) {
  if (statement.renameType == OBJECT_ROLE)
    return model::ChangeOwned{"ALTER ROLE ... RENAME", {text_of(statement.subname)}};
  model::Rename result;
  result.object =
      address(statement.renameType, statement.relation, statement.object, statement.subname);
  result.to = text_of(statement.newname);
  result.if_exists = statement.missing_ok;
  return result;
}

model::StatementAction set_schema(const AlterObjectSchemaStmt& statement) {
  model::SetSchema result;
  result.object = address(statement.objectType, statement.relation, statement.object, nullptr);
  result.schema = text_of(statement.newschema);
  result.if_exists = statement.missing_ok;
  return result;
}

model::StatementAction comment_on(const CommentStmt& statement) {
  model::CommentOn result;
  result.object = address(statement.objtype, nullptr, statement.object, nullptr);
  if (statement.comment != nullptr && *statement.comment != '\0') result.text = statement.comment;
  return result;
}

}  // namespace mimar::sql
