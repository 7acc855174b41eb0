#include "design/growth/index_size.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/core.h>

#include "base/text.h"
#include "design/growth/distinct.h"
#include "design/growth/predicate.h"

namespace mimar::design::growth {
namespace {

constexpr double days_in_use = 730;  // of an expression that makes days of times

// An index of any kind as one value.
struct Made {
  std::string name, method = "btree";
  std::vector<std::string> columns;      // of its key; "" is an expression
  std::vector<std::string> expressions;  // their texts, "" for columns
  std::vector<std::string> include;
  std::string predicate;
  bool unique = false, is_key = false;
  const std::map<std::string, std::string>* options = nullptr;
};

Made of_key(const model::Key& key) {
  Made made{.name = key.name,
            .columns = key.columns,
            .expressions = {},
            .include = key.include,
            .predicate = {},
            .unique = true,
            .is_key = true,
            .options = &key.options};
  made.expressions.resize(made.columns.size());
  if (key.without_overlaps) made.method = "gist";
  return made;
}

void add(Made& made, const model::IndexKey& key) {
  made.columns.push_back(key.column);
  made.expressions.push_back(key.expression ? key.expression->sql : "");
}

Made of_index(const model::Index& index) {
  Made made{.name = index.name,
            .method = index.method,
            .columns = {},
            .expressions = {},
            .include = index.include,
            .predicate = index.predicate ? index.predicate->sql : "",
            .unique = index.unique,
            .options = &index.options};
  for (const model::IndexKey& key : index.keys)
    add(made, key);
  return made;
}

Made of_exclusion(const model::Exclusion& exclusion) {
  Made made{.name = exclusion.name,
            .method = exclusion.method,
            .columns = {},
            .expressions = {},
            .include = exclusion.include,
            .predicate = exclusion.predicate ? exclusion.predicate->sql : "",
            .options = &exclusion.options};
  for (const model::ExclusionElement& element : exclusion.elements)
    add(made, element.key);
  return made;
}

class Sizes {
 public:
  Sizes(const model::Database& database, const model::Table& table, double rows,
        const model::Statistics& statistics)
      : database_(database), table_(table), rows_(rows), statistics_(statistics) {}

  IndexSize size(const Made& made) const {
    IndexSize result;
    result.name = made.name;
    result.method = made.method;
    const double rows = std::ceil(rows_ * share(made.predicate, result));
    const std::vector<Width> widths = widths_of(made, result);
    const Extent key = extent(widths);
    result.entry_bytes = 8 + key.bytes + 4;
    if (made.method == "btree") {
      btree(made, rows, widths, key, result);
    } else {
      other(made, rows, widths, key, result);
    }
    return result;
  }

 private:
  const model::ColumnStatistics* known(const std::string& column) const {
    return statistics_of(statistics_, table_.name, column);
  }

  // The share of the rows that a partial index holds.
  double share(const std::string& predicate, IndexSize& result) const {
    if (predicate.empty()) return 1;
    const Share share = share_of(database_, table_, predicate, statistics_);
    if (share.assumed) result.basis = Basis::assumed;
    result.why = fmt::format("partial, {:.0f} % of the rows{}; ", 100 * share.rows,
                             share.assumed ? " assumed" : "");
    return share.rows;
  }

  std::vector<Width> widths_of(const Made& made, IndexSize& result) const {
    std::vector<Width> widths;
    const auto add_column = [&](const std::string& name) {
      const model::Column* column = model::find_column(table_, name);
      if (column == nullptr) return;
      widths.push_back(width_of(database_, *column, known(name)));
      if (widths.back().basis == Basis::assumed) result.basis = Basis::assumed;
    };
    for (std::size_t i = 0; i < made.columns.size(); ++i) {
      if (!made.columns[i].empty()) {
        add_column(made.columns[i]);
      } else if (const std::string* inner = column_within(made.expressions[i])) {
        add_column(*inner);
      } else {
        Width width;
        width.bytes = 16;
        width.alignment = 8;
        width.basis = result.basis = Basis::assumed;
        widths.push_back(width);
      }
    }
    for (const std::string& column : made.include)
      add_column(column);
    return widths;
  }

  // lower(email) is as long as email.
  const std::string* column_within(const std::string& expression) const {
    const std::string* longest = nullptr;
    const std::string lower = text::lower(expression);
    for (const model::Column& column : table_.columns)
      if (lower.find(text::lower(column.name)) != std::string::npos &&
          (longest == nullptr || column.name.size() > longest->size()))
        longest = &column.name;
    return longest;
  }

  // numeric, floating point and container types are equal in ways that are not bytes.
  bool may_deduplicate(const Made& made) const {
    if (made.unique || !made.include.empty()) return false;
    if (made.options != nullptr && made.options->contains("deduplicate_items") &&
        made.options->at("deduplicate_items") == "off")
      return false;
    return std::all_of(made.columns.begin(), made.columns.end(), [&](const std::string& name) {
      const model::Column* column = model::find_column(table_, name);
      if (column == nullptr) return true;
      for (const std::string_view type : {"numeric", "real", "double precision", "jsonb"})
        if (column->type.is(type)) return false;
      return !column->type.array && !column->type.name.name.ends_with("range");
    });
  }

  double distinct_keys(const Made& made, double rows) const {
    if (made.unique) return rows;
    double distinct = 1;
    for (std::size_t i = 0; i < made.columns.size(); ++i) {
      std::string name = made.columns[i];
      const bool day = made.expressions[i].find("date") != std::string::npos;
      if (name.empty())
        if (const std::string* inner = column_within(made.expressions[i])) name = *inner;
      const model::Column* column = model::find_column(table_, name);
      double of_column =
          column == nullptr ? rows : distinct_values(database_, table_, *column, rows, statistics_);
      if (made.columns[i].empty() && day) of_column = std::min(of_column, days_in_use);
      distinct *= of_column;
      if (distinct >= rows) return rows;
    }
    return distinct;
  }

  void btree(const Made& made, double rows, const std::vector<Width>& widths, const Extent& key,
             IndexSize& result) const {
    BtreeShape shape;
    shape.rows = rows;
    shape.key_bytes = key.bytes;
    shape.deduplicated = result.deduplicated = may_deduplicate(made);
    const model::Column* first =
        made.columns.empty() ? nullptr : model::find_column(table_, made.columns[0]);
    if (widths.size() == 1 && !made.columns.empty() && made.predicate.empty()) {
      shape.null_rows = rows * widths[0].null_share;
      // The extent is over all rows; NULLs have entries of their own here.
      if (widths[0].null_share < 1) {
        Width present = widths[0];
        present.null_share = 0;
        shape.key_bytes = extent({present}).bytes;
      }
      const model::ColumnStatistics* of_column = first == nullptr ? nullptr : known(first->name);
      if (of_column != nullptr)
        for (const double frequency : of_column->most_common_freqs)
          shape.common.push_back(frequency * rows);
    }
    shape.distinct = distinct_keys(made, rows - shape.null_rows);
    shape.ascending = first != nullptr && ascends(*first, known(first->name)) &&
                      (made.columns.size() == 1 || shape.distinct >= rows * 0.5);
    if (made.options != nullptr && made.options->contains("fillfactor"))
      shape.fillfactor = fill(made.options->at("fillfactor"));
    result.bytes = btree_bytes(shape, false);
    result.packed_bytes = btree_bytes(shape, true);
    result.why += shape.ascending ? "grows at its right end" : "entries arrive in any order";
  }

  static double fill(const std::string& text) {
    int percent = 90;
    std::from_chars(text.data(), text.data() + text.size(), percent);
    return std::clamp(percent, 10, 100) / 100.0;
  }

  // Rules of thumb, and called so.
  static void other(const Made& made, double rows, const std::vector<Width>& widths,
                    const Extent& key, IndexSize& result) {
    double bytes = 0;
    if (made.method == "brin") {
      constexpr double rows_a_page = 80, pages_a_range = 128;
      bytes = std::ceil(rows / rows_a_page / pages_a_range * (key.bytes * 2 + 20) / page_bytes) *
                  page_bytes +
              2 * page_bytes;
      result.why += "a summary of each 128 pages";
    } else if (made.method == "hash") {
      const double buckets = std::exp2(std::ceil(std::log2(std::max(2.0, rows / 306))));
      bytes = (buckets + 3) * page_bytes;
      result.why += "four bytes of hash a row, pages in powers of two";
    } else if (made.method == "gin") {
      double each = 0;  // a word or element of about 8 bytes: a compressed pointer and its share
      for (const Width& width : widths)
        each += std::max(1.0, width.bytes / 12) * 5;
      bytes = rows * each + 2 * page_bytes;
      result.why += "a pointer for each word or element";
    } else {
      bytes = rows * (8 + key.bytes + 4) / 0.65 + page_bytes;
      result.why += "pages two thirds full";
    }
    result.basis = Basis::assumed;
    result.bytes = std::ceil(bytes / page_bytes) * page_bytes;
    result.packed_bytes = result.bytes;
  }

  const model::Database& database_;
  const model::Table& table_;
  double rows_;
  const model::Statistics& statistics_;
};

}  // namespace

std::vector<IndexSize> sizes_of_indexes(const model::Database& database, const model::Table& table,
                                        double rows, const model::Statistics& statistics) {
  const Sizes sizes(database, table, rows, statistics);
  std::vector<IndexSize> result;
  if (table.primary_key) result.push_back(sizes.size(of_key(*table.primary_key)));
  for (const model::Key& key : table.uniques)
    result.push_back(sizes.size(of_key(key)));
  for (const model::Exclusion& exclusion : table.exclusions)
    result.push_back(sizes.size(of_exclusion(exclusion)));
  for (const model::Index& index : table.indexes)
    result.push_back(sizes.size(of_index(index)));
  return result;
}

}  // namespace mimar::design::growth
