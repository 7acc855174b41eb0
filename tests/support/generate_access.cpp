#include "support/generate_access.h"

#include "model/quote.h"
#include "model/role.h"
#include "support/add_object.h"

namespace mimar::support {
namespace {

// Privileges are what a new object would not have, or lost.
model::Access access(Random& random, const std::vector<std::string>& privileges) {
  model::Access result;
  if (random.chance(15)) result.owner = "keeper";
  for (const std::string& privilege : privileges) {
    if (random.chance(15))
      result.grants.push_back({"reader", privilege, "", random.chance(30), false});
    if (random.chance(10)) result.grants.push_back({"Odd Role", privilege, "", false, false});
    if (random.chance(5))
      result.grants.push_back({std::string(model::the_owner), privilege, "", false, true});
  }
  return result;
}

}  // namespace

void add_random_policy(model::Objects& objects, Random& random, const model::Table& table) {
  static const std::vector<std::string> commands{"ALL", "SELECT", "INSERT", "UPDATE", "DELETE"};
  model::Policy policy;
  policy.table = table.name;
  policy.name = random.chance(50) ? "all_rows" : "Own rows";
  policy.permissive = random.chance(70);
  policy.command = random.pick(commands);
  if (random.chance(40)) policy.roles = {"author", "reader"};
  const std::string condition = model::quote_identifier(table.columns.front().name) + " IS NULL";
  if (policy.command != "INSERT") policy.using_expression = model::Expression(condition);
  const bool writes = policy.command != "SELECT" && policy.command != "DELETE";
  if (writes && random.chance(50)) policy.check_expression = model::Expression("true");
  add_object(objects, std::move(policy), random_comment(random));
}

void add_random_publication(model::Objects& objects, Random& random) {
  model::Publication publication;
  publication.name = "News";
  if (random.chance(30)) {
    publication.all_tables = true;
  } else {
    for (const model::Table& table : objects.tables) {
      if (table.unlogged || table.partition_by || table.partition_of || !random.chance(40))
        continue;
      model::PublishedTable published;
      published.table = table.name;
      if (!table.columns.front().generated && random.chance(30))
        published.columns = {table.columns.front().name};
      publication.tables.push_back(std::move(published));
    }
    if (publication.tables.empty()) publication.schemas = {"public"};
  }
  if (random.chance(40)) publication.options = {{"publish", "insert, delete"}};
  if (random.chance(20)) publication.options["publish_via_partition_root"] = "true";
  add_object(objects, std::move(publication), random_comment(random));
}

void add_random_access(model::Objects& objects, Random& random) {
  const std::vector<std::string> of_table{"SELECT",   "INSERT",     "UPDATE", "DELETE",
                                          "TRUNCATE", "REFERENCES", "TRIGGER"};
  for (model::Schema& one : objects.schemas)
    if (one.name != "public") one.access = access(random, {"USAGE", "CREATE"});
  for (model::Enum& one : objects.enums)
    one.access = access(random, {"USAGE"});
  for (model::Table& one : objects.tables) {
    one.access = access(random, of_table);
    if (random.chance(20))
      one.access.grants.push_back({"reader", "UPDATE", one.columns.front().name, false, false});
  }
  for (model::View& one : objects.views)
    one.access = access(random, of_table);
  for (model::Sequence& one : objects.sequences) {
    one.access = access(random, {"USAGE", "SELECT", "UPDATE"});
    for (const model::Table& table : objects.tables)
      if (one.owned_by && one.owned_by->table == table.name) one.access.owner = table.access.owner;
  }
  if (random.chance(30))
    objects.default_privileges.push_back({random.chance(50) ? "keeper" : "",
                                          random.chance(50) ? "public" : "",
                                          "tables",
                                          {{"reader", "SELECT", "", random.chance(50), false}}});
  if (random.chance(20))
    objects.default_privileges.push_back({"", "", "functions", {{"", "EXECUTE", "", false, true}}});
}

}  // namespace mimar::support
