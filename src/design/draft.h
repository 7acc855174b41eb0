#pragma once
// What design produces before a server has seen it: SQL in the order it runs, why each choice was
// made, and for each sentence of the brief the objects that hold it with a witness that fails
// without them.

#include <string>
#include <utility>
#include <vector>

#include "design/conceptual_model.h"
#include "model/statistics.h"
#include "model/workload.h"

namespace mimar::design {

// A choice and its reason, for people: {"milestones.due_date date", "a name that ends in «date»; no
// time of day is asked for"}.
struct Reason {
  std::string choice, why;
};

// SQL that tells whether an object does its work. It runs in a database full of synthesised rows,
// in a transaction that is rolled back: once as designed, where `expectation` must hold, once after
// `removal`, where it must not.
struct Witness {
  enum class Expectation : std::uint8_t {
    refused,  // `sql` fails with `sqlstate`
    runs,     // `sql` runs
    empty,    // the last statement of `sql` returns no row
    some,     // it returns one at least
  };
  std::string sql;  // one or more statements; rows to work on are chosen by queries within, never
                    // by known values
  Expectation expectation = Expectation::refused;
  std::string sqlstate = {};  // of refused: "23514"
  std::string removal;        // takes the object away: "ALTER TABLE ... DROP CONSTRAINT ..."
  std::string needs =
      {};  // a query that must return a row for this to prove anything: "SELECT 1 FROM tasks"
};

struct Trace {
  Said said;           // the sentences it comes from; empty: the policy
  std::string object;  // for people: "constraint tasks_status_check of tasks"
  Witness witness;
};

// An access pattern of the brief as SQL, with the index that serves it.
struct DesignedAccess {
  Said said;
  std::string name;                       // "open tasks of a project by due date"
  model::AccessPattern pattern;           // named, with $1 ... $n
  std::vector<std::string> indexes = {};  // names, "" none needed beyond keys
  std::string why = {};
};

struct Draft {
  std::string sql;  // everything, each statement ended by ";\n"; static reading gives the Database
  std::vector<Reason> reasons = {};
  std::vector<Trace> traces = {};
  std::vector<DesignedAccess> accesses = {};
  model::Statistics rows = {};  // the stated volumes, a table each
  std::vector<std::string> questions =
      {};  // what the model left open and how it was decided meanwhile
  // What stands beside the SQL: scripts, SQL for another database; path and content.
  std::vector<std::pair<std::string, std::string>> files = {};
};

}  // namespace mimar::design
