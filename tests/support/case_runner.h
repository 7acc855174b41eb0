#pragma once
// Cases are data: a folder with `cmd` (the arguments of mimar on one line), its inputs, and what is
// expected of the real program run in a copy of the folder.
//
//   expected.out, expected.err   standard output and error, byte for byte
//   expected.exit                the exit code
//   expected.FILE                the content of FILE afterwards; % in its name stands for /
//   filters                      names of what to blank out on both sides: version, digest, timing,
//   server, folder
//
// An absent file is not asserted; a case without any assertion fails. UPDATE_GOLDEN=1 rewrites what
// is there, or, where nothing is, makes expected.out, expected.err and expected.exit.

#include <string>
#include <vector>

namespace mimar::support {

struct Case {
  std::string name;    // "check_shop"
  std::string folder;  // absolute
};

std::vector<Case> find_cases(const std::string& root);  // sorted by name

// What is wrong, one entry per assertion that does not hold; empty when the case passes.
std::vector<std::string> run_case(const Case& test, bool update);

// The named filter applied: what varies between machines and versions becomes a word in angle
// brackets.
std::string filtered(std::string text, const std::string& filter);

}  // namespace mimar::support
