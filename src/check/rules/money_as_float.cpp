#include <algorithm>

#include "check/fix.h"
#include "check/subject.h"
#include "check/type_change.h"

namespace mimar::check {
namespace {

template <std::size_t n>
bool any_of(const std::string_view (&known)[n], const std::vector<std::string>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return std::find(std::begin(known), std::end(known), part) != std::end(known);
  });
}

bool names_money(const std::string& column) {
  constexpr std::string_view money[] = {"price",   "amount",   "cost",    "salary",    "fee",
                                        "fees",    "subtotal", "balance", "wage",      "revenue",
                                        "payment", "refund",   "charge",  "unitprice", "payout"};
  constexpr std::string_view figures[] = {
      "rate",  "ratio",  "percent", "percentage", "pct",  "factor", "score",    "weight",   "count",
      "index", "change", "avg",     "average",    "mean", "stddev", "estimate", "estimated"};
  const std::vector<std::string> parts = words(column);
  return any_of(money, parts) && !any_of(figures, parts);
}

bool is_float(const model::DataType& type) {
  return type.is("real") || type.is("double precision");
}

void check(const Subject& subject, std::vector<evidence::Finding>& findings) {
  for (const model::Table* table : judged_tables(subject.database))
    for (const model::Column& column : table->columns) {
      const bool binary = is_float(column.type) && names_money(column.name);
      if (!binary && !column.type.is("money")) continue;
      findings.push_back(finding(
          *table, column.origin, object_name(*table, column.name),
          fmt::format("column {} of {} holds money as {}", column.name, table->name.text(),
                      model::to_sql(column.type)),
          change_type(subject, *table, column, "numeric(19,4)",
                      "choose the scale your currencies need. " + std::string(rewrites_table))));
    }
}

}  // namespace

extern const Rule money_as_float;
constinit const Rule money_as_float{.id = "money-as-float",
                                    .title = "Money in a type that cannot hold it",
                                    .severity = evidence::Severity::warning,
                                    .maturity = Maturity::stable,
                                    .documentation = R"md(## What it finds

Columns named like amounts of money (`price`, `amount`, `salary`, ...) of type `real` or `double
precision`, and all columns of type `money`.

## Why it matters

Binary floating point has no exact 0.10: sums drift, equality fails, and the books differ from
themselves by a cent. The type `money` is exact but takes its currency and its number of decimals
from the server's `lc_monetary`, so the same dump means something else on a machine with another
locale. `numeric` is exact and says its scale; an integer of the smallest unit does too.

## When to allow it

Estimates and statistics, where nobody adds up to the cent.

## References

- PostgreSQL manual, Numeric Types: Floating-Point Types, Monetary Types
- PostgreSQL wiki, Don't Do This: money
)md",
                                    .check = check};

}  // namespace mimar::check
