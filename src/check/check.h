#pragma once
// Rules over a Database: pure and total. One file of rules/ is one rule; catalogue.cpp lists them
// all.

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "emit/ddl/rebuild.h"
#include "evidence/finding.h"
#include "model/database.h"
#include "model/query.h"
#include "model/statistics.h"

namespace mimar::check {

enum class Maturity : std::uint8_t { preview, stable, deprecated };

// What a rule may look at.
struct Subject {
  const model::Database& database;
  std::span<const model::Query> queries;
  const model::Statistics* statistics = nullptr;
  emit::ddl::Dependents dependents{database};  // looked at once for all fixes
};

struct Rule {
  std::string_view
      id;  // kebab-case problem that reads after "allow": file name = id with underscores
  std::string_view title;
  evidence::Severity severity = evidence::Severity::warning;
  Maturity maturity = Maturity::stable;
  std::string_view
      documentation;  // markdown: What it finds / Why it matters / When to allow it / References
  std::string_view probe_sql =
      {};  // an independent witness on a live server: one column, the objects; may be ""
  void (*check)(const Subject&,
                std::vector<evidence::Finding>&) = nullptr;  // leaves id and severity to the caller
  // More than a few of it in one schema are one decision, told in one finding (check/gather.h).
  bool custom = false;
  std::string_view custom_advice = {};  // then said instead of all the fixes; "" keeps these
};

std::span<const Rule* const> catalogue();    // sorted by id
const Rule* find_rule(std::string_view id);  // nullptr when unknown

// Named lists of rule ids (sets.cpp): "recommended" (quiet: what most experts would act on),
// "strict" (all that are not opt-in), "naming", "style", and "regulated" (recommended and what an
// auditor asks for).
std::span<const std::string_view> rule_set(std::string_view name);  // empty when unknown
std::vector<std::string> rule_set_names();

struct Ignore {
  std::string rule;    // an id or "*"
  std::string object;  // a glob over the finding's object: "public.legacy_*"
  std::string reason;  // required
};

// Which rules tell once, for a whole schema, what they find more than a few times in it.
enum class Gather : std::uint8_t { none, customs, all };

struct RuleSet {
  std::vector<std::string> rules;                                      // ids, sorted
  std::vector<std::pair<std::string, evidence::Severity>> severities;  // overrides
  std::vector<Ignore> ignores;
  Gather gather = Gather::customs;
};

// Adds the rules of the set. The strict set names each finding (Gather::none).
void add_set(std::string_view name, RuleSet& rules);
RuleSet default_rules();  // the recommended set

struct Outcome {
  std::vector<evidence::Finding> findings;  // in the order of reports
  std::vector<std::string> ignored;         // "rule object: reason", counted and printed
  // "rule object" of ignores whose rule was asked and that no finding fits.
  std::vector<std::string> idle_ignores = {};
};

Outcome check(const Subject& subject, const RuleSet& rules);

}  // namespace mimar::check
