#pragma once
// What patterns share: SQL with places to fill, names that are free, and what a table must have.
// Every value that comes from the database is quoted before it is filled in.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "design/patterns/pattern.h"

namespace mimar::design::pattern {

// A draft in the making. `values` are pieces of SQL by the names that stand for them: {table}.
struct Writing {
  const model::Database& database;
  const PatternRequest& request;
  const Policy& policy;
  const model::Table* table = nullptr;  // the one asked for
  std::string schema = {};              // where new objects go
  std::map<std::string, std::string> values = {};
  std::set<std::string> taken = {};  // names in that schema
  Draft draft = {};
};

// Sets {table}, {schema} and, where the table has a primary key, {key} (its columns), {key_json} of
// a row called {row}. Without a table new objects go to the policy's schema.
Writing begin(const model::Database& database, const PatternRequest& request, const Policy& policy);

// Why the pattern cannot be had for the table: it is not there, is a partition or has inheritance
// children, whose rows triggers would miss.
std::optional<Error> unfit(const Writing& writing);
std::optional<Error> lacks_key(const Writing& writing);  // a primary key
std::optional<Error> lacks_column(const Writing& writing, const std::string& column);

std::string option(const PatternRequest& request, const std::string& name,
                   const std::string& fallback);
// "a, b" or "a; b" as words, without blanks around them; none for "".
std::vector<std::string> list_option(const PatternRequest& request, const std::string& name);

// "90 days" for "90 Day"; nothing for what is no number of hours, days, weeks, months or years.
std::optional<std::string> length_of_time(const std::string& text);

// `sql` with its {places} filled; other braces stay as they are.
std::string filled(const Writing& writing, std::string_view sql);

void set(Writing& writing, const std::string& place, std::string value);
// A new name in the schema: {place} is qualified, {place.name} is not. Cut to PostgreSQL's length
// and numbered where it is taken.
void name(Writing& writing, const std::string& place, const std::string& first,
          const std::string& label);
// The same of what stands for the whole pattern: an error when the name is taken.
std::optional<Error> claim(Writing& writing, const std::string& place, const std::string& wanted);

void write(Writing& writing, std::string_view sql);
void comment(Writing& writing, std::string_view object, std::string_view text);
void because(Writing& writing, std::string_view choice, std::string_view why);

using Expect = Witness::Expectation;
void refused(Writing& writing, std::string_view object, std::string_view sqlstate,
             std::string_view sql, std::string_view removal, std::string_view needs = {});
void holds(Writing& writing, std::string_view object, Expect expectation, std::string_view sql,
           std::string_view removal, std::string_view needs = {});

// An access pattern with $1 ... $n, which are constants of the given texts.
void access(Writing& writing, const std::string& title, model::Query::Kind kind,
            std::string_view sql, const std::vector<std::string>& parameters,
            const std::vector<std::string>& indexes, const std::string& why);

// "a.x = b.x AND a.y = b.y"
std::string matching(const std::vector<std::string>& columns, std::string_view left,
                     std::string_view right);
// "a.x, a.y"
std::string prefixed(const std::vector<std::string>& columns, std::string_view prefix);
// "jsonb_build_object('x', a.x, 'y', a.y)"
std::string json_of(const std::vector<std::string>& columns, std::string_view prefix);
// "x bigint NOT NULL, y uuid NOT NULL": columns of `table` under the same names
std::string declared(const model::Table& table, const std::vector<std::string>& columns);

// A column an UPDATE may set to itself without breaking a key; nullptr when there is none.
const model::Column* plain_column(const model::Table& table);

// A witness that the planner can serve `query` by an index once it may not read the whole table.
void serves(Writing& writing, std::string_view object, std::string_view index,
            std::string_view query);

// "order_id" for the key "id" of orders; other columns keep their name.
std::string reference_name(const model::Table& table, const std::string& column);

// Who may do something with the table may use what its triggers use.
void grant_like_table(Writing& writing, std::string_view privilege, std::string_view object);

// The partitions of the table and theirs.
std::vector<const model::Table*> partitions(const Writing& writing);

bool has_extension(const model::Database& database, std::string_view extension);
void need_extension(Writing& writing, std::string_view extension);

// Type, DEFAULT and reason of a surrogate key by the policy.
void set_surrogate(Writing& writing);  // {id_type}: "uuid DEFAULT ...", {id_ref}: "uuid"

}  // namespace mimar::design::pattern
