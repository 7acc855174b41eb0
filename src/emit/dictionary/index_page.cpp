#include "emit/dictionary/index_page.h"

#include <algorithm>

#include "base/text.h"
#include "emit/dictionary/markdown.h"

namespace mimar::emit::dictionary {
namespace {

// A cell has room for the first paragraph; the page has the rest.
std::string brief(const model::Comment& comment) {
  const std::string whole = comment.value_or("");
  return prose(whole.substr(0, whole.find("\n\n")));
}

bool is_listed(const model::Table& table) {
  return !table.partition_of;
}

// "40 tables with 310 columns, 3 views, 2 enums; 12 tables and 80 columns have a comment."
std::string summary(const Context& context) {
  std::size_t tables = 0, columns = 0, told_tables = 0, told_columns = 0;
  for (const model::Table& table : context.database->tables) {
    if (!is_listed(table)) continue;
    ++tables;
    columns += table.columns.size();
    told_tables += table.comment ? 1 : 0;
    for (const model::Column& column : table.columns)
      told_columns += column.comment ? 1 : 0;
  }
  std::string result = text::count(tables, "table") + " with " + text::count(columns, "column");
  if (!context.database->views.empty())
    result += ", " + text::count(context.database->views.size(), "view");
  if (!context.database->enums.empty())
    result += ", " + text::count(context.database->enums.size(), "enum");
  return result + ". Comments: " + std::to_string(told_tables) + " of " +
         text::count(tables, "table") + ", " + std::to_string(told_columns) + " of " +
         text::count(columns, "column") + ".\n";
}

std::string references(const Context& context, const model::Table& table) {
  std::set<model::Name> parents;
  for (const Referrer& reference : references_of(context, table.name))
    parents.insert(reference.key->referenced_table);
  return listed(context, parents);
}

std::string tables(const Context& context) {
  std::map<std::string, Grid> grids;
  for (const model::Table& table : context.database->tables) {
    if (!is_listed(table)) continue;
    Grid& grid =
        grids
            .try_emplace(table.name.schema,
                         Grid({"Table", "Columns", "Refers to", "Referred to by", "Comment"}))
            .first->second;
    const auto found = context.referrers.find(table.name);
    const std::size_t referrers = found == context.referrers.end() ? 0 : found->second.size();
    grid.row({linked(context, table.name), std::to_string(table.columns.size()),
              references(context, table), referrers == 0 ? "" : std::to_string(referrers),
              brief(table.comment)});
  }
  std::string result;
  for (const auto& [schema, grid] : grids) {
    result += "\n## Tables of " + code(schema) + "\n\n";
    for (const model::Schema& one : context.database->schemas) {
      if (one.name == schema && one.comment) result += prose(*one.comment) + "\n\n";
    }
    result += grid.text();
  }
  return result;
}

std::string views(const Context& context) {
  Grid grid({"View", "Comment"});
  for (const model::View& view : context.database->views) {
    grid.row({linked(context, view.name) + (view.materialized ? " (materialised)" : ""),
              brief(view.comment)});
  }
  return grid.text().empty() ? "" : "\n## Views\n\n" + grid.text();
}

std::string enums(const Context& context) {
  Grid grid({"Enum", "Labels", "Comment"});
  for (const model::Enum& type : context.database->enums) {
    std::vector<std::string> labels;
    for (const std::string& label : type.labels)
      labels.push_back(code(label));
    grid.row({linked(context, type.name), text::join(labels, ", "), brief(type.comment)});
  }
  return grid.text().empty() ? "" : "\n## Enums\n\n" + grid.text();
}

std::string others(const Context& context) {
  std::map<std::string, std::vector<std::string>> kinds;
  for (const model::OtherObject& other : context.database->others)
    kinds[other.kind].push_back(code(other.name));
  Grid grid({"Kind", "Names"});
  for (const auto& [kind, names] : kinds)
    grid.row({kind, text::join(names, ", ")});
  return grid.text().empty() ? "" : "\n## Other objects\n\n" + grid.text();
}

}  // namespace

std::string index_page(const Context& context, const std::string& title) {
  return "# " + (title.empty() ? "Data dictionary" : prose(title)) + "\n\n" + summary(context) +
         "\n" + link("!" + link("Overview", "overview.svg"), "overview.svg") + '\n' +
         tables(context) + views(context) + enums(context) + others(context);
}

}  // namespace mimar::emit::dictionary
