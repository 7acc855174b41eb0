#pragma once
// The command line face: words in, text and an exit code out. No decisions about databases are made
// here.
//
// Exit codes: 0 nothing to report, 1 findings / differences / refuted, 2 could not do it, 3 could
// not verify, 70 our bug, 130 interrupted (as shells expect of Ctrl-C).

#include <string>
#include <vector>

namespace mimar::cli {

int run(const std::vector<std::string>& words);

}  // namespace mimar::cli
