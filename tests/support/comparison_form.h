#pragma once
// For tests of the comparison form: queries and conditions over a schema, as people write them and
// as a server prints them.

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "read/sql_files/reader.h"
#include "sql/canonical.h"

namespace mimar::support {

struct Pair {
  const char *written, *printed;
};

class Forms {
 public:
  explicit Forms(const char* schema)
      : objects_(read::sql_files::read({{"schema.sql", schema}}).value().database.objects()) {}

  model::Expression view(const std::string& sql,
                         const std::vector<std::string>& search_path) const {
    model::Objects copy = objects_;
    copy.views = {model::View{}};
    copy.views[0].name = {"public", "v"};
    copy.views[0].query = model::Expression(sql);
    sql::canonicalise(copy, {search_path, false});
    return copy.views[0].query;
  }

  // Over the columns of the first table.
  model::Expression check(const std::string& sql,
                          const std::vector<std::string>& search_path) const {
    model::Objects copy = objects_;
    copy.tables[0].checks = {model::Check{}};
    copy.tables[0].checks[0].expression = model::Expression(sql);
    sql::canonicalise(copy, {search_path, false});
    return copy.tables[0].checks[0].expression;
  }

 private:
  model::Objects objects_;
};

// A table with a column of each common type, domains over some, and functions that give rows.
inline const Forms& over_all_types() {
  static const Forms forms(R"(
create domain dp as int check (value > 0); create domain dv as varchar(3); create domain ints as int[]; create domain ivd as interval(3);
create type pr as (x int, y text);
create table a (i int, s smallint, b bigint, n numeric, t text, v varchar(5), ia int[], ta text[], jb jsonb, p pr, iv interval, ts timestamp, d date, r4 real, dd dp);
create function f1(int) returns setof int language sql as 'select $1';
create function f2(int) returns table (q int, w text) language sql as 'select $1, null::text';
)");
  return forms;
}

}  // namespace mimar::support
