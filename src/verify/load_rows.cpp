#include "verify/load_rows.h"

#include "model/quote.h"
#include "verify/load_script.h"

namespace mimar::verify {
namespace {

using engine::postgres::Connection;
using model::quote_identifier;
using model::quote_name;

// Says nothing about the rows: stopped, a time limit (57014), no room (class 53 of the error
// codes).
bool is_fatal(const Error& error) {
  return error.kind == ErrorKind::interrupted || error.kind == ErrorKind::environment ||
         error.sqlstate == "57014" || error.sqlstate.starts_with("53");
}

// new row for relation "t" violates check constraint "c"
std::string violated_check(const Error& error) {
  constexpr std::string_view before = "violates check constraint \"";
  const std::size_t found = error.message.find(before);
  if (error.sqlstate != "23514" || found == std::string::npos) return {};
  const std::size_t start = found + before.size();
  return error.message.substr(start, error.message.find('"', start) - start);
}

class Loader {
 public:
  Loader(Connection& connection, const model::Database& database, const synthesis::Plan& plan,
         std::uint64_t seed, world::World& world)
      : connection_(connection),
        database_(database),
        plan_(plan),
        rows_(database, plan, seed),
        world_(world) {}

  // What cannot be done is noted and passed over.
  Result<Loaded> load_what_fits() {
    Result<void> done = attempt(before_rows(database_, plan_, Postpone::every_key));
    if (done) done = fill_all();
    if (done) done = attempt(after_rows(database_, plan_, Postpone::every_key));
    for (std::size_t i = 0; done && i < loaded_.tables.size(); ++i) {
      const LoadedTable& table = loaded_.tables[i];
      if (table.rows == 0) continue;
      done = attempt(counters(database_, table.table));
      if (done) done = attempt("VACUUM (ANALYZE) " + quote_name(table.table));
    }
    if (!done) return fail(std::move(done.error()));
    return std::move(loaded_);
  }

  // All or nothing.
  Result<Loaded> load_all() {
    strict_ = true;
    Result<void> done = demand("BEGIN");
    if (done) done = check_target();
    if (done) done = demand(before_rows(database_, plan_, Postpone::late_keys));
    if (done) done = fill_all();
    if (done) done = demand(after_rows(database_, plan_, Postpone::late_keys));
    for (std::size_t i = 0; done && i < loaded_.tables.size(); ++i)
      if (loaded_.tables[i].rows > 0) done = demand(counters(database_, loaded_.tables[i].table));
    if (done) done = demand("COMMIT");
    if (!done) {
      static_cast<void>(connection_.execute("ROLLBACK"));  // a lost connection rolls back by itself
      return fail(std::move(done.error()));
    }
    for (const LoadedTable& table : loaded_.tables)
      if (done) done = attempt("ANALYZE " + quote_name(table.table));
    return std::move(loaded_);
  }

 private:
  Result<void> demand(const std::string& sql) {
    const auto done = connection_.execute(sql);
    if (done) return {};
    Error error = done.error();
    error.message = sql + ": " + error.message;
    return fail(std::move(error));
  }

  Result<void> demand(const std::vector<std::string>& all) {
    for (const std::string& sql : all)
      if (Result<void> done = demand(sql); !done) return done;
    return {};
  }

  // Every table there, and empty.
  Result<void> check_target() {
    for (const synthesis::TablePlan& table : plan_.tables) {
      const auto rows =
          connection_.execute("SELECT EXISTS (SELECT FROM " + quote_name(table.table) + ")");
      if (!rows && rows.error().sqlstate == "42P01")
        return fail(ErrorKind::input, table.table.text() + " is not there",
                    "build the schema first: mimar emit ddl SOURCE | psql URL");
      if (!rows) return fail(rows.error());
      if (rows->rows.at(0).at(0) == "t")
        return fail(ErrorKind::input, table.table.text() + " holds rows already",
                    "name a database whose tables are empty; nothing was changed");
    }
    return {};
  }

  Result<void> fill_all() {
    std::uint64_t total = 0;
    for (const synthesis::TablePlan& table : plan_.tables)
      total += table.rows;
    world_.progress().begin("loading rows", total);
    Result<void> filled;
    for (std::size_t i = 0; i < plan_.tables.size() && filled; ++i)
      filled = fill(i);
    world_.progress().end();
    return filled;
  }

  Result<void> attempt(const std::string& sql) {
    const auto done = connection_.execute(sql);
    if (!done && is_fatal(done.error())) return fail(done.error());
    if (!done) loaded_.notes.push_back(sql + ": " + done.error().message);
    return {};
  }

  Result<void> attempt(const std::vector<std::string>& all) {
    for (const std::string& sql : all)
      if (Result<void> done = attempt(sql); !done) return done;
    return {};
  }

  // Each CHECK that is given up allows one more attempt.
  Result<void> fill(std::size_t position) {
    LoadedTable result{plan_.tables[position].table, 0, 0, {}};
    Result<std::uint64_t> copied = copy(position, result);
    while (!copied && !strict_ && give_up_check(position, violated_check(copied.error())))
      copied = copy(position, result);
    if (!copied && (strict_ || is_fatal(copied.error()))) return fail(copied.error());
    result.rows = copied.value_or(0);
    if (!copied) result.error = copied.error().message;
    loaded_.rows += result.rows;
    loaded_.bytes += result.bytes;
    loaded_.tables.push_back(std::move(result));
    return {};
  }

  Result<std::uint64_t> copy(std::size_t position, LoadedTable& result) {
    const synthesis::TablePlan& table = plan_.tables[position];
    result.rows = result.bytes = 0;
    if (table.rows == 0 || table.columns.empty()) return 0;
    const auto begun = connection_.copy_begin("COPY " + quote_name(table.table) + " (" +
                                              model::quote_list(table.columns) + ") FROM STDIN");
    if (!begun) return fail(begun.error());
    Result<void> written;
    rows_.write(position, synthesis::Form::copy, [&](std::string_view block, std::uint64_t rows) {
      if (world_.interrupted())
        written = fail(ErrorKind::interrupted, "interrupted while loading rows");
      if (written) written = connection_.copy_write(block);
      result.bytes += block.size();
      result.rows += rows;
      world_.progress().advance(loaded_.rows + result.rows);
      return written.has_value();
    });
    auto ended = connection_.copy_end();
    if (!written && written.error().kind == ErrorKind::interrupted) return fail(written.error());
    return ended;
  }

  bool give_up_check(std::size_t position, const std::string& check) {
    const model::Name& table = plan_.tables[position].table;
    if (check.empty()) return false;
    const auto dropped = connection_.execute("ALTER TABLE " + quote_name(table) +
                                             " DROP CONSTRAINT " + quote_identifier(check));
    if (!dropped) return false;
    loaded_.notes.push_back(table.text() + ": CHECK " + check +
                            " was dropped on scratch, because its rows do not keep it");
    return true;
  }

  Connection& connection_;
  const model::Database& database_;
  const synthesis::Plan& plan_;
  synthesis::Rows rows_;
  world::World& world_;
  bool strict_ = false;
  Loaded loaded_;
};

}  // namespace

Result<Loaded> load_rows(scratch::Database& scratch, const model::Database& database,
                         const synthesis::Plan& plan, std::uint64_t seed, world::World& world) {
  return Loader(scratch.owner(), database, plan, seed, world).load_what_fits();
}

Result<Loaded> load_rows_into(Connection& target, const model::Database& database,
                              const synthesis::Plan& plan, std::uint64_t seed,
                              world::World& world) {
  return Loader(target, database, plan, seed, world).load_all();
}

}  // namespace mimar::verify
