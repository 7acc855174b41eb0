// ALTER TYPE of composite types: their attributes.
#include <algorithm>

#include "read/sql_files/definitions.h"

namespace mimar::read::sql_files {
namespace {

struct Change {
  State& state;
  model::CompositeType& type;

  auto find(const std::string& name) const {
    return std::find_if(type.attributes.begin(), type.attributes.end(),
                        [&](const model::Attribute& attribute) { return attribute.name == name; });
  }
  tl::unexpected<Error> no_attribute(const std::string& name) const {
    return error(state,
                 "attribute `" + name + "` does not exist in type `" + type.name.text() + "`");
  }
  model::Attribute resolved(model::Attribute attribute) const {
    model::Definition one = model::CompositeType{type.name, {std::move(attribute)}};
    resolve_names(state, one, "");
    complete(state, one);
    return std::get<model::CompositeType>(one).attributes.front();
  }

  Result<void> operator()(const model::AddAttribute& add) const {
    if (find(add.attribute.name) != type.attributes.end())
      return error(state, "attribute `" + add.attribute.name + "` exists already in type `" +
                              type.name.text() + "`");
    type.attributes.push_back(resolved(add.attribute));
    return {};
  }
  Result<void> operator()(const model::DropAttribute& drop) const {
    const auto found = find(drop.name);
    if (found == type.attributes.end() && drop.if_exists) return {};
    if (found == type.attributes.end()) return no_attribute(drop.name);
    type.attributes.erase(found);
    return {};
  }
  Result<void> operator()(const model::SetAttributeType& set) const {
    const auto found = find(set.attribute.name);
    if (found == type.attributes.end()) return no_attribute(set.attribute.name);
    const model::Comment comment = found->comment;
    *found = resolved(set.attribute);
    found->comment = comment;
    return {};
  }
};

// CREATE TABLE ... OF: the columns are those of the type.
bool has_typed_tables(const State& state, const model::Name& type) {
  return std::any_of(state.tables.begin(), state.tables.end(),
                     [&](const auto& entry) { return entry.second.of_type == type; });
}

}  // namespace

model::CompositeType* find_composite(State& state, const model::Name& written) {
  const auto found = state.others.find({"composite type", type_name(state, written).text()});
  return found == state.others.end() ? nullptr
                                     : std::get_if<model::CompositeType>(&found->second.definition);
}

Result<void> alter_composite_type(State& state, const model::AlterCompositeType& alter) {
  model::CompositeType* type = find_composite(state, alter.type);
  if (type == nullptr && alter.if_exists) return {};
  if (type == nullptr) return missing(state, "composite type", alter.type);
  if (has_typed_tables(state, type->name))
    state.incomplete.push_back("ALTER TYPE " + type->name.text() +
                               " was not followed into the tables of this type");
  for (const model::AttributeAction& action : alter.actions) {
    if (auto done = std::visit(Change{state, *type}, action); !done) return done;
  }
  return {};
}

Result<void> rename_attribute(State& state, const model::Rename& rename) {
  model::CompositeType* type = find_composite(state, rename.object.name);
  if (type == nullptr && rename.if_exists) return {};
  if (type == nullptr) return missing(state, "composite type", rename.object.name);
  if (has_typed_tables(state, type->name))
    state.incomplete.push_back("ALTER TYPE " + type->name.text() +
                               " was not followed into the tables of this type");
  const Change change{state, *type};
  const auto found = change.find(rename.object.sub);
  if (found == type->attributes.end()) return change.no_attribute(rename.object.sub);
  found->name = rename.to;
  return {};
}

Result<void> comment_attribute(State& state, const model::ObjectAddress& address,
                               const model::Comment& text) {
  model::CompositeType* type = find_composite(state, address.name);
  if (type == nullptr) return missing(state, "composite type", address.name);
  const Change change{state, *type};
  const auto found = change.find(address.sub);
  if (found == type->attributes.end()) return change.no_attribute(address.sub);
  found->comment = text;
  return {};
}

}  // namespace mimar::read::sql_files
