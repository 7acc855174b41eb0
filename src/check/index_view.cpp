#include "check/index_view.h"

#include <algorithm>

#include "base/text.h"
#include "check/subject.h"

namespace mimar::check {
namespace {

IndexView implied(const model::Key& key, bool primary) {
  IndexView view;
  view.name = key.name;
  view.key = &key;
  view.primary = primary;
  view.unique = true;
  view.deferrable = key.deferrable;
  view.nulls_not_distinct = key.nulls_not_distinct;
  view.method = "btree";
  for (const std::string& column : key.columns) {
    model::IndexKey part;
    part.column = column;
    view.keys.push_back(std::move(part));
  }
  view.include = key.include;
  view.origin = &key.origin;
  return view;
}

IndexView created(const model::Index& index) {
  IndexView view;
  view.name = index.name;
  view.index = &index;
  view.unique = index.unique;
  view.nulls_not_distinct = index.nulls_not_distinct;
  view.valid = index.valid;
  view.method = index.method;
  view.keys = index.keys;
  view.include = index.include;
  if (index.predicate) view.predicate = &*index.predicate;
  view.origin = &index.origin;
  return view;
}

// The predicate without parentheses and identifier quotes: enough to recognise "a IS NOT NULL AND b
// IS NOT NULL".
std::string bare(std::string_view predicate) {
  std::string plain;
  for (char c : predicate)
    if (c != '(' && c != ')' && c != '"') plain += c;
  return text::lower(plain);
}

bool only_excludes_nulls(const model::Expression& predicate,
                         const std::vector<std::string>& columns) {
  constexpr std::string_view suffix = " is not null";
  const std::string conjunction = text::replace_all(bare(predicate.sql), " and ", "\n");
  for (std::string_view part : text::split(conjunction, '\n')) {
    part = text::trim(part);
    if (part.size() <= suffix.size() || part.substr(part.size() - suffix.size()) != suffix)
      return false;
    const std::string_view column = part.substr(0, part.size() - suffix.size());
    const bool ours = std::any_of(columns.begin(), columns.end(), [&](const std::string& name) {
      return text::lower(name) == column;
    });
    if (!ours) return false;
  }
  return true;
}

// Before the comparison form is known, only the same words are the same expression.
bool same_expression(const model::Expression& a, const model::Expression& b) {
  return a == b && (!a.canonical.empty() || a.sql == b.sql);
}

bool same_target(const model::IndexKey& a, const model::IndexKey& b) {
  if (a.expression && b.expression && !same_expression(*a.expression, *b.expression)) return false;
  return a.column == b.column && a.expression.has_value() == b.expression.has_value() &&
         a.opclass == b.opclass && a.collation == b.collation;
}

}  // namespace

std::vector<IndexView> index_views(const model::Table& table) {
  std::vector<IndexView> views;
  if (table.primary_key) views.push_back(implied(*table.primary_key, true));
  for (const model::Key& key : table.uniques)
    views.push_back(implied(key, false));
  for (const model::Index& index : table.indexes)
    views.push_back(created(index));
  return views;
}

bool finds_by(const IndexView& index, const std::vector<std::string>& columns) {
  if (!index.valid || index.keys.size() < columns.size()) return false;
  if (index.method != "btree" && !(index.method == "hash" && columns.size() == 1)) return false;
  if (index.predicate && !only_excludes_nulls(*index.predicate, columns)) return false;
  std::vector<std::string> leading;
  for (std::size_t i = 0; i < columns.size(); ++i)
    leading.push_back(index.keys[i].column);
  return same_columns(leading, columns);
}

bool any_index_finds_by(const model::Table& table, const std::vector<std::string>& columns) {
  const std::vector<IndexView> views = index_views(table);
  return std::any_of(views.begin(), views.end(),
                     [&](const IndexView& view) { return finds_by(view, columns); });
}

bool leads(const std::vector<model::IndexKey>& shorter,
           const std::vector<model::IndexKey>& longer) {
  if (shorter.size() > longer.size()) return false;
  bool forwards = true, backwards = true;
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    const model::IndexKey &a = shorter[i], &b = longer[i];
    if (!same_target(a, b)) return false;
    forwards = forwards && a.descending == b.descending && a.nulls_first == b.nulls_first;
    backwards = backwards && a.descending != b.descending && a.nulls_first != b.nulls_first;
  }
  return forwards || backwards;
}

bool same_predicate(const IndexView& a, const IndexView& b) {
  if (!a.predicate || !b.predicate) return a.predicate == b.predicate;
  return same_expression(*a.predicate, *b.predicate);
}

}  // namespace mimar::check
