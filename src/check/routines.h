#pragma once
// Functions and triggers as rules see them.

#include <string>
#include <vector>

#include "model/database.h"

namespace mimar::check {

struct RoutineView {
  std::string kind;      // function, procedure
  std::string identity;  // "public.last_day(timestamp with time zone)", as findings name it
  std::string language;  // lower case
  std::string body;
  bool security_definer = false;
  bool search_path = false;  // SET search_path on the function
  model::Origin origin;
};

std::vector<RoutineView> routines(const model::Database& database);

struct TriggerView {
  const model::Table* table = nullptr;
  std::string name, function;  // the function's name without schema
  bool disabled = false;
  model::Origin origin;
};

std::vector<TriggerView> triggers(const model::Database& database);

// Rules of the rule system, those behind views left out.
struct RewriteRuleView {
  std::string identity;  // "public.orders.keep"
  model::Origin origin;
};

std::vector<RewriteRuleView> rewrite_rules(const model::Database& database);

}  // namespace mimar::check
