#include "design/relational/relationships.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/keys.h"
#include "design/relational/link_tables.h"
#include "design/relational/naming.h"
#include "design/relational/references.h"

namespace mimar::design::relational {
namespace {

// The one is in `from`.
Relationship settled(Relationship relationship) {
  if (relationship.from.many && !relationship.to.many)
    std::swap(relationship.from, relationship.to);
  return relationship;
}

bool same_reference(const Relationship& a, const Relationship& b) {
  return a.from.entity == b.from.entity && a.to.entity == b.to.entity &&
         a.from.role == b.from.role && a.from.many == b.from.many && a.to.many == b.to.many &&
         a.through == b.through && a.alternatives == b.alternatives &&
         (a.verb == b.verb ||
          (!a.from.many && a.from.role.empty() && a.from.entity != a.to.entity));
}

// What is said twice is one relationship.
std::vector<Relationship> distinct(const ConceptualModel& model) {
  std::vector<Relationship> all;
  for (const Relationship& said : model.relationships) {
    const Relationship one = settled(said);
    const auto same = std::find_if(all.begin(), all.end(), [&](const Relationship& other) {
      return same_reference(one, other);
    });
    if (same == all.end()) {
      all.push_back(one);
      continue;
    }
    same->owned |= one.owned;
    same->acyclic |= one.acyclic;
    same->ordered |= one.ordered;
    same->from.required |= one.from.required;
    same->to.required |= one.to.required;
    add_said(same->said, one.said);
  }
  return all;
}

void need_table(Layout& layout, const std::string& entity, const Said& said) {
  if (table_of(layout, entity) != nullptr) return;
  Table table;
  table.name = take(layout, plural_of_words(entity));
  table.entity = entity;
  table.comment = entity + ": named, but not described";
  table.said = said;
  table.why = "a relationship needs it";
  add_key(layout, table);
  layout.tables.push_back(std::move(table));
  layout.questions.push_back(fmt::format(
      "«{}» is not described: what is known of one? It has a key alone so far.", entity));
}

void add_position(Table& table, const Relationship& relationship, const std::string& reference) {
  Column position;
  position.name = find_column(table, "position") != nullptr ? "list_position" : "position";
  position.type = "integer";
  position.comment = fmt::format("Place among those of the same {}", relationship.from.entity);
  position.said = relationship.said;
  position.why = "the order is given by people, so it is stored";
  table.columns.push_back(position);
  Unique unique;
  unique.columns = {reference, position.name};
  unique.name = constraint_name(table, joined(unique.columns), "key");
  unique.deferrable = true;
  unique.why =
      "one thing at each place; checked at the end of the transaction, so that two can "
      "change places";
  unique.said = relationship.said;
  table.uniques.push_back(unique);
}

void add_one_to_one(Table& table, const Relationship& relationship, const std::string& reference) {
  Unique unique;
  unique.columns = {reference};
  unique.name = constraint_name(table, reference, "key");
  unique.why =
      fmt::format("each {} has one {} at most", relationship.from.entity, relationship.to.entity);
  unique.said = relationship.said;
  table.uniques.push_back(unique);
}

// The column that refers to the one.
std::string add_one(Layout& layout, const Relationship& relationship) {
  const std::string child = table_of(layout, relationship.to.entity)->name;
  const std::string parent = table_of(layout, relationship.from.entity)->name;
  const std::string reference = add_reference(layout, child, relationship);
  Table& table = *find_table(layout, child);
  if (!relationship.to.many) add_one_to_one(table, relationship, reference);
  if (relationship.ordered) add_position(table, relationship, reference);
  if (child == parent) refuse_itself(table, table.key.front(), reference, relationship);
  if (relationship.acyclic) keep_acyclic(layout, relationship, child, table.key.front(), reference);
  if (relationship.to.required) keep_participation(layout, relationship, parent, child, reference);
  return reference;
}

// Exactly one of the alternatives, whatever its table. `references`: the column of each
// relationship.
void add_alternatives(Layout& layout, const std::vector<Relationship>& all,
                      const std::vector<std::string>& references) {
  std::vector<std::pair<std::string, std::string>> done;
  for (const Relationship& one : all) {
    if (!one.exclusive_choice || one.from.many) continue;
    const std::pair group{one.to.entity, one.alternatives};
    if (std::find(done.begin(), done.end(), group) != done.end()) continue;
    done.push_back(group);
    Table& table = *table_of(layout, one.to.entity);
    Check check;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Relationship& other = all[i];
      if (!other.exclusive_choice || references[i].empty() || other.to.entity != group.first ||
          other.alternatives != group.second)
        continue;
      check.columns.push_back(references[i]);
      add_said(check.said, other.said);
    }
    if (check.columns.size() < 2) continue;
    const std::string name =
        group.second.empty() ? joined(check.columns) : "one_" + snake(group.second);
    check.name = constraint_name(table, name, "check");
    check.expression = fmt::format("num_nonnulls({}) = 1", listed(check.columns));
    Names nulls;
    for (const std::string& column : check.columns)
      nulls.push_back(quoted(column) + " = NULL");
    check.bad = text::join(nulls, ", ");
    check.why =
        "exactly one of them: each alternative has a foreign key of its own, which a column "
        "of type names could not have";
    table.checks.push_back(check);
  }
}

}  // namespace

bool is_pure_link(const ConceptualModel& model, const Entity& entity) {
  if (!entity.associative || !entity.supertype.empty()) return false;
  bool linked = false;
  for (const Relationship& relationship : model.relationships) {
    linked |= relationship.through == entity.name;
    if (relationship.through != entity.name &&
        (relationship.from.entity == entity.name ||
         (relationship.to.entity == entity.name && relationship.from.many)))
      return false;
  }
  for (const Entity& other : model.entities)
    if (other.supertype == entity.name) return false;
  return linked;
}

std::string verb_name(const Relationship& relationship) {
  return relationship.verb.empty() ? "" : snake(relationship.verb);
}

void add_relationships(Layout& layout) {
  const std::vector<Relationship> all = distinct(layout.model);
  for (const Relationship& one : all) {
    need_table(layout, one.from.entity, one.said);
    need_table(layout, one.to.entity, one.said);
  }
  // References first: an entity that links two others may have been said to belong to each.
  std::vector<std::string> references(all.size());
  for (const bool links : {false, true})
    for (std::size_t i = 0; i < all.size(); ++i) {
      if ((all[i].from.many && all[i].to.many) != links) continue;
      if (links)
        add_links(layout, all[i]);
      else
        references[i] = add_one(layout, all[i]);
    }
  add_alternatives(layout, all, references);
  defer_circles(layout);
}

}  // namespace mimar::design::relational
