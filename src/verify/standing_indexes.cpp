#include "verify/standing_indexes.h"

#include <chrono>

#include "emit/ddl/ddl.h"
#include "explain/explain.h"
#include "model/quote.h"

namespace mimar::verify {
namespace {

using engine::postgres::Connection;
using engine::postgres::Rows;

std::string qualified(const PlacedIndex& placed) {
  return model::quote_name({placed.table.schema, placed.index.name});
}

Result<Rows> partition_indexes(Connection& connection, const model::Name& table) {
  return connection.execute(
      "SELECT i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) FROM pg_catalog.pg_index i "
      "WHERE i.indrelid IN (SELECT relid FROM pg_catalog.pg_partition_tree(" +
      model::quote_literal(model::quote_name(table)) + "::regclass) WHERE level > 0)");
}

Result<void> restore(Connection& connection, const Rows& indexes) {
  for (const auto& row : indexes.rows) {
    const auto there = connection.execute(
        "SELECT to_regclass(" + model::quote_literal(row.at(0).value_or("")) + ") IS NOT NULL");
    if (!there) return fail(there.error());
    if (there->rows.at(0).at(0) == "t") continue;
    if (auto made = connection.execute(row.at(1).value_or("")); !made) return fail(made.error());
  }
  return {};
}

std::vector<std::string> names_of(Connection& connection, const PlacedIndex& placed) {
  std::vector<std::string> names{placed.index.name};
  const auto rows =
      connection.execute("SELECT c.relname FROM pg_catalog.pg_partition_tree(" +
                         model::quote_literal(qualified(placed)) +
                         "::regclass) t JOIN pg_catalog.pg_class c ON c.oid = t.relid");
  if (!rows) return names;
  for (const auto& row : rows->rows)
    names.push_back(row.at(0).value_or(""));
  return names;
}

}  // namespace

Result<StandingIndexes> StandingIndexes::build(Connection& connection,
                                               std::vector<PlacedIndex> indexes,
                                               world::World& world) {
  StandingIndexes standing(connection);
  for (PlacedIndex& placed : indexes) {
    if (auto added = standing.add(std::move(placed), world); !added) {
      static_cast<void>(standing.drop());
      return fail(std::move(added.error()));
    }
  }
  return standing;
}

Result<void> StandingIndexes::add(PlacedIndex placed, world::World& world) {
  Result<Rows> before = partition_indexes(*connection_, placed.table);
  if (!before) return fail(std::move(before.error()));
  const auto start = world.now();
  const auto created = connection_->execute(emit::ddl::create_index(placed.table, placed.index));
  if (!created) return fail(created.error());
  const double ms = std::chrono::duration<double, std::milli>(world.now() - start).count();
  std::vector<std::string> names = names_of(*connection_, placed);
  const std::string analyse = "ANALYZE " + model::quote_name(placed.table);
  built_.push_back({std::move(placed), ms, std::move(names), std::move(*before)});
  const auto analysed = connection_->execute(analyse);
  return analysed ? Result<void>() : fail(analysed.error());
}

Result<void> StandingIndexes::drop() {
  Result<void> done;
  while (!built_.empty()) {
    const Built built = std::move(built_.back());
    built_.pop_back();
    const auto dropped = connection_->execute("DROP INDEX " + qualified(built.placed));
    if (!dropped && done) done = fail(dropped.error());
    if (auto restored = restore(*connection_, built.partition_indexes); !restored && done)
      done = restored;
  }
  return done;
}

Result<std::vector<std::size_t>> StandingIndexes::used_by(const std::string& query) {
  const auto rows = connection_->execute("EXPLAIN (FORMAT JSON) " + query);
  if (!rows) return fail(rows.error());
  if (rows->rows.empty()) return fail(ErrorKind::database, "EXPLAIN gave no plan");
  const auto plan = explain::parse(rows->rows[0].at(0).value_or(""));
  if (!plan) return fail(plan.error());
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < built_.size(); ++i) {
    for (const std::string& name : built_[i].names) {
      if (!explain::uses_index(*plan, name)) continue;
      used.push_back(i);
      break;
    }
  }
  return used;
}

}  // namespace mimar::verify
