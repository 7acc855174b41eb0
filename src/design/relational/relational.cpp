#include "design/relational/relational.h"

#include <fmt/core.h>

#include "design/relational/accesses.h"
#include "design/relational/attributes.h"
#include "design/relational/conventions.h"
#include "design/relational/indexes.h"
#include "design/relational/keys.h"
#include "design/relational/layout.h"
#include "design/relational/naming.h"
#include "design/relational/reasons.h"
#include "design/relational/relationships.h"
#include "design/relational/rules.h"
#include "design/relational/tenancy.h"
#include "design/relational/traces.h"
#include "design/relational/volumes.h"
#include "design/relational/write.h"

namespace mimar::design {
namespace relational {
namespace {

Result<void> add_entities(Layout& layout) {
  std::map<std::string, std::string> entities;
  for (const Entity& entity : layout.model.entities) {
    Table table;
    table.name = table_name(entity);
    const auto [taken, is_new] = entities.try_emplace(table.name, entity.name);
    if (!is_new)
      return fail(ErrorKind::usage,
                  fmt::format("«{}» and «{}» would both be table {}", taken->second, entity.name,
                              table.name),
                  "give one of them another name, or say that they are the same");
    take(layout, table.name);
    table.entity = entity.name;
    table.comment = fmt::format("A row is one {}", entity.name);
    // Below a heading of its own name it is part of nothing but itself.
    if (const std::string context = snake(entity.context);
        !context.empty() && context != table.name && context != snake(entity.name))
      table.comment += "; part of " + entity.context;
    table.said = entity.said;
    if (entity.associative) table.why = "a link that has values of its own";
    table.link = entity.associative;
    if (!is_pure_link(layout.model, entity)) add_key(layout, table);
    if (!entity.supertype.empty()) {
      Column& key = *find_column(table, "id");
      key.default_value.clear();
      key.identity = false;
      key.comment = fmt::format("Key, of its row in the table of each {}", entity.supertype);
      key.why = "shared with what it is a kind of";
    }
    layout.tables.push_back(std::move(table));
  }
  return {};
}

void build(Layout& layout) {
  add_subtypes(layout);
  add_relationships(layout);
  for (Table& table : layout.tables)
    if (table.key.empty()) add_key(layout, table);
  add_tenancy(layout);
  for (const Entity& entity : layout.model.entities) {
    const std::string table = table_of(layout, entity.name)->name;  // value lists add tables
    add_attributes(layout, table, entity);
  }
  add_derived(layout);
  add_conventions(layout);
  add_uniques(layout);
  add_exclusions(layout);
  add_comparisons(layout);
  add_requirements(layout);
  add_lifecycles(layout);
  count_the_living(layout);
}

}  // namespace
}  // namespace relational

Result<Draft> to_relational(const ConceptualModel& model, const Policy& policy) {
  relational::Layout layout{model, policy};
  if (const Result<void> added = relational::add_entities(layout); !added)
    return fail(added.error());
  relational::build(layout);
  relational::add_accesses(layout);
  relational::index_references(layout);
  for (std::size_t i = 0; i < layout.later.size(); ++i)
    layout.later[i](layout);
  relational::trace_everything(layout);
  relational::trace_tenancy(layout);
  relational::tell_reasons(layout);
  Draft draft;
  draft.rows = relational::volumes(layout);
  draft.sql = relational::write(layout);
  draft.reasons = std::move(layout.reasons);
  draft.traces = std::move(layout.traces);
  draft.accesses = std::move(layout.accesses);
  draft.questions = std::move(layout.questions);
  return draft;
}

}  // namespace mimar::design
