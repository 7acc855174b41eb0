#include "design/relational/access_text.h"

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/carry.h"
#include "design/relational/naming.h"
#include "design/relational/relational.h"
#include "design/relational/rules.h"
#include "design/relational/types.h"
#include "model/quote.h"

namespace mimar::design::relational {
namespace {

using Shape = model::ParameterSource::Shape;

constexpr double few = 0.05;  // of the rows that a bound lets through
constexpr double much = 4;    // times as many reads as writes, or writes as reads

ValueKind kind_of(const AccessText& text, const std::string& attribute) {
  const Entity* entity = find_entity(text.layout.model, text.access.entity);
  const Attribute* found = entity == nullptr ? nullptr : find_attribute(*entity, attribute);
  return found == nullptr ? ValueKind::text : found->kind;
}

bool folded(const AccessText& text, const std::string& attribute) {
  for (const Uniqueness& rule : text.layout.model.uniques)
    if (rule.entity == text.access.entity && rule.ignoring_case &&
        contains(rule.attributes, attribute))
      return true;
  return false;
}

std::string value_of(AccessText& text, const Filter& filter, const std::string& column) {
  if (!filter.value.empty()) return literal(kind_of(text, filter.attribute), filter.value);
  if (filter.op == ">" || filter.op == ">=")
    return parameter(text, column, Shape::whole, 1 - few, 1);
  if (filter.op == "<" || filter.op == "<=") return parameter(text, column, Shape::whole, 0, few);
  return parameter(text, column);
}

// A piece of text between others: as a literal, or as a parameter.
std::string piece_of(AccessText& text, const Filter& filter, const std::string& column) {
  return filter.value.empty() ? parameter(text, column, Shape::piece)
                              : model::quote_literal(filter.value);
}

Condition in_text(AccessText& text, const Filter& filter, const std::string& column) {
  const std::string name = own(text, column);
  Condition condition{"", column, ""};
  condition.method = "gin";
  if (filter.op == "matches") {
    condition.index_key = fmt::format("to_tsvector('simple', {})", quoted(column));
    condition.sql = fmt::format("to_tsvector('simple', {}) @@ websearch_to_tsquery('simple', {})",
                                name, piece_of(text, filter, column));
    return condition;
  }
  if (filter.op == "contains") {
    text.layout.extensions.insert("pg_trgm");
    condition.index_key = quoted(column) + " gin_trgm_ops";
    condition.sql = fmt::format("{} ILIKE '%' || {} || '%'", name, piece_of(text, filter, column));
    return condition;
  }
  // A range in the order of bytes: unlike LIKE, it is found by a plan made for any value, too.
  const std::string piece = piece_of(text, filter, column);
  condition.method.clear();
  condition.index_key = fmt::format("(lower({}) COLLATE \"C\")", quoted(column));
  condition.sql = fmt::format(
      "lower({0}) COLLATE \"C\" >= lower({1}) AND lower({0}) COLLATE \"C\" < lower({1}) || "
      "chr(1114111)",
      name, piece);
  return condition;
}

Condition on_column(AccessText& text, const Filter& filter, const std::string& column) {
  const std::string name = own(text, column);
  const Column& described = *find_column(*find_table(text.layout, text.table), column);
  if (filter.op == "contains" && described.type.ends_with("[]")) {
    Condition condition{"", column, quoted(column)};
    condition.method = "gin";
    condition.sql = fmt::format("{} @> {}", name,
                                filter.value.empty()
                                    ? parameter(text, column)
                                    : fmt::format("ARRAY[{}]", model::quote_literal(filter.value)));
    return condition;
  }
  if (filter.op == "contains" || filter.op == "matches" || filter.op == "begins with")
    return in_text(text, filter, column);
  Condition condition{"", column, quoted(column)};
  if (filter.op == "is null" || filter.op == "is not null") {
    condition.sql = fmt::format("{} {}", name, filter.op == "is null" ? "IS NULL" : "IS NOT NULL");
    condition.constant = condition.stable = true;
    return condition;
  }
  condition.equality = filter.op == "=";
  condition.constant = !filter.value.empty();
  const std::string value = value_of(text, filter, column);
  condition.stable = condition.constant && value.find("now()") == std::string::npos &&
                     value.find("CURRENT") == std::string::npos;
  if (condition.equality && described.type == "text" && folded(text, filter.attribute)) {
    condition.index_key = fmt::format("lower({})", quoted(column));
    condition.sql = fmt::format("lower({}) = lower({})", name, value);
  } else {
    condition.sql = fmt::format("{} {} {}", name, filter.op, value);
  }
  return condition;
}

// One that is further away: the tables between are joined, unless reading counts so much that the
// column is carried here.
bool by_way(AccessText& text, const Filter& filter) {
  const std::vector<Step> way = way_to(text.layout, text.table, filter.attribute);
  if (way.empty()) return false;
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

bool by_links(AccessText& text, const Filter& filter) {
  const Table* other = table_of(text.layout, filter.attribute);
  for (const Table& links : text.layout.tables) {
    const ForeignKey *here = nullptr, *there = nullptr;
    for (const ForeignKey& key : links.foreign_keys) {
      if (key.columns.back() == "tenant_id" || key.table == links.name) continue;
      const bool wanted =
          key.role == filter.attribute || (other != nullptr && key.table == other->name);
      if (wanted && there == nullptr)
        there = &key;
      else if (key.table == text.table && here == nullptr)
        here = &key;
    }
    if (here == nullptr || there == nullptr) continue;
    text.from += fmt::format("\nJOIN {} ON {}.{} = {}.{}", full(text.layout, links.name),
                             quoted(links.name), quoted(here->columns.back()), quoted(text.table),
                             quoted(here->referenced.back()));
    const std::string value = parameter_of(text, links.name, there->columns.back());
    text.conditions.push_back(
        {fmt::format("{}.{} = {}", quoted(links.name), quoted(there->columns.back()), value), "",
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

}  // namespace

std::string own(const AccessText& text, const std::string& column) {
  return quoted(text.table) + "." + quoted(column);
}

std::string parameter_of(AccessText& text, const std::string& table, const std::string& column) {
  model::ParameterSource source;
  source.kind = model::ParameterSource::Kind::existing;
  source.column = {{text.layout.policy.schema, table}, column};
  text.pattern.parameters.push_back(source);
  text.pattern.query.parameters = static_cast<int>(text.pattern.parameters.size());
  return fmt::format("${}", text.pattern.parameters.size());
}

std::string parameter(AccessText& text, const std::string& column, Shape shape, double from,
                      double to) {
  const std::string written = parameter_of(text, text.table, column);
  model::ParameterSource& source = text.pattern.parameters.back();
  source.shape = shape;
  source.from = from;
  source.to = to;
  return written;
}

std::string constant_parameter(AccessText& text, const std::string& value) {
  model::ParameterSource source;
  source.value = value;
  text.pattern.parameters.push_back(source);
  text.pattern.query.parameters = static_cast<int>(text.pattern.parameters.size());
  return fmt::format("${}", text.pattern.parameters.size());
}

void add_filter(AccessText& text, const Filter& filter) {
  text.words += fmt::format("{}{} {} {}", text.words.empty() ? "" : ", ", filter.attribute,
                            filter.op, filter.value.empty() ? "given" : filter.value);
  const Table& table = *find_table(text.layout, text.table);
  const Column* column = column_of(table, filter.attribute);
  if (column == nullptr && filter.attribute == "id") column = find_column(table, "id");
  if (column == nullptr && way_to(text.layout, text.table, filter.attribute).empty())
    column = find_column(table, column_name(filter.attribute));
  if (column != nullptr) {
    text.conditions.push_back(on_column(text, filter, column->name));
    return;
  }
  if (const std::string above = inherited(text, filter.attribute); !above.empty()) {
    const std::string name = column_of(*find_table(text.layout, above), filter.attribute)->name;
    const bool compares = filter.op == "=" || filter.op == "<>" || filter.op.starts_with("<") ||
                          filter.op.starts_with(">");
    if (compares) {
      const std::string value = parameter_of(text, above, name);
      text.conditions.push_back(
          {fmt::format("{}.{} {} {}", quoted(above), quoted(name), filter.op, value), "", ""});
      return;
    }
  }
  if (by_way(text, filter) || by_links(text, filter) || by_values(text, filter)) return;
  text.trouble = fmt::format("«{}» is neither an attribute of {} nor something it is related to",
                             filter.attribute, with_article(text.access.entity));
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

std::string where(const AccessText& text, const std::string& more) {
  std::vector<std::string> conditions;
  for (const Condition& condition : text.conditions)
    conditions.push_back(condition.sql);
  const std::string living = alive(*find_table(text.layout, text.table));
  if (!living.empty()) conditions.push_back(quoted(text.table) + "." + living);
  if (!more.empty()) conditions.push_back(more);
  return conditions.empty() ? "" : "\nWHERE " + text::join(conditions, " AND ");
}

Balance balance_of(const ConceptualModel& model, const std::string& entity) {
  double reads = 0, writes = 0;
  for (const Rate& rate : model.rates) {
    if (!rate.entity.empty() && rate.entity != entity) continue;
    reads += rate.reads.value_or(0);
    writes += rate.writes.value_or(0);
  }
  if (reads + writes == 0) {
    for (const Access& access : model.accesses) {
      const bool writing = access.kind == Access::Kind::create ||
                           access.kind == Access::Kind::change ||
                           access.kind == Access::Kind::remove;
      if (access.entity == entity) (writing ? writes : reads) += access.per_second.value_or(0);
    }
  }
  if (reads > much * writes) return Balance::read_heavy;
  return writes > reads ? Balance::write_heavy : Balance::even;
}

}  // namespace mimar::design::relational
