// CREATE INDEX and exclusion constraints.

#include "base/text.h"
#include "model/quote.h"
#include "sql/print.h"
#include "sql/translate.h"

namespace mimar::sql {

std::string key_name(const IndexElem& element) {
  if (element.indexcolname != nullptr) return element.indexcolname;
  if (element.name != nullptr) return element.name;
  const std::string implied = implied_name(element.expr);
  return implied.empty() ? "expr" : implied;
}

model::IndexKey index_key(const IndexElem& element) {
  model::IndexKey result;
  result.column = text_of(element.name);
  result.opclass = name_of(element.opclass);
  result.opclass_options = options(element.opclassopts);
  result.collation = name_of(element.collation);
  if (element.name == nullptr) {
    // PostgreSQL takes COLLATE off, and what then is a column for one: ((a)), ((a COLLATE "C")).
    const Node* written = element.expr;
    while (tag_of(written) == T_CollateClause) {
      if (result.collation.empty()) result.collation = name_of(as<CollateClause>(written).collname);
      written = as<CollateClause>(written).arg;
    }
    const bool column = tag_of(written) == T_ColumnRef;
    if (column && tag_of(Items(as<ColumnRef>(written).fields).back()) == T_String)
      result.column = string_of(Items(as<ColumnRef>(written).fields).back());
    else
      result.expression = expression(written);
  }
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
  index.tablespace = text_of(statement.tableSpace);
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

model::ExclusionDefinition exclusion(const Constraint& constraint) {
  model::ExclusionDefinition result;
  model::Exclusion& made = result.exclusion;
  made.name = text_of(constraint.conname);
  made.method = text::lower(text_of(constraint.access_method));
  if (made.method.empty()) made.method = "btree";
  for (const Node* item : Items(constraint.exclusions)) {
    const Items pair(&as<List>(item));
    const auto& element = as<IndexElem>(pair[0]);
    made.elements.push_back({index_key(element), name_of(&as<List>(pair[1]))});
    result.key_names.push_back(key_name(element));
  }
  made.include = strings(constraint.including);
  result.key_names.insert(result.key_names.end(), made.include.begin(), made.include.end());
  made.options = options(constraint.options);
  if (constraint.where_clause != nullptr) made.predicate = expression(constraint.where_clause);
  made.deferrable = constraint.deferrable;
  made.initially_deferred = constraint.initdeferred;
  made.tablespace = text_of(constraint.indexspace);
  return result;
}

}  // namespace mimar::sql
