#pragma once
// What kinds of objects besides schemas, tables, views, sequences and enums are made of: one struct
// a kind, named as PostgreSQL's statements name it (manual: SQL Commands). Values are effective
// ones: what the catalog would hold. Functions, types and tables are named as the model names them
// (name.h): pg_catalog is left out.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/table.h"

namespace mimar::model {

// --- types -----------------------------------------------------------------------------------
struct Domain {
  Name name;
  DataType type;
  Name collation;  // empty: the type's default
  bool not_null = false;
  std::optional<Expression> default_value;
  std::vector<Check> checks;  // sorted by name; the value is called VALUE
  bool operator==(const Domain&) const = default;
};

struct Attribute {
  std::string name;
  DataType type;
  Name collation;
  Comment comment;
  bool operator==(const Attribute&) const = default;
};

struct CompositeType {
  Name name;
  std::vector<Attribute> attributes;  // in their order
  bool operator==(const CompositeType&) const = default;
};

struct RangeType {
  Name name;
  DataType subtype;
  Name subtype_opclass, collation;     // empty: the subtype's default
  Name canonical, subtype_difference;  // functions; empty: none
  Name multirange;
  bool operator==(const RangeType&) const = default;
};

// --- routines --------------------------------------------------------------------------------
enum class ArgumentMode : std::uint8_t { in, out, inout, variadic, table };
enum class Volatility : std::uint8_t { immutable, stable, volatile_ };
enum class Parallel : std::uint8_t { safe, restricted, unsafe };

struct Argument {
  ArgumentMode mode = ArgumentMode::in;
  std::string name;
  DataType type;
  std::optional<Expression> default_value;
  bool operator==(const Argument&) const = default;
};

struct Routine {
  Name name;
  bool procedure = false;
  std::vector<Argument> arguments;
  std::optional<DataType>
      returns;  // none: procedures; record or the one type where OUT arguments say it
  bool returns_set = false;
  std::string language;  // lower case
  std::string body;      // the text between the quotes, byte for byte; the symbol of a C function
  std::string library;   // C functions only
  std::optional<Expression> sql_body;  // RETURN ... and BEGIN ATOMIC ... END instead of `body`
  Volatility volatility = Volatility::volatile_;
  Parallel parallel = Parallel::unsafe;
  bool strict = false, leakproof = false, security_definer = false, window = false;
  double cost = 100, rows = 0;  // as pg_proc holds them: 1 for C and internal, rows 0 unless a set
  Name support;
  std::map<std::string, std::string>
      settings;  // SET search_path = ... by lower-case name, as proconfig spells values
  std::vector<DataType> transforms;
  bool operator==(const Routine&) const = default;
};

struct Aggregate {
  Name name;
  std::vector<Argument> arguments,
      ordered_by;  // ordered_by: after ORDER BY, of ordered-set aggregates
  // Lower-case words of CREATE AGGREGATE (sfunc, stype, initcond ...) and their values as they are
  // emitted; what is at its default is left out.
  std::map<std::string, std::string> properties;
  bool operator==(const Aggregate&) const = default;
};

// --- what hangs on a relation ----------------------------------------------------------------
enum class FireWhen : std::uint8_t { before, after, instead_of };
enum class Enabled : std::uint8_t { origin, disabled, replica, always };  // origin is the default

struct Trigger {
  Name table;
  std::string name;
  FireWhen when = FireWhen::before;
  bool on_insert = false, on_update = false, on_delete = false, on_truncate = false;
  std::vector<std::string> update_columns;  // UPDATE OF, in the table's order
  bool each_row = false;
  std::string old_table, new_table;  // transition tables
  std::optional<Expression> condition;
  Name function;
  std::vector<std::string> arguments;
  bool constraint = false, deferrable = false, initially_deferred = false;
  Name from_table;
  Enabled enabled = Enabled::origin;
  bool operator==(const Trigger&) const = default;
};

struct Rule {
  Name table;
  std::string name;
  std::string event;  // SELECT, INSERT, UPDATE, DELETE
  bool instead = false;
  std::optional<Expression> condition;
  std::vector<Expression> actions;  // none: NOTHING
  Enabled enabled = Enabled::origin;
  bool operator==(const Rule&) const = default;
};

struct Policy {
  Name table;
  std::string name;
  bool permissive = true;
  std::string command = "ALL";     // ALL, SELECT, INSERT, UPDATE, DELETE
  std::vector<std::string> roles;  // sorted; none: PUBLIC
  std::optional<Expression> using_expression, check_expression;
  bool operator==(const Policy&) const = default;
};

struct ExtendedStatistics {
  Name name, table;
  std::vector<std::string>
      kinds;  // ndistinct, dependencies, mcv; sorted; none for one expression alone
  std::vector<std::string> columns;  // in the table's order
  std::vector<Expression> expressions;
  std::optional<int> target;
  bool operator==(const ExtendedStatistics&) const = default;
};

// --- of the whole database -------------------------------------------------------------------
struct Extension {
  std::string name;
  std::string schema;   // "" when the source does not say
  std::string version;  // "" when the source does not say; then it is not compared
  bool operator==(const Extension&) const = default;
};

struct EventTrigger {
  std::string name, event;
  std::vector<std::string> tags;  // sorted, upper case
  Name function;
  Enabled enabled = Enabled::origin;
  bool operator==(const EventTrigger&) const = default;
};

struct PublishedTable {
  Name table;
  std::vector<std::string> columns;  // none: all
  std::optional<Expression> condition;
  bool operator==(const PublishedTable&) const = default;
};

struct Publication {
  std::string name;
  bool all_tables = false;
  std::vector<PublishedTable> tables;  // sorted by table
  std::vector<std::string> schemas;    // sorted
  std::map<std::string, std::string>
      options;  // publish, publish_via_partition_root; only what differs from the default
  bool operator==(const Publication&) const = default;
};

struct Collation {
  Name name;
  std::string provider = "libc";                    // libc, icu, builtin
  std::string lc_collate, lc_ctype, locale, rules;  // libc has the first two, others locale
  bool deterministic = true;
  bool operator==(const Collation&) const = default;
};

struct Operator {
  Name name;
  std::optional<DataType> left, right;
  Name function, commutator, negator, restrict_estimator, join_estimator;
  bool hashes = false, merges = false;
  bool operator==(const Operator&) const = default;
};

struct Cast {
  DataType source, target;
  std::string method = "function";   // function, inout, binary
  std::string context = "explicit";  // explicit, assignment, implicit
  Name function;
  std::vector<DataType> function_arguments;
  bool operator==(const Cast&) const = default;
};

// --- text search -----------------------------------------------------------------------------
struct TokenMapping {
  std::string token;
  std::vector<Name> dictionaries;  // in their order
  bool operator==(const TokenMapping&) const = default;
};

struct TextSearchConfiguration {
  Name name, parser;
  std::vector<TokenMapping> mappings;  // sorted by token
  bool operator==(const TextSearchConfiguration&) const = default;
};

struct TextSearchDictionary {
  Name name, template_name;
  std::map<std::string, std::string> options;
  bool operator==(const TextSearchDictionary&) const = default;
};

// Their functions are written in C: only a superuser makes them.
struct TextSearchParser {
  Name name, start, token, end, headline, lextypes;  // functions; headline may be empty
  bool operator==(const TextSearchParser&) const = default;
};

struct TextSearchTemplate {
  Name name, init, lexize;  // functions; init may be empty
  bool operator==(const TextSearchTemplate&) const = default;
};

// --- foreign data ----------------------------------------------------------------------------
struct ForeignDataWrapper {
  std::string name;
  Name handler, validator;
  std::map<std::string, std::string> options;
  bool operator==(const ForeignDataWrapper&) const = default;
};

struct ForeignServer {
  std::string name, type, version, wrapper;
  std::map<std::string, std::string> options;
  bool operator==(const ForeignServer&) const = default;
};

// Its options hold secrets: readers keep their names and hide their values (shown_option).
struct UserMapping {
  std::string user;  // "public" for everybody
  std::string server;
  std::map<std::string, std::string> options;
  bool operator==(const UserMapping&) const = default;
};

struct ForeignTable {
  Name name;
  std::vector<Column> columns;  // in their order; their options are the wrapper's
  std::vector<Check> checks;    // sorted by name
  std::vector<Name> inherits;
  std::optional<PartitionOf> partition_of;
  std::string server;
  std::map<std::string, std::string> options;
  bool operator==(const ForeignTable&) const = default;
};

// monostate: nobody models the kind, and its SQL is kept verbatim.
using Definition =
    std::variant<std::monostate, Domain, CompositeType, RangeType, Routine, Aggregate, Trigger,
                 Rule, Policy, ExtendedStatistics, Extension, EventTrigger, Publication, Collation,
                 Operator, Cast, TextSearchConfiguration, TextSearchDictionary, ForeignDataWrapper,
                 ForeignServer, ForeignTable, TextSearchParser, TextSearchTemplate, UserMapping>;

// The kind and, within it, the name that identify an object of this definition (database.h,
// OtherObject); "" for monostate.
std::string kind_of(const Definition& definition);
std::string identity_of(const Definition& definition);

// The schema it lives in; that of its table for triggers, rules and policies; "" for what lives
// outside schemas.
std::string schema_of(const Definition& definition);

// "integer, public.mood": the types that tell functions of one name apart.
std::string input_types(const std::vector<Argument>& arguments);

// An option's value as readers keep it: "(hidden)" for what may be a secret, which in a user
// mapping is everything but the user's name, elsewhere what is called a password, secret, token ...
std::string shown_option(std::string_view name, std::string value, bool of_user_mapping);

}  // namespace mimar::model
