#include "model/origins.h"

#include <map>

namespace mimar::model {
namespace {

void lend(const Origin& from, Origin& to) {
  if (!to.span) to.span = from.span;
}

// f(a, b) for every two of the same key.
template <class T, class Key, class F>
void match(const std::vector<T>& from, std::vector<T>& to, Key key, F f) {
  std::map<std::decay_t<decltype(key(from.front()))>, const T*> known;
  for (const T& one : from)
    known[key(one)] = &one;
  for (T& one : to)
    if (const auto found = known.find(key(one)); found != known.end()) f(*found->second, one);
}

constexpr auto name_of = [](const auto& one) { return one.name; };
constexpr auto lend_own = [](const auto& from, auto& to) { lend(from.origin, to.origin); };

template <class T>
void lend_all(const std::vector<T>& from, std::vector<T>& to) {
  match(from, to, name_of, lend_own);
}

void lend_table(const Table& from, Table& to) {
  lend(from.origin, to.origin);
  lend_all(from.columns, to.columns);
  if (from.primary_key && to.primary_key) lend(from.primary_key->origin, to.primary_key->origin);
  lend_all(from.uniques, to.uniques);
  lend_all(from.foreign_keys, to.foreign_keys);
  lend_all(from.checks, to.checks);
  lend_all(from.indexes, to.indexes);
  lend_all(from.exclusions, to.exclusions);
}

void lend_view(const View& from, View& to) {
  lend(from.origin, to.origin);
  lend_all(from.indexes, to.indexes);
}

}  // namespace

void lend_origins(const Objects& from, Objects& to) {
  lend_all(from.schemas, to.schemas);
  lend_all(from.enums, to.enums);
  lend_all(from.sequences, to.sequences);
  match(from.tables, to.tables, name_of, lend_table);
  match(from.views, to.views, name_of, lend_view);
  match(
      from.others, to.others, [](const OtherObject& one) { return std::pair(one.kind, one.name); },
      lend_own);
}

}  // namespace mimar::model
