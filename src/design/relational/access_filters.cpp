#include "design/relational/access_filters.h"

#include <algorithm>

#include <fmt/core.h>

#include "design/relational/access_paths.h"
#include "design/relational/carry.h"
#include "design/relational/naming.h"
#include "design/relational/relational.h"
#include "model/quote.h"

namespace mimar::design::relational {
namespace {

// One that is further away: the tables between are joined, unless reading counts so much that the
// column is carried here.
bool by_way(AccessText& text, const Filter& filter) {
  const std::vector<Step> way = way_to(text.layout, text.table, filter.attribute);
  if (way.empty()) return false;
  if (way.size() > 1 && filter.op != "=") return false;
  const bool carries = way.size() > 1 && !text.access.order.empty() && text.access.page &&
                       balance_of(text.layout.model, text.access.entity) == Balance::read_heavy;
  if (way.size() == 1 || carries) {
    const auto column = column_for(text.layout, text.table, filter.attribute, text.access.said);
    if (!column) return false;
    Filter given = filter;  // "mine" is no key: who it is, the program knows
    given.value.clear();
    text.conditions.push_back(on_column(text, given, *column));
    return true;
  }
  std::string below = text.table;
  for (std::size_t i = 0; i + 1 < way.size(); ++i) {
    const ForeignKey& key = find_table(text.layout, way[i].table)->foreign_keys[way[i].key];
    text.from +=
        fmt::format("\nJOIN {} ON {}.{} = {}.{}", full(text.layout, key.table), quoted(key.table),
                    quoted(key.referenced.back()), quoted(below), quoted(key.columns.back()));
    below = key.table;
  }
  const ForeignKey& last = find_table(text.layout, below)->foreign_keys[way.back().key];
  const std::string value = parameter_of(text, below, last.columns.back());
  text.conditions.push_back(
      {fmt::format("{}.{} = {}", quoted(below), quoted(last.columns.back()), value), "", ""});
  text.joined = true;
  return true;
}

// Of "followed person", which a table of links between people has: the second side of it.
bool is_second_side(const Table& links, const std::string& name) {
  if (links.foreign_keys.size() < 2) return false;
  const ForeignKey& second = links.foreign_keys[1];
  return second.table == links.foreign_keys[0].table && name.ends_with(" " + second.entity) &&
         second.columns.back().substr(0, 4) == name.substr(0, 4);
}

// The sides of `links` that refer to what is read and to what is given.
std::pair<const ForeignKey*, const ForeignKey*> sides_of(const AccessText& text, const Table& links,
                                                         const std::string& name) {
  const Table* other = table_of(text.layout, name);
  if (is_second_side(links, name) && links.foreign_keys[1].table == text.table)
    return {&links.foreign_keys[0], &links.foreign_keys[1]};
  const ForeignKey *here = nullptr, *there = nullptr;
  for (const ForeignKey& key : links.foreign_keys) {
    if (key.columns.back() == "tenant_id" || key.table == links.name) continue;
    const bool wanted = key.role == name || (other != nullptr && key.table == other->name);
    if (wanted && there == nullptr)
      there = &key;
    else if (key.table == text.table && here == nullptr)
      here = &key;
  }
  return {here, there};
}

// Tables made of a relationship come first; what merely refers to both says something else.
std::vector<const Table*> tables_of_links(const Layout& layout) {
  std::vector<const Table*> tables;
  for (const bool made : {true, false}) {
    for (const Table& table : layout.tables) {
      const Entity* entity = find_entity(layout.model, table.entity);
      if ((table.link || (entity != nullptr && entity->associative)) == made)
        tables.push_back(&table);
    }
  }
  return tables;
}

bool by_links(AccessText& text, const Filter& filter) {
  if (filter.op != "=") return false;
  for (const Table* links : tables_of_links(text.layout)) {
    const auto [here, there] = sides_of(text, *links, filter.attribute);
    if (here == nullptr || there == nullptr) continue;
    text.from += fmt::format("\nJOIN {} ON {}.{} = {}.{}", full(text.layout, links->name),
                             quoted(links->name), quoted(here->columns.back()), quoted(text.table),
                             quoted(here->referenced.back()));
    const std::string value = parameter_of(text, links->name, there->columns.back());
    text.conditions.push_back(
        {fmt::format("{}.{} = {}", quoted(links->name), quoted(there->columns.back()), value), "",
         ""});
    text.joined = true;
    return true;
  }
  return false;
}

// A value among those of a table of values: the order with one of its tags.
bool by_values(AccessText& text, const Filter& filter) {
  for (const Table& values : text.layout.tables) {
    if (!values.entity.empty() || values.foreign_keys.empty() ||
        values.foreign_keys.front().table != text.table)
      continue;
    const Column* column = column_of(values, filter.attribute);
    if (column == nullptr) continue;
    text.from += fmt::format(
        "\nJOIN {} ON {}.{} = {}.{}", full(text.layout, values.name), quoted(values.name),
        quoted(values.foreign_keys.front().columns.back()), quoted(text.table), quoted("id"));
    const std::string value = filter.value.empty() ? parameter_of(text, values.name, column->name)
                                                   : model::quote_literal(filter.value);
    text.conditions.push_back(
        {fmt::format("{}.{} = {}", quoted(values.name), quoted(column->name), value), "", ""});
    text.joined = true;
    return true;
  }
  return false;
}

// "Search issues by title and description": what is searched for is in one of them.
void add_own(AccessText& text, const Filter& filter, Condition condition) {
  const bool searched =
      text.access.kind == Access::Kind::search && filter.value.empty() && condition.method == "gin";
  const auto other =
      std::find_if(text.conditions.begin(), text.conditions.end(), [&](const Condition& one) {
        return searched && one.method == "gin" && one.sql.find(text.searched) != std::string::npos;
      });
  if (!searched || text.searched.empty() || other == text.conditions.end())
    return text.conditions.push_back(std::move(condition));
  other->sql =
      other->also.empty()
          ? fmt::format("({} OR {})", other->sql, condition.sql)
          : fmt::format("{} OR {})", other->sql.substr(0, other->sql.size() - 1), condition.sql);
  other->also.push_back(std::move(condition));
}

// A column of the table that is read, or of what its entity is a kind of.
bool on_own_row(AccessText& text, const Filter& filter) {
  if (!filter.of.empty() && filter.of != text.access.entity) return false;
  const Table& table = *find_table(text.layout, text.table);
  const Column* column = column_of(table, filter.attribute);
  if (column == nullptr && filter.attribute == "id") column = find_column(table, "id");
  if (column == nullptr && way_to(text.layout, text.table, filter.attribute).empty())
    column = find_column(table, column_name(filter.attribute));
  if (column != nullptr) {
    add_own(text, filter, on_column(text, filter, column->name));
    return true;
  }
  const std::string above = inherited(text, filter.attribute);
  if (above.empty()) return false;
  const std::string name = column_of(*find_table(text.layout, above), filter.attribute)->name;
  const bool compares = filter.op == "=" || filter.op == "<>" || filter.op.starts_with("<") ||
                        filter.op.starts_with(">");
  if (!compares) return false;
  const std::string value = parameter_of(text, above, name);
  text.conditions.push_back(
      {fmt::format("{}.{} {} {}", quoted(above), quoted(name), filter.op, value), "", ""});
  return true;
}

}  // namespace

void add_filter(AccessText& text, const Filter& filter) {
  text.words += fmt::format("{}{}{} {} {}", text.words.empty() ? "" : ", ",
                            filter.of.empty() ? "" : filter.of + "'s ", filter.attribute, filter.op,
                            !filter.other.empty()  ? filter.other
                            : filter.value.empty() ? "given"
                                                   : filter.value);
  if (on_own_row(text, filter)) return;
  if (filter.of.empty() &&
      (by_way(text, filter) || by_links(text, filter) || by_values(text, filter)))
    return;
  if (text.trouble.empty() && by_path(text, filter)) return;
  text.trouble = fmt::format("«{}» is neither an attribute of {} nor something it is related to",
                             filter.of.empty() ? filter.attribute : filter.of,
                             with_article(text.access.entity));
}

std::string inherited(AccessText& text, const std::string& attribute) {
  std::string below = text.table, joins;
  const Entity* entity = find_entity(text.layout.model, text.access.entity);
  for (std::size_t depth = 0; entity != nullptr && !entity->supertype.empty() && depth < 9;
       ++depth) {
    entity = find_entity(text.layout.model, entity->supertype);
    const Table* table = entity == nullptr ? nullptr : table_of(text.layout, entity->name);
    if (table == nullptr) return "";
    const std::string join =
        fmt::format("\nJOIN {} ON {}.id = {}.id", full(text.layout, table->name),
                    quoted(table->name), quoted(below));
    if (text.from.find(join) == std::string::npos) joins += join;
    below = table->name;
    if (column_of(*table, attribute) == nullptr) continue;
    text.from += joins;
    text.joined = true;
    return table->name;
  }
  return "";
}

}  // namespace mimar::design::relational
