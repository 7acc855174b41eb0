// What names suggest about numbers.

#include <tuple>

#include "synthesis/calendar.h"
#include "synthesis/values/choose.h"
#include "synthesis/values/column_name.h"

namespace mimar::synthesis {
namespace {

struct NumberRule {
  std::string_view words;
  std::int64_t low, high;
};

// The rule whose word is last in the name decides, the longest of those.
constexpr NumberRule integer_rules[] = {{"year", 1990, 2025},
                                        {"month", 1, 12},
                                        {"day", 1, 28},
                                        {"weekday", 0, 6},
                                        {"week", 1, 52},
                                        {"hour", 0, 23},
                                        {"minute", 0, 59},
                                        {"age", 18, 80},
                                        {"rating", 1, 5},
                                        {"star", 1, 5},
                                        {"score", 0, 100},
                                        {"percent", 0, 100},
                                        {"percentage", 0, 100},
                                        {"pct", 0, 100},
                                        {"discount", 0, 100},
                                        {"progress", 0, 100},
                                        {"quantity", 1, 20},
                                        {"qty", 1, 20},
                                        {"position", 1, 50},
                                        {"sort", 1, 50},
                                        {"sort_order", 1, 50},
                                        {"order", 1, 50},
                                        {"ordering", 1, 50},
                                        {"rank", 1, 50},
                                        {"line", 1, 500},
                                        {"line_number", 1, 50},
                                        {"seq", 1, 50},
                                        {"sequence", 1, 50},
                                        {"ordinal", 1, 50},
                                        {"index", 0, 50},
                                        {"priority", 1, 5},
                                        {"level", 0, 10},
                                        {"depth", 0, 8},
                                        {"version", 1, 20},
                                        {"revision", 1, 20},
                                        {"cent", 100, 100000},
                                        {"price", 100, 100000},
                                        {"amount", 100, 100000},
                                        {"total", 100, 100000},
                                        {"balance", 0, 500000},
                                        {"cost", 100, 100000},
                                        {"size", 100, 5000000},
                                        {"length", 1, 500},
                                        {"width", 16, 3840},
                                        {"height", 16, 2160},
                                        {"weight", 1, 500},
                                        {"count", 0, 500},
                                        {"num", 0, 500},
                                        {"attempt", 0, 5},
                                        {"retry", 0, 5},
                                        {"stock", 0, 500},
                                        {"view", 0, 50000},
                                        {"like", 0, 5000},
                                        {"download", 0, 50000},
                                        {"fork", 0, 2000},
                                        {"port", 1024, 65535},
                                        {"status_code", 200, 504},
                                        {"http_status", 200, 504},
                                        {"ms", 1, 5000},
                                        {"millisecond", 1, 5000},
                                        {"latency", 1, 5000},
                                        {"elapsed", 1, 5000},
                                        {"duration", 1, 3600},
                                        {"second", 1, 3600},
                                        {"sec", 1, 3600},
                                        {"timeout", 5, 300},
                                        {"ttl", 60, 86400},
                                        {"expire_in", 300, 7200},
                                        {"validity", 300, 86400},
                                        {"interval", 1, 3600},
                                        {"period", 1, 365},
                                        {"cpu", 1, 64},
                                        {"memory", 64, 65536},
                                        {"salary", 20000, 150000},
                                        {"bin", 100, 999},
                                        {"algorithm", 0, 5},
                                        {"type", 0, 5},
                                        {"kind", 0, 5},
                                        {"status", 0, 5},
                                        {"state", 0, 5},
                                        {"flag", 0, 1},
                                        {"active", 0, 1},
                                        {"enabled", 0, 1},
                                        {"disabled", 0, 1},
                                        {"by", 1, 50},
                                        {"minimum", 0, 10},
                                        {"maximum", 10, 500},
                                        {"limit", 10, 1000},
                                        {"quota", 10, 1000},
                                        {"zip", 10000, 99999},
                                        {"floor", 0, 20},
                                        {"room", 1, 400},
                                        {"capacity", 1, 500},
                                        {"frequency", 1, 12},
                                        {"content_length", 100, 5000000},
                                        {"exp_year", 2024, 2030},
                                        {"expiry_year", 2024, 2030},
                                        {"response_time", 1, 2000},
                                        {"uptime", 1, 1000000},
                                        {"byte", 100, 5000000},
                                        {"compression", 0, 9},
                                        {"threshold", 1, 1000}};

// Seconds or milliseconds since 1970.
constexpr std::string_view moments[] = {
    "at",       "created",  "updated",   "timestamp", "started",  "ended",  "finished", "edited",
    "resolved", "deleted",  "scheduled", "deadline",  "modified", "expire", "expiry",   "executed",
    "merged",   "verified", "last_used", "closed",    "time",     "date",   "at_ms",    "time_ms"};

struct DecimalRule {
  std::string_view words;
  double low, high;
};
constexpr DecimalRule decimal_rules[] = {{"lat", -90, 90},
                                         {"latitude", -90, 90},
                                         {"lon", -180, 180},
                                         {"lng", -180, 180},
                                         {"long", -180, 180},
                                         {"longitude", -180, 180},
                                         {"percent", 0, 100},
                                         {"percentage", 0, 100},
                                         {"pct", 0, 1},
                                         {"rate", 0, 1},
                                         {"ratio", 0, 1},
                                         {"discount", 0, 1},
                                         {"tax", 0, 1},
                                         {"share", 0, 1},
                                         {"probability", 0, 1},
                                         {"confidence", 0, 1},
                                         {"salary", 20000, 150000},
                                         {"rating", 1, 5},
                                         {"star", 1, 5},
                                         {"score", 0, 1},
                                         {"temperature", -10, 40},
                                         {"hour", 0, 12},
                                         {"hrs", 0, 12},
                                         {"quantity", 1, 20},
                                         {"qty", 1, 20},
                                         {"weight", 0.1, 100},
                                         {"latency", 0.1, 2000},
                                         {"ms", 0.1, 2000},
                                         {"duration", 0.1, 600},
                                         {"second", 0.1, 600},
                                         {"freight", 1, 100},
                                         {"altitude", 0, 4000},
                                         {"threshold", 0, 100},
                                         {"exchange_rate", 0.2, 5},
                                         {"cls", 0, 1},
                                         {"tax_amount", 1, 200},
                                         {"tax_rate", 0, 1},
                                         {"discount_amount", 1, 100}};

// Any of `rules` that the name has, by where it ends.
template <class Rule, std::size_t N>
const Rule* last_word(const Rule (&rules)[N], const ColumnName& name, std::size_t& end) {
  const Rule* found = nullptr;
  std::size_t length = 0;
  for (const Rule& rule : rules) {
    const std::size_t here = name.ends_at(rule.words);
    if (here == 0 || std::tuple(here, rule.words.size()) <= std::tuple(end, length)) continue;
    end = here;
    length = rule.words.size();
    found = &rule;
  }
  return found;
}

}  // namespace

Span usual_integers(std::string_view column, bool wide, std::int64_t today) {
  const ColumnName name(column);
  if (name.has("is") || name.has("has")) return {0, 1};
  const bool span = name.has("response") || name.has("total") || name.has("execution") ||
                    name.has("load") || name.has("wait") || name.has("processing");
  for (std::string_view moment : moments) {
    if (span || !name.ends_with(moment)) continue;
    const std::int64_t unit = wide ? 1000 : 1;
    return {(today - 4 * 365) * seconds_per_day * unit, today * seconds_per_day * unit - 1};
  }
  std::size_t end = 0;
  const NumberRule* rule = last_word(integer_rules, name, end);
  return rule == nullptr ? Span() : Span{rule->low, rule->high};
}

Span usual_decimals(std::string_view column, std::int64_t unit) {
  const ColumnName name(column);
  std::size_t end = 0;
  const DecimalRule* rule = last_word(decimal_rules, name, end);
  if (rule == nullptr) return {unit, 1000 * unit};
  const auto scaled = [&](double value) {
    return static_cast<std::int64_t>(value * static_cast<double>(unit));
  };
  // A share stays below the whole, which a CHECK or the type may not have room for.
  const bool share = rule->low == 0 && rule->high == 1;
  return {scaled(rule->low), scaled(rule->high) - (share && unit > 1 ? 1 : 0)};
}

int usual_scale(std::string_view column) {
  const ColumnName name(column);
  for (std::string_view place : {"lat", "latitude", "lon", "lng", "long", "longitude"})
    if (name.has(place)) return 6;
  for (std::string_view share : {"ratio", "probability", "confidence", "share"})
    if (name.has(share)) return 4;
  return 2;
}

}  // namespace mimar::synthesis
