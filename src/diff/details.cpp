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

// What is said of `actual` and not of `plain`.
std::string said(const model::Table& plain, const model::Table& actual) {
  model::Objects left, right;
  left.tables = {plain};
  right.tables = {actual};
  std::vector<std::string> facts;
  for (const model::Difference& one : all_of(model::compare(left, right))) {
    const std::string what = text::replace_all(one.what, "keys ", "key ");
    if (one.right == "yes")
      facts.push_back(what);
    else if (one.right == "no")
      facts.push_back("not " + what);
    else
      facts.push_back(what + " " + one.right);
  }
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
  model::Table left, right;
  left.indexes = {plain};
  right.indexes = {index};
  return said(left, right);
}

std::string details(const model::Key& key) {
  model::Key plain;
  plain.name = key.name;
  plain.columns = key.columns;
  model::Table left, right;
  left.primary_key = plain;
  right.primary_key = key;
  return said(left, right);
}

std::string details(const model::ForeignKey& key) {
  model::ForeignKey plain;
  plain.name = key.name;
  plain.columns = key.columns;
  plain.referenced_table = key.referenced_table;
  plain.referenced_columns = key.referenced_columns;
  model::Table left, right;
  left.foreign_keys = {plain};
  right.foreign_keys = {key};
  return said(left, right);
}

std::string details(const model::Check& check) {
  model::Check plain;
  plain.name = check.name;
  plain.expression = check.expression;
  model::Table left, right;
  left.checks = {plain};
  right.checks = {check};
  return said(left, right);
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
