// The pages that are committed below docs/, so that nothing in them is written twice.
#include "base/text.h"
#include "check/check.h"
#include "cli/commands.h"
#include "ops/explain.h"

namespace mimar::cli {

std::vector<report::File> documentation() {
  std::vector<report::File> files;
  std::string list = "# Commands\n\n| Command | |\n|---|---|\n";
  for (const ops::Operation* command : advertised_commands()) {
    const std::string file = text::replace_all(std::string(command->id), " ", "_") + ".md";
    files.push_back({"operations/" + file, markdown_page(*command)});
    list += "| [`" + std::string(command->id) + "`](" + file + ") | " +
            std::string(command->summary) + " |\n";
  }
  files.push_back({"operations/README.md", list});
  for (const check::Rule* rule : check::catalogue()) {
    files.push_back({"rules/" + std::string(rule->id) + ".md", ops::rule_page(*rule)});
  }
  files.push_back({"rules/README.md", ops::rule_table()});
  return files;
}

}  // namespace mimar::cli
