#pragma once
// Tables and what lives inside them (PostgreSQL manual: CREATE TABLE, CREATE INDEX). Plain values; equality defaulted.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/access.h"
#include "model/expression.h"
#include "model/sequence.h"
#include "model/type.h"

namespace mimar::model {

using Comment = std::optional<std::string>;

struct Identity {
  bool always = false;  // else BY DEFAULT
  SequenceOptions options;
  std::string sequence = {};  // its name; "" where it is the one PostgreSQL makes of table and column
  bool operator==(const Identity&) const = default;
};

struct Column {
  std::string name;
  DataType type;
  bool not_null = false;  // also true for primary key columns, as in the catalog
  std::optional<Expression> default_value;
  std::optional<Identity> identity;
  std::optional<Expression> generated;  // STORED, or VIRTUAL (PostgreSQL 18)
  Name collation;                       // empty: the type's default
  Comment comment;
  Origin origin;
  bool generated_virtual = false;
  std::string storage = {};      // plain, external, extended, main; "": the type's default
  std::string compression = {};  // pglz, lz4; "": the server's default
  std::optional<int> statistics_target = {};
  std::map<std::string, std::string> options = {};  // n_distinct ...; of a foreign table: its wrapper's
  bool operator==(const Column&) const = default;
};

// PRIMARY KEY and UNIQUE; the index behind it is implied and never listed among the table's indexes.
struct Key {
  std::string name;
  std::vector<std::string> columns, include;
  bool nulls_not_distinct = false;
  bool deferrable = false, initially_deferred = false;
  Comment comment;
  Origin origin;
  std::map<std::string, std::string> options = {};  // of the index behind it: fillfactor ...
  bool without_overlaps = false;  // the last column is a range (PostgreSQL 18)
  std::string tablespace = {};
  bool operator==(const Key&) const = default;
};

enum class Action : std::uint8_t { no_action, restrict, cascade, set_null, set_default };

struct ForeignKey {
  std::string name;
  std::vector<std::string> columns;
  Name referenced_table;
  std::vector<std::string> referenced_columns;  // never empty after build: the primary key when the source left it out
  Action on_update = Action::no_action, on_delete = Action::no_action;
  std::vector<std::string> on_delete_set_columns;
  bool match_full = false;
  bool deferrable = false, initially_deferred = false, not_valid = false;
  Comment comment;
  Origin origin;
  bool not_enforced = false, period = false;  // PostgreSQL 18
  bool operator==(const ForeignKey&) const = default;
};

struct Check {
  std::string name;
  Expression expression;
  bool no_inherit = false, not_valid = false;
  Comment comment;
  Origin origin;
  bool not_enforced = false;  // PostgreSQL 18
  bool operator==(const Check&) const = default;
};

struct IndexKey {
  std::string column;                    // one of column and expression
  std::optional<Expression> expression;
  Name opclass;    // empty: the type's default
  Name collation;  // empty: the column's
  bool descending = false;
  bool nulls_first = false;  // as effective: DESC without a NULLS clause is nulls_first
  std::map<std::string, std::string> opclass_options = {};  // siglen ...
  bool operator==(const IndexKey&) const = default;
};

struct Index {
  std::string name;  // lives in its table's schema
  bool unique = false;
  std::string method = "btree";
  std::vector<IndexKey> keys;
  std::vector<std::string> include;
  std::optional<Expression> predicate;
  bool nulls_not_distinct = false;
  bool valid = true;
  std::map<std::string, std::string> options;  // fillfactor ...
  std::string partition_of;                    // the parent's index this one is attached to: schema.name, or ""
  Comment comment;
  Origin origin;
  std::string tablespace = {};
  bool only = false;  // of a partitioned table: not on its partitions (CREATE INDEX ON ONLY), hence not valid yet
  bool operator==(const Index&) const = default;
};

// EXCLUDE; the index behind it is implied, as with keys.
struct ExclusionElement {
  IndexKey key;
  Name with_operator;  // "&&"; its schema empty for pg_catalog
  bool operator==(const ExclusionElement&) const = default;
};

struct Exclusion {
  std::string name;
  std::string method = "gist";
  std::vector<ExclusionElement> elements;
  std::vector<std::string> include;
  std::optional<Expression> predicate;
  bool deferrable = false, initially_deferred = false;
  std::map<std::string, std::string> options;
  Comment comment;
  Origin origin;
  std::string tablespace = {};
  bool operator==(const Exclusion&) const = default;
};

struct PartitionOf {
  Name parent;
  Expression bound;  // "FOR VALUES FROM ('2022-01-01') TO ('2022-02-01')", "DEFAULT"
  bool operator==(const PartitionOf&) const = default;
};

struct Table {
  Name name;
  std::vector<Column> columns;  // in their order
  std::optional<Key> primary_key;
  std::vector<Key> uniques;              // sorted by name, like all below
  std::vector<ForeignKey> foreign_keys;
  std::vector<Check> checks;
  std::vector<Index> indexes;
  std::optional<Expression> partition_by;  // "RANGE (payment_date)"
  std::optional<PartitionOf> partition_of;
  std::vector<Name> inherits;  // in their order
  bool unlogged = false, row_security = false, force_row_security = false;
  std::map<std::string, std::string> options;
  Comment comment;
  Origin origin;
  std::vector<Exclusion> exclusions = {};
  Name of_type = {};                  // CREATE TABLE ... OF
  std::string access_method = {};     // "" is heap
  std::string tablespace = {};
  std::string replica_identity = {};  // "" is the primary key; "full", "nothing", "index"
  std::string replica_index = {};     // with "index": its name
  std::string clustered_on = {};      // the index of the last CLUSTER
  Access access = {};
  bool operator==(const Table&) const = default;
};

const Column* find_column(const Table& table, std::string_view name);  // nullptr when absent

}  // namespace mimar::model
