#include "sql/universe.h"

#include <algorithm>

#include "base/text.h"
#include "sql/stock_text_search.h"
#include "sql/tree_facts.h"

namespace mimar::sql {
namespace {

// The bits of INTERVAL_MASK() by the words of a type name.
int interval_mask(std::string_view fields) {
  constexpr std::array<std::pair<std::string_view, int>, 6> units = {{{"year", 1 << 2},
                                                                      {"month", 1 << 1},
                                                                      {"day", 1 << 3},
                                                                      {"hour", 1 << 10},
                                                                      {"minute", 1 << 11},
                                                                      {"second", 1 << 12}}};
  if (fields.empty()) return -1;
  const std::size_t to = fields.find(" to ");
  const std::string_view first = fields.substr(0, to);
  const std::string_view last = to == std::string_view::npos ? first : fields.substr(to + 4);
  int mask = 0;
  bool inside = false;
  for (const auto& [unit, bit] : units) {
    inside = inside || unit == first;
    if (inside) mask |= bit;
    if (unit == last) inside = false;
  }
  return mask;
}

// numeric(5) is numeric(5,0). The length of 1 that the keywords BIT and CHARACTER mean is the
// grammar's: it does not give it to a constant, bit '101'.
void complete_modifiers(Type& type) {
  if (type.base == '#' && type.modifiers[0] >= 0 && type.modifiers[1] < 0) type.modifiers[1] = 0;
}

int integer_of(const Node* node) {
  const bool integer =
      tag_of(node) == T_A_Const && tag_of(&as<A_Const>(node).val.node) == T_Integer;
  return integer ? as<A_Const>(node).val.ival.ival : -1;
}

}  // namespace

Universe::Universe(const model::Objects& objects, std::vector<std::string> search_path,
                   bool path_varies)
    : search_path_(std::move(search_path)), path_varies_(path_varies) {
  for (const model::Enum& type : objects.enums)
    add_type({type.name, UserType::Kind::enumeration, {}, {}});
  add_defined_types(objects);
  for (const model::Table& table : objects.tables)
    if (!type_numbers_.contains(table.name))
      add_type({table.name, UserType::Kind::composite, {}, {}});
  add_foreign_types(objects);
  add_objects(objects);
  add_functions(objects);
  for (const model::OtherObject& object : objects.others) {
    if (const auto* extension = model::as<model::Extension>(object)) add_extension(*extension);
    if (const auto* definition = model::as<model::Operator>(object)) add_operator(*definition);
    if (const auto* cast = model::as<model::Cast>(object))
      casts_[{type(cast->source).base, type(cast->target).base}] = {cast->context[0],
                                                                    cast->method[0]};
  }
}

void Universe::add_type(UserType type) {
  type_numbers_[type.name] = first_user_type + static_cast<int>(types_.size());
  types_.push_back(std::move(type));
}

// All by name first: they name each other.
void Universe::add_defined_types(const model::Objects& objects) {
  for (const model::OtherObject& object : objects.others) {
    if (const auto* extension = model::as<model::Extension>(object))
      add_extension_types(*extension);
    if (const auto* domain = model::as<model::Domain>(object))
      add_type({domain->name, UserType::Kind::domain, {}, {}});
    if (const auto* composite = model::as<model::CompositeType>(object))
      add_type({composite->name, UserType::Kind::composite, {}, {}});
    if (const auto* range = model::as<model::RangeType>(object)) {
      add_type({range->name, UserType::Kind::range, {}, {}});
      add_type({range->multirange, UserType::Kind::multirange, {}, {}});
    }
  }
  const auto known = [this](const model::Name& name) -> UserType& {
    return types_[static_cast<std::size_t>(type_numbers_.at(name) - first_user_type)];
  };
  for (const model::OtherObject& object : objects.others) {
    if (const auto* domain = model::as<model::Domain>(object)) {
      known(domain->name).base = type(domain->type);
      known(domain->name).collated = !domain->collation.empty();
    }
    if (const auto* range = model::as<model::RangeType>(object)) {
      known(range->name).base = type(range->subtype);
      known(range->multirange).base = named_type(range->name.schema, range->name.name);
    }
    if (const auto* composite = model::as<model::CompositeType>(object)) {
      for (const model::Attribute& attribute : composite->attributes)
        known(composite->name).columns.push_back({attribute.name, type(attribute.type)});
    }
  }
}

// Types of extensions are known by name only, from the columns that use them.
void Universe::add_foreign_types(const model::Objects& objects) {
  for (const model::Table& table : objects.tables)
    for (const model::Column& column : table.columns)
      if (!column.type.name.schema.empty() && !type_numbers_.contains(column.type.name))
        add_type({column.type.name, UserType::Kind::other, {}, {}});
}

void Universe::add_objects(const model::Objects& objects) {
  for (const model::Table& table : objects.tables) {
    OutputColumns columns;
    for (const model::Column& column : table.columns)
      columns.push_back({column.name, type(column.type), {column.collation}});
    names_[table.name] = false;
    set_columns(table.name, std::move(columns));
  }
  for (const model::View& view : objects.views) {
    names_[view.name] = false;
    add_type({view.name, UserType::Kind::composite, {}, {}});
  }
  for (const model::Sequence& sequence : objects.sequences)
    names_[sequence.name] = true;
  for (const model::OtherObject& object : objects.others) {
    if (const auto* made = model::as<model::TextSearchConfiguration>(object))
      text_search_.insert({false, made->name});
    if (const auto* made = model::as<model::TextSearchDictionary>(object))
      text_search_.insert({true, made->name});
  }
}

model::Name Universe::find_relation(const std::string& schema, const std::string& name) const {
  if (!schema.empty())
    return names_.contains({schema, name}) ? model::Name{schema, name} : model::Name{};
  model::Name found;
  along_path([&](const std::string& candidate) {
    if (!names_.contains({candidate, name})) return false;
    if (found.empty()) found = {candidate, name};
    return true;
  });
  return found;
}

model::Name Universe::find_text_search(bool dictionary, const std::string& schema,
                                       const std::string& name) const {
  const bool stock = dictionary ? is_stock_dictionary(name) : stock_configuration(name).has_value();
  const auto own = [&](const std::string& where) {
    return text_search_.contains({dictionary, {where, name}});
  };
  if (!schema.empty() && schema != "pg_catalog")
    return own(schema) ? model::Name{schema, name} : model::Name{};
  if (stock) return {"", name};
  model::Name found;
  if (!schema.empty()) return found;
  along_path([&](const std::string& candidate) {
    if (!own(candidate)) return false;
    if (found.empty()) found = {candidate, name};
    return true;
  });
  return found;
}

model::Name Universe::find_sequence(const std::string& schema, const std::string& name) const {
  return find_relation(schema, name);
}

const OutputColumns* Universe::columns(const model::Name& relation) const {
  const auto found = relations_.find(relation);
  return found == relations_.end() ? nullptr : &found->second;
}

void Universe::set_columns(const model::Name& relation, OutputColumns columns) {
  if (const auto number = type_numbers_.find(relation); number != type_numbers_.end())
    types_[static_cast<std::size_t>(number->second - first_user_type)].columns = columns;
  relations_[relation] = std::move(columns);
}

Type Universe::named_type(const std::string& schema, const std::string& name) const {
  if (schema.empty() || schema == "pg_catalog")
    if (const Type found = find_builtin_type(name); found.known()) return found;
  if (schema.empty()) {
    Type first = unknowable;
    along_path([&](const std::string& candidate) {
      const auto found = type_numbers_.find({candidate, name});
      if (found == type_numbers_.end()) return false;
      if (!first.known()) first = {found->second, false, {-1, -1}};
      return true;
    });
    return first;
  } else if (const auto found = type_numbers_.find({schema, name}); found != type_numbers_.end()) {
    return {found->second, false, {-1, -1}};
  }
  return unknowable;
}

int Universe::number_of_words(const std::string& words) const {
  const auto known = std::find(words_.begin(), words_.end(), words);
  const auto number = static_cast<int>(known - words_.begin());
  if (known == words_.end()) words_.push_back(words);
  return number;
}

Type Universe::type(const model::DataType& type) const {
  Type found = named_type(type.name.schema, type.name.name);
  found.array = type.array;
  found.words = number_of_words(type.other_modifiers);
  const bool interval = found.base == 'I';
  if (interval) found.modifiers[0] = interval_mask(type.fields);
  const std::size_t first = interval ? 1 : 0;
  for (std::size_t i = 0; i < type.modifiers.size() && first + i < 2; ++i)
    found.modifiers[first + i] = type.modifiers[i];
  complete_modifiers(found);
  return found;
}

Type Universe::type(const TypeName& name) const {
  const Items parts(name.names), modifiers(name.typmods);
  if (name.pct_type || parts.empty()) return unknowable;
  Type found = named_type(parts.size() > 1 ? string_of(parts[parts.size() - 2]) : "",
                          string_of(parts.back()));
  if (!found.known()) return unknowable;
  found.array = found.array || name.arrayBounds != nullptr;
  if (const UserType* user = user_type(found.base)) {
    const std::string words = words_of_modifiers(user->name, name.typmods);
    found.words = number_of_words(words);
    if (!words.empty()) return found;
  }
  for (std::size_t i = 0; i < modifiers.size() && i < 2; ++i)
    found.modifiers[i] = integer_of(modifiers[i]);
  if (found.base == 'I' && found.modifiers[0] == 0x7FFF)
    found.modifiers[0] = -1;  // INTERVAL_FULL_RANGE
  complete_modifiers(found);
  return found;
}

std::optional<model::DataType> Universe::data_type(const Type& type) const {
  model::DataType result;
  result.array = type.array;
  result.other_modifiers = words_of(type);
  const UserType* user = user_type(type.base);
  const BuiltinType* known = builtin(type.base);
  if (user != nullptr) {
    result.name = user->name;
  } else if (known == nullptr || known->category == 'P' || type.is('u')) {
    return std::nullopt;  // a pseudo-type
  } else if (type.base == 'I') {
    result.name.name = "interval";
    if (type.modifiers[0] >= 0) result.fields = interval_fields(type.modifiers[0]);
    if (type.modifiers[1] >= 0) result.modifiers = {type.modifiers[1]};
    return result;
  } else if (type.base == 'B' && !type.has_modifiers()) {
    return std::nullopt;  // "bit" of any length, which has no name of its own
  } else {
    const bool any_length = type.base == 'p' && !type.has_modifiers();
    result.name.name = any_length ? "bpchar" : std::string(known->sql_name);
  }
  for (const int modifier : type.modifiers)
    if (modifier >= 0) result.modifiers.push_back(modifier);
  return result;
}

const UserType* Universe::user_type(int base) const {
  const int index = base - first_user_type;
  return index >= 0 && index < static_cast<int>(types_.size())
             ? &types_[static_cast<std::size_t>(index)]
             : nullptr;
}

Type Universe::base_of(Type type) const {
  for (int depth = 0; depth < 32 && !type.array; ++depth) {
    const UserType* user = user_type(type.base);
    if (user == nullptr || user->kind != UserType::Kind::domain) break;
    type = user->base;
  }
  return type;
}

char Universe::category(const Type& type) const {
  if (type.array) return 'A';
  if (const BuiltinType* known = builtin(type.base)) return known->category;
  const UserType* user = user_type(type.base);
  if (user == nullptr) return 'U';
  switch (user->kind) {
    case UserType::Kind::enumeration: return 'E';
    case UserType::Kind::domain: return category(base_of(type));
    case UserType::Kind::composite: return 'C';
    case UserType::Kind::range:
    case UserType::Kind::multirange: return 'R';
    case UserType::Kind::other: return user->category != '\0' ? user->category : 'U';
  }
  return 'U';
}

bool Universe::preferred(const Type& type) const {
  const BuiltinType* known = builtin(type.base);
  if (const UserType* user = user_type(type.base)) return !type.array && user->preferred;
  return known != nullptr && !type.array && known->preferred;
}

bool Universe::is_enum(const Type& type) const {
  const UserType* user = user_type(type.base);
  return user != nullptr && !type.array && user->kind == UserType::Kind::enumeration;
}

}  // namespace mimar::sql
