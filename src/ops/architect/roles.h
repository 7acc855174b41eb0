#pragma once
// What part a table plays, read from its structure; with the reason. Also which queries touch it.

#include <string>

#include "ops/architect/architecture.h"

namespace mimar::ops::architect {

struct Role {
  std::string name;  // "join table", "reference list", "detail", "event log", "partition", "entity"
  std::string reason;  // "its primary key is made of the foreign keys to a and b"
};

Role role_of(const model::Table& table, const model::Database& database);

std::size_t queries_on(const Architecture& architecture, const model::Name& table);

enum class Pattern : std::uint8_t { unknown, oltp, olap, hybrid };
struct PatternReading {
  Pattern pattern = Pattern::unknown;
  std::string reason;
};
// OLTP / OLAP / hybrid, from the shape and the stated rates of the queries.
PatternReading pattern_of(const Architecture& architecture);
std::string_view name(Pattern pattern);

}  // namespace mimar::ops::architect
