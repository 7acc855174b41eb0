#include "ops/design/accesses.h"

#include <algorithm>

#include "base/text.h"
#include "sql/query.h"
#include "workload/workload.h"

namespace mimar::ops::designing {
namespace {

// Why it cannot be used, or "".
std::string complete(design::DesignedAccess& access, const model::Database& database) {
  model::AccessPattern& pattern = access.pattern;
  auto queries = sql::read_queries(pattern.query.sql + ";", "workload.sql", database);
  if (!queries) return queries.error().message;
  if (queries->size() != 1) return "it is not one statement";
  const std::vector<model::ParameterSource> stated = std::move(pattern.parameters);
  const std::string name = pattern.query.name.empty() ? access.name : pattern.query.name;
  pattern.query = std::move(queries->front());
  pattern.query.name = name;
  pattern.query.weight = pattern.weight;
  pattern.parameters = stated;
  pattern.parameters.resize(static_cast<std::size_t>(pattern.query.parameters));
  model::AccessPattern inferred = pattern;
  inferred.parameters.clear();
  const std::vector<int> unknown = workload::infer_parameters(database, inferred);
  pattern.by_key = inferred.by_key;
  for (std::size_t i = 0; i < pattern.parameters.size(); ++i) {
    if (i < stated.size() && stated[i] != model::ParameterSource{}) continue;
    if (std::find(unknown.begin(), unknown.end(), static_cast<int>(i) + 1) != unknown.end())
      return fmt::format("nothing tells what ${} is", i + 1);
    pattern.parameters[i] = inferred.parameters[i];
  }
  return {};
}

}  // namespace

std::vector<std::string> complete_accesses(design::Draft& draft, const model::Database& database) {
  std::vector<std::string> left_out;
  std::vector<design::DesignedAccess> complete_ones;
  for (design::DesignedAccess& access : draft.accesses) {
    const std::string trouble = complete(access, database);
    if (trouble.empty())
      complete_ones.push_back(std::move(access));
    else
      left_out.push_back("the access pattern «" + access.name + "» could not be read: " + trouble);
  }
  draft.accesses = std::move(complete_ones);
  return left_out;
}

}  // namespace mimar::ops::designing
