#pragma once
// A database with a pattern added to it, and as many sessions of its owner as a test needs.

#include <chrono>
#include <future>
#include <thread>

#include "design/patterns/pattern.h"
#include "read/sql_files/reader.h"
#include "support/server.h"

namespace mimar::support {

class PatternServer : public TestServer {
 protected:
  using Options = std::map<std::string, std::string>;

  static model::Database reading(const std::string& sql) {
    const auto read = read::sql_files::read({{"schema.sql", sql}});
    if (!read) throw std::runtime_error(why(read.error()));
    return read->database;
  }

  // What the pattern makes of a schema; `table` is "schema.table", or "".
  static Result<design::Draft> draft(const std::string& schema, std::string_view id,
                                     const std::string& table, const Options& options = {},
                                     const design::Policy& policy = {}) {
    const design::Pattern* pattern = design::find_pattern(id);
    if (pattern == nullptr) throw std::runtime_error("no pattern " + std::string(id));
    design::PatternRequest request;
    const std::size_t dot = table.find('.');
    if (!table.empty()) request.table = {table.substr(0, dot), table.substr(dot + 1)};
    request.options = options;
    return pattern->apply(reading(schema), request, policy);
  }

  // Its SQL, after that of the schema; throws the pattern's error.
  static std::string with(const std::string& schema, std::string_view id, const std::string& table,
                          const Options& options = {}, const design::Policy& policy = {}) {
    const auto made = draft(schema, id, table, options, policy);
    if (!made) throw std::runtime_error(why(made.error()));
    return schema + "\n" + made->sql;
  }

  static scratch::Database database(const std::string& sql) {
    scratch::Database made = create("pattern");
    const std::string failed = run(made, sql);
    if (!failed.empty()) throw std::runtime_error(failed + "\n" + sql);
    return made;
  }

  static engine::postgres::Connection session(scratch::Database& of) {
    auto connected = of.connect();
    if (!connected) throw std::runtime_error(why(connected.error()));
    return std::move(*connected);
  }

  // "" or the SQLSTATE of what failed.
  static std::string state(engine::postgres::Connection& in, std::string_view sql) {
    const auto done = in.execute(sql);
    return done ? "" : done.error().sqlstate;
  }

  // A statement of one session that waits for a lock of another: started, and returned once the
  // server says that it waits. What it came to is told by get() after the other one has ended.
  static std::future<std::string> waiting(scratch::Database& of, engine::postgres::Connection& in,
                                          const std::string& sql) {
    const std::string process = one(in, "SELECT pg_backend_pid()");
    auto running = std::async(std::launch::async, [&in, sql] { return one(in, sql); });
    const std::string question =
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid = " + process;
    while (one(of.owner(), question) == "0") {
      if (running.wait_for(std::chrono::milliseconds(10)) == std::future_status::ready) break;
    }
    return running;
  }
};

}  // namespace mimar::support
