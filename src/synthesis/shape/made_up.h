#pragma once
// Statistics without the values of the tables they came from.

#include "model/database.h"
#include "model/statistics.h"

namespace mimar::synthesis {

// The source of tables in such statistics.
constexpr std::string_view made_up = "pg_class.reltuples, values made up";

// Texts become made-up ones of the same length in the same order; values of types that are neither
// numbers nor times become "" (most common ones, whose shares stay) or are left out (bounds). What
// the schema says itself stays: labels of enums and of IN lists, true and false; so do numbers,
// dates and times. Columns that `database` does not have are left out.
model::Statistics without_values(const model::Database& database,
                                 const model::Statistics& statistics);

// The day after the latest one that statistics show in columns that grow with the rows, YYYY-MM-DD;
// "" when there is none. For synthesis::plan, whose dates lie before a day.
std::string day_after(const model::Statistics& statistics);

}  // namespace mimar::synthesis
