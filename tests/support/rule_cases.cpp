#include "support/rule_cases.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "base/text.h"
#include "sql/query.h"
#include "support/places.h"

namespace mimar::support {

std::string project_path(const std::string& relative) {
  return std::string(MIMAR_SOURCE_DIR) + "/" + relative;
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return file ? content.str() : std::string();
}

bool rewrite_golden() {
  const char* wish = std::getenv("UPDATE_GOLDEN");
  return wish && std::string_view(wish) == "1";
}

void expect_file(const std::string& path, const std::string& content) {
  if (rewrite_golden()) std::ofstream(path, std::ios::binary) << content;
  EXPECT_EQ(read_text(path), content) << path << ": UPDATE_GOLDEN=1 rewrites it";
}

std::string file_name(const check::Rule& rule) {
  return text::replace_all(std::string(rule.id), "-", "_");
}

std::string case_folder(const check::Rule& rule) {
  return project_path("tests/cases/check/" + file_name(rule) + "/");
}

std::vector<model::Query> queries_of(const check::Rule& rule, const std::string& file,
                                     const model::Database& database) {
  const std::string name = text::replace_all(file, ".sql", ".queries.sql");
  const auto queries = sql::read_queries(read_text(case_folder(rule) + name), name, database);
  EXPECT_TRUE(queries) << rule.id << " " << name << ": " << queries.error().message;
  return queries ? *queries : std::vector<model::Query>{};
}

check::RuleSet all_rules() {
  check::RuleSet rules;
  check::add_set("strict", rules);
  return rules;
}

check::RuleSet all_rules_and(const check::Rule& rule) {
  check::RuleSet rules = all_rules();
  if (!std::binary_search(rules.rules.begin(), rules.rules.end(), rule.id)) {
    rules.rules.emplace_back(rule.id);
    std::sort(rules.rules.begin(), rules.rules.end());
  }
  return rules;
}

std::set<std::string> ids_of(const std::vector<evidence::Finding>& findings) {
  std::set<std::string> ids;
  for (const evidence::Finding& finding : findings)
    ids.insert(finding.id);
  return ids;
}

std::set<std::string> objects_of(const std::vector<evidence::Finding>& findings) {
  std::set<std::string> objects;
  for (const evidence::Finding& finding : findings)
    objects.insert(finding.object);
  return objects;
}

}  // namespace mimar::support
