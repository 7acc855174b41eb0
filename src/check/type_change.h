#pragma once
// The change of a column's type as a fix that PostgreSQL runs: views, rules, policies, triggers and
// functions that name the column are dropped and created again around it; where it cannot be
// changed at all the fix says why (manual: ALTER TABLE ... ALTER COLUMN ... TYPE).

#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "evidence/finding.h"
#include "model/database.h"

namespace mimar::check {

// "bigint", "uuid USING id::uuid": what follows TYPE. `remark` is said with the statements.
evidence::Fix change_type(const Subject& subject, const model::Table& table,
                          const model::Column& column, std::string_view type,
                          std::string_view remark);

// The same for columns that change together, by statements of the caller's own. All get `type`.
evidence::Fix change_types(const Subject& subject, const std::vector<model::ColumnOf>& columns,
                           std::string_view type, std::string statements, std::string_view remark);

}  // namespace mimar::check
