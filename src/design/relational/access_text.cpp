#include "design/relational/access_text.h"

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/moments.h"
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
  if (!filter.value.empty()) {
    const ValueKind kind = kind_of(text, filter.attribute);
    const std::string moment = moment_of(kind, filter.value);
    return moment.empty() ? literal(kind, filter.value) : moment;
  }
  if (filter.op == ">" || filter.op == ">=")
    return parameter(text, column, Shape::whole, 1 - few, 1);
  if (filter.op == "<" || filter.op == "<=") return parameter(text, column, Shape::whole, 0, few);
  return parameter(text, column);
}

// A piece of text between others: as a literal, or as a parameter.
// A search is for the same words in each of its columns.
std::string piece_of(AccessText& text, const Filter& filter, const std::string& column) {
  if (!filter.value.empty()) return model::quote_literal(filter.value);
  if (text.access.kind != Access::Kind::search) return parameter(text, column, Shape::piece);
  if (text.searched.empty()) text.searched = parameter(text, column, Shape::piece);
  return text.searched;
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

// Numbers with numbers, moments with moments, else the same type.
bool comparable(const std::string& a, const std::string& b) {
  const auto number = [](const std::string& type) {
    return type.starts_with("numeric") || type == "integer" || type == "bigint" ||
           type == "smallint" || type == "double precision";
  };
  const auto moment = [](const std::string& type) {
    return type == "date" || type == "timestamptz";
  };
  return a == b || (number(a) && number(b)) || (moment(a) && moment(b));
}

}  // namespace

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
  if (const Column* other = column_of(*find_table(text.layout, text.table), filter.other);
      other != nullptr && !filter.other.empty()) {
    if (!comparable(described.type, other->type)) {
      text.trouble =
          fmt::format("«{}» of {} is {} and «{}» is {}: they cannot be compared", filter.attribute,
                      with_article(text.access.entity), described.type, filter.other, other->type);
      return condition;
    }
    // The same on every day, and no key of an index tells it: a partial index does.
    condition.index_key.clear();
    condition.constant = condition.stable = true;
    condition.sql = fmt::format("{} {} {}", name, filter.op, own(text, other->name));
    return condition;
  }
  if (filter.op == "one of") {
    std::vector<std::string> values;
    for (const std::string_view value : text::split(filter.value, ','))
      values.push_back(literal(kind_of(text, filter.attribute), std::string(text::trim(value))));
    condition.constant = condition.stable = true;
    condition.sql = fmt::format("{} IN ({})", name, text::join(values, ", "));
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
