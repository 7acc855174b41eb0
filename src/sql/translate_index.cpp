// CREATE INDEX and exclusion constraints.

#include "base/text.h"
#include "model/quote.h"
#include "sql/print.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

std::string element_text(const IndexElem& element) {
  std::string result = element.name != nullptr ? model::quote_identifier(element.name)
                                               : "(" + print_expression(element.expr) + ")";
  if (element.collation != nullptr)
    result += " COLLATE " + model::quote_name(name_of(element.collation));
  if (element.opclass != nullptr) result += " " + model::quote_name(name_of(element.opclass));
  if (element.ordering == SORTBY_DESC) result += " DESC";
  return result;
}

std::string operator_text(const List* name) {
  const model::Name parts = name_of(name);
  if (parts.schema.empty()) return parts.name;
  return "OPERATOR(" + model::quote_identifier(parts.schema) + "." + parts.name + ")";
}

}  // namespace

std::string key_name(const IndexElem& element) {
  if (element.indexcolname != nullptr) return element.indexcolname;
  if (element.name != nullptr) return element.name;
  const std::string implied = implied_name(element.expr);
  return implied.empty() ? "expr" : implied;
}

model::IndexKey index_key(const IndexElem& element) {
  model::IndexKey result;
  result.column = text_of(element.name);
  if (element.name == nullptr) result.expression = expression(element.expr);
  result.opclass = name_of(element.opclass);
  result.collation = name_of(element.collation);
  result.descending = element.ordering == SORTBY_DESC;
  result.nulls_first = element.nulls_ordering == SORTBY_NULLS_DEFAULT
                           ? result.descending
                           : element.nulls_ordering == SORTBY_NULLS_FIRST;
  return result;
}

model::CreateIndex create_index(const IndexStmt& statement, const Context& context) {
  model::CreateIndex result;
  result.table = name_of(statement.relation);
  result.only = !statement.relation->inh;
  result.if_not_exists = statement.if_not_exists;
  result.concurrently = statement.concurrent;
  model::Index& index = result.index;
  index.name = text_of(statement.idxname);
  index.unique = statement.unique;
  index.method = text::lower(text_of(statement.accessMethod));
  if (index.method.empty()) index.method = "btree";
  index.nulls_not_distinct = statement.nulls_not_distinct;
  index.options = options(statement.options);
  index.origin = {context.where};
  for (const Node* item : Items(statement.indexParams)) {
    index.keys.push_back(index_key(as<IndexElem>(item)));
    result.key_names.push_back(key_name(as<IndexElem>(item)));
  }
  for (const Node* item : Items(statement.indexIncludingParams)) {
    index.include.push_back(text_of(as<IndexElem>(item).name));
    result.key_names.push_back(key_name(as<IndexElem>(item)));
  }
  if (statement.whereClause != nullptr) index.predicate = expression(statement.whereClause);
  return result;
}

std::string option_list(const List* definitions) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : options(definitions)) {
    parts.push_back(name + " = " + model::quote_literal(value));
  }
  return text::join(parts, ", ");
}

model::ExclusionDefinition exclusion(const Constraint& constraint) {
  model::ExclusionDefinition result;
  result.name = text_of(constraint.conname);
  std::vector<std::string> elements;
  for (const Node* item : Items(constraint.exclusions)) {
    const Items pair(&as<List>(item));
    const auto& element = as<IndexElem>(pair[0]);
    elements.push_back(element_text(element) + " WITH " + operator_text(&as<List>(pair[1])));
    result.key_names.push_back(key_name(element));
  }
  const std::string method = text_of(constraint.access_method);
  result.sql = "EXCLUDE USING " + (method.empty() ? "btree" : model::quote_identifier(method)) +
               " (" + text::join(elements, ", ") + ")";
  if (constraint.including != nullptr) {
    result.sql += " INCLUDE (" + model::quote_list(strings(constraint.including)) + ")";
  }
  if (constraint.options != nullptr)
    result.sql += " WITH (" + option_list(constraint.options) + ")";
  if (constraint.where_clause != nullptr) {
    result.sql += " WHERE (" + print_expression(constraint.where_clause) + ")";
  }
  if (constraint.deferrable) result.sql += " DEFERRABLE";
  if (constraint.initdeferred) result.sql += " INITIALLY DEFERRED";
  return result;
}

}  // namespace mimar::sql
