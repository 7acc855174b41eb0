// What one value must be like: its format, its length, its bounds.

#include <fmt/core.h>

#include "design/relational/attributes.h"
#include "design/relational/formats.h"
#include "design/relational/naming.h"
#include "design/relational/relational.h"
#include "design/relational/types.h"

namespace mimar::design::relational {
namespace {

void add(Table& table, const Attribute& attribute, const std::string& column,
         const std::string& name, Check check) {
  check.name = constraint_name(table, name, "check");
  check.columns.insert(check.columns.begin(), column);
  check.said = attribute.said;
  table.checks.push_back(std::move(check));
}

void add_format(Layout& layout, Table& table, const Attribute& attribute,
                const std::string& column) {
  if (!layout.policy.format_checks || !attribute.choices.empty()) return;
  const auto format = format_of(attribute.kind, quoted(column));
  if (!format) return;
  Check check;
  check.expression = format->expression;
  check.bad = quoted(column) + " = " + format->bad;
  check.why = format->why;
  add(table, attribute, column, column, check);
}

void add_lengths(Table& table, const Attribute& attribute, const std::string& column) {
  if (!is_text(attribute.kind)) return;
  const std::string length = fmt::format("length({})", quoted(column));
  if (attribute.min_length && *attribute.min_length > 0) {
    Check check;
    check.expression = fmt::format("{} >= {}", length, *attribute.min_length);
    check.bad = fmt::format("{} = repeat('x', {})", quoted(column), *attribute.min_length - 1);
    check.why = "as short as was said, and no shorter";
    add(table, attribute, column, column + "_min_length", check);
  }
  if (attribute.max_length) {
    Check check;
    check.expression = fmt::format("{} <= {}", length, *attribute.max_length);
    check.bad = fmt::format("{} = repeat('x', {})", quoted(column), *attribute.max_length + 1);
    check.why = "a CHECK instead of varchar(n): it can be changed without touching the rows";
    add(table, attribute, column, column + "_max_length", check);
  }
}

void add_bound(Layout& layout, Table& table, const Attribute& attribute, const std::string& column,
               const Bound& bound, bool lower) {
  std::string limit, other;
  if (!bound.attribute.empty()) {
    other = column_name(bound.attribute);
    limit = quoted(other);
  } else {
    limit = literal(attribute.kind, bound.value, attribute.unit);
  }
  if (limit == "now()" || limit == "CURRENT_DATE" || limit == "LOCALTIME") {
    layout.questions.push_back(
        fmt::format("«{}» of {} is bounded by the present, which a CHECK cannot ask for again "
                    "later: should writes be refused at that moment alone?",
                    attribute.name, table.name));
    return;
  }
  Check check;
  check.expression = fmt::format("{} {}{} {}", quoted(column), lower ? ">" : "<",
                                 bound.exclusive ? "" : "=", limit);
  const std::string beyond = bound.exclusive ? limit : beside(attribute.kind, limit, lower);
  if (!beyond.empty()) check.bad = quoted(column) + " = " + beyond;
  if (!other.empty()) {
    check.columns = {other};
    check.rows = fmt::format("{} IS NOT NULL", limit);
  }
  check.why =
      fmt::format("«{}» is {} {} {}", attribute.name,
                  bound.exclusive ? (lower ? "above" : "below") : (lower ? "at least" : "at most"),
                  other.empty() ? "" : "its", other.empty() ? bound.value : bound.attribute);
  add(table, attribute, column, column + (lower ? "_min" : "_max"), check);
}

}  // namespace

void add_value_checks(Layout& layout, Table& table, const Attribute& attribute,
                      const std::string& column) {
  add_format(layout, table, attribute, column);
  add_lengths(table, attribute, column);
  if (attribute.at_least) add_bound(layout, table, attribute, column, *attribute.at_least, true);
  if (attribute.at_most) add_bound(layout, table, attribute, column, *attribute.at_most, false);
}

}  // namespace mimar::design::relational
