#include "check/mention.h"

#include <algorithm>

#include "check/wording.h"

namespace mimar::check {
namespace {

bool in_columns(const model::Table& table, std::string_view identifier) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const model::Column& column) {
    return (column.default_value && mentions(column.default_value->sql, identifier)) ||
           (column.generated && mentions(column.generated->sql, identifier));
  });
}

bool in_table(const model::Table& table, std::string_view identifier) {
  return in_columns(table, identifier) ||
         std::any_of(table.checks.begin(), table.checks.end(), [&](const model::Check& check) {
           return mentions(check.expression.sql, identifier);
         });
}

// What a reader made a definition of names its types and sequences among the references.
bool in_other(const model::OtherObject& object, std::string_view identifier) {
  if (mentions(object.sql, identifier) || mentions(object.name, identifier)) return true;
  const auto* routine = std::get_if<model::Routine>(&object.definition);
  if (routine && mentions(routine->body, identifier)) return true;
  return std::any_of(
      object.references.begin(), object.references.end(),
      [&](const model::Reference& reference) { return reference.name.name == identifier; });
}

bool in_others(const model::Database& database, std::string_view identifier) {
  return std::any_of(
      database->others.begin(), database->others.end(),
      [&](const model::OtherObject& object) { return in_other(object, identifier); });
}

}  // namespace

bool spoken_of(const model::Database& database, std::string_view identifier) {
  const model::Objects& objects = database.objects();
  return in_others(database, identifier) ||
         std::any_of(objects.tables.begin(), objects.tables.end(),
                     [&](const model::Table& table) { return in_table(table, identifier); }) ||
         std::any_of(objects.views.begin(), objects.views.end(),
                     [&](const model::View& view) { return mentions(view.query.sql, identifier); });
}

}  // namespace mimar::check
