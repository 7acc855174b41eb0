#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <optional>

#include "base/text.h"
#include "check/fix.h"
#include "check/subject.h"
#include "check/wording.h"

namespace mimar::check {
namespace {

struct Bound {
  std::string column, operation;
  double value = 0;
};

// "weight > 10": a plain name, a comparison and a number; nothing else is judged.
std::optional<Bound> bound_of(std::string_view condition) {
  const std::string text = bare(model::Expression(std::string(condition)));
  for (const char* operation : {">=", "<=", "<>", ">", "<", "="}) {
    const std::size_t at = text.find(operation);
    if (at == std::string::npos) continue;
    const std::string column(text::trim(std::string_view(text).substr(0, at)));
    const std::string rest(
        text::trim(std::string_view(text).substr(at + std::string_view(operation).size())));
    const model::Expression number{rest};
    const std::string digits = bare(number);
    const bool plain = std::all_of(column.begin(), column.end(), [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    });
    if (column.empty() || !plain || digits.empty() || digits.front() == '\'' ||
        !is_constant(number) || std::isdigit(static_cast<unsigned char>(digits.back())) == 0)
      return std::nullopt;
    return Bound{column, operation, std::strtod(digits.c_str(), nullptr)};
  }
  return std::nullopt;
}

bool contradict(const Bound& low, const Bound& high) {
  if (low.column != high.column) return false;
  if (low.operation == "=" && high.operation == "=") return low.value != high.value;
  const bool from = low.operation == ">" || low.operation == ">=" || low.operation == "=";
  const bool to = high.operation == "<" || high.operation == "<=" || high.operation == "=";
  if (!from || !to) return false;
  const bool open = low.operation == ">" || high.operation == "<";
  return low.value > high.value || (low.value == high.value && open);
}

// The parts of a conjunction at its top level; none when there is an OR or a CASE in it.
std::vector<std::string> conjuncts(const std::string& sql) {
  const std::string lower = " " + text::lower(sql) + " ";
  if (lower.find(" or ") != std::string::npos || lower.find("case") != std::string::npos ||
      lower.find(" between ") != std::string::npos || lower.find(" not ") != std::string::npos)
    return {};
  std::vector<std::string> parts;
  const std::string lines = text::replace_all(text::replace_all(sql, " AND ", "\n"), " and ", "\n");
  for (std::string_view part : text::split(lines, '\n')) {
    std::string plain;
    for (const char c : part)
      if (c != '(' && c != ')') plain += c;
    parts.push_back(plain);
  }
  return parts;
}

bool cannot_hold(const std::string& sql) {
  std::vector<Bound> bounds;
  for (const std::string& part : conjuncts(sql))
    if (const auto bound = bound_of(part)) bounds.push_back(*bound);
  for (const Bound& low : bounds)
    for (const Bound& high : bounds)
      if (contradict(low, high)) return true;
  return false;
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Check& one : table->checks)
      if (cannot_hold(one.expression.sql))
        findings.push_back(
            finding(*table, one.origin, object_name(*table, one.name),
                    fmt::format("CHECK {} of {} asks one value to be two things at once: {}",
                                one.name, table->name.text(), one.expression.sql),
                    no_automatic_fix("find out which of the two was meant; often OR was, or the "
                                     "other direction of < and >")));
}

}  // namespace

extern const Rule check_that_cannot_hold;
constinit const Rule check_that_cannot_hold{.id = "check-that-cannot-hold",
                                            .title = "CHECK that no value can satisfy",
                                            .severity = evidence::Severity::warning,
                                            .maturity = Maturity::preview,
                                            .documentation = R"md(## What it finds

CHECK constraints whose conditions, joined by AND, compare one column with numbers in a way that no
value satisfies: `weight > 10 AND weight < 5`.

## Why it matters

Only NULL passes such a constraint. A table with it takes no row that has a value, or, where the
column is usually empty, the mistake waits for the first one that is not.

## When to allow it

A column that must stay empty is said better by CHECK (column IS NULL).

## References

- PostgreSQL manual, Constraints: Check Constraints
)md",
                                            .check = check};

}  // namespace mimar::check
