#pragma once
// The cases of the rules of check: tests/cases/check/<rule id with underscores>/{bad.sql, good.sql,
// expected.findings}.

#include <set>
#include <string>

#include "check/check.h"

namespace mimar::support {

std::string project_path(const std::string& relative);  // below the sources of the project
std::string read_text(const std::string& path);         // "" when there is no such file
bool rewrite_golden();                                  // UPDATE_GOLDEN=1
// Compares with the file, or rewrites it when told to.
void expect_file(const std::string& path, const std::string& content);

std::string file_name(const check::Rule& rule);    // "missing_primary_key"
std::string case_folder(const check::Rule& rule);  // absolute, with a final '/'

// Rules about queries have them beside the schema: bad.queries.sql.
std::vector<model::Query> queries_of(const check::Rule& rule, const std::string& file,
                                     const model::Database& database);

check::RuleSet all_rules();  // the strict set
// The strict set and, where it is an opt-in one, this rule.
check::RuleSet all_rules_and(const check::Rule& rule);
std::set<std::string> ids_of(const std::vector<evidence::Finding>& findings);
std::set<std::string> objects_of(const std::vector<evidence::Finding>& findings);

}  // namespace mimar::support
