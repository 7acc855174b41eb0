#include "design/patterns/append_only.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view function_sql = R"sql(
CREATE FUNCTION {refuse}() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_RELID::regclass, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END
$body$;
)sql";

constexpr std::string_view triggers_sql = R"sql(
CREATE TRIGGER {refuse.name} BEFORE UPDATE OR DELETE ON {append_only}
  FOR EACH ROW EXECUTE FUNCTION {refuse}();
CREATE TRIGGER {refuse_truncate} BEFORE TRUNCATE ON {append_only}
  FOR EACH STATEMENT EXECUTE FUNCTION {refuse}();
ALTER TABLE {append_only} ENABLE ALWAYS TRIGGER {refuse.name};
ALTER TABLE {append_only} ENABLE ALWAYS TRIGGER {refuse_truncate};
)sql";

}  // namespace

void make_append_only(Writing& writing, const std::string& base,
                      const std::vector<std::string>& places) {
  name(writing, "refuse", base, "refuse_change");
  name(writing, "refuse_truncate", base, "refuse_truncate");
  set(writing, "refuse_truncate", writing.values["refuse_truncate.name"]);
  write(writing, function_sql);
  comment(writing, "FUNCTION {refuse}()", "Rows stay as they are, whoever asks");
  for (const std::string& place : places) {
    set(writing, "append_only", writing.values[place]);
    write(writing, triggers_sql);
  }
}

}  // namespace mimar::design::pattern
