#include "synthesis/unique_keys.h"

#include <algorithm>

#include "base/text.h"

namespace mimar::synthesis {
namespace {

// Different values of the columns make different values of the expression: of those that are made,
// which differ in more than their case and the blanks around them.
bool keeps_apart(const Term& term) {
  if (term.kind != Term::Kind::call) return true;
  for (std::string_view known : {"lower", "upper", "btrim", "trim", "coalesce", "||", "row", "md5",
                                 "concat", "array", "unaccent", "replace", "translate"})
    if (term.text == known) return std::all_of(term.parts.begin(), term.parts.end(), keeps_apart);
  if (term.is_call("cast")) {
    const bool coarser = term.type == "date" || term.type.starts_with("time");
    return (!coarser || term.parts[0].kind == Term::Kind::constant) && keeps_apart(term.parts[0]);
  }
  return false;
}

class Reader {
 public:
  explicit Reader(const Draft& draft) : database_(draft.database), table_(draft.recipe.table) {}

  std::vector<UniqueKey> read() {
    if (table_.primary_key) add(*table_.primary_key);
    for (const model::Key& key : table_.uniques)
      add(key);
    for (const model::Index& index : table_.indexes)
      if (index.unique) add(index);
    for (const model::Exclusion& exclusion : table_.exclusions)
      add(exclusion);
    std::stable_sort(keys_.begin(), keys_.end(), [](const UniqueKey& a, const UniqueKey& b) {
      return a.columns.size() < b.columns.size();
    });
    keys_.insert(keys_.end(), partial_.begin(), partial_.end());
    return std::move(keys_);
  }

 private:
  void add(const model::Key& key) {
    UniqueKey unique{key.name, {}, key.nulls_not_distinct, nullptr, {}};
    for (const std::string& column : key.columns)
      add_column(unique, column);
    finish(std::move(unique), keys_);
  }

  void add(const model::Index& index) {
    UniqueKey unique{index.name,
                     {},
                     index.nulls_not_distinct,
                     index.predicate ? &*index.predicate : nullptr,
                     {}};
    for (const model::IndexKey& part : index.keys)
      add_part(unique, part);
    finish(std::move(unique), index.predicate ? partial_ : keys_);
  }

  // Rows that differ in a column compared by = do not exclude each other, and neither do ranges of
  // different rows, which never overlap. The predicate is left aside: all rows are kept apart.
  void add(const model::Exclusion& exclusion) {
    UniqueKey unique{exclusion.name, {}, true, nullptr, {}};
    for (const model::ExclusionElement& element : exclusion.elements) {
      const std::string& symbol = element.with_operator.name;
      if (symbol == "=") {
        add_part(unique, element.key);
      } else if (symbol == "&&") {
        add_overlap(unique, element.key);
      } else {
        unique.not_read = "the operator " + symbol;
      }
    }
    finish(std::move(unique), keys_);
  }

  void add_overlap(UniqueKey& key, const model::IndexKey& part) {
    if (!part.expression) return add_column(key, part.column);
    const Term whole = parse_term(text_of(*part.expression));
    const Term& term = bare(whole);
    const bool range =
        term.kind == Term::Kind::call && term.text.ends_with("range") && term.parts.size() >= 2;
    if (!range) return void(key.not_read = part.expression->sql);
    const Term &first = bare(term.parts[0]), &second = bare(term.parts[1]);
    key.period = {column_position(table_, first.text), column_position(table_, second.text)};
    if (key.period.first == none || key.period.second == none)
      key.not_read = part.expression->sql;
    else
      key.columns.push_back(key.period.first);
  }

  void add_part(UniqueKey& key, const model::IndexKey& part) {
    if (!part.column.empty()) add_column(key, part.column);
    if (part.expression) add_expression(key, *part.expression, 0);
  }

  void add_column(UniqueKey& key, const std::string& name) {
    const std::size_t position = column_position(table_, name);
    if (position != none && table_.columns[position].generated)
      return add_expression(key, *table_.columns[position].generated, 1);
    key.columns.push_back(position);
  }

  // A generated column differs where what it is made of does.
  void add_expression(UniqueKey& key, const model::Expression& expression, int depth) {
    Term term = parse_term(text_of(expression));
    put_routines(term, database_);
    if (!keeps_apart(term)) {
      if (key.not_read.empty()) key.not_read = expression.sql;
      return;
    }
    each_term(term, [&](const Term& part) {
      if (part.kind != Term::Kind::column) return;
      const std::size_t position = column_position(table_, part.text);
      if (position != none && depth < 4 && table_.columns[position].generated)
        add_expression(key, *table_.columns[position].generated, depth + 1);
      else
        key.columns.push_back(position);
    });
  }

  static void finish(UniqueKey key, std::vector<UniqueKey>& keys) {
    std::sort(key.columns.begin(), key.columns.end());
    key.columns.erase(std::unique(key.columns.begin(), key.columns.end()), key.columns.end());
    if (!key.columns.empty() && key.columns.back() == none) return;
    if (!key.columns.empty() || !key.not_read.empty()) keys.push_back(std::move(key));
  }

  const model::Database& database_;
  const model::Table& table_;
  std::vector<UniqueKey> keys_, partial_;
};

}  // namespace

std::vector<UniqueKey> unique_keys(const Draft& draft) {
  return Reader(draft).read();
}

}  // namespace mimar::synthesis
