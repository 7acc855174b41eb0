#pragma once
// A data dictionary in markdown: an index with the whole diagram, a page for every table, view and
// enum, and beside the page of a table the diagram of what surrounds it. Deterministic, pure but
// for the layout of diagrams.
//
// A page is a list of sections, a section is a function (tables: table_sections.cpp). What a new
// kind of object has to say about a table is one more function and one more row there.

#include <string>
#include <vector>

#include "base/result.h"
#include "model/database.h"

namespace mimar::emit::dictionary {

struct File {
  std::string path;  // in the folder of the dictionary: no folders in it
  std::string content;
};

// Sorted by path. Errors: those of diagrams.
Result<std::vector<File>> write(const model::Database& database, const std::string& title);

// Whether a file of this content was written by us, in whatever version: then it may be replaced
// and, when nothing stands behind it any more, removed.
bool is_ours(std::string_view content);

}  // namespace mimar::emit::dictionary
