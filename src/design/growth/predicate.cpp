#include "design/growth/predicate.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "design/growth/distinct.h"
#include "model/lexer.h"

namespace mimar::design::growth {
namespace {

struct Word {
  std::string text;  // lower case; strings as they are quoted
  bool string = false;
};

std::vector<Word> words_of(std::string_view sql) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < sql.size();) {
    const model::Token token = model::next_token(sql, at);
    const std::string_view piece = sql.substr(at, token.end - at);
    at = token.end;
    if (token.kind == model::Token::Kind::blank || token.is_comment()) continue;
    if (token.kind == model::Token::Kind::string) {
      words.push_back({model::unquoted(piece), true});
    } else if (token.kind == model::Token::Kind::quoted_identifier) {
      words.push_back({model::unquoted(piece), false});
    } else {
      words.push_back({text::lower(piece), false});
    }
  }
  return words;
}

using Condition = std::vector<Word>;

// At the top level only; parentheses around the whole are taken away first.
std::vector<Condition> conditions_of(Condition words) {
  const auto wrapped = [](const Condition& all) {
    if (all.size() < 2 || all.front().text != "(" || all.back().text != ")") return false;
    int depth = 0;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
      if (!all[i].string) depth += all[i].text == "(" ? 1 : all[i].text == ")" ? -1 : 0;
      if (depth == 0) return false;
    }
    return true;
  };
  while (wrapped(words))
    words = {words.begin() + 1, words.end() - 1};
  std::vector<Condition> parts(1);
  int depth = 0;
  for (const Word& word : words) {
    if (!word.string) depth += word.text == "(" ? 1 : word.text == ")" ? -1 : 0;
    if (depth == 0 && word.text == "and" && !word.string) {
      parts.emplace_back();
    } else {
      parts.back().push_back(word);
    }
  }
  if (parts.size() == 1) return parts;
  std::vector<Condition> flat;
  for (Condition& part : parts)
    for (Condition& inner : conditions_of(std::move(part)))
      flat.push_back(std::move(inner));
  return flat;
}

class Reading {
 public:
  Reading(const model::Database& database, const model::Table& table,
          const model::Statistics& statistics)
      : database_(database), table_(table), statistics_(statistics) {}

  Share share(const Condition& condition) const {
    constexpr Share unknown{1, true};
    if (condition.empty()) return {1, false};
    for (const Word& word : condition)
      if (!word.string && word.text == "or") return unknown;
    if (condition[0].text == "not" && condition.size() == 2)
      return of_boolean(model::find_column(table_, condition[1].text), "f");
    const model::Column* column = model::find_column(table_, condition[0].text);
    if (column == nullptr) return unknown;
    if (condition.size() == 1) return of_boolean(column, "t");
    const std::string& verb = condition[1].text;
    if (verb == "is") return of_is(*column, condition);
    const bool negated = verb == "not" || verb == "<";
    if (verb == "not" && (condition.size() < 3 || condition[2].text != "in")) return unknown;
    if (verb == "<" && (condition.size() < 3 || condition[2].text != ">")) return unknown;
    if (verb != "=" && verb != "in" && !negated) return unknown;
    return of_values(*column, condition, negated);
  }

 private:
  const model::ColumnStatistics* known(const model::Column& column) const {
    return statistics_of(statistics_, table_.name, column.name);
  }

  Share of_is(const model::Column& column, const Condition& condition) const {
    const bool negated = condition.size() > 2 && condition[2].text == "not";
    const std::string what = condition.back().text;
    double share = 1;
    bool assumed = false;
    if (what == "null") {
      const model::ColumnStatistics* of_column = known(column);
      // A mark that a row gets late or never: deleted_at, ended_at.
      share = of_column != nullptr ? of_column->null_frac : 0.9;
      assumed = of_column == nullptr;
    } else {
      const Share of_truth = of_boolean(&column, what == "true" ? "t" : "f");
      share = of_truth.rows;
      assumed = of_truth.assumed;
    }
    return {negated ? 1 - share : share, assumed};
  }

  Share of_boolean(const model::Column* column, const std::string& value) const {
    if (column == nullptr || !column->type.is("boolean")) return {1, true};
    return of_value(*column, value);
  }

  // Of the rows that have a value at all.
  Share of_value(const model::Column& column, const std::string& value) const {
    const model::ColumnStatistics* of_column = known(column);
    if (of_column == nullptr) {
      const model::Enum* type = model::find_enum(database_, column.type.name);
      const double kinds = type != nullptr             ? static_cast<double>(type->labels.size())
                           : column.type.is("boolean") ? 2
                                                       : 5;
      return {1 / std::max(1.0, kinds), true};
    }
    for (std::size_t i = 0; i < of_column->most_common_vals.size(); ++i)
      if (of_column->most_common_vals[i] == value) return {of_column->most_common_freqs[i], false};
    return {0, false};
  }

  Share of_values(const model::Column& column, const Condition& condition, bool negated) const {
    Share all{0, false};
    for (std::size_t i = 2; i < condition.size(); ++i) {
      const Word& word = condition[i];
      const bool number = !word.text.empty() && model::is_digit(word.text[0]);
      if (!word.string && !number) continue;
      const Share one = of_value(column, word.text);
      all.rows += one.rows;
      all.assumed |= one.assumed;
    }
    const model::ColumnStatistics* of_column = known(column);
    const double present = of_column == nullptr ? 1 : 1 - of_column->null_frac;
    all.rows = std::clamp(negated ? present - all.rows : all.rows, 0.0, 1.0);
    return all;
  }

  const model::Database& database_;
  const model::Table& table_;
  const model::Statistics& statistics_;
};

}  // namespace

Share share_of(const model::Database& database, const model::Table& table,
               std::string_view predicate, const model::Statistics& statistics) {
  Share all;
  const Reading reading(database, table, statistics);
  for (const Condition& condition : conditions_of(words_of(predicate))) {
    const Share one = reading.share(condition);
    all.rows *= one.rows;
    all.assumed |= one.assumed;
  }
  return all;
}

}  // namespace mimar::design::growth
