#include <cmath>

#include "synthesis/evaluate.h"

namespace mimar::synthesis {
namespace {

using Kind = Datum::Kind;

std::optional<Datum> of_one(const std::string& name, const Datum& value) {
  const long double n = value.number;
  if (name == "prefix -") return number(-n, value.flag);
  if (name == "abs" || name == "prefix @") return number(std::abs(n), value.flag);
  if (name == "ceil" || name == "ceiling") return number(std::ceil(n));
  if (name == "floor") return number(std::floor(n));
  if (name == "trunc") return number(std::trunc(n));
  if (name == "round") return number(std::round(n));
  if (name == "sign") return number(n < 0 ? -1 : n > 0 ? 1 : 0);
  if (name == "sqrt" || name == "prefix |/") return n < 0 ? Datum{} : number(std::sqrt(n));
  return std::nullopt;
}

std::optional<Datum> rounded(const std::string& name, long double n, long double digits) {
  const long double unit = std::pow(10.0L, digits);
  if (name == "round") return number(std::round(n * unit) / unit);
  if (name == "trunc") return number(std::trunc(n * unit) / unit);
  return std::nullopt;
}

}  // namespace

std::optional<Datum> apply_number(const std::string& name, const Arguments& given) {
  if (given.empty() || given.size() > 2) return std::nullopt;
  Arguments arguments = given;
  // An untyped literal takes the type of the other side.
  if (arguments.size() == 2 && arguments[0].is(Kind::number))
    arguments[1] = as_kind(arguments[1], Kind::number);
  if (arguments.size() == 2 && arguments[1].is(Kind::number))
    arguments[0] = as_kind(arguments[0], Kind::number);
  for (const Datum& argument : arguments)
    if (!argument.is(Kind::number)) return std::nullopt;
  if (arguments.size() == 1) return of_one(name, arguments[0]);
  const long double a = arguments[0].number, b = arguments[1].number;
  const bool whole = arguments[0].flag && arguments[1].flag;
  if (name == "+") return number(a + b, whole);
  if (name == "-") return number(a - b, whole);
  if (name == "*") return number(a * b, whole);
  if (name == "^" || name == "power" || name == "pow") return number(std::pow(a, b));
  const bool divides = name == "/" || name == "%" || name == "mod" || name == "div";
  if (divides && b == 0) return Datum{};
  if (name == "/") return number(whole ? std::trunc(a / b) : a / b, whole);
  if (name == "div") return number(std::trunc(a / b), whole);
  if (name == "%" || name == "mod") return number(std::fmod(a, b), whole);
  if (whole && (name == "&" || name == "|" || name == "#" || name == "<<" || name == ">>")) {
    const auto x = static_cast<std::int64_t>(a), y = static_cast<std::int64_t>(b);
    if (name == "&") return number(static_cast<long double>(x & y), true);
    if (name == "|") return number(static_cast<long double>(x | y), true);
    if (name == "#") return number(static_cast<long double>(x ^ y), true);
    if (y < 0 || y > 62) return Datum{};
    return number(static_cast<long double>(name == "<<" ? x << y : x >> y), true);
  }
  return rounded(name, a, b);
}

}  // namespace mimar::synthesis
