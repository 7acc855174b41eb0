// Every field of every kind, when changed, shows up: a field that no test could lose unnoticed.
#include "model/compare.h"

#include <functional>

namespace mimar::model {
namespace {

Expression expression(std::string canonical, bool resolved = true) {
  Expression result(canonical);
  result.canonical = std::move(canonical);
  result.resolved = resolved;
  return result;
}

Column column(std::string name, std::string type) {
  Column result;
  result.name = std::move(name);
  result.type.name.name = std::move(type);
  return result;
}

Index index(std::string name) {
  Index result;
  result.name = std::move(name);
  IndexKey key;
  key.column = "total";
  IndexKey computed;
  computed.expression = expression("lower(code)");
  result.keys = {key, computed};
  result.predicate = expression("total > 0");
  return result;
}

Table orders() {
  Table table;
  table.name = {"shop", "orders"};
  table.columns = {column("id", "bigint"), column("total", "numeric"), column("code", "text")};
  table.columns[0].identity = Identity{};
  table.columns[1].default_value = expression("0");
  table.columns[2].generated = expression("upper(name)");
  table.primary_key = Key{};
  table.primary_key->name = "orders_pkey";
  table.primary_key->columns = {"id"};
  Key code;
  code.name = "orders_code_key";
  code.columns = {"code"};
  table.uniques = {code};
  ForeignKey customer;
  customer.name = "orders_customer_fkey";
  customer.columns = {"id"};
  customer.referenced_table = {"shop", "customer"};
  customer.referenced_columns = {"id"};
  table.foreign_keys = {customer};
  Check positive;
  positive.name = "orders_total_check";
  positive.expression = expression("total >= 0");
  table.checks = {positive};
  table.indexes = {index("orders_total_idx")};
  table.partition_by = expression("RANGE (id)");
  table.partition_of = PartitionOf{{"shop", "all_orders"}, expression("DEFAULT")};
  return table;
}

Objects sample() {
  Objects objects;
  objects.schemas = {{"shop", std::nullopt, {}}};
  objects.tables = {orders()};
  View view;
  view.name = {"shop", "totals"};
  view.query = expression("SELECT orders.id FROM shop.orders");
  view.indexes = {index("totals_idx")};
  objects.views = {view};
  Sequence sequence;
  sequence.name = {"shop", "numbers"};
  objects.sequences = {sequence};
  Enum state;
  state.name = {"shop", "state"};
  state.labels = {"open", "closed"};
  objects.enums = {state};
  OtherObject function;
  function.kind = "function";
  function.name = "shop.f()";
  objects.others = {function};
  return objects;
}

struct Mutation {
  const char* field;
  std::function<void(Objects&)> change;
};

void expect_seen(const std::vector<Mutation>& mutations) {
  for (const Mutation& mutation : mutations) {
    Objects changed = sample();
    mutation.change(changed);
    const Comparison there = compare(sample(), changed);
    const Comparison back = compare(changed, sample());
    EXPECT_EQ(there.differences.size(), 1U) << mutation.field;
    ASSERT_EQ(there.differences.size(), back.differences.size()) << mutation.field;
    if (there.differences.empty()) continue;
    EXPECT_EQ(there.differences[0].left, back.differences[0].right) << mutation.field;
    EXPECT_NE(there.differences[0].left, there.differences[0].right) << mutation.field;
  }
}

TEST(Compare, EqualToItself) {
  const Comparison result = compare(sample(), sample());
  EXPECT_TRUE(result.equal());
  EXPECT_EQ(result.opaques_compared, 1U);
  // Default, generated, check, two indexes with a key and a predicate each, partition key and
  // bound, view query.
  EXPECT_EQ(result.expressions, 10U);
}

TEST(Compare, OrderOfUnorderedListsDoesNotCount) {
  Objects left = sample(), right = sample();
  const Index second = index("another");
  left.tables[0].indexes.push_back(second);
  right.tables[0].indexes.insert(right.tables[0].indexes.begin(), second);
  EXPECT_TRUE(compare(left, right).equal());
}

TEST(Compare, SeesEveryFieldOfTables) {
  expect_seen({
      {"name", [](Objects& o) { o.tables.clear(); }},
      {"unlogged", [](Objects& o) { o.tables[0].unlogged = true; }},
      {"row security", [](Objects& o) { o.tables[0].row_security = true; }},
      {"force row security", [](Objects& o) { o.tables[0].force_row_security = true; }},
      {"options", [](Objects& o) { o.tables[0].options["fillfactor"] = "70"; }},
      {"comment", [](Objects& o) { o.tables[0].comment = ""; }},
      {"inherits",
       [](Objects& o) {
         o.tables[0].inherits = {{"shop", "base"}};
       }},
      {"partition by", [](Objects& o) { o.tables[0].partition_by = expression("LIST (id)"); }},
      {"not partitioned", [](Objects& o) { o.tables[0].partition_by.reset(); }},
      {"parent", [](Objects& o) { o.tables[0].partition_of->parent.name = "b"; }},
      {"bound", [](Objects& o) { o.tables[0].partition_of->bound = expression("IN (1)"); }},
      {"no parent", [](Objects& o) { o.tables[0].partition_of.reset(); }},
      {"column order",
       [](Objects& o) { std::swap(o.tables[0].columns[0], o.tables[0].columns[1]); }},
      {"column missing",
       [](Objects& o) { o.tables[0].columns.erase(o.tables[0].columns.begin()); }},
      {"primary key", [](Objects& o) { o.tables[0].primary_key.reset(); }},
      {"unique", [](Objects& o) { o.tables[0].uniques.clear(); }},
      {"foreign key", [](Objects& o) { o.tables[0].foreign_keys.clear(); }},
      {"check", [](Objects& o) { o.tables[0].checks.clear(); }},
      {"index", [](Objects& o) { o.tables[0].indexes.clear(); }},
  });
}

TEST(Compare, SeesEveryFieldOfColumns) {
  const auto at = [](Objects& o, std::size_t i) -> Column& { return o.tables[0].columns[i]; };
  expect_seen({
      {"type schema", [&](Objects& o) { at(o, 0).type.name.schema = "shop"; }},
      {"type name", [&](Objects& o) { at(o, 0).type.name.name = "integer"; }},
      {"modifiers",
       [&](Objects& o) {
         at(o, 1).type.modifiers = {10, 2};
       }},
      {"array", [&](Objects& o) { at(o, 0).type.array = true; }},
      {"not null", [&](Objects& o) { at(o, 0).not_null = true; }},
      {"default", [&](Objects& o) { at(o, 1).default_value = expression("1"); }},
      {"no default", [&](Objects& o) { at(o, 1).default_value.reset(); }},
      {"identity always", [&](Objects& o) { at(o, 0).identity->always = true; }},
      {"no identity", [&](Objects& o) { at(o, 0).identity.reset(); }},
      {"identity sequence", [&](Objects& o) { at(o, 0).identity->sequence = "s"; }},
      {"identity start", [&](Objects& o) { at(o, 0).identity->options.start = 7; }},
      {"generated", [&](Objects& o) { at(o, 2).generated = expression("lower(name)"); }},
      {"not generated", [&](Objects& o) { at(o, 2).generated.reset(); }},
      {"collation",
       [&](Objects& o) {
         at(o, 2).collation = {"pg_catalog", "C"};
       }},
      {"comment", [&](Objects& o) { at(o, 2).comment = "what people type"; }},
  });
}

TEST(Compare, SeesTheFieldsOfIntervals) {
  Objects left = sample(), right = sample();
  left.tables[0].columns[0].type.name.name = right.tables[0].columns[0].type.name.name = "interval";
  right.tables[0].columns[0].type.fields = "day to second";
  EXPECT_EQ(compare(left, right).differences.size(), 1U);
}

std::vector<Mutation> key_mutations(std::function<Key&(Objects&)> at) {
  return {
      {"columns", [=](Objects& o) { at(o).columns = {"total"}; }},
      {"include", [=](Objects& o) { at(o).include = {"total"}; }},
      {"nulls not distinct", [=](Objects& o) { at(o).nulls_not_distinct = true; }},
      {"deferrable", [=](Objects& o) { at(o).deferrable = true; }},
      {"initially deferred", [=](Objects& o) { at(o).initially_deferred = true; }},
      {"comment", [=](Objects& o) { at(o).comment = "x"; }},
  };
}

TEST(Compare, SeesEveryFieldOfKeys) {
  expect_seen({{"name", [](Objects& o) { o.tables[0].primary_key->name = "pk"; }}});
  expect_seen(key_mutations([](Objects& o) -> Key& { return *o.tables[0].primary_key; }));
  expect_seen(key_mutations([](Objects& o) -> Key& { return o.tables[0].uniques[0]; }));
}

TEST(Compare, SeesEveryFieldOfForeignKeysAndChecks) {
  const auto key = [](Objects& o) -> ForeignKey& { return o.tables[0].foreign_keys[0]; };
  const auto check = [](Objects& o) -> Check& { return o.tables[0].checks[0]; };
  expect_seen({
      {"columns", [&](Objects& o) { key(o).columns = {"total"}; }},
      {"referenced table", [&](Objects& o) { key(o).referenced_table.schema = "b"; }},
      {"referenced columns", [&](Objects& o) { key(o).referenced_columns = {"b"}; }},
      {"on update", [&](Objects& o) { key(o).on_update = Action::cascade; }},
      {"on delete", [&](Objects& o) { key(o).on_delete = Action::set_null; }},
      {"set columns", [&](Objects& o) { key(o).on_delete_set_columns = {"id"}; }},
      {"match full", [&](Objects& o) { key(o).match_full = true; }},
      {"deferrable", [&](Objects& o) { key(o).deferrable = true; }},
      {"initially deferred", [&](Objects& o) { key(o).initially_deferred = true; }},
      {"not valid", [&](Objects& o) { key(o).not_valid = true; }},
      {"comment", [&](Objects& o) { key(o).comment = "x"; }},
      {"check expression", [&](Objects& o) { check(o).expression = expression("total > 0"); }},
      {"check no inherit", [&](Objects& o) { check(o).no_inherit = true; }},
      {"check not valid", [&](Objects& o) { check(o).not_valid = true; }},
      {"check comment", [&](Objects& o) { check(o).comment = "x"; }},
  });
}

std::vector<Mutation> index_mutations(std::function<Index&(Objects&)> at) {
  return {
      {"unique", [=](Objects& o) { at(o).unique = true; }},
      {"method", [=](Objects& o) { at(o).method = "gin"; }},
      {"number of keys", [=](Objects& o) { at(o).keys.pop_back(); }},
      {"key column", [=](Objects& o) { at(o).keys[0].column = "id"; }},
      {"key expression", [=](Objects& o) { at(o).keys[1].expression = expression("upper(code)"); }},
      {"key opclass",
       [=](Objects& o) {
         at(o).keys[0].opclass = {"pg_catalog", "text_ops"};
       }},
      {"key collation",
       [=](Objects& o) {
         at(o).keys[0].collation = {"pg_catalog", "C"};
       }},
      {"key descending", [=](Objects& o) { at(o).keys[0].descending = true; }},
      {"key nulls first", [=](Objects& o) { at(o).keys[0].nulls_first = true; }},
      {"include", [=](Objects& o) { at(o).include = {"id"}; }},
      {"predicate", [=](Objects& o) { at(o).predicate = expression("total > 1"); }},
      {"no predicate", [=](Objects& o) { at(o).predicate.reset(); }},
      {"nulls not distinct", [=](Objects& o) { at(o).nulls_not_distinct = true; }},
      {"valid", [=](Objects& o) { at(o).valid = false; }},
      {"options", [=](Objects& o) { at(o).options["fillfactor"] = "70"; }},
      {"partition of", [=](Objects& o) { at(o).partition_of = "shop.all_idx"; }},
      {"comment", [=](Objects& o) { at(o).comment = "x"; }},
  };
}

TEST(Compare, SeesEveryFieldOfIndexes) {
  expect_seen(index_mutations([](Objects& o) -> Index& { return o.tables[0].indexes[0]; }));
  expect_seen(index_mutations([](Objects& o) -> Index& { return o.views[0].indexes[0]; }));
}

TEST(Compare, SeesEveryFieldOfSequences) {
  const auto at = [](Objects& o) -> Sequence& { return o.sequences[0]; };
  expect_seen({
      {"missing", [&](Objects& o) { o.sequences.clear(); }},
      {"type", [&](Objects& o) { at(o).options.type = "integer"; }},
      {"start", [&](Objects& o) { at(o).options.start = 5; }},
      {"increment", [&](Objects& o) { at(o).options.increment = 5; }},
      {"minimum", [&](Objects& o) { at(o).options.minimum = 0; }},
      {"maximum", [&](Objects& o) { at(o).options.maximum = 5; }},
      {"cache", [&](Objects& o) { at(o).options.cache = 5; }},
      {"cycle", [&](Objects& o) { at(o).options.cycle = true; }},
      {"owned by",
       [&](Objects& o) {
         at(o).owned_by = ColumnOf{{"shop", "orders"}, "id"};
       }},
      {"comment", [&](Objects& o) { at(o).comment = "x"; }},
  });
}

TEST(Compare, SeesEveryFieldOfSchemasEnumsViewsAndOpaques) {
  expect_seen({
      {"schema",
       [](Objects& o) {
         o.schemas.push_back({"b", std::nullopt, {}});
       }},
      {"schema comment", [](Objects& o) { o.schemas[0].comment = "x"; }},
      {"enum", [](Objects& o) { o.enums.clear(); }},
      {"enum labels", [](Objects& o) { std::swap(o.enums[0].labels[0], o.enums[0].labels[1]); }},
      {"enum comment", [](Objects& o) { o.enums[0].comment = "x"; }},
      {"view", [](Objects& o) { o.views.clear(); }},
      {"view materialized", [](Objects& o) { o.views[0].materialized = true; }},
      {"view query", [](Objects& o) { o.views[0].query = expression("SELECT 1 AS one"); }},
      {"view options", [](Objects& o) { o.views[0].options["security_barrier"] = "true"; }},
      {"view column comments", [](Objects& o) { o.views[0].column_comments["id"] = "x"; }},
      {"view comment", [](Objects& o) { o.views[0].comment = "x"; }},
      {"view index", [](Objects& o) { o.views[0].indexes.clear(); }},
      {"opaque name", [](Objects& o) { o.others.clear(); }},
      {"opaque twice", [](Objects& o) { o.others.push_back(o.others[0]); }},
  });
  Objects renamed = sample();
  renamed.others[0].kind = "procedure";
  EXPECT_EQ(compare(sample(), renamed).differences.size(), 2U);  // one missing, one extra
}

TEST(Compare, UnresolvedExpressionsAreNeitherEqualNorDifferent) {
  Objects left = sample(), right = sample();
  left.tables[0].checks[0].expression = expression("f(total)", false);
  right.tables[0].checks[0].expression = expression("f(total::numeric)");
  const Comparison result = compare(left, right);
  EXPECT_TRUE(result.differences.empty());
  ASSERT_EQ(result.could_not_check.size(), 1U);
  EXPECT_EQ(result.could_not_check[0], (Difference{"check shop.orders.orders_total_check",
                                                   "expression", "f(total)", "f(total::numeric)"}));
  EXPECT_FALSE(result.equal());
  EXPECT_EQ(result.expressions, compare(sample(), sample()).expressions);
}

TEST(Compare, OneFormThatIsNotResolvedIsNoEqualityOfTwoTexts) {
  Objects left = sample(), right = sample();
  Expression& a = left.tables[0].checks[0].expression;
  Expression& b = right.tables[0].checks[0].expression;
  a = b = expression("f(total) IS NOT NULL", false);
  EXPECT_TRUE(compare(left, right).equal());
  b.sql = "f(total) IS DISTINCT FROM NULL";
  EXPECT_EQ(compare(left, right).could_not_check.size(), 1U);
  b = a;
  b.resolved = true;
  EXPECT_EQ(compare(left, right).could_not_check.size(), 1U);
  b = a;
  b.references = {{Reference::Kind::function, {"other", "f"}, ""}};
  EXPECT_EQ(compare(left, right).could_not_check.size(), 1U);
}

TEST(Compare, WithoutComparisonFormTextsCount) {
  Objects left = sample(), right = sample();
  left.tables[0].checks[0].expression = Expression("total > 0");
  right.tables[0].checks[0].expression = Expression("total > 1");
  EXPECT_EQ(compare(left, right).could_not_check.size(), 1U);
  right.tables[0].checks[0].expression = Expression("total > 0");
  EXPECT_TRUE(compare(left, right).equal());
}

}  // namespace
}  // namespace mimar::model
