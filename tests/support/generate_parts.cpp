#include "support/generate_parts.h"

#include <algorithm>

namespace mimar::support {

model::Comment random_comment(Random& random) {
  static const std::vector<std::string> texts{"plain", "it's quoted", "two\nlines", "back\\slash",
                                              "ünïcode"};
  if (random.chance(70)) return std::nullopt;
  return random.pick(texts);
}

std::string random_schema(const model::Objects& objects, Random& random) {
  const std::size_t choice = random.below(objects.schemas.size() + 2);
  return choice < objects.schemas.size() ? objects.schemas[choice].name : "public";
}

model::SequenceOptions random_options(Random& random, const std::string& type) {
  model::SequenceOptions result;
  result.type = type;
  result.maximum = type == "smallint" ? INT16_MAX : type == "integer" ? INT32_MAX : INT64_MAX;
  if (random.chance(30)) {
    result.increment = -2;
    result.minimum = type == "smallint" ? INT16_MIN : type == "integer" ? INT32_MIN : INT64_MIN;
    result.maximum = result.start = -1;
  } else if (random.chance(30)) {
    result.start = 100;
    result.minimum = 10;
    result.maximum = 1000;
  }
  if (random.chance(30)) result.cache = 20;
  result.cycle = random.chance(20);
  return result;
}

std::vector<std::string> some_columns(Random& random, const model::Table& table, std::size_t most) {
  std::vector<std::string> names;
  for (const model::Column& own : table.columns)
    names.push_back(own.name);
  random.shuffle(names);
  names.resize(std::min(names.size(), 1 + random.below(most)));
  return names;
}

model::Expression expression(std::string sql, std::vector<model::Reference> references) {
  model::Expression result(std::move(sql));
  result.references = std::move(references);
  return result;
}

}  // namespace mimar::support
