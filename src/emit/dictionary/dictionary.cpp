#include "emit/dictionary/dictionary.h"

#include <algorithm>

#include "base/text.h"
#include "emit/dictionary/diagrams.h"
#include "emit/dictionary/index_page.h"
#include "emit/dictionary/markdown.h"
#include "emit/dictionary/sections.h"
#include "emit/erd/diagram.h"

namespace mimar::emit::dictionary {
namespace {

constexpr std::string_view page_mark = "<!-- mimar dictionary: changes to this file are lost -->\n";

std::string head(const model::Name& name, std::string_view kind, const model::Comment& comment) {
  std::string result = std::string(page_mark) + "# " + code(erd::shown_name(name)) + "\n\n" +
                       std::string(kind) + " · [index](README.md)\n";
  if (comment && !text::trim(*comment).empty()) result += '\n' + prose(*comment) + '\n';
  return result;
}

std::string kind_of(const Context& context, const model::Table& table) {
  std::string result = table.unlogged ? "Unlogged table" : "Table";
  if (table.partition_by) result += ", partitioned by " + code(table.partition_by->sql);
  if (!table.inherits.empty())
    result += ", inherits from " + listed(context, {table.inherits.begin(), table.inherits.end()});
  if (table.row_security)
    result += table.force_row_security ? ", row level security forced" : ", row level security";
  return result;
}

class Writer {
 public:
  explicit Writer(const model::Database& database) : context_(make_context(database)) {}

  Result<std::vector<File>> write(const std::string& title) {
    const Result<std::string> overview = overview_diagram(context_);
    if (!overview) return fail(overview.error());
    files_.push_back({"overview.svg", *overview});
    files_.push_back({"README.md", std::string(page_mark) + index_page(context_, title)});
    for (const model::Table& table : context_.database->tables) {
      if (table.partition_of) continue;
      if (auto added = add_table(table); !added) return fail(added.error());
    }
    for (const model::View& view : context_.database->views) {
      files_.push_back(
          {context_.pages[view.name],
           head(view.name, view.materialized ? "Materialised view" : "View", view.comment) +
               sections_text(context_, view, view_sections())});
    }
    for (const model::Enum& type : context_.database->enums) {
      files_.push_back(
          {context_.pages[type.name],
           head(type.name, "Enum", type.comment) + sections_text(context_, type, enum_sections())});
    }
    std::sort(files_.begin(), files_.end(),
              [](const File& a, const File& b) { return a.path < b.path; });
    return std::move(files_);
  }

 private:
  Result<void> add_table(const model::Table& table) {
    const std::string& page = context_.pages[table.name];
    const std::string picture = page.substr(0, page.size() - 3) + ".svg";
    const Result<std::string> drawn = table_diagram(context_, table);
    if (!drawn) return fail(drawn.error());
    files_.push_back({picture, *drawn});
    files_.push_back({page, head(table.name, kind_of(context_, table), table.comment) + "\n!" +
                                link("The table and its neighbours", picture) + '\n' +
                                sections_text(context_, table, table_sections())});
    return {};
  }

  Context context_;
  std::vector<File> files_;
};

}  // namespace

Result<std::vector<File>> write(const model::Database& database, const std::string& title) {
  return Writer(database).write(title);
}

bool is_ours(std::string_view content) {
  const std::string_view start = content.substr(0, 1000);
  return start.starts_with("<!-- mimar dictionary") ||
         (start.starts_with("<svg") && start.find(picture_mark) != std::string_view::npos);
}

}  // namespace mimar::emit::dictionary
