#pragma once
// Patterns of database design: one file each. A pattern is SQL added to a database that is there,
// so that a brief and an existing schema get it in the same way. What it promises is attacked by
// its tests.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "design/draft.h"
#include "design/policy.h"
#include "model/database.h"

namespace mimar::design {

struct PatternRequest {
  model::Name table = {};                           // what it is for; empty: the whole database
  std::map<std::string, std::string> options = {};  // by the names below
  Said said = {};
};

struct PatternOption {
  std::string_view name, help, fallback;
};

struct Pattern {
  std::string_view id;       // "audit-trail"
  std::string_view promise;  // what holds afterwards, one sentence
  std::string_view cost;     // what it costs, and when not to use it, one sentence
  bool per_table = true;     // asked for a table; else for the database
  std::vector<PatternOption> options = {};
  // SQL that runs after what `database` holds, with reasons, traces and access patterns. Errors:
  // ErrorKind::usage with what the table lacks.
  Result<Draft> (*apply)(const model::Database& database, const PatternRequest& request,
                         const Policy& policy);
  // Of one for the database: a table that is named gets something of its own (outbox: events of its
  // changes).
  bool table_counts = false;
  // Of one for a table: what names no table means all of them ("keep an audit trail").
  bool everywhere = false;
};

std::span<const Pattern> patterns();               // sorted by id
const Pattern* find_pattern(std::string_view id);  // nullptr when absent

}  // namespace mimar::design
