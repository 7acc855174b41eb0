#include "support/generate_types.h"

#include "support/add_object.h"

namespace mimar::support {
namespace {

model::Check check(const std::string& name, const std::string& sql, Random& random) {
  model::Check made;
  made.name = name;
  made.expression = model::Expression(sql);
  made.not_valid = random.chance(30);
  made.comment = random_comment(random);
  return made;
}

model::Domain positive(Random& random) {
  model::Domain domain;
  domain.name = {"public", "positive"};
  domain.type = {{"", "integer"}, {}, "", false};
  domain.not_null = random.chance(20);
  if (random.chance(40)) domain.default_value = model::Expression("1 + 2");
  if (random.chance(30)) domain.checks.push_back(check("Less", "value < 1000000", random));
  domain.checks.push_back(check("positive_check", "value > 0", random));
  return domain;
}

model::CompositeType pair(Random& random) {
  model::CompositeType type{{"public", "Pair of"}, {}};
  type.attributes.push_back(
      {"a", {{"", "numeric"}, {5, 2}, "", false}, {}, random_comment(random)});
  if (random.chance(50))
    type.attributes.push_back({"the B", {{"", "text"}, {}, "", random.chance(50)}, {"", "C"}, {}});
  if (random.chance(50))
    type.attributes.push_back(
        {"c", {{"public", "positive"}, {}, "", false}, {}, random_comment(random)});
  return type;
}

}  // namespace

void add_random_types(model::Objects& objects, Random& random) {
  add_object(objects, positive(random), random_comment(random));
  if (random.chance(40)) add_object(objects, pair(random), random_comment(random));
  if (random.chance(30)) {
    model::RangeType range{{"public", "span"},
                           {{"", "bigint"}, {}, "", false},
                           {},
                           {},
                           {},
                           {},
                           {"public", random.chance(50) ? "span_multirange" : "Spans"}};
    add_object(objects, range, random_comment(random));
  }
  if (random.chance(30)) {
    model::Collation collation;
    collation.name = {"public", "Order"};
    collation.lc_collate = "C";
    collation.lc_ctype = random.chance(50) ? "C" : "POSIX";
    add_object(objects, collation, random_comment(random));
  }
}

}  // namespace mimar::support
