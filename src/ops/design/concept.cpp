#include "ops/design/concept.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "design/domain.h"

namespace mimar::ops::designing {
namespace {

using design::Attribute;
using design::ValueKind;
using emit::erd::Diagram;
using emit::erd::header_row;
using emit::erd::Relation;

constexpr std::size_t room_for_choices = 40;

std::string_view word(ValueKind kind) {
  switch (kind) {
    case ValueKind::text: return "text";
    case ValueKind::long_text: return "long text";
    case ValueKind::integer: return "whole number";
    case ValueKind::decimal: return "number";
    case ValueKind::money: return "money";
    case ValueKind::percentage: return "percentage";
    case ValueKind::boolean: return "yes or no";
    case ValueKind::date: return "date";
    case ValueKind::time: return "time of day";
    case ValueKind::timestamp: return "instant";
    case ValueKind::duration: return "duration";
    case ValueKind::period: return "period";
    case ValueKind::choice: return "choice";
    case ValueKind::email: return "email";
    case ValueKind::url: return "URL";
    case ValueKind::phone: return "phone number";
    case ValueKind::currency: return "currency";
    case ValueKind::country: return "country";
    case ValueKind::language: return "language";
    case ValueKind::timezone: return "time zone";
    case ValueKind::slug: return "slug";
    case ValueKind::color: return "colour";
    case ValueKind::ip_address: return "IP address";
    case ValueKind::latitude: return "latitude";
    case ValueKind::longitude: return "longitude";
    case ValueKind::identifier: return "identifier";
    case ValueKind::uuid: return "UUID";
    case ValueKind::json: return "JSON";
    case ValueKind::binary: return "bytes";
    case ValueKind::hash: return "hash";
  }
  return {};
}

std::string type_of(const Attribute& attribute) {
  std::string type(word(attribute.kind));
  const std::string choices = text::join(attribute.choices, " | ");
  if (attribute.kind == ValueKind::choice && !choices.empty())
    type = choices.size() <= room_for_choices
               ? choices
               : "one of " + std::to_string(attribute.choices.size());
  return attribute.many ? "list of " + type : type;
}

class Drawing {
 public:
  explicit Drawing(const design::ConceptualModel& model)
      : model_(model), domain_(design::domain_of(model)) {
    diagram_.concepts = true;
    diagram_.title = model.name;
  }

  Diagram make() {
    for (const design::Entity& entity : model_.entities)
      add(entity);
    for (const design::Entity& entity : model_.entities)
      if (!entity.supertype.empty()) add_subtype(entity);
    for (const design::Relationship& relationship : model_.relationships)
      relate(relationship);
    return std::move(diagram_);
  }

 private:
  void add(const design::Entity& entity) {
    positions_.emplace(entity.name, diagram_.entities.size());
    emit::erd::Entity drawn;
    drawn.name = drawn.short_name = entity.name;
    drawn.schema = design::context_of(domain_, entity.name);
    drawn.table = {drawn.schema, entity.name};
    drawn.remark = entity.event ? "something that happened: never changes" : "";
    for (const Attribute& attribute : entity.attributes) {
      emit::erd::Row row{attribute.name, type_of(attribute)};
      row.nullable = attribute.optional;
      row.remark = text::join(attribute.choices, ", ");
      drawn.rows.push_back(std::move(row));
    }
    diagram_.entities.push_back(std::move(drawn));
  }

  std::size_t position(const std::string& entity) const {
    const auto found = positions_.find(entity);
    return found == positions_.end() ? header_row : found->second;
  }

  void add(Relation relation) {
    if (relation.parent == header_row || relation.child == header_row) return;
    relation.parent_row = relation.child_row = header_row;
    diagram_.relations.push_back(std::move(relation));
  }

  void add_subtype(const design::Entity& entity) {
    Relation relation;
    relation.parent = position(entity.supertype);
    relation.child = position(entity.name);
    relation.one_to_one = true;
    relation.columns = "is a";
    relation.remark = entity.name + " is a kind of " + entity.supertype;
    add(std::move(relation));
  }

  void relate(const design::Relationship& said) {
    const std::string roles = said.to.role.empty() ? said.from.role : said.to.role;
    const std::string label = roles.empty() ? said.verb : said.verb + " (" + roles + ")";
    Relation relation;
    relation.columns = label;
    relation.remark = said.from.entity + " " + said.verb + " " + said.to.entity +
                      (said.acyclic ? ", without cycles" : "") +
                      (said.ordered ? ", in an order" : "") +
                      (said.exclusive_choice ? ", or another: exactly one" : "");
    relation.parent = position(said.from.entity);
    relation.child = position(said.to.entity);
    if (const std::size_t pairs = position(said.through);
        !said.through.empty() && pairs != header_row) {
      // Each pair is of exactly one on both sides.
      Relation other = relation;
      relation.child = pairs;
      relation.some_child = said.to.required;
      other.parent = position(said.to.entity);
      other.child = pairs;
      other.some_child = said.from.required;
      add(std::move(other));
    } else {
      relation.optional = !said.from.required;
      relation.many_parents = said.from.many;
      relation.some_parent = said.from.required;
      relation.one_to_one = !said.to.many;
      relation.some_child = said.to.required;
    }
    add(std::move(relation));
  }

  const design::ConceptualModel& model_;
  const design::Domain domain_;
  Diagram diagram_;
  std::map<std::string, std::size_t> positions_;
};

}  // namespace

std::vector<emit::erd::NamedGroup> contexts_of(const Diagram& diagram) {
  std::vector<emit::erd::NamedGroup> groups;
  for (const emit::erd::Entity& entity : diagram.entities) {
    const std::string name = entity.schema.empty() ? "Below no heading" : entity.schema;
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const auto& one) { return one.name == name; });
    if (group == groups.end()) group = groups.insert(groups.end(), {name, {}});
    group->tables.insert(entity.table);
  }
  return groups.size() > 1 ? groups : std::vector<emit::erd::NamedGroup>();
}

Diagram concept_diagram(const design::ConceptualModel& model) {
  return Drawing(model).make();
}

}  // namespace mimar::ops::designing
