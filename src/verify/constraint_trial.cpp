#include "verify/constraint_trial.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "model/quote.h"
#include "synthesis/tokens.h"
#include "verify/bad_values.h"
#include "verify/design_witness.h"

namespace mimar::verify {
namespace {

using design::Witness;
using model::quote_identifier;
using model::quote_name;
using synthesis::Token;

constexpr std::size_t most_rows = 200;  // inserted again at once

bool names(const std::string& sql, const std::string& identifier) {
  const std::vector<Token> tokens = synthesis::tokenise(sql);
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return (token.kind == Token::Kind::word || token.kind == Token::Kind::quoted) &&
           token.text == identifier;
  });
}

std::string not_null(const std::vector<std::string>& columns) {
  std::string condition;
  for (const std::string& column : columns)
    condition += (condition.empty() ? "" : " AND ") + quote_identifier(column) + " IS NOT NULL";
  return condition;
}

class Trials {
 public:
  Trials(const model::Table& table, const std::vector<design::Trace>& traces)
      : table_(table), traces_(traces), name_(quote_name(table.name)) {
    collect_names();
  }

  std::vector<ConstraintTrial> all() {
    if (table_.primary_key) add_key("primary key", *table_.primary_key);
    for (const model::Key& key : table_.uniques)
      add_key("unique", key);
    for (const model::Index& index : table_.indexes)
      if (index.unique && index.valid) add_index(index);
    for (const model::ForeignKey& key : table_.foreign_keys)
      add_foreign_key(key);
    for (const model::Check& check : table_.checks)
      add_check(check);
    for (const model::Exclusion& exclusion : table_.exclusions)
      add_exclusion(exclusion);
    for (const model::Column& column : table_.columns)
      if (column.not_null && !column.identity && !column.generated) add_not_null(column);
    return std::move(trials_);
  }

 private:
  void collect_names() {
    if (table_.primary_key) constraints_.push_back(table_.primary_key->name);
    for (const model::Key& key : table_.uniques)
      constraints_.push_back(key.name);
    for (const model::ForeignKey& key : table_.foreign_keys)
      constraints_.push_back(key.name);
    for (const model::Check& check : table_.checks)
      constraints_.push_back(check.name);
    for (const model::Exclusion& exclusion : table_.exclusions)
      constraints_.push_back(exclusion.name);
  }

  // Everything else that could refuse the row. A NOT NULL stays: the rows keep it.
  std::string alone(const std::string& constraint) const {
    std::string sql = "ALTER TABLE " + name_ + " DISABLE TRIGGER USER;\n";
    if (table_.force_row_security)
      sql += "ALTER TABLE " + name_ + " NO FORCE ROW LEVEL SECURITY;\n";
    for (const std::string& other : constraints_)
      if (other != constraint) sql += drop(other);
    for (const model::Index& index : table_.indexes)
      if (index.unique && index.name != constraint) sql += drop_index(index.name, true);
    return sql;
  }

  std::string drop(const std::string& constraint) const {
    return "ALTER TABLE " + name_ + " DROP CONSTRAINT IF EXISTS " + quote_identifier(constraint) +
           " CASCADE;\n";
  }

  std::string drop_index(const std::string& index, bool if_there) const {
    return std::string("DROP INDEX ") + (if_there ? "IF EXISTS " : "") +
           quote_name({table_.name.schema, index}) + (if_there ? " CASCADE;\n" : " CASCADE");
  }

  bool traced(const std::string& constraint) const {
    return std::any_of(traces_.begin(), traces_.end(), [&](const design::Trace& trace) {
      return names(trace.witness.removal, constraint);
    });
  }

  std::string removal(const std::string& constraint) const {
    return "ALTER TABLE " + name_ + " DROP CONSTRAINT " + quote_identifier(constraint) + " CASCADE";
  }

  ConstraintTrial& add(std::string_view kind, const std::string& constraint) {
    trials_.push_back({fmt::format("{} {} of {}", kind, constraint, table_.name.text()), {}});
    return trials_.back();
  }

  // The same rows once more.
  std::string again(const std::string& condition) const {
    std::vector<std::string> columns;
    for (const model::Column& column : table_.columns)
      if (!column.generated) columns.push_back(column.name);
    const std::string list = model::quote_list(columns);
    return fmt::format("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM {}{} LIMIT {}",
                       name_, list, list, name_, condition.empty() ? "" : " WHERE " + condition,
                       most_rows);
  }

  std::string some_row(const std::string& condition) const {
    // The owner is asked, from whom forced row security would hide them.
    const std::string seen =
        table_.force_row_security ? "ALTER TABLE " + name_ + " NO FORCE ROW LEVEL SECURITY; " : "";
    return seen + "SELECT 1 FROM " + name_ + (condition.empty() ? "" : " WHERE " + condition) +
           " LIMIT 1";
  }

  std::string changed(const std::string& column, const std::string& value,
                      const std::string& condition) const {
    return fmt::format(
        "UPDATE {} SET {} = {} WHERE (tableoid, ctid) = (SELECT tableoid, ctid FROM {}{} LIMIT 1)",
        name_, quote_identifier(column), value, name_,
        condition.empty() ? "" : " WHERE " + condition);
  }

  Witness refused(const std::string& constraint, const std::string& statement,
                  std::string_view state, std::string removal, std::string needs) const {
    return {alone(constraint) + statement, Witness::Expectation::refused, std::string(state),
            std::move(removal), std::move(needs)};
  }

  void add_key(std::string_view kind, const model::Key& key) {
    if (traced(key.name)) return;
    const std::string condition = key.nulls_not_distinct ? "" : not_null(key.columns);
    add(kind, key.name)
        .candidates.push_back(refused(key.name, again(condition),
                                      key.without_overlaps ? "23P01" : "23505", removal(key.name),
                                      some_row(condition)));
  }

  void add_index(const model::Index& index) {
    if (traced(index.name)) return;
    std::string condition = index.predicate ? "(" + index.predicate->sql + ")" : "";
    for (const model::IndexKey& key : index.keys)
      if (!index.nulls_not_distinct)
        condition +=
            (condition.empty() ? "" : " AND ") +
            (key.column.empty() ? "(" + key.expression->sql + ")" : quote_identifier(key.column)) +
            " IS NOT NULL";
    add("unique index", index.name)
        .candidates.push_back(refused(index.name, again(condition), "23505",
                                      drop_index(index.name, false), some_row(condition)));
  }

  void add_foreign_key(const model::ForeignKey& key) {
    if (traced(key.name)) return;
    ConstraintTrial& trial = add("foreign key", key.name);
    for (std::size_t i = key.columns.size(); i-- > 0;) {
      const model::Column* column = model::find_column(table_, key.columns[i]);
      if (column == nullptr || column->generated) continue;
      const std::string value =
          unheard_of(*column, key.referenced_table, key.referenced_columns.at(i));
      if (value.empty()) continue;
      std::vector<std::string> others = key.columns;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      const std::string condition = not_null(others);
      trial.candidates.push_back(refused(key.name, changed(key.columns[i], value, condition),
                                         "23503", removal(key.name), some_row(condition)));
    }
  }

  void add_check(const model::Check& check) {
    if (traced(check.name)) return;
    ConstraintTrial& trial = add("check", check.name);
    std::vector<const model::Column*> columns;
    for (const model::Column& column : table_.columns)
      if (!column.generated && names(check.expression.sql, column.name)) columns.push_back(&column);
    const auto candidate = [&](const model::Column& column, const std::string& value) {
      std::string sql = changed(column.name, value, "");
      // Without a value the column's own rule would be the first to refuse.
      if (column.not_null && value.starts_with("NULL")) return;
      trial.candidates.push_back(
          refused(check.name, sql, "23514", removal(check.name), some_row("")));
    };
    for (const model::Column* column : columns)
      for (const model::Column* other : columns)
        if (column != other && column->type == other->type)
          candidate(*column, quote_identifier(other->name));
    for (const model::Column* column : columns)
      for (const std::string& value : bad_values(*column))
        candidate(*column, value);
  }

  void add_exclusion(const model::Exclusion& exclusion) {
    if (traced(exclusion.name)) return;
    std::string condition = exclusion.predicate ? "(" + exclusion.predicate->sql + ")" : "";
    for (const model::ExclusionElement& element : exclusion.elements)
      if (!element.key.column.empty())
        condition += (condition.empty() ? "" : " AND ") + quote_identifier(element.key.column) +
                     " IS NOT NULL";
    add("exclusion", exclusion.name)
        .candidates.push_back(refused(exclusion.name, again(condition), "23P01",
                                      removal(exclusion.name), some_row(condition)));
  }

  void add_not_null(const model::Column& column) {
    const std::string quoted = quote_identifier(column.name);
    const bool traced = std::any_of(traces_.begin(), traces_.end(), [&](const auto& trace) {
      const std::string& removal = trace.witness.removal;
      return names(removal, column.name) && names(removal, table_.name.name) &&
             removal.find("NOT NULL") != std::string::npos;
    });
    if (traced) return;
    std::string removal = "ALTER TABLE " + name_ + " ALTER COLUMN " + quoted + " DROP NOT NULL";
    if (table_.primary_key && std::count(table_.primary_key->columns.begin(),
                                         table_.primary_key->columns.end(), column.name) > 0)
      removal = drop(table_.primary_key->name) + removal;
    trials_.push_back({"NOT NULL of " + table_.name.text() + "." + column.name, {}});
    trials_.back().candidates.push_back(
        refused("", changed(column.name, "NULL", ""), "23502", removal, some_row("")));
  }

  const model::Table& table_;
  const std::vector<design::Trace>& traces_;
  std::string name_;
  std::vector<std::string> constraints_;
  std::vector<ConstraintTrial> trials_;
};

}  // namespace

std::vector<ConstraintTrial> constraint_trials(const model::Database& database,
                                               const std::vector<design::Trace>& traces) {
  std::vector<ConstraintTrial> trials;
  for (const model::Table& table : database->tables) {
    if (table.partition_of) continue;  // its constraints are those of the whole
    std::vector<ConstraintTrial> own = Trials(table, traces).all();
    std::move(own.begin(), own.end(), std::back_inserter(trials));
  }
  return trials;
}

Result<evidence::Evidence> try_constraint(engine::postgres::Connection& connection,
                                          const ConstraintTrial& trial, int statement_timeout_ms) {
  const std::string claim = trial.object + " refuses a row that is taken without it";
  evidence::Evidence last;
  for (const Witness& candidate : trial.candidates) {
    auto evidence = try_witness(connection, claim, candidate, statement_timeout_ms);
    if (!evidence || evidence->verdict == evidence::Verdict::confirmed) return evidence;
    last = std::move(*evidence);
  }
  last.claim = claim;
  last.verdict = evidence::Verdict::could_not_check;
  last.reason = trial.candidates.empty()
                    ? "no row that breaks it could be made up"
                    : fmt::format("none of {} breaks it and it alone; the last one: {}",
                                  text::count(trial.candidates.size(), "row"), last.reason);
  return last;
}

}  // namespace mimar::verify
