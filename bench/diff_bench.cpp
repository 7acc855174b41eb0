// A database of many tables against itself with fifty changes. Budget: 0.3 s for 1,000 tables.
#include <benchmark/benchmark.h>

#include "diff/diff.h"
#include "emit/ddl/ddl.h"
#include "model/json.h"

namespace {

using namespace mimar;

model::Column column(const std::string& name, const std::string& type) {
  model::Column result;
  result.name = name;
  result.type.name.name = type;
  return result;
}

// Twelve columns, a primary key, a foreign key to the table before, a check and two indexes.
model::Table table(std::size_t number) {
  model::Table result;
  result.name = {"public", "table_" + std::to_string(number)};
  result.columns = {column("id", "bigint"), column("parent_id", "bigint")};
  for (int i = 0; i < 10; ++i) {
    result.columns.push_back(
        column("column_" + std::to_string(i), i % 2 == 0 ? "text" : "integer"));
    result.columns.back().default_value = model::Expression(i % 2 == 0 ? "''::text" : "0");
  }
  result.primary_key.emplace();
  result.primary_key->name = result.name.name + "_pkey";
  result.primary_key->columns = {"id"};
  result.foreign_keys.resize(1);
  result.foreign_keys[0].name = result.name.name + "_fkey";
  result.foreign_keys[0].columns = {"parent_id"};
  result.foreign_keys[0].referenced_table = {
      "public", "table_" + std::to_string(number == 0 ? 0 : number - 1)};
  result.checks.resize(1);
  result.checks[0].name = result.name.name + "_check";
  result.checks[0].expression = model::Expression("column_1 > 0");
  for (int i = 0; i < 2; ++i) {
    result.indexes.emplace_back();
    result.indexes.back().name = result.name.name + "_idx" + std::to_string(i);
    result.indexes.back().keys.resize(1);
    result.indexes.back().keys[0].column = "column_" + std::to_string(i);
  }
  return result;
}

model::Objects objects(std::size_t tables) {
  model::Objects result;
  for (std::size_t i = 0; i < tables; ++i)
    result.tables.push_back(table(i));
  return result;
}

model::Objects changed(model::Objects all) {
  for (std::size_t i = 0; i < 50; ++i) {
    model::Table& one = all.tables[i * all.tables.size() / 50];
    if (i % 4 == 0) one.columns.push_back(column("added", "date"));
    if (i % 4 == 1) one.columns[5].not_null = true;
    if (i % 4 == 2) one.indexes.pop_back();
    if (i % 4 == 3) one.comment = "changed";
  }
  return all;
}

void build(benchmark::State& state) {
  const model::Objects all = objects(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state)
    benchmark::DoNotOptimize(model::build(all));
}

void diff_fifty_changes(benchmark::State& state) {
  const model::Objects all = objects(static_cast<std::size_t>(state.range(0)));
  const model::Database from = *model::build(all), to = *model::build(changed(all));
  for (auto _ : state) {
    const diff::ChangeSet changes = diff::diff(from, to);
    if (changes.size() != 50) state.SkipWithError("not fifty changes");
  }
}

void apply_fifty_changes(benchmark::State& state) {
  const model::Objects all = objects(static_cast<std::size_t>(state.range(0)));
  const model::Database from = *model::build(all), to = *model::build(changed(all));
  const diff::ChangeSet changes = diff::diff(from, to);
  for (auto _ : state)
    benchmark::DoNotOptimize(diff::apply(from, changes));
}

void emit_ddl(benchmark::State& state) {
  const model::Database database = *model::build(objects(static_cast<std::size_t>(state.range(0))));
  for (auto _ : state)
    benchmark::DoNotOptimize(emit::ddl::emit(database));
}

void write_json(benchmark::State& state) {
  const model::Database database = *model::build(objects(static_cast<std::size_t>(state.range(0))));
  for (auto _ : state)
    benchmark::DoNotOptimize(model::to_json(database));
}

BENCHMARK(build)->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(diff_fifty_changes)->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(apply_fifty_changes)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(emit_ddl)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(write_json)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
