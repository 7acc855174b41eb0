#include "emit/dictionary/diagrams.h"

#include "emit/erd/diagram.h"

namespace mimar::emit::dictionary {
namespace {

constexpr std::size_t tables_with_keys = 40;  // in larger pictures names must do

erd::Options with_links(const Context& context) {
  erd::Options options;
  options.description = std::string(picture_mark);
  options.link = [&context](const model::Name& table) {
    const auto page = context.pages.find(table);
    return page == context.pages.end() ? std::string() : page->second;
  };
  return options;
}

erd::Options::Rows rows_for(std::size_t tables) {
  return tables <= tables_with_keys ? erd::Options::Rows::keys : erd::Options::Rows::none;
}

}  // namespace

Result<std::string> overview_diagram(const Context& context) {
  erd::Options options = with_links(context);
  options.rows = rows_for(context.database->tables.size());
  return erd::svg(context.database, options);
}

Result<std::string> table_diagram(const Context& context, const model::Table& table) {
  erd::Options options = with_links(context);
  options.only = options.focus = {table.name};
  for (const Referrer& reference : references_of(context, table.name))
    options.only.insert(erd::whole_table(context.database, reference.key->referenced_table));
  const auto found = context.referrers.find(table.name);
  if (found != context.referrers.end()) {
    for (const Referrer& referrer : found->second)
      options.only.insert(referrer.table->name);
  }
  options.whole_focus = true;
  options.grouping = erd::Options::Groups::none;
  options.rows = rows_for(options.only.size());
  return erd::svg(context.database, options);
}

}  // namespace mimar::emit::dictionary
