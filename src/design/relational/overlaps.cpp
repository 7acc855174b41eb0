// Periods of one thing that do not overlap: an exclusion constraint, which sees rows of sessions
// that have not committed, as no query could (PostgreSQL manual: Constraints on Ranges).

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/carry.h"
#include "design/relational/naming.h"
#include "design/relational/rules.h"
#include "model/quote.h"

namespace mimar::design::relational {
namespace {

struct Span {
  std::string range, rows;
  Names columns;
};

bool is_moment(const Column* column) {
  return column != nullptr && (column->type == "date" || column->type == "timestamptz");
}

bool has_word(const std::string& name, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : text::split(name, ' '))
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
  return false;
}

// No sentence says from when to when: two moments of which one lies before the other do, else two
// whose names say which they are.
void find_moments(const Layout& layout, const Table& table, NonOverlap& rule) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const Comparison& one : layout.model.comparisons) {
    if (one.entity != rule.entity || one.other_attribute.empty() || !one.when_attribute.empty())
      continue;
    if (one.op.starts_with('>')) pairs.emplace_back(one.other_attribute, one.attribute);
    if (one.op.starts_with('<')) pairs.emplace_back(one.attribute, one.other_attribute);
  }
  std::string start, end;
  for (const Column& column : table.columns) {
    if (column.attribute.empty() || !is_moment(&column)) continue;
    if (start.empty() && has_word(column.attribute, {"start", "starts", "begin", "begins", "from",
                                                     "arrival", "in", "since", "pickup"}))
      start = column.attribute;
    if (end.empty() && has_word(column.attribute, {"end", "ends", "finish", "to", "until", "till",
                                                   "departure", "out", "return", "through"}))
      end = column.attribute;
  }
  if (!start.empty() && !end.empty()) pairs.emplace_back(start, end);
  for (const auto& [first, last] : pairs) {
    const Column *from = column_of(table, first), *to = column_of(table, last);
    if (!is_moment(from) || !is_moment(to) || from->type != to->type) continue;
    rule.start = first;
    rule.end = last;
    return;
  }
}

// From the first instant on, up to but not including the last: one may begin when another ends.
std::optional<Span> span_of(Layout& layout, const Table& table, NonOverlap rule) {
  const bool has_range = std::any_of(table.columns.begin(), table.columns.end(),
                                     [](const Column& one) { return one.type.ends_with("range"); });
  if (rule.period.empty() && rule.start.empty() && !has_range) find_moments(layout, table, rule);
  if (!rule.period.empty() || rule.start.empty()) {
    for (const Column& column : table.columns)
      if (column.type.ends_with("range") &&
          (rule.period.empty() || column.attribute == rule.period))
        return Span{quoted(column.name), quoted(column.name) + " IS NOT NULL", {column.name}};
    layout.questions.push_back(
        fmt::format("From when to when does {} last? It must not overlap, but it has no period.",
                    with_article(rule.entity)));
    return std::nullopt;
  }
  const Column* start = column_of(table, rule.start);
  const Column* end = column_of(table, rule.end);
  if (!is_moment(start) || !is_moment(end) || start->type != end->type) {
    layout.questions.push_back(
        fmt::format("«{}» and «{}» of {} are no dates or instants to lie "
                    "between: overlaps cannot be refused.",
                    rule.start, rule.end, with_article(rule.entity)));
    return std::nullopt;
  }
  const std::string a = quoted(start->name), b = quoted(end->name);
  return Span{
      fmt::format("{}({}, {}, '[)')", start->type == "date" ? "daterange" : "tstzrange", a, b),
      fmt::format("{} IS NOT NULL AND ({} IS NULL OR {} < {})", a, b, a, b),
      {start->name, end->name}};
}

// Rows of some states do not count.
std::string counted(const Layout& layout, const Table& table, const NonOverlap& rule) {
  std::vector<std::string> conditions;
  std::string attribute;
  for (const Lifecycle& lifecycle : layout.model.lifecycles)
    if (lifecycle.entity == rule.entity) attribute = lifecycle.attribute;
  const Column* status = attribute.empty() ? nullptr : column_of(table, attribute);
  const Entity* entity = find_entity(layout.model, rule.entity);
  for (std::size_t i = 0; entity != nullptr && status == nullptr && !rule.except.empty() &&
                          i < entity->attributes.size();
       ++i)
    for (const std::string& choice : entity->attributes[i].choices)
      if (choice == rule.except.front()) status = column_of(table, entity->attributes[i].name);
  if (status != nullptr && !rule.except.empty()) {
    std::vector<std::string> values;
    for (const std::string& value : rule.except)
      values.push_back(model::quote_literal(value));
    conditions.push_back(
        fmt::format("{} NOT IN ({})", quoted(status->name), text::join(values, ", ")));
  }
  return text::join(conditions, " AND ");
}

void add_exclusion(Layout& layout, const NonOverlap& rule) {
  const Table* found = table_of(layout, rule.entity);
  if (found == nullptr) return;
  const std::string name = found->name;
  Names scope;
  for (const std::string& within : rule.within) {
    if (const auto column = column_for(layout, name, within, rule.said)) {
      scope.push_back(*column);
      continue;
    }
    layout.questions.push_back(fmt::format(
        "Rows of {} must not overlap within «{}», to which they do not belong.", name, within));
    return;
  }
  Table& table = *find_table(layout, name);
  const auto span = span_of(layout, table, rule);
  if (!span) return;
  if (table.of_tenant && !contains(scope, "tenant_id")) scope.insert(scope.begin(), "tenant_id");
  Exclusion exclusion;
  std::string body = "USING gist (";
  std::string rows = span->rows;
  for (const std::string& column : scope) {
    body += quoted(column) + " WITH =, ";
    exclusion.columns.push_back(column);
    rows += fmt::format(" AND {} IS NOT NULL", quoted(column));
  }
  exclusion.columns.insert(exclusion.columns.end(), span->columns.begin(), span->columns.end());
  body += span->range + " WITH &&)";
  const std::string condition = counted(layout, table, rule);
  std::vector<std::string> conditions;
  if (!condition.empty()) conditions.push_back(condition), rows += " AND " + condition;
  if (!alive(table).empty()) conditions.push_back(alive(table));
  if (!conditions.empty()) body += " WHERE (" + text::join(conditions, " AND ") + ")";
  exclusion.body = body;
  exclusion.rows = rows;
  exclusion.name = take(layout, constraint_name(table, joined(exclusion.columns), "excl"));
  exclusion.why =
      "refused by an index that all sessions see; '[)': one may begin when another ends";
  if (!conditions.empty()) exclusion.why += "; of those that count";
  exclusion.said = rule.said;
  if (!scope.empty()) layout.extensions.insert("btree_gist");
  table.exclusions.push_back(exclusion);
}

}  // namespace

void add_exclusions(Layout& layout) {
  for (const NonOverlap& rule : layout.model.non_overlaps)
    add_exclusion(layout, rule);
}

}  // namespace mimar::design::relational
