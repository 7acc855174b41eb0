#include "diff/details.h"

#include "base/text.h"
#include "model/compare.h"

namespace mimar::diff {
namespace {

constexpr std::size_t longest_shown = 80;  // bytes

bool fits_a_line(const std::string& value) {
  return value.size() <= longest_shown && value.find('\n') == std::string::npos;
}

std::string listed(const std::vector<std::string>& facts) {
  return facts.empty() ? "" : ": " + text::join(facts, ", ");
}

std::vector<model::Difference> all_of(model::Comparison comparison) {
  std::vector<model::Difference> all = std::move(comparison.differences);
  all.insert(all.end(), comparison.could_not_check.begin(), comparison.could_not_check.end());
  return all;
}

std::string fact(const model::Difference& one) {
  const std::string what = text::replace_all(one.what, "keys ", "key ");
  if (one.right == "yes") return what;
  return one.right == "no" ? "not " + what : what + " " + one.right;
}

// What is said of `actual` and not of `plain`, each as the part of a table where it belongs.
template <class Part, class Put>
std::string said(const Part& plain, const Part& actual, Put put) {
  model::Objects left, right;
  put(left.tables.emplace_back(), plain);
  put(right.tables.emplace_back(), actual);
  std::vector<std::string> facts;
  for (const model::Difference& one : all_of(model::compare(left, right)))
    facts.push_back(fact(one));
  return listed(facts);
}

}  // namespace

std::string details(const model::Index& index) {
  model::Index plain;
  plain.name = index.name;
  for (const model::IndexKey& key : index.keys) {
    plain.keys.emplace_back();
    plain.keys.back().column = key.column;
    plain.keys.back().expression = key.expression;
    // Said of a key only where it is not what its direction brings.
    plain.keys.back().nulls_first = key.descending;
  }
  plain.unique = index.unique;
  return said(plain, index,
              [](model::Table& table, const auto& one) { table.indexes.push_back(one); });
}

std::string details(const model::Key& key) {
  model::Key plain;
  plain.name = key.name;
  plain.columns = key.columns;
  return said(plain, key, [](model::Table& table, const auto& one) { table.primary_key = one; });
}

std::string details(const model::ForeignKey& key) {
  model::ForeignKey plain;
  plain.name = key.name;
  plain.columns = key.columns;
  plain.referenced_table = key.referenced_table;
  plain.referenced_columns = key.referenced_columns;
  return said(plain, key,
              [](model::Table& table, const auto& one) { table.foreign_keys.push_back(one); });
}

std::string details(const model::Check& check) {
  model::Check plain;
  plain.name = check.name;
  plain.expression = check.expression;
  return said(plain, check,
              [](model::Table& table, const auto& one) { table.checks.push_back(one); });
}

std::string differences(const model::OtherObject& from, const model::OtherObject& to) {
  model::Objects left, right;
  left.others = {from};
  right.others = {to};
  std::vector<std::string> facts;
  for (const model::Difference& one :
       all_of(from.opaque() ? model::Comparison{} : model::compare(left, right))) {
    const bool short_ones = fits_a_line(one.left) && fits_a_line(one.right);
    facts.push_back(short_ones ? one.what + " " + one.left + " to " + one.right : one.what);
  }
  if (from.opaque() && from.sql != to.sql) facts.emplace_back("text");
  return listed(facts);
}

}  // namespace mimar::diff
