#include "emit/dictionary/context.h"

#include <algorithm>

#include "base/text.h"
#include "emit/dictionary/markdown.h"
#include "emit/dictionary/pages.h"
#include "emit/erd/diagram.h"

namespace mimar::emit::dictionary {
namespace {

// The keys of whole tables come first, so that those that partitions repeat are not told twice.
void collect_keys(Context& context) {
  std::set<std::tuple<model::Name, std::vector<std::string>, model::Name>> seen;
  for (const bool partitions : {false, true}) {
    for (const model::Table& table : context.database->tables) {
      if (table.partition_of.has_value() != partitions) continue;
      if (partitions) context.partitions[table.partition_of->parent].push_back(&table);
      const model::Name child = erd::whole_table(context.database, table.name);
      const model::Table* whole = model::find_table(context.database, child);
      for (const model::ForeignKey& key : table.foreign_keys) {
        const model::Name parent = erd::whole_table(context.database, key.referenced_table);
        if (!seen.insert({child, key.columns, parent}).second) continue;
        context.references[child].push_back({whole, &key, partitions});
        context.referrers[parent].push_back({whole, &key, partitions});
      }
    }
  }
  for (auto& [parent, referrers] : context.referrers) {
    std::stable_sort(referrers.begin(), referrers.end(), [](const Referrer& a, const Referrer& b) {
      return a.table->name < b.table->name;
    });
  }
}

void collect_uses(Context& context) {
  for (const model::View& view : context.database->views) {
    for (const model::Reference& reference : view.query.references) {
      if (reference.kind == model::Reference::Kind::relation)
        context.read_by[reference.name].insert(view.name);
    }
  }
  for (const model::OtherObject& other : context.database->others) {
    std::set<model::Name> relations;
    for (const model::Reference& reference : other.references) {
      if (reference.kind == model::Reference::Kind::relation) relations.insert(reference.name);
    }
    for (const model::Name& relation : relations)
      context.attached[relation].push_back(&other);
  }
}

}  // namespace

Context make_context(const model::Database& database) {
  Context context{database, page_names(database), {}, {}, {}, {}, {}};
  for (auto& [name, page] : context.pages)
    page += ".md";
  collect_keys(context);
  collect_uses(context);
  return context;
}

const std::vector<Referrer>& references_of(const Context& context, const model::Name& table) {
  static const std::vector<Referrer> none;
  const auto found = context.references.find(table);
  return found == context.references.end() ? none : found->second;
}

std::string linked(const Context& context, const model::Name& name) {
  const auto page = context.pages.find(name);
  const std::string label = code(erd::shown_name(name));
  return page == context.pages.end() ? label : link(label, page->second);
}

std::string linked_type(const Context& context, const model::DataType& type) {
  const auto page = context.pages.find(type.name);
  if (page == context.pages.end()) return code(model::to_sql(type));
  return link(code(erd::shown_name(type.name)), page->second) + (type.array ? "`[]`" : "");
}

std::string listed(const Context& context, const std::set<model::Name>& names) {
  std::vector<std::string> links;
  for (const model::Name& name : names)
    links.push_back(linked(context, name));
  return text::join(links, ", ");
}

}  // namespace mimar::emit::dictionary
