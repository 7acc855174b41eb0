#include "emit/ddl/late.h"

#include <algorithm>
#include <set>

#include "emit/ddl/ddl.h"
#include "emit/ddl/fragment.h"
#include "emit/ddl/table.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

using Kind = model::Reference::Kind;

bool calls_something(const model::Expression& expression) {
  return std::any_of(expression.references.begin(), expression.references.end(),
                     [](const model::Reference& need) { return need.kind == Kind::function; });
}

void append(std::vector<model::Reference>& to, const std::vector<model::Reference>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

LateParts::LateParts(const model::Database& database) {
  for (const model::OtherObject& object : database->others) {
    const auto add = [&](Kind kind, const model::Name& name) {
      append(needs_[{kind, name}], object.references);
    };
    if (const auto* routine = model::as<model::Routine>(object)) add(Kind::function, routine->name);
    if (const auto* aggregate = model::as<model::Aggregate>(object))
      add(Kind::function, aggregate->name);
    if (const auto* composite = model::as<model::CompositeType>(object))
      add(Kind::type, composite->name);
    if (const auto* domain = model::as<model::Domain>(object)) add(Kind::type, domain->name);
  }
  for (const model::View& view : database->views) {
    for (const Kind kind : {Kind::relation, Kind::type})
      append(needs_[{kind, view.name}], view.query.references);
  }
}

bool LateParts::lead_to(References references, const model::Name& table) const {
  std::set<std::pair<Kind, model::Name>> seen;
  while (!references.empty()) {
    const model::Reference need = references.back();
    references.pop_back();
    const bool row = need.kind == Kind::relation || need.kind == Kind::type;
    if (row && need.name == table) return true;
    if (!seen.insert({need.kind, need.name}).second) continue;
    const auto known = needs_.find({need.kind, need.name});
    if (known != needs_.end()) append(references, known->second);
  }
  return false;
}

Late LateParts::split(const model::Table& table) const {
  Late late{table, "", {}};
  // An expression over the table's columns needs the table itself: only what it calls counts.
  const auto waits = [&](const model::Expression& expression) {
    if (!calls_something(expression)) return false;
    References calls = expression.references;
    std::erase_if(calls, [](const model::Reference& need) { return need.kind != Kind::function; });
    return lead_to(std::move(calls), table.name);
  };
  const std::string alter = "ALTER TABLE " + model::quote_name(table.name) + " ";
  for (model::Column& column : late.table.columns) {
    if (!column.default_value || !waits(*column.default_value)) continue;
    late.text += alter + "ALTER COLUMN " + model::quote_identifier(column.name) + " SET DEFAULT " +
                 column.default_value->sql + ";\n";
    append(late.needs, column.default_value->references);
    column.default_value.reset();
  }
  std::erase_if(late.table.checks, [&](const model::Check& check) {
    if (!waits(check.expression)) return false;
    late.text += alter + "ADD " + check_definition(check) + ";\n" +
                 constraint_comment(table.name, check.name, check.comment);
    append(late.needs, check.expression.references);
    return true;
  });
  return late;
}

}  // namespace mimar::emit::ddl
