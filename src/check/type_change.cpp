#include "check/type_change.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/fix.h"
#include "check/type_obstacles.h"
#include "emit/ddl/rebuild.h"

namespace mimar::check {
namespace {

constexpr std::string_view run_together =
    "what depends on it is dropped and created again around the change: run it in one transaction";

// The columns, and those of partitions and inheriting tables, which change with them.
std::set<model::ColumnOf> with_children(const model::Database& database,
                                        const std::vector<model::ColumnOf>& columns) {
  std::set<model::ColumnOf> all(columns.begin(), columns.end());
  for (bool grew = true; grew;) {
    grew = false;
    for (const model::Table& table : database->tables) {
      if (table.inherits.empty() && !table.partition_of) continue;
      std::vector<model::Name> parents = table.inherits;
      if (table.partition_of) parents.push_back(table.partition_of->parent);
      for (const model::Name& parent : parents)
        for (const model::ColumnOf& one : std::set<model::ColumnOf>(all))
          if (one.table == parent && model::find_column(table, one.column))
            grew = all.insert({table.name, one.column}).second || grew;
    }
  }
  return all;
}

std::vector<evidence::Rebuilt> rebuilt(const emit::ddl::Rebuild& rebuild) {
  std::vector<evidence::Rebuilt> around;
  for (const emit::ddl::Rebuilt& one : rebuild.objects)
    around.push_back({one.rank, one.drop, one.create});
  return around;
}

std::string joined(std::string_view remark, std::string_view more) {
  return remark.empty() ? std::string(more) : fmt::format("{}; {}", remark, more);
}

}  // namespace

evidence::Fix change_types(const Subject& subject, const std::vector<model::ColumnOf>& columns,
                           std::string_view type, std::string statements, std::string_view remark) {
  const model::Database& database = subject.database;
  const std::set<model::ColumnOf> changed = with_children(database, columns);
  const emit::ddl::Rebuild rebuild = subject.dependents.around(changed);
  const std::vector<std::string> obstacles =
      type_obstacles(database, {columns, changed, std::string(type)}, rebuild);
  if (!obstacles.empty()) return no_automatic_fix(text::join(obstacles, "; "));
  if (rebuild.objects.empty()) return {std::move(statements), std::string(remark)};
  return evidence::rebuilding(std::move(statements), rebuilt(rebuild),
                              joined(remark, run_together));
}

evidence::Fix change_type(const Subject& subject, const model::Table& table,
                          const model::Column& column, std::string_view type,
                          std::string_view remark) {
  return change_types(subject, {{table.name, column.name}}, type, set_type(table, column, type),
                      remark);
}

}  // namespace mimar::check
