#include "design/relational/keys.h"

#include <fmt/core.h>

#include "base/text.h"
#include "design/relational/naming.h"

namespace mimar::design::relational {
namespace {

// RFC 9562, section 5.7: 48 bits of Unix time in milliseconds, version 7, then chance. Built over a
// random UUID of version 4, whose variant is right already and whose version 0100 becomes 0111 by
// two bits; set_bit() counts from the lowest bit of each byte.
constexpr std::string_view uuidv7_function = R"(CREATE FUNCTION {0}.uuid_v7() RETURNS uuid
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        PLACING substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
        FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
COMMENT ON FUNCTION {0}.uuid_v7() IS
  'UUID of version 7 (RFC 9562): milliseconds, then 74 bits of chance; PostgreSQL 18 has it as uuidv7()';
)";

// https://github.com/ulid/spec: 48 bits of milliseconds and 80 of chance, in Crockford's base 32.
constexpr std::string_view ulid_function = R"(CREATE FUNCTION {0}.ulid() RETURNS text
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  WITH made AS MATERIALIZED (
    SELECT B'00' || ('x' || encode(
      substring(int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
      || substring(uuid_send(gen_random_uuid()) FROM 1 FOR 6)
      || substring(uuid_send(gen_random_uuid()) FROM 1 FOR 4), 'hex'))::bit(128) AS bits)
  SELECT string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ',
    substring(made.bits FROM 5 * place + 1 FOR 5)::integer + 1, 1), '' ORDER BY place)
  FROM made, generate_series(0, 25) AS place
$$;
COMMENT ON FUNCTION {0}.ulid() IS
  'ULID: milliseconds, then 80 bits of chance, as 26 characters of Crockford''s base 32';
)";

void declare(Layout& layout, std::string_view pattern) {
  const std::string schema = quoted(layout.policy.schema);
  const std::string sql = text::replace_all(std::string(pattern), "{0}", schema);
  for (const std::string& made : layout.functions)
    if (made == sql) return;
  layout.functions.push_back(sql);
}

void choose_default(Layout& layout, Column& column) {
  const std::string schema = quoted(layout.policy.schema);
  switch (layout.policy.keys) {
    case KeyStyle::uuidv7:
      if (layout.policy.version >= 18) {
        column.default_value = "uuidv7()";
      } else {
        column.default_value = schema + ".uuid_v7()";
        declare(layout, uuidv7_function);
      }
      column.why =
          "UUIDv7: time-ordered, so that new rows go to the end of the index, and made "
          "anywhere without asking the server";
      return;
    case KeyStyle::ulid:
      column.default_value = schema + ".ulid()";
      declare(layout, ulid_function);
      column.why = "ULID by policy: time-ordered text; collation C orders it as bytes";
      return;
    case KeyStyle::uuidv4:
      column.default_value = "gen_random_uuid()";
      column.why = "UUIDv4 by policy: tells nothing of when the row came to be";
      return;
    case KeyStyle::bigint_identity:
      column.identity = true;
      column.why = "bigint identity by policy: eight bytes, in order of creation";
      return;
  }
}

}  // namespace

std::string key_type(const Policy& policy) {
  if (policy.keys == KeyStyle::ulid) return "text COLLATE \"C\"";
  return policy.keys == KeyStyle::bigint_identity ? "bigint" : "uuid";
}

std::string unknown_key(const Policy& policy) {
  if (policy.keys == KeyStyle::ulid) return "'7ZZZZZZZZZZZZZZZZZZZZZZZZZ'";
  return policy.keys == KeyStyle::bigint_identity ? "-1" : "gen_random_uuid()";
}

void add_key(Layout& layout, Table& table) {
  Column id{"id", key_type(layout.policy)};
  choose_default(layout, id);
  id.comment = "Key";
  table.columns.insert(table.columns.begin(), id);
  table.key = {"id"};
  if (layout.policy.keys == KeyStyle::ulid) {
    Check check;
    check.name = constraint_name(table, "id", "check");
    check.columns = {"id"};
    check.expression = "id ~ '^[0-7][0-9A-HJKMNP-TV-Z]{25}$'";
    check.bad = "id = '?'";
    check.why = "26 characters of Crockford's base 32, the first of which holds three bits";
    table.checks.push_back(check);
  }
}

std::string type_of_key(const Layout& layout, const Table& table) {
  const Column* key = table.key.empty() ? nullptr : find_column(table, table.key.front());
  return key == nullptr ? key_type(layout.policy) : key->type;
}

}  // namespace mimar::design::relational
