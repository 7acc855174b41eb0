#pragma once
// Conventions that every design of a house follows: the [design] part of mimar.toml, with the
// defaults below.

#include <cstdint>
#include <string>

namespace mimar::design {

enum class KeyStyle : std::uint8_t {
  uuidv7,           // time-ordered (RFC 9562); built in from PostgreSQL 18, a SQL function before
  ulid,             // text, 26 characters of Crockford's base 32
  uuidv4,           // gen_random_uuid()
  bigint_identity,  // GENERATED ALWAYS AS IDENTITY
};

// How tenants are kept apart where a brief does not say it.
enum class TenancyStyle : std::uint8_t { shared_schema, schema_per_tenant, database_per_tenant };

enum class ChoiceStyle : std::uint8_t { check, enum_type, lookup_table };

struct Policy {
  int version = 15;  // PostgreSQL that the DDL must be accepted by
  std::string schema = "public";
  KeyStyle keys = KeyStyle::uuidv7;
  ChoiceStyle choices = ChoiceStyle::check;
  TenancyStyle tenancy = TenancyStyle::shared_schema;
  bool timestamps = true;           // created_at, updated_at with a trigger
  bool actors = false;              // created_by, updated_by
  bool soft_delete = false;         // deleted_at, partial uniques, live views
  bool optimistic_version = false;  // version, which an UPDATE must carry on
  bool format_checks = true;        // email, url, currency ... by kind
  bool comments = true;             // on everything, with the rationale
};

}  // namespace mimar::design
