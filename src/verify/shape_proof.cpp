#include "verify/shape_proof.h"

#include <cmath>

#include "base/text.h"
#include "model/quote.h"

namespace mimar::verify {
namespace {

using model::ColumnStatistics;
using Kind = ShapeFigure::Kind;

constexpr std::size_t most_values = 500;  // counted in one query

double number(const engine::postgres::Value& value) {
  return value ? std::strtod(value->c_str(), nullptr) : 0;
}

class Counter {
 public:
  Counter(engine::postgres::Connection& connection, const model::Database& database,
          const model::Table& table, const synthesis::Plan& plan, std::uint64_t rows)
      : connection_(connection),
        database_(database),
        table_(table),
        from_((table.partition_by ? " FROM " : " FROM ONLY ") + model::quote_name(table.name)),
        plan_(plan),
        rows_(static_cast<double>(rows)) {}

  Result<void> count(const model::Column& column, const ColumnStatistics& statistics) {
    name_ = table_.name.text() + "." + column.name;
    quoted_ = model::quote_identifier(column.name);
    sortable_ = statistics.correlation.has_value();
    refers_ = refers(table_, column.name);
    Result<void> done = count_values(statistics);
    if (done && refers_) done = rank_parents(statistics);
    if (done && !refers_ && statistics.histogram_bounds.size() > 1)
      done = count_buckets(statistics);
    if (done && statistics.correlation) done = correlate(statistics);
    return done;
  }

  std::vector<ShapeFigure> figures;

 private:
  // Partitions may have the foreign key each for themselves.
  bool refers(const model::Table& table, const std::string& column) const {
    for (const model::ForeignKey& key : table.foreign_keys)
      if (std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end())
        return true;
    return table.partition_by && std::any_of(database_->tables.begin(), database_->tables.end(),
                                             [&](const model::Table& part) {
                                               return part.partition_of &&
                                                      part.partition_of->parent == table.name &&
                                                      refers(part, column);
                                             });
  }

  Result<std::vector<engine::postgres::Value>> ask(const std::string& sql) {
    const auto rows = connection_.execute(sql);
    if (!rows) return fail(rows.error());
    return rows->rows.at(0);
  }

  // A sentence names the figures; where mending changes a column, none is certain.
  bool promised(Kind kind) const {
    constexpr std::string_view words[] = {"null_frac", "n_distinct", "share", "histogram",
                                          "correlation"};
    return std::none_of(
        plan_.not_kept.begin(), plan_.not_kept.end(), [&](const std::string& sentence) {
          if (!sentence.starts_with(name_ + ": ")) return false;
          const std::string_view said = std::string_view(sentence).substr(name_.size());
          return said.find(words[static_cast<std::size_t>(kind)]) != std::string_view::npos ||
                 said.find("as far as") != std::string_view::npos;
        });
  }

  void add(Kind kind, std::string of, double asked, double found) {
    figures.push_back({name_, kind, std::move(of), asked, found, promised(kind)});
  }

  // A value without a text was left out of the statistics.
  std::vector<std::size_t> countable(const ColumnStatistics& statistics) const {
    std::vector<std::size_t> places;
    if (refers_) return places;
    for (std::size_t i = 0; i < std::min(most_values, statistics.most_common_vals.size()); ++i)
      if (!statistics.most_common_vals[i].empty()) places.push_back(i);
    return places;
  }

  Result<void> count_values(const ColumnStatistics& statistics) {
    const std::string compared = sortable_ ? quoted_ : quoted_ + "::text";
    std::string sql = "SELECT count(*) - count(" + quoted_ + "), count(DISTINCT " + compared + ")";
    const std::vector<std::size_t> places = countable(statistics);
    for (std::size_t place : places)
      sql += ", count(*) FILTER (WHERE " + compared + " = " +
             model::quote_literal(statistics.most_common_vals[place]) + ")";
    const auto found = ask(sql + from_);
    if (!found) return fail(found.error());
    add(Kind::nulls, {}, statistics.null_frac * rows_, number(found->at(0)));
    const double distinct =
        statistics.n_distinct < 0 ? -statistics.n_distinct * rows_ : statistics.n_distinct;
    if (distinct > 0) add(Kind::distinct, {}, std::round(distinct), number(found->at(1)));
    for (std::size_t i = 0; i < places.size(); ++i)
      add(Kind::common_share, statistics.most_common_vals[places[i]],
          statistics.most_common_freqs[places[i]] * rows_, number(found->at(i + 2)));
    return {};
  }

  Result<void> rank_parents(const ColumnStatistics& statistics) {
    const std::size_t popular = std::min(most_values, statistics.most_common_freqs.size());
    const auto found = connection_.execute("SELECT count(*)" + from_ + " WHERE " + quoted_ +
                                           " IS NOT NULL GROUP BY " + quoted_ +
                                           " ORDER BY 1 DESC LIMIT " + std::to_string(popular));
    if (!found) return fail(found.error());
    for (std::size_t i = 0; i < popular; ++i)
      add(Kind::common_share, std::to_string(i), statistics.most_common_freqs[i] * rows_,
          i < found->rows.size() ? number(found->rows[i].at(0)) : 0);
    return {};
  }

  // Buckets between bounds that differ; a bound that fills several is not told apart from them.
  Result<void> count_buckets(const ColumnStatistics& statistics) {
    const std::vector<std::string>& bounds = statistics.histogram_bounds;
    std::vector<std::string> common;
    for (const std::string& value : statistics.most_common_vals)
      common.push_back(model::quote_literal(value));
    std::string sql = "SELECT count(*)";
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i)
      sql += ", count(*) FILTER (WHERE " + quoted_ + " >= " + model::quote_literal(bounds[i]) +
             " AND " + quoted_ + (i + 2 == bounds.size() ? " <= " : " < ") +
             model::quote_literal(bounds[i + 1]) + ")";
    sql += from_ + " WHERE " + quoted_ + " IS NOT NULL";
    if (!common.empty()) sql += " AND " + quoted_ + " NOT IN (" + text::join(common, ", ") + ")";
    const auto found = ask(sql);
    if (!found) return fail(found.error());
    const double share = number(found->at(0)) / static_cast<double>(bounds.size() - 1);
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i)
      if (bounds[i] != bounds[i + 1] && (i == 0 || bounds[i - 1] != bounds[i]))
        add(Kind::bucket_share, bounds[i] + " to " + bounds[i + 1], share,
            number(found->at(i + 1)));
    if (figures.back().kind == Kind::bucket_share) figures.back().both_bounds = true;
    return {};
  }

  // What ANALYZE of all rows would say.
  Result<void> correlate(const ColumnStatistics& statistics) {
    const auto found =
        ask("SELECT corr(before, after) FROM (SELECT row_number() OVER (ORDER BY tableoid, ctid) "
            "AS before, row_number() OVER (ORDER BY " +
            quoted_ + ", tableoid, ctid) AS after" + from_ + " WHERE " + quoted_ +
            " IS NOT NULL) AS positions");
    if (!found) return fail(found.error());
    if (found->at(0)) add(Kind::correlation, {}, *statistics.correlation, number(found->at(0)));
    return {};
  }

  engine::postgres::Connection& connection_;
  const model::Database& database_;
  const model::Table& table_;
  std::string from_, name_, quoted_;
  const synthesis::Plan& plan_;
  double rows_ = 0;
  bool sortable_ = true, refers_ = false;
};

}  // namespace

bool ShapeFigure::kept() const {
  const double off = std::abs(found - asked);
  if (kind == Kind::correlation) return off <= 0.05;
  constexpr double digits = 0.01;  // what shares are rounded to, in rows
  return off <= std::max(both_bounds ? 2.0 : 1.0, 0.02 * asked) + digits;
}

std::string_view name_of(ShapeFigure::Kind kind) {
  switch (kind) {
    case Kind::nulls: return "null fraction";
    case Kind::distinct: return "distinct values";
    case Kind::common_share: return "share of a common value";
    case Kind::bucket_share: return "share of a histogram bucket";
    case Kind::correlation: return "correlation";
  }
  return {};
}

Result<std::vector<ShapeFigure>> count_shape(engine::postgres::Connection& connection,
                                             const model::Database& database,
                                             const synthesis::Plan& plan) {
  std::vector<ShapeFigure> figures;
  if (!plan.shape) return figures;
  if (const auto set = connection.execute("SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'"); !set)
    return fail(set.error());
  for (const synthesis::TablePlan& planned : plan.tables) {
    const auto statistics = plan.shape->tables.find(planned.table);
    const model::Table* table = model::find_table(database, planned.table);
    if (statistics == plan.shape->tables.end() || table == nullptr || planned.rows == 0) continue;
    Counter counter(connection, database, *table, plan, planned.rows);
    for (const auto& [name, column] : statistics->second.columns) {
      const model::Column* found = model::find_column(*table, name);
      if (found == nullptr || found->generated) continue;
      if (Result<void> done = counter.count(*found, column); !done) return fail(done.error());
    }
    figures.insert(figures.end(), counter.figures.begin(), counter.figures.end());
  }
  return figures;
}

namespace {

// "null fraction of 24 columns: at most 0.3 % off"
struct Worst {
  std::size_t figures = 0;
  double off = 0;  // relative; correlation: absolute

  void add(const ShapeFigure& figure) {
    ++figures;
    const double by = std::abs(figure.found - figure.asked);
    if (figure.kind == Kind::correlation)
      off = std::max(off, by);
    else if (by > 1)
      off = std::max(off, by / std::max(1.0, figure.asked));
  }
  std::string text(Kind kind) const {
    if (kind == Kind::correlation)
      return fmt::format("{}, at most {:.3f} from what was asked", text::count(figures, "figure"),
                         off);
    return fmt::format("{}, at most {:.2f} % or one row from what was asked",
                       text::count(figures, "figure"), 100 * off);
  }
};

std::string sentence(const ShapeFigure& figure) {
  return fmt::format("{}: {} {}is {:.5g}, and {:.5g} was asked", figure.column,
                     name_of(figure.kind), figure.of.empty() ? "" : figure.of + " ", figure.found,
                     figure.asked);
}

}  // namespace

Result<evidence::Evidence> prove_shape(engine::postgres::Connection& connection,
                                       const model::Database& database,
                                       const synthesis::Plan& plan) {
  const auto figures = count_shape(connection, database, plan);
  if (!figures) return fail(figures.error());
  std::map<Kind, Worst> worst;
  std::vector<std::string> missed;
  for (const ShapeFigure& figure : *figures) {
    if (!figure.promised) continue;
    worst[figure.kind].add(figure);
    if (!figure.kept()) missed.push_back(sentence(figure));
  }
  evidence::Evidence evidence;
  evidence.claim = "The rows have the figures of the statistics, but for those named.";
  evidence.verdict = evidence::Verdict::confirmed;
  constexpr std::size_t told = 20;
  if (!missed.empty()) {
    evidence.verdict = evidence::Verdict::refuted;
    if (missed.size() > told) {
      missed[told] = fmt::format("and {} more", missed.size() - told);
      missed.resize(told + 1);
    }
    evidence.reason = text::join(missed, "; ");
  } else if (worst.empty()) {
    evidence.verdict = evidence::Verdict::could_not_check;
    evidence.reason = "the statistics have no figures that these tables could keep";
  }
  for (const auto& [kind, summary] : worst)
    evidence.observations.push_back({evidence::Witness::execution,
                                     std::string(name_of(kind)) + ", counted", summary.text(kind)});
  return evidence;
}

}  // namespace mimar::verify
