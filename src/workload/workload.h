#pragma once
// Where a workload comes from: a file of SQL, or the schema itself.

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/database.h"
#include "model/statistics.h"
#include "model/workload.h"

namespace mimar::workload {

// A file of statements, one pattern each, with comments above them:
//   -- name: list open orders
//   -- rate: 100/s               per second (/min, /h); with one of these all rates are kept to
//   -- weight: 3                 else: how often beside the others
//   -- reason: the page of a customer
//   -- $1: orders.customer_id    a value of a row that is there; ", skewed" asks for some much more
//   often
//   -- $2: new orders.total      of a further valid row
//   -- $3: = 20                  always this
// Parameters that are not stated follow from the statement: what a column is compared with are
// values of it, what is inserted is a further valid row, LIMIT is 20. Errors: ErrorKind::input with
// the place and what to write instead.
Result<model::Workload> read_file(std::string_view text, const std::string& file,
                                  const model::Database& database);

// What programs do with the largest tables by `rows`: look-ups by their keys, lists by their
// foreign keys in order, inserts, and updates by key. Bounded, weighted, each with its reason.
model::Workload derive(const model::Database& database, const model::Statistics& rows);

// As a file that read_file() reads as the same workload.
std::string print(const model::Workload& workload);

// What the statement tells of its parameters, and whether it looks up a key. `parameters` gets an
// entry for each $n; the numbers of those that nothing is known of are returned.
std::vector<int> infer_parameters(const model::Database& database, model::AccessPattern& pattern);

// By its full name; without a schema the one of public, else the first of that name; nullptr when
// there is none.
const model::Table* table_of(const model::Database& database, const model::Name& name);

}  // namespace mimar::workload
