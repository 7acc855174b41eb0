#pragma once
// A fact about the user's schema, query or migration that an expert would mention. Produced by
// check and review.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "evidence/evidence.h"

namespace mimar::evidence {

enum class Severity : std::uint8_t { note, warning, blocking };

// An object that stands in the way of a change: dropped before it, created again after it.
struct Rebuilt {
  std::size_t rank =
      0;  // what it is built on has a smaller one; the same in all fixes of a database
  std::string drop, create;  // statements
};

struct Fix {
  std::string sql;  // runnable statements, each ended by ';' and a newline; empty: no automatic fix
  std::string advice;  // what to do instead when there is no automatic fix, or a remark on the SQL
  // Where objects are rebuilt around the change: the parts that `sql` is made of.
  std::string change = {};
  std::vector<Rebuilt> rebuilt = {};  // by rank
};

// `change` between the drops, last rank first, and the creations.
Fix rebuilding(std::string change, std::vector<Rebuilt> around, std::string advice);
// Several fixes run as one: each object is rebuilt once around all changes. Without an advice.
Fix together(const std::vector<Fix>& fixes);

struct Finding {
  std::string id;  // rule id, kebab-case
  Severity severity = Severity::warning;
  std::optional<SourceSpan> where;
  std::string object;   // "public.orders.customer_id", the name a person would look for
  std::string message;  // one sentence with the facts
  Verdict verdict = Verdict::not_checked;  // not_checked: read from the schema, not executed
  Fix fix;
};

std::string_view name(Severity severity);

// The order of reports: blocking first, then file, line, id, object.
bool reported_before(const Finding& a, const Finding& b);

}  // namespace mimar::evidence
