#include "verify/design_witness.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace mimar::verify {
namespace {

using design::Witness;
using engine::postgres::Connection;
using evidence::Evidence;
using evidence::Verdict;
using Expectation = Witness::Expectation;

bool is_fatal(const Error& error) {
  return error.kind == ErrorKind::interrupted || error.kind == ErrorKind::environment;
}

bool stopped(const Error& error) {
  return error.sqlstate == "57014";
}

// What running the witness came to.
struct Outcome {
  bool ran = false;
  std::size_t rows = 0;
  Error error;
  bool left_transaction = false;

  std::string text() const {
    if (!ran)
      return fmt::format("fails{}: {}", error.sqlstate.empty() ? "" : " with " + error.sqlstate,
                         error.message);
    return "runs and returns " + text::count(rows, "row");
  }
};

bool holds(const Witness& witness, const Outcome& outcome) {
  switch (witness.expectation) {
    case Expectation::refused:
      return !outcome.ran &&
             (witness.sqlstate.empty() || outcome.error.sqlstate == witness.sqlstate);
    case Expectation::runs: return outcome.ran;
    case Expectation::empty: return outcome.ran && outcome.rows == 0;
    case Expectation::some: return outcome.ran && outcome.rows > 0;
  }
  return false;
}

// What a removal says of an object that is not there: undefined column, function, table, object,
// schema, and a trigger or policy that the table does not have.
bool says_absent(const Error& error) {
  constexpr std::array<std::string_view, 5> states{"42703", "42883", "42P01", "42704", "3F000"};
  return std::find(states.begin(), states.end(), error.sqlstate) != states.end();
}

// A transaction that is rolled back, whatever happens in it.
class Passing {
 public:
  Passing(Connection& connection, const std::string& prepared, int timeout_ms)
      : connection_(connection) {
    begun_ = connection_.execute(
        fmt::format("BEGIN; SET LOCAL statement_timeout = {}; SET LOCAL lock_timeout = {}; {}",
                    timeout_ms, timeout_ms, prepared));
  }
  ~Passing() { static_cast<void>(connection_.execute("ROLLBACK")); }
  Passing(const Passing&) = delete;
  Passing& operator=(const Passing&) = delete;
  const Result<engine::postgres::Rows>& begun() const { return begun_; }

 private:
  Connection& connection_;
  Result<engine::postgres::Rows> begun_;
};

class Trial {
 public:
  Trial(Connection& connection, const Witness& witness, const std::string& prepared, int timeout_ms)
      : connection_(connection), witness_(witness), prepared_(prepared), timeout_ms_(timeout_ms) {}

  Result<Evidence> run() {
    evidence_.server_version = connection_.server_version_text();
    if (witness_.sql.empty() || witness_.removal.empty()) {
      conclude(Verdict::could_not_check, witness_.sql.empty()
                                             ? "there is no witness"
                                             : "nothing says how to take the object away");
      return std::move(evidence_);
    }
    if (auto done = as_designed(); !done) return fail(done.error());
    if (evidence_.reason.empty())
      if (auto done = without(); !done) return fail(done.error());
    return std::move(evidence_);
  }

 private:
  void conclude(Verdict verdict, std::string reason) {
    evidence_.verdict = verdict;
    evidence_.reason = std::move(reason);
  }

  // Nothing when the world fails; the evidence has its reason when there is no more to try.
  Result<void> as_designed() {
    const Passing passing(connection_, prepared_, timeout_ms_);
    if (!passing.begun()) return fail(passing.begun().error());
    if (!witness_.needs.empty()) {
      const auto needed = connection_.execute(witness_.needs);
      if (!needed && is_fatal(needed.error())) return fail(needed.error());
      if (!needed || needed->rows.empty()) {
        conclude(Verdict::could_not_check,
                 needed ? "no row to try it on: " + witness_.needs + " returns none"
                        : "what it needs could not be asked: " + needed.error().message);
        return {};
      }
    }
    const auto outcome = observe("as designed");
    if (!outcome) return fail(outcome.error());
    judge_designed(*outcome);
    return {};
  }

  void judge_designed(const Outcome& outcome) {
    if (outcome.left_transaction)
      conclude(Verdict::could_not_check, "the witness ended the transaction it ran in");
    else if (!outcome.ran && stopped(outcome.error))
      conclude(Verdict::could_not_check, "it was stopped: " + outcome.error.message);
    else if (!holds(witness_, outcome))
      conclude(Verdict::refuted,
               fmt::format("as designed it {}; it was to {}", outcome.text(), expected(witness_)));
  }

  Result<void> without() {
    const Passing passing(connection_, prepared_, timeout_ms_);
    if (!passing.begun()) return fail(passing.begun().error());
    const auto removed = connection_.execute(witness_.removal);
    if (!removed && is_fatal(removed.error())) return fail(removed.error());
    if (!removed) {
      const bool absent = says_absent(removed.error());
      conclude(absent ? Verdict::refuted : Verdict::could_not_check,
               (absent ? "the object is not there to be taken away: "
                       : "the object could not be taken away: ") +
                   removed.error().message);
      return {};
    }
    const auto outcome = observe("after " + witness_.removal);
    if (!outcome) return fail(outcome.error());
    judge_removed(*outcome);
    return {};
  }

  void judge_removed(const Outcome& outcome) {
    if (outcome.left_transaction)
      conclude(Verdict::could_not_check, "the witness ended the transaction it ran in");
    else if (!outcome.ran && stopped(outcome.error))
      conclude(Verdict::could_not_check,
               "without the object it was stopped: " + outcome.error.message);
    else if (holds(witness_, outcome))
      conclude(Verdict::refuted, "it still " + outcome.text() + " when the object is taken away");
    else
      conclude(Verdict::confirmed, {});
  }

  Result<Outcome> observe(const std::string& when) {
    Outcome outcome;
    const auto rows = connection_.execute(witness_.sql);
    if (!rows && is_fatal(rows.error())) return fail(rows.error());
    outcome.ran = rows.has_value();
    if (rows) {
      outcome.rows = rows->rows.size();
    } else {
      outcome.error = rows.error();
    }
    outcome.left_transaction =
        !connection_.in_transaction() && !connection_.in_failed_transaction();
    if (outcome.ran && !outcome.left_transaction) {
      if (const auto deferred = connection_.execute("SET CONSTRAINTS ALL IMMEDIATE"); !deferred) {
        if (is_fatal(deferred.error())) return fail(deferred.error());
        outcome.ran = false;
        outcome.error = deferred.error();
      }
    }
    evidence_.observations.push_back(
        {evidence::Witness::execution, when + ":\n" + witness_.sql, outcome.text()});
    return outcome;
  }

  Connection& connection_;
  const Witness& witness_;
  const std::string& prepared_;
  int timeout_ms_;
  Evidence evidence_;
};

}  // namespace

std::string expected(const Witness& witness) {
  switch (witness.expectation) {
    case Expectation::refused:
      return "be refused" + (witness.sqlstate.empty() ? "" : " with " + witness.sqlstate);
    case Expectation::runs: return "run";
    case Expectation::empty: return "return no row";
    case Expectation::some: return "return a row";
  }
  return {};
}

Result<Evidence> try_witness(Connection& connection, const std::string& claim,
                             const Witness& witness, int statement_timeout_ms) {
  return try_prepared_witness(connection, claim, witness, {}, statement_timeout_ms);
}

Result<Evidence> try_prepared_witness(Connection& connection, const std::string& claim,
                                      const Witness& witness, const std::string& prepared,
                                      int statement_timeout_ms) {
  auto evidence = Trial(connection, witness, prepared, statement_timeout_ms).run();
  if (!evidence) return evidence;
  evidence->claim = claim;
  if (!prepared.empty())
    evidence->observations.insert(
        evidence->observations.begin(),
        {evidence::Witness::execution, "before each of them:\n" + prepared, "runs"});
  return evidence;
}

}  // namespace mimar::verify
