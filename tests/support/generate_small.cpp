#include "base/ensure.h"
#include "support/generate.h"

namespace mimar::support {
namespace {

model::Expression expression(std::string sql) {
  return model::Expression(std::move(sql));
}

// Counts through combinations: each call of `choose` takes the next digit of the number.
class Choices {
 public:
  explicit Choices(std::size_t number) : left_(number) {}
  std::size_t choose(std::size_t options) {
    const std::size_t choice = left_ % options;
    left_ /= options;
    return choice;
  }
  bool flag() { return choose(2) == 1; }
  bool exhausted() const {
    return left_ == 0;
  }  // after all choices: the number was within the alphabet

 private:
  std::size_t left_;
};

model::Column column(const std::string& name, Choices& choices) {
  model::Column result;
  result.name = name;
  const bool text = choices.flag();
  result.type.name.name = text ? "text" : "integer";
  result.not_null = choices.flag();
  if (choices.flag()) result.default_value = expression(text ? "'x'" : "0");
  return result;
}

model::Key key(const model::Table& table, const std::string& suffix) {
  model::Key result;
  result.name = table.name.name + suffix;
  result.columns = {table.columns.front().name};
  return result;
}

model::Index index(const model::Table& table) {
  model::Index result;
  result.name = table.name.name + "_idx";
  result.keys.resize(1);
  result.keys[0].column = table.columns.back().name;
  return result;
}

model::Check check(const model::Table& table) {
  const model::Column& column = table.columns.front();
  model::Check result;
  result.name = table.name.name + "_check";
  result.expression =
      expression(column.type.is("text") ? column.name + " <> ''" : column.name + " > 0");
  return result;
}

// One or two columns, then each feature or not.
model::Table table(const std::string& name, Choices& choices) {
  model::Table result;
  result.name = {"public", name};
  const bool two_columns = choices.flag();
  result.columns.push_back(column("a", choices));
  if (two_columns) result.columns.push_back(column("b", choices));
  if (choices.flag()) result.primary_key = key(result, "_pkey");
  if (choices.flag()) result.uniques = {key(result, "_key")};
  if (choices.flag()) result.checks = {check(result)};
  if (choices.flag()) result.indexes = {index(result)};
  if (choices.flag()) result.comment = "a table";
  return result;
}

// The second table: its key refers to the first one or not; with an enum, a sequence or a view
// beside it.
bool add_second(model::Objects& objects, Choices& choices) {
  model::Table second;
  second.name = {"public", "second"};
  second.columns.push_back(column("a", choices));
  if (choices.flag()) second.columns.push_back(column("b", choices));
  const model::Table& first = objects.tables.front();
  if (choices.flag()) {
    if (!first.primary_key || first.columns[0].type != second.columns[0].type) return false;
    second.foreign_keys.resize(1);
    second.foreign_keys[0].name = "second_a_fkey";
    second.foreign_keys[0].columns = {"a"};
    second.foreign_keys[0].referenced_table = first.name;
    if (choices.flag()) second.foreign_keys[0].on_delete = model::Action::cascade;
  }
  objects.tables.push_back(second);
  return true;
}

void add_extra(model::Objects& objects, std::size_t extra) {
  if (extra == 1) objects.enums.push_back({{"public", "state"}, {"on", "off"}, {}, {}});
  if (extra == 2) objects.sequences.push_back({{"public", "ids"}, {}, {}, {}, {}});
  if (extra == 3) {
    model::View view;
    view.name = {"public", "seen"};
    view.query = expression("SELECT a FROM public.first");
    view.query.references = {{model::Reference::Kind::relation, {"public", "first"}, "a"}};
    objects.views.push_back(view);
  }
}

void keep(std::vector<model::Database>& databases, model::Objects objects) {
  Result<model::Database> database = model::build(std::move(objects));
  ensure(database.has_value(), "every generated schema is valid");
  databases.push_back(std::move(*database));
}

void add_single_tables(std::vector<model::Database>& databases) {
  constexpr std::size_t alphabet = 2 * 8 * 8 * 32;
  for (std::size_t number = 0; number < alphabet; ++number) {
    Choices choices(number);
    model::Objects objects;
    objects.tables = {table("first", choices)};
    if (choices.exhausted()) keep(databases, std::move(objects));
  }
}

// First tables of one column, every second table, each extra.
void add_pairs(std::vector<model::Database>& databases) {
  constexpr std::size_t first_alphabet = 8 * 32, second_alphabet = 8 * 2 * 8 * 2 * 2, extras = 4;
  for (std::size_t first = 0; first < first_alphabet; first += 5) {
    for (std::size_t number = 0; number < second_alphabet; ++number) {
      Choices first_choices(first * 2), choices(number);
      model::Objects objects;
      objects.tables = {table("first", first_choices)};
      if (!add_second(objects, choices) || !choices.exhausted()) continue;
      add_extra(objects, (first + number) % extras);
      keep(databases, std::move(objects));
    }
  }
}

}  // namespace

std::vector<model::Database> all_small() {
  std::vector<model::Database> databases(1);  // the empty one
  add_single_tables(databases);
  add_pairs(databases);
  return databases;
}

}  // namespace mimar::support
