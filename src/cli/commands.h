#pragma once
// Every command of the command line: the operations, and those about mimar itself that need no
// database.

#include <string>
#include <vector>

#include "ops/operation.h"

namespace mimar::cli {

// Hidden ones included; in the order of the overview: by group, then as listed.
std::vector<const ops::Operation*> all_commands();
// Without the hidden ones.
std::vector<const ops::Operation*> advertised_commands();
const ops::Operation* find_command(std::string_view id);
std::string_view title(ops::Group group);

// Words a parameter accepts, for completion; empty when they cannot be listed.
std::vector<std::string> words_of(const ops::Parameter& parameter);

// --- pages, all rendered from the table
// ------------------------------------------------------------------------------
std::string overview(bool colour);                                  // mimar help
std::string help_page(const ops::Operation& command, bool colour);  // mimar help COMMAND
std::string markdown_page(const ops::Operation& command);           // docs/operations
std::string man_page();                                             // mimar man
std::string completion(std::string_view shell);                     // bash, zsh or fish
std::vector<report::File> documentation();  // operations/*.md and rules/*.md

// "mimar check SOURCE [OPTIONS]"
std::string usage_line(const ops::Operation& command);
// "--format FORMAT", "SOURCE"
std::string with_value(const ops::Parameter& parameter);
// The help with choices and default.
std::string description(const ops::Parameter& parameter);

}  // namespace mimar::cli
