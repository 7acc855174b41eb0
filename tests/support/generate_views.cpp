#include "support/generate_views.h"

#include "model/quote.h"
#include "support/generate_parts.h"

namespace mimar::support {
namespace {

model::View view_of(const model::Objects& objects, Random& random, const std::string& name,
                    const model::Name& relation, const std::vector<std::string>& columns) {
  model::View view;
  view.name = {random_schema(objects, random), name};
  std::string list;
  std::vector<model::Reference> references;
  for (const std::string& column : columns) {
    list += (list.empty() ? "" : ", ") + model::quote_identifier(column);
    references.push_back({model::Reference::Kind::relation, relation, column});
  }
  view.query = expression("SELECT " + list + " FROM " + model::quote_name(relation), references);
  view.comment = random_comment(random);
  if (random.chance(30)) view.column_comments[columns.front()] = "of a view";
  return view;
}

}  // namespace

void add_random_sequences(model::Objects& objects, Random& random) {
  const std::size_t count = random.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    static const std::vector<std::string> types{"smallint", "integer", "bigint"};
    model::Sequence sequence{{random_schema(objects, random), i == 0 ? "ids" : "Other Ids"},
                             random_options(random, random.pick(types)),
                             {},
                             random_comment(random),
                             {}};
    sequence.unlogged = random.chance(10);
    if (!objects.tables.empty() && random.chance(60)) {
      const model::Table& owner = random.pick(objects.tables);
      sequence.name.schema = owner.name.schema;
      sequence.owned_by = model::ColumnOf{owner.name, owner.columns.front().name};
    }
    objects.sequences.push_back(std::move(sequence));
  }
}

void add_random_views(model::Objects& objects, Random& random) {
  if (objects.tables.empty()) return;
  const model::Table& table = random.pick(objects.tables);
  const std::vector<std::string> columns = some_columns(random, table, 4);
  if (random.chance(60)) {
    model::View view = view_of(objects, random, "z_view", table.name, columns);
    if (random.chance(30)) view.options = {{"security_barrier", "true"}};
    if (random.chance(30)) view.options["check_option"] = "local";
    objects.views.push_back(view);
    if (random.chance(60))
      objects.views.push_back(view_of(objects, random, "A View", view.name, columns));
  }
  if (!random.chance(50)) return;
  model::View view = view_of(objects, random, "materials", table.name, columns);
  view.materialized = true;
  if (random.chance(50)) {
    view.indexes.resize(1);
    view.indexes[0].name = "materials_idx";
    view.indexes[0].keys.resize(1);
    view.indexes[0].keys[0].column = columns.front();
  }
  objects.views.push_back(view);
}

}  // namespace mimar::support
