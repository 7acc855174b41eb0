#pragma once
// Leftovers of processes that died without their destructors: servers still running, folders still
// there.

#include <string>

namespace mimar::scratch {

std::string home_prefix(const std::string& base);  // "/tmp/mimar-scratch-1000-"

// Looks at folders of that prefix that are ours. A lock nobody holds means a dead owner: whatever
// process works in its data folder is stopped, the folder removed.
void reap_leftovers(const std::string& base);

}  // namespace mimar::scratch
