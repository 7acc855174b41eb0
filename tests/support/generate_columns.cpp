#include "support/generate_columns.h"

namespace mimar::support {
namespace {

model::DataType builtin(std::string name, std::vector<int> modifiers = {}, std::string fields = "",
                        bool array = false) {
  return {{"", std::move(name)}, std::move(modifiers), std::move(fields), array};
}

}  // namespace

const std::vector<ColumnType>& builtin_types() {
  static const std::vector<ColumnType> types{
      {builtin("integer"),
       {"0", "42", "1 + 2"},
       {"% > 0", "% IS NOT NULL AND % < 100"},
       {"abs(%)"},
       "",
       false,
       false,
       true},
      {builtin("bigint"), {"1"}, {"% BETWEEN 1 AND 10"}, {"(% + 1)"}, "", false, false, true},
      {builtin("smallint"), {"0"}, {"% <> 3"}, {}, "", false, false, true},
      {builtin("numeric", {10, 2}), {"0.00"}, {"% >= 0"}, {"round(%)"}, "", false, false, false},
      {builtin("numeric"), {"1.5"}, {"% > 0 OR % < '-1'::integer"}, {}, "", false, false, false},
      {builtin("double precision"), {"0"}, {"% > 0"}, {}, "", false, false, false},
      {builtin("text"),
       {"''", "'it''s'", "'x'::text"},
       {"% <> ''", "length(%) < 40", "% LIKE 'a%'"},
       {"lower(%)", "lower(%) || 'x'"},
       "text_pattern_ops",
       false,
       true,
       false},
      {builtin("character varying", {40}),
       {"'n/a'"},
       {"% IN ('a', 'b')"},
       {"upper(%)"},
       "varchar_pattern_ops",
       false,
       true,
       false},
      {builtin("character", {3}), {"'EUR'"}, {}, {}, "bpchar_pattern_ops", false, true, false},
      {builtin("boolean"), {"true", "false"}, {"% OR NOT %"}, {}, "", false, false, false},
      {builtin("timestamp with time zone"),
       {"now()", "CURRENT_TIMESTAMP"},
       {"% > '2000-01-01 00:00:00+00'"},
       {},
       "",
       false,
       false,
       false},
      {builtin("timestamp without time zone", {3}),
       {"now() AT TIME ZONE 'utc'"},
       {},
       {"date_trunc('day', %)"},
       "",
       false,
       false,
       false},
      {builtin("date"), {"CURRENT_DATE"}, {"% > '2000-01-01'"}, {}, "", false, false, false},
      {builtin("interval", {3}, "day to second"), {"'1 day'"}, {}, {}, "", false, false, false},
      {builtin("uuid"), {"gen_random_uuid()"}, {}, {}, "", false, false, false},
      {builtin("jsonb"),
       {"'{}'", "'{\"a\": [1]}'::jsonb"},
       {"jsonb_typeof(%) = 'object'"},
       {"(% ->> 'a')"},
       "jsonb_path_ops",
       true,
       false,
       false},
      {builtin("text", {}, "", true),
       {"'{}'", "ARRAY['a'::text]"},
       {"array_length(%, 1) > 0"},
       {},
       "",
       true,
       false,
       false},
      {builtin("bytea"), {"'\\x00'"}, {}, {}, "", false, false, false},
      {builtin("inet"), {}, {}, {}, "", false, false, false},
  };
  return types;
}

}  // namespace mimar::support
