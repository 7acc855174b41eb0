#pragma once
// psql's \i and \ir: a script is read together with the files it names.

#include <functional>
#include <set>
#include <string>

#include "base/result.h"
#include "read/sql_files/reader.h"
#include "world/world.h"

namespace mimar::read::sql_files {

using ReadFile = std::function<Result<File>(const std::string& path)>;

// `file` with the files it includes in the places where it does, theirs within them. Names are
// looked up in the working directory (\i) and beside the file. Only relative names of SQL files are
// followed: a script is not trusted with other files of the machine. What is not followed stays in
// the text. `included` gets the normal form of every path taken. Errors: ErrorKind::input for a
// file that includes itself; those of `read`.
Result<File> with_included(File file, const ReadFile& read, world::World& world,
                           std::set<std::string>& included);

std::string normal_path(const std::string& path);

}  // namespace mimar::read::sql_files
