#include "verify/load_rows.h"

#include "emit/ddl/ddl.h"
#include "model/quote.h"

namespace mimar::verify {
namespace {

using engine::postgres::Connection;
using model::quote_identifier;
using model::quote_name;

bool is_fatal(const Error& error) {
  return error.kind == ErrorKind::interrupted || error.kind == ErrorKind::environment;
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
  Loader(scratch::Database& scratch, const model::Database& database, const synthesis::Plan& plan,
         std::uint64_t seed, world::World& world)
      : connection_(scratch.owner()),
        database_(database),
        plan_(plan),
        seed_(seed),
        world_(world) {}

  Result<Loaded> load() {
    const std::vector<std::string> before = preparations(), after = restorations();
    for (const std::string& sql : before)
      attempt(sql);
    std::uint64_t total = 0;
    for (const synthesis::TablePlan& table : plan_.tables)
      total += table.rows;
    world_.progress().begin("loading rows", total);
    Result<void> filled;
    for (std::size_t i = 0; i < plan_.tables.size() && filled; ++i)
      filled = fill(i);
    world_.progress().end();
    if (!filled) return fail(filled.error());
    for (const std::string& sql : after)
      attempt(sql);
    for (const LoadedTable& table : loaded_.tables)
      finish(table);
    return std::move(loaded_);
  }

 private:
  // Foreign keys are checked once at the end instead of row by row, and those of tables that refer
  // to each other could not be checked earlier. Triggers and forced row security would make rows
  // other than those planned.
  std::vector<std::string> preparations() const {
    std::vector<std::string> sql;
    for (const model::Table& table : database_->tables) {
      const std::string alter = "ALTER TABLE " + quote_name(table.name);
      for (const model::ForeignKey& key : own_foreign_keys(table)) {
        sql.push_back(alter + " DROP CONSTRAINT " + quote_identifier(key.name));
      }
      sql.push_back(alter + " DISABLE TRIGGER USER");
      if (table.force_row_security) sql.push_back(alter + " NO FORCE ROW LEVEL SECURITY");
    }
    return sql;
  }

  std::vector<std::string> restorations() const {
    std::vector<std::string> sql;
    for (const model::Table& table : database_->tables) {
      const std::string alter = "ALTER TABLE " + quote_name(table.name);
      for (const model::ForeignKey& key : own_foreign_keys(table)) {
        sql.push_back(emit::ddl::add_foreign_key(table.name, key));
      }
      sql.push_back(alter + " ENABLE TRIGGER USER");
      if (table.force_row_security) sql.push_back(alter + " FORCE ROW LEVEL SECURITY");
    }
    return sql;
  }

  // Those of partitions belong to the root, or stay.
  static std::vector<model::ForeignKey> own_foreign_keys(const model::Table& table) {
    return table.partition_of ? std::vector<model::ForeignKey>() : table.foreign_keys;
  }

  void attempt(const std::string& sql) {
    if (const auto done = connection_.execute(sql); !done)
      loaded_.notes.push_back(sql + ": " + done.error().message);
  }

  // Each CHECK that is given up allows one more attempt.
  Result<void> fill(std::size_t position) {
    LoadedTable result{plan_.tables[position].table, 0, 0, {}};
    Result<std::uint64_t> copied = copy(position, result);
    while (!copied && give_up_check(position, violated_check(copied.error())))
      copied = copy(position, result);
    if (!copied && is_fatal(copied.error())) return fail(copied.error());
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
    synthesis::generate(database_, plan_, position, seed_, [&](std::string_view block) {
      if (world_.interrupted())
        written = fail(ErrorKind::interrupted, "interrupted while loading rows");
      if (written) written = connection_.copy_write(block);
      result.bytes += block.size();
      result.rows += static_cast<std::uint64_t>(std::count(block.begin(), block.end(), '\n'));
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

  void finish(const LoadedTable& loaded) {
    if (loaded.rows == 0) return;
    const model::Table* table = model::find_table(database_, loaded.table);
    for (const model::Column& column : table->columns) {
      const std::string sequence = sequence_of(*table, column);
      if (sequence.empty()) continue;
      attempt("SELECT setval(" + sequence + ", greatest(1, (SELECT max(" +
              quote_identifier(column.name) + ") FROM " + quote_name(table->name) + ")::bigint))");
    }
    attempt("VACUUM (ANALYZE) " + quote_name(loaded.table));
  }

  // The argument of setval(): identity columns know theirs, serial ones name it in their default.
  static std::string sequence_of(const model::Table& table, const model::Column& column) {
    if (column.identity) {
      return "pg_get_serial_sequence(" + model::quote_literal(quote_name(table.name)) + ", " +
             model::quote_literal(column.name) + ")";
    }
    if (!column.default_value) return {};
    const std::string& sql = column.default_value->sql;
    const std::size_t call = sql.find("nextval('");
    if (call != 0) return {};
    const std::size_t end = sql.find('\'', 9);
    return end == std::string::npos ? std::string() : sql.substr(8, end - 7);
  }

  Connection& connection_;
  const model::Database& database_;
  const synthesis::Plan& plan_;
  std::uint64_t seed_;
  world::World& world_;
  Loaded loaded_;
};

}  // namespace

Result<Loaded> load_rows(scratch::Database& scratch, const model::Database& database,
                         const synthesis::Plan& plan, std::uint64_t seed, world::World& world) {
  return Loader(scratch, database, plan, seed, world).load();
}

}  // namespace mimar::verify
