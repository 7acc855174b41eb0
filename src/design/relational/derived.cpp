// Values that follow from others. Within a row a generated column: it cannot differ. From other
// rows a view: it cannot differ either, and costs its reading; where reading counts much more, a
// column that a trigger maintains.

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/attributes.h"
#include "design/relational/gathering.h"
#include "design/relational/maintained.h"
#include "design/relational/naming.h"
#include "design/relational/relational.h"
#include "design/relational/rules.h"
#include "design/relational/trial.h"
#include "design/relational/types.h"

namespace mimar::design::relational {
namespace {

using Kind = Derivation::Kind;

std::string operands(const Table& table, const Derivation& derivation, bool text,
                     std::string_view between) {
  std::vector<std::string> parts;
  for (const std::string& name : derivation.attributes) {
    const Column* column = column_of(table, name);
    if (column == nullptr) return "";
    const std::string sql = quoted(column->name);
    parts.push_back(column->required   ? sql
                    : text             ? fmt::format("coalesce({}, '')", sql)
                    : between == " * " ? sql
                                       : fmt::format("coalesce({}, 0)", sql));
  }
  return text::join(parts, between);
}

// Over columns of the same row; "" where it cannot be a generated column.
std::string within_row(const Table& table, const Derivation& derivation) {
  bool text = false, moments = false;
  for (const std::string& name : derivation.attributes) {
    const Column* column = column_of(table, name);
    if (column == nullptr || !column->generated.empty()) return "";
    text |= column->type == "text";
    moments |= column->type == "timestamptz" || column->type == "date";
  }
  if (derivation.attributes.size() < 2) return "";
  switch (derivation.kind) {
    case Kind::sum: return text || moments ? "" : operands(table, derivation, false, " + ");
    case Kind::product: return text || moments ? "" : operands(table, derivation, false, " * ");
    case Kind::difference: {
      if (!moments) return text ? "" : operands(table, derivation, false, " - ");
      std::vector<std::string> columns;
      for (const std::string& name : derivation.attributes)
        columns.push_back(quoted(column_of(table, name)->name));
      return text::join(columns, " - ");
    }
    case Kind::concatenation: return text ? operands(table, derivation, true, " || ' ' || ") : "";
    default: return "";
  }
}

std::string type_within(const Table& table, const Attribute& attribute) {
  const std::string first = column_of(table, attribute.derived->attributes.front())->type;
  if (first == "timestamptz") return "interval";
  if (first == "date") return "integer";
  return type_of(attribute.kind).type;
}

void add_generated(Layout& layout, Table& table, const Attribute& attribute,
                   const std::string& sql) {
  Column column{column_name(attribute.name), type_within(table, attribute)};
  column.required = false;
  column.generated = sql;
  column.attribute = attribute.name;
  column.said = attribute.said;
  column.comment =
      attribute.name + ": follows from " + text::join(attribute.derived->attributes, " and ");
  column.why =
      "follows from its row: generated, so that it cannot differ, and stored, so that it can "
      "be indexed";
  table.columns.push_back(column);
  add_value_checks(layout, table, attribute, column.name);
  // A CHECK over a generated column is broken through what it follows from.
  for (Check& check : table.checks)
    if (contains(check.columns, column.name)) check.bad.clear();
}

std::string view_name(const Table& table) {
  return shortened(table.name + "_summary");
}

View& view_of(Layout& layout, const Table& table) {
  for (View& view : layout.views)
    if (view.name == view_name(table)) return view;
  View view;
  view.name = take(layout, view_name(table));
  view.body =
      fmt::format("SELECT {0}.*\nFROM {1} AS {0}", quoted(table.name), full(layout, table.name));
  view.comment = fmt::format("{} with what follows from other rows", table.name);
  view.why =
      "values that follow from other rows are read, not stored: they cannot be wrong, and "
      "writes stay cheap";
  layout.views.push_back(view);
  return layout.views.back();
}

void add_gathered(Layout& layout, const Table& table, const Attribute& attribute) {
  const auto sql = gathered(layout, table, attribute);
  if (!sql) {
    layout.questions.push_back(fmt::format(
        "«{}» of {} follows from {} of «{}»: by which relationship? It is left out until that is "
        "said.",
        attribute.name, table.name,
        attribute.derived->attributes.empty() ? "the number"
                                              : text::join(attribute.derived->attributes, " and "),
        attribute.derived->entity));
    return;
  }
  View& view = view_of(layout, table);
  const std::size_t from = view.body.find("\nFROM ");
  const std::string name = column_name(attribute.name);
  view.body.insert(from, fmt::format(",\n  {} AS {}", *sql, quoted(name)));
  add_said(view.said, attribute.said);
  Witness witness;
  witness.sql = fmt::format("SELECT {} FROM {}", quoted(name), full(layout, view.name));
  witness.expectation = Witness::Expectation::runs;
  witness.removal = "DROP VIEW " + full(layout, view.name);
  layout.traces.push_back(
      {attribute.said, fmt::format("column {} of view {}", name, view.name), witness});
  layout.reasons.push_back({view.name + "." + name, view.why});
}

}  // namespace

void add_derived(Layout& layout) {
  for (const Entity& entity : layout.model.entities)
    for (const Attribute& attribute : entity.attributes) {
      if (!attribute.derived) continue;
      Table* table = table_of(layout, entity.name);
      if (table == nullptr || find_column(*table, column_name(attribute.name)) != nullptr) continue;
      const bool of_others =
          !attribute.derived->entity.empty() && attribute.derived->entity != entity.name;
      const std::string sql = of_others ? "" : within_row(*table, *attribute.derived);
      if (!sql.empty()) add_generated(layout, *table, attribute, sql);
    }
  for (const Entity& entity : layout.model.entities)
    for (const Attribute& attribute : entity.attributes) {
      const Table* table = table_of(layout, entity.name);
      if (!attribute.derived || table == nullptr || column_of(*table, attribute.name) != nullptr)
        continue;
      if (!maintain(layout, table->name, attribute)) add_gathered(layout, *table, attribute);
    }
}

}  // namespace mimar::design::relational
