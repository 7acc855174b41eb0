#include "verify/access_plan.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "explain/explain.h"
#include "model/quote.h"
#include "verify/load_plans.h"
#include "verify/parameters.h"

namespace mimar::verify {
namespace {

using engine::postgres::Connection;
using evidence::Verdict;

constexpr std::size_t tries = 3;
constexpr std::size_t most_tries_for_a_row =
    40;  // values that each come from another row rarely meet

bool is_fatal(const Error& error) {
  return error.kind == ErrorKind::interrupted || error.kind == ErrorKind::environment;
}

std::uint64_t number(const engine::postgres::Value& value) {
  return value ? std::strtoull(value->c_str(), nullptr, 10) : 0;
}

void collect_indexes(const explain::Node& node, std::vector<std::string>& names) {
  if (!node.index.empty()) names.push_back(node.index);
  for (const explain::Node& child : node.children)
    collect_indexes(child, names);
}

void make_unique(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

class Trial {
 public:
  Trial(Connection& connection, const design::DesignedAccess& access, const RowPolicies& policies,
        const ProofSettings& settings)
      : connection_(connection), access_(access), policies_(policies), settings_(settings) {}

  Result<AccessPlan> run(const synthesis::Plan& plan, FreshRows& fresh) {
    result_.evidence.server_version = connection_.server_version_text();
    result_.evidence.command = settings_.command;
    state_claim();
    if (auto done = try_values(plan, fresh); !done) {
      if (is_fatal(done.error())) return fail(done.error());
      conclude(Verdict::could_not_check, done.error().message);
    }
    return std::move(result_);
  }

 private:
  void state_claim() {
    std::string& claim = result_.evidence.claim;
    claim = "«" + access_.name + "» ";
    claim += access_.indexes.empty() ? "reads no large table whole"
                                     : "is served by " + text::join(access_.indexes, " and ");
  }

  void conclude(Verdict verdict, std::string reason) {
    result_.evidence.verdict = verdict;
    result_.evidence.reason = std::move(reason);
  }

  // A statement without parameters, and what is set before it.
  struct Bound {
    std::string sql, settings;
  };

  Result<void> try_values(const synthesis::Plan& plan, FreshRows& fresh) {
    auto bound = policies_aside([&] { return bind(plan, fresh); });
    if (!bound) return fail(bound.error());
    if (bound->empty())
      return fail(ErrorKind::input, "no values for its parameters could be made up");
    return judge_runs(*bound);
  }

  template <class Action>
  auto policies_aside(const Action& action) -> decltype(action()) {
    if (policies_.forced.empty()) return action();
    if (auto begun = connection_.execute("BEGIN; " + policies_.put_aside()); !begun)
      return fail(begun.error());
    auto result = action();
    if (auto ended = connection_.execute("ROLLBACK"); !ended) return fail(ended.error());
    return result;
  }

  Result<std::vector<Bound>> bind(const synthesis::Plan& plan, FreshRows& fresh) {
    // A few letters that many rows have in common are not what people search for.
    model::AccessPattern pattern = access_.pattern;
    for (model::ParameterSource& source : pattern.parameters)
      if (source.shape == model::ParameterSource::Shape::piece)
        source.shape = model::ParameterSource::Shape::whole;
    const auto values = PatternValues::draw(connection_, pattern, plan, settings_.seed);
    if (!values) return fail(values.error());
    Random random(settings_.seed);
    std::vector<Bound> bound;
    for (std::size_t i = 0; i < (pattern.writes() ? tries : most_tries_for_a_row); ++i) {
      const auto parameters = values->next(random, fresh);
      if (!parameters) break;
      const auto settings = settings_for(*parameters);
      if (!settings) return fail(settings.error());
      bound.push_back({with_literals(*parameters), *settings});
    }
    return bound;
  }

  // The value that a policy's column has in the row that is asked for; of any row where the
  // statement does not say.
  Result<std::string> settings_for(const std::vector<engine::postgres::Value>& parameters) {
    std::map<std::string, std::string> values;
    for (const RowPolicy& policy : policies_.policies)
      for (std::size_t i = 0; i < parameters.size(); ++i)
        if (access_.pattern.parameters[i].column.column == policy.column && parameters[i])
          values[policy.setting] = *parameters[i];
    for (const RowPolicy& policy : policies_.policies) {
      if (values.contains(policy.setting)) continue;
      const auto any =
          connection_.execute("SELECT " + model::quote_identifier(policy.column) + "::text FROM " +
                              model::quote_name(policy.table) + " LIMIT 1");
      if (!any) return fail(any.error());
      if (!any->rows.empty()) values[policy.setting] = any->rows[0].at(0).value_or("");
    }
    std::string sql;
    for (const auto& [setting, value] : values)
      sql += fmt::format("; SELECT set_config({}, {}, true)", model::quote_literal(setting),
                         model::quote_literal(value));
    return sql;
  }

  std::string with_literals(const std::vector<engine::postgres::Value>& parameters) const {
    std::vector<std::string> literals;
    for (const engine::postgres::Value& value : parameters)
      literals.push_back(value ? model::quote_literal(*value) : "NULL");
    return replace_parameters(access_.pattern.query.sql, literals);
  }

  Result<void> judge_runs(const std::vector<Bound>& bound) {
    std::vector<std::string> missing;
    std::size_t shown = 0;
    for (std::size_t i = 0; i < bound.size() && (i < tries || !met_rows_); ++i) {
      const auto plan = explain(bound[i], true);
      if (!plan) return fail(plan.error());
      met_rows_ = met_rows_ || explain::rows_met(*plan) > 0;
      const std::size_t before = missing.size();
      if (auto done = look_at(*plan, missing); !done) return done;
      served_once_ = served_once_ || missing.size() == before;
      // The first one, or the first that goes astray.
      if (i > 0 && (before > 0 || missing.size() == before)) continue;
      result_.plan = explain::to_text(*plan);
      shown = i;
    }
    make_unique(result_.used);
    make_unique(result_.whole);
    make_unique(missing);
    result_.evidence.observations.push_back({evidence::Witness::explain,
                                             "EXPLAIN (ANALYZE, BUFFERS) of " + bound[shown].sql,
                                             result_.plan});
    return conclude_from(missing, bound[shown]);
  }

  Result<void> conclude_from(const std::vector<std::string>& missing, const Bound& bound) {
    if (!result_.whole.empty()) {
      conclude(Verdict::refuted, "it reads " + text::join(result_.whole, " and ") +
                                     " whole though it asks for a part");
    } else if (missing.empty() && !met_rows_ && !access_.pattern.writes()) {
      conclude(Verdict::could_not_check, "it meets no row, so that its plan proves nothing");
    } else if (missing.empty()) {
      conclude(Verdict::confirmed, {});
    } else {
      return weigh_missing(missing, bound);
    }
    return {};
  }

  // An index that the planner would take if it were not for how small the table is.
  Result<void> weigh_missing(const std::vector<std::string>& missing, const Bound& bound) {
    std::vector<std::string> found;
    if (const auto forced = explain(bound, false))
      collect_indexes(forced->root, found);
    else if (is_fatal(forced.error()))
      return fail(forced.error());
    const auto wholes = whole_names(found);
    if (!wholes) return fail(wholes.error());
    const bool taken = std::all_of(missing.begin(), missing.end(), [&](const std::string& index) {
      return std::find(wholes->begin(), wholes->end(), index) != wholes->end();
    });
    std::erase_if(result_.used, [&](const std::string& index) {
      return std::find(missing.begin(), missing.end(), index) != missing.end();
    });
    const std::string instead =
        result_.used.empty() ? "no index" : text::join(result_.used, " and ");
    if (taken || served_once_)
      conclude(Verdict::could_not_check,
               fmt::format("not every time: the planner also takes {} instead of {}, which costs "
                           "no more at this number of rows; more --rows may tell",
                           instead, text::join(missing, " and ")));
    else
      conclude(Verdict::refuted,
               "the planner takes " + instead + " instead of " + text::join(missing, " and "));
    return {};
  }

  static bool reads_nothing(const explain::Node& node) {
    return node.relation.empty() && node.index.empty() &&
           std::all_of(node.children.begin(), node.children.end(), reads_nothing);
  }

  Result<void> look_at(const explain::Plan& plan, std::vector<std::string>& missing) {
    // Values that contradict each other, or the bounds of all partitions: nothing is read, by an
    // index or without.
    if (reads_nothing(plan.root)) return {};
    std::vector<std::string> found;
    collect_indexes(plan.root, found);
    const auto wholes = whole_names(found);
    if (!wholes) return fail(wholes.error());
    result_.used.insert(result_.used.end(), wholes->begin(), wholes->end());
    for (const std::string& index : access_.indexes)
      if (std::find(wholes->begin(), wholes->end(), index) == wholes->end())
        missing.push_back(index);
    for (const WholeRead& read : whole_reads(plan, access_.pattern.query)) {
      const auto large = is_large(read.table);
      if (!large) return fail(large.error());
      if (!read.asked && *large) result_.whole.push_back(read.table);
    }
    return {};
  }

  // An index of a partition is called by that of the whole table.
  Result<std::vector<std::string>> whole_names(const std::vector<std::string>& names) {
    std::vector<std::string> wholes;
    for (const std::string& name : names) {
      if (whole_of_.contains(name)) {
        wholes.push_back(whole_of_[name]);
        continue;
      }
      const auto rows = connection_.execute(
          "SELECT coalesce(r.relname, c.relname) FROM pg_catalog.pg_class c LEFT JOIN "
          "pg_catalog.pg_class r ON r.oid = pg_partition_root(c.oid) WHERE c.relkind IN ('i', 'I') "
          "AND c.relname = " +
          model::quote_literal(name));
      if (!rows) return fail(rows.error());
      whole_of_[name] = rows->rows.empty() ? name : rows->rows[0].at(0).value_or(name);
      wholes.push_back(whole_of_[name]);
    }
    return wholes;
  }

  Result<bool> is_large(const std::string& table) {
    const std::size_t dot = table.find('.');
    const model::Name name = dot == std::string::npos
                                 ? model::Name{"", table}
                                 : model::Name{table.substr(0, dot), table.substr(dot + 1)};
    const auto rows =
        connection_.execute("SELECT relpages FROM pg_catalog.pg_class WHERE oid = " +
                            model::quote_literal(model::quote_name(name)) + "::regclass");
    if (!rows) return fail(rows.error());
    return !rows->rows.empty() && number(rows->rows[0].at(0)) > settings_.large_pages;
  }

  Result<explain::Plan> explain(const Bound& bound, bool freely) {
    const auto begun = connection_.execute(
        fmt::format("BEGIN; SET LOCAL statement_timeout = {}; SET LOCAL jit = off{}{}",
                    settings_.statement_timeout_ms,
                    freely ? "" : "; SET LOCAL enable_seqscan = off", bound.settings));
    if (!begun) return fail(begun.error());
    const auto rows =
        connection_.execute("EXPLAIN (ANALYZE, BUFFERS, VERBOSE, FORMAT JSON) " + bound.sql);
    if (auto ended = connection_.execute("ROLLBACK"); !ended) return fail(ended.error());
    if (!rows) return fail(rows.error());
    if (rows->rows.empty()) return fail(ErrorKind::database, "EXPLAIN gave no plan");
    return explain::parse(rows->rows[0].at(0).value_or(""));
  }

  Connection& connection_;
  const design::DesignedAccess& access_;
  const RowPolicies& policies_;
  const ProofSettings& settings_;
  AccessPlan result_;
  bool met_rows_ = false, served_once_ = false;
  std::map<std::string, std::string> whole_of_;
};

}  // namespace

Result<AccessPlan> try_access(Connection& connection, const design::DesignedAccess& access,
                              const synthesis::Plan& plan, FreshRows& fresh,
                              const RowPolicies& policies, const ProofSettings& settings) {
  return Trial(connection, access, policies, settings).run(plan, fresh);
}

}  // namespace mimar::verify
