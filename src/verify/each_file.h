#pragma once
// inspect --verify --each: after every single file of a history, what was read of the files so far
// without a server must be what a server made of them.

#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "model/compare.h"
#include "read/source.h"
#include "scratch/scratch.h"

namespace mimar::verify {

// What one file changed about the agreement of the two readings: differences that were not there
// after the file before it.
struct FileStep {
  std::string file;
  std::vector<model::Difference> differences, could_not_check;
  std::vector<std::string> incomplete;  // what the reading without a server did not follow in it
  std::size_t expressions = 0;          // how many were compared after it
  std::size_t unresolved = 0;           // how many of them could not be checked
  bool equal() const { return differences.empty() && could_not_check.empty(); }
};

struct EachFile {
  evidence::Evidence evidence;
  std::vector<FileStep> steps;  // in the order of the files, up to the first that a reader refused
};

// Executes the files one after the other in one scratch database. Errors: the scratch server is not
// to be had, or ErrorKind::interrupted; SQL that either reader refuses is evidence.
Result<EachFile> each_file(const read::Reading& reading, scratch::Scratch& scratch,
                           world::World& world);

}  // namespace mimar::verify
