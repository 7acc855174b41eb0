#include "design/relational/references.h"

#include <fmt/core.h>

#include "design/relational/attributes.h"
#include "design/relational/keys.h"
#include "design/relational/naming.h"
#include "design/relational/relationships.h"

namespace mimar::design::relational {
namespace {

void choose_on_delete(ForeignKey& key, const Relationship& relationship, bool required) {
  const std::string& one = relationship.from.entity;
  const std::string& many = relationship.to.entity;
  if (relationship.to.required) {
    key.on_delete = "CASCADE";
    key.why = fmt::format("{} has one {} at least, so the last one can only go with it",
                          with_article(one), many);
  } else if (many.starts_with(one + " ") && required) {
    key.on_delete = "CASCADE";
    key.why = fmt::format("its name says that {} is part of its {}", with_article(many), one);
  } else if (relationship.owned) {
    key.on_delete = "CASCADE";
    key.why = fmt::format("{} is part of its {} and goes with it", with_article(many), one);
  } else if (!required && !relationship.exclusive_choice) {
    key.on_delete = "SET NULL";
    key.why = fmt::format("{} can be without {}, so it stays when that goes", with_article(many),
                          with_article(one));
  } else {
    key.on_delete = "RESTRICT";
    key.why = fmt::format("{} with {} is not deleted under it: neither is part of the other",
                          with_article(one), with_article(many));
  }
}

// A second relationship between the same two, without a role: its verb tells them apart.
std::string free_name(const Table& table, const Relationship& relationship) {
  const std::string name = reference_name(relationship);
  if (find_column(table, name) == nullptr) return name;
  const std::string verb = verb_name(relationship);
  std::string other = verb.empty() ? "other_" + name : verb + "_" + name;
  for (int number = 2; find_column(table, other) != nullptr; ++number)
    other = fmt::format("{}_{}", name, number);
  return other;
}

}  // namespace

std::string plural_of_words(const std::string& entity) {
  return plural_of(snake(entity));
}

std::string reference_name(const Relationship& relationship) {
  const End& one = relationship.from;
  // "Owned by a customer or a merchant": both are the owner, each with a column of its own.
  if (!one.role.empty() && relationship.exclusive_choice && one.role != one.entity)
    return shortened(snake(one.role) + "_" + snake(one.entity) + "_id");
  if (!one.role.empty()) return shortened(snake(one.role) + "_id");
  if (one.entity == relationship.to.entity) return "parent_id";
  return shortened(snake(one.entity) + "_id");
}

std::string add_reference(Layout& layout, const std::string& child,
                          const Relationship& relationship) {
  Table& table = *find_table(layout, child);
  const Table& parent = *table_of(layout, relationship.from.entity);
  const bool first_has_none = relationship.from.required && child == parent.name;
  if (first_has_none)
    layout.questions.push_back(
        fmt::format("Has every {} one {}? The first one cannot, so it may be without.",
                    relationship.to.entity, reference_name(relationship)));
  const bool required =
      relationship.from.required && !relationship.exclusive_choice && !first_has_none;
  Column column{free_name(table, relationship), type_of_key(layout, parent)};
  column.required = required;
  column.said = relationship.said;
  column.comment = fmt::format(
      "{} of this {}{}",
      relationship.from.role.empty() ? relationship.from.entity : relationship.from.role,
      relationship.to.entity, required ? "" : "; NULL where there is none");
  if (!column.comment.empty() && column.comment[0] >= 'a' && column.comment[0] <= 'z')
    column.comment[0] = static_cast<char>(column.comment[0] - 'a' + 'A');
  column.why = required ? "each has one" : "one may be without";
  ForeignKey key;
  key.name = constraint_name(table, column.name, "fkey");
  key.columns = {column.name};
  key.table = parent.name;
  key.referenced = parent.key;
  key.entity = relationship.from.entity;
  key.role = relationship.from.role;
  key.said = relationship.said;
  choose_on_delete(key, relationship, required);
  table.foreign_keys.push_back(key);
  table.columns.push_back(column);
  return column.name;
}

void refuse_itself(Table& table, const std::string& a, const std::string& b,
                   const Relationship& relationship) {
  Check check;
  check.name = constraint_name(table, "not_itself", "check");
  check.columns = {b, a};
  check.expression = fmt::format("{} <> {}", quoted(a), quoted(b));
  check.bad = fmt::format("{} = {}", quoted(b), quoted(a));
  check.why = fmt::format("{} is not its own {}", with_article(relationship.from.entity),
                          relationship.from.role.empty() ? "counterpart" : relationship.from.role);
  check.said = relationship.said;
  table.checks.push_back(check);
}

}  // namespace mimar::design::relational
