#pragma once
// Looking into and editing the SQL text of stored expressions and queries: what a rename does to
// them. The text is parsed, never searched; text that does not parse comes back as it was.

#include <set>
#include <string>
#include <string_view>

#include "model/name.h"

namespace mimar::sql {

// The name PostgreSQL gives an index key over this expression in a generated index name ("lower"
// for lower(email)), or "expr".
std::string implied_column_name(std::string_view expression);

std::set<std::string> columns_in(
    std::string_view expression);                            // last part of each column reference
std::set<model::Name> relations_in(std::string_view query);  // as written; CTE names left out
std::set<std::string> functions_in(std::string_view expression_or_query);  // unqualified names

std::string rename_column(std::string_view expression, const std::string& from,
                          const std::string& to);
// In queries an output column keeps its name: `SELECT a` becomes `SELECT b AS a`.
std::string rename_column_in_query(std::string_view query, const std::string& from,
                                   const std::string& to);
// `FROM old` becomes `FROM new`, and `old.a` `new.a`; where something else goes by one of these
// names, `FROM new old`. An alias that is there stays.
std::string rename_relation_in_query(std::string_view query, const model::Name& from,
                                     const model::Name& to);
// nextval('old'::regclass) and the like.
std::string rename_in_regclass(std::string_view expression, const model::Name& from,
                               const model::Name& to);

}  // namespace mimar::sql
