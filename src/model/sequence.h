#pragma once
// Sequences (PostgreSQL manual: CREATE SEQUENCE). Values are effective ones: what the catalog would hold.

#include <cstdint>
#include <optional>
#include <string>

#include "model/access.h"
#include "model/type.h"

namespace mimar::model {

struct SequenceOptions {
  std::string type = "bigint";  // smallint, integer, bigint
  std::int64_t start = 1, increment = 1, minimum = 1, maximum = INT64_MAX, cache = 1;
  bool cycle = false;
  bool operator==(const SequenceOptions&) const = default;
};

struct ColumnOf {
  Name table;
  std::string column;
  auto operator<=>(const ColumnOf&) const = default;
};

// Stand-alone and serial sequences. Those behind identity columns are part of the column.
struct Sequence {
  Name name;
  SequenceOptions options;
  std::optional<ColumnOf> owned_by;
  std::optional<std::string> comment;
  Origin origin;
  bool unlogged = false;
  Access access = {};
  bool operator==(const Sequence&) const = default;
};

}  // namespace mimar::model
