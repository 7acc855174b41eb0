#pragma once
// Which SQL files a path holds, in the order in which they are meant to run, and what each is for.

#include <string>
#include <vector>

#include "base/result.h"
#include "read/sql_files/reader.h"
#include "world/world.h"

namespace mimar::read::sql_files {

// A file itself; of a folder all .sql files below it, hidden folders left out, numbers in names
// ordered as numbers. Downward migrations
// (`*.down.sql`, the part below `-- migrate:down`, `-- +goose Down`, `-- +migrate Down`) are left
// out.
Result<std::vector<File>> find(const std::string& path, world::World& world);

enum class Purpose : std::uint8_t { schema, queries, data };

// By the first word of each statement: anything but queries makes it a schema; only INSERT and COPY
// make it data.
Purpose purpose_of(const File& file);

bool natural_before(std::string_view a, std::string_view b);  // "V2" before "V10"

}  // namespace mimar::read::sql_files
