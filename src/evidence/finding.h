#pragma once
// A fact about the user's schema, query or migration that an expert would mention. Produced by check and review.

#include <optional>
#include <string>
#include <string_view>

#include "base/source.h"
#include "evidence/evidence.h"

namespace mimar::evidence {

enum class Severity : std::uint8_t { note, warning, blocking };

struct Fix {
  std::string sql;     // runnable statements, each ended by ';' and a newline; empty: no automatic fix
  std::string advice;  // what to do instead when there is no automatic fix, or a remark on the SQL
};

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
