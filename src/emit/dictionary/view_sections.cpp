// What the pages of views and enums say, section by section.
#include <array>

#include "base/text.h"
#include "emit/dictionary/markdown.h"
#include "emit/dictionary/sections.h"

namespace mimar::emit::dictionary {
namespace {

using model::Enum;
using model::View;

std::string columns(const Context&, const View& view) {
  Grid grid({"Column", "Comment"});
  for (const auto& [column, comment] : view.column_comments)
    grid.row({code(column), prose(comment)});
  return grid.text();
}

std::string reads(const Context& context, const View& view) {
  std::set<model::Name> names;
  for (const model::Reference& reference : view.query.references) {
    if (reference.kind == model::Reference::Kind::relation) names.insert(reference.name);
  }
  return names.empty() ? "" : listed(context, names) + '\n';
}

std::string read_by(const Context& context, const View& view) {
  const auto found = context.read_by.find(view.name);
  return found == context.read_by.end() ? "" : listed(context, found->second) + '\n';
}

std::string query(const Context&, const View& view) {
  return fenced("sql", view.query.sql);
}

std::string options(const Context&, const View& view) {
  Grid grid({"Option", "Value"});
  for (const auto& [name, value] : view.options)
    grid.row({code(name), code(value)});
  return grid.text();
}

std::string indexes(const Context&, const View& view) {
  return indexes_text(view.name, view.indexes);
}

std::string access(const Context&, const View& view) {
  return access_text(view.access);
}

std::string others(const Context& context, const View& view) {
  return attached_text(context, view.name);
}

constexpr std::array of_views{
    Section<View>{"Columns with comments", columns},
    Section<View>{"Reads", reads},
    Section<View>{"Read by views", read_by},
    Section<View>{"Query", query},
    Section<View>{"Options", options},
    Section<View>{"Indexes", indexes},
    Section<View>{"Access", access},
    Section<View>{"Other objects that name it", others},
};

std::string labels(const Context&, const Enum& type) {
  std::string result;
  for (const std::string& label : type.labels)
    result += "1. " + code(label) + '\n';
  return result;
}

std::string used_by(const Context& context, const Enum& type) {
  Grid grid({"Table", "Column"});
  for (const model::Table& table : context.database->tables) {
    if (table.partition_of) continue;
    for (const model::Column& column : table.columns) {
      if (column.type.name == type.name) grid.row({linked(context, table.name), code(column.name)});
    }
  }
  return grid.text();
}

constexpr std::array of_enums{
    Section<Enum>{"Labels in their order", labels},
    Section<Enum>{"Columns of this type", used_by},
};

}  // namespace

std::span<const Section<View>> view_sections() {
  return of_views;
}

std::span<const Section<Enum>> enum_sections() {
  return of_enums;
}

}  // namespace mimar::emit::dictionary
