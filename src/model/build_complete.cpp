#include <algorithm>
#include <set>

#include "model/build_steps.h"
#include "model/visit.h"

namespace mimar::model::building {
namespace {

// An expression nobody canonicalised is compared by its text, and known to be unresolved.
void complete(Expression& expression) {
  if (expression.canonical.empty()) {
    expression.canonical = expression.sql;
    expression.resolved = false;
  }
  std::vector<Reference>& references = expression.references;
  std::sort(references.begin(), references.end());
  references.erase(std::unique(references.begin(), references.end()), references.end());
}

void require_value(Table& table, const std::string& column_name) {
  for (Column& column : table.columns) {
    if (column.name == column_name) column.not_null = true;
  }
}

template <class Object>
void add_schemas(std::set<std::string>& used, const std::vector<Object>& objects) {
  for (const Object& object : objects)
    used.insert(object.name.schema);
}

bool says_nothing(const Schema& schema) {
  return schema.name == "public" &&
         (!schema.comment || *schema.comment == "standard public schema") && schema.access.empty();
}

}  // namespace

void complete_schemas(Objects& objects) {
  std::vector<Schema>& schemas = objects.schemas;
  std::set<std::string> used;
  add_schemas(used, objects.tables);
  add_schemas(used, objects.views);
  add_schemas(used, objects.sequences);
  add_schemas(used, objects.enums);
  for (const OtherObject& object : objects.others)
    used.insert(schema_of(object.definition));
  for (const Schema& schema : schemas)
    used.erase(schema.name);
  for (const std::string& name : used) {
    if (name.empty() || name == "public") continue;
    schemas.push_back({name, {}, {}, {}});
    objects.incomplete.push_back("schema \"" + name + "\" is used but created elsewhere");
  }
  schemas.erase(std::remove_if(schemas.begin(), schemas.end(), says_nothing), schemas.end());
  std::stable_sort(schemas.begin(), schemas.end(),
                   [](const Schema& a, const Schema& b) { return a.name < b.name; });
  std::sort(objects.incomplete.begin(), objects.incomplete.end());
}

void complete_table(Table& table) {
  for (Column& column : table.columns) {
    if (column.identity) column.not_null = true;
  }
  if (table.primary_key) {
    for (const std::string& column : table.primary_key->columns)
      require_value(table, column);
  }
}

void complete_expressions(Objects& objects) {
  visit<Expression>(objects, [](Expression& expression) { complete(expression); });
}

}  // namespace mimar::model::building
