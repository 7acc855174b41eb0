#pragma once
// The splitter behind split_script and parse_script: one pass, views into the script, no copies.

#include "sql/parse.h"
#include "sql/position.h"

namespace mimar::sql {

struct MetaCommand {
  std::string_view name, rest;  // without the backslash; the rest of its line, trimmed
  SourceSpan where;
};

struct Split {
  std::vector<Chunk> chunks;
  std::vector<MetaCommand> commands;
};

Result<Split> split(Places& places);

}  // namespace mimar::sql
