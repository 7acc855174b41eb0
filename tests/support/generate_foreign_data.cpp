#include "support/generate_foreign_data.h"

#include "model/quote.h"
#include "support/add_object.h"
#include "support/generate_columns.h"

namespace mimar::support {
namespace {

std::map<std::string, std::string> some_options(Random& random) {
  std::map<std::string, std::string> options;
  if (random.chance(40)) options["debug"] = "it's";
  if (random.chance(40)) options["Odd option"] = "";
  return options;
}

model::ForeignTable table(Random& random, const std::string& name, const std::string& server) {
  model::ForeignTable made;
  made.name = {"public", name};
  made.server = server;
  made.options = some_options(random);
  for (const char* column_name : {"id", "Name", "at"}) {
    if (random.chance(20)) continue;
    const ColumnType& type = random.pick(builtin_types());
    model::Column column;
    column.name = column_name;
    column.type = type.type;
    column.not_null = random.chance(40);
    column.comment = random_comment(random);
    column.options = some_options(random);
    if (!type.defaults.empty() && random.chance(40))
      column.default_value = model::Expression(random.pick(type.defaults));
    if (random.chance(10)) column.statistics_target = 50;
    if (random.chance(30)) {
      model::Check check;
      check.name = name + "_" + column_name;
      check.expression = model::Expression(model::quote_identifier(column_name) + " IS NOT NULL");
      check.not_valid = random.chance(30);
      check.no_inherit = random.chance(20);
      made.checks.push_back(std::move(check));
    }
    made.columns.push_back(std::move(column));
  }
  return made;
}

}  // namespace

void add_random_foreign_data(model::Objects& objects, Random& random) {
  add_object(objects, model::ForeignDataWrapper{"Wrapper", {}, {}, some_options(random)},
             random_comment(random));
  model::ForeignServer server{"far away", "", "", "Wrapper", some_options(random)};
  if (random.chance(30)) server.type = "kind";
  if (random.chance(30)) server.version = "1.2";
  add_object(objects, server, random_comment(random));
  if (random.chance(50))
    add_object(objects, model::UserMapping{"public", server.name, {{"password", "(hidden)"}}});
  if (random.chance(50))
    add_object(objects, model::UserMapping{"reader", server.name, {{"user", "it's"}}});
  if (random.chance(70)) add_object(objects, table(random, "Far", server.name));
  if (random.chance(40))
    add_object(objects, table(random, "further", server.name), random_comment(random));
}

}  // namespace mimar::support
