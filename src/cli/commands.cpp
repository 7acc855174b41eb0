#include "cli/commands.h"

#include <algorithm>
#include <array>

#include "base/ensure.h"
#include "base/text.h"

namespace mimar::cli {
namespace {

using ops::Group;
using ops::Operation;
using ops::Parameter;
using ops::ParameterKind;

Result<report::Report> page(std::string id, std::string text) {
  report::Report report;
  report.operation = std::move(id);
  report.payload_text = std::move(text);
  report.artefact = true;
  return report;
}

constexpr std::array<std::string_view, 3> shells{"bash", "zsh", "fish"};
constexpr std::array completion_parameters{
    Parameter{.name = "shell",
              .kind = ParameterKind::choice,
              .positional = true,
              .required = true,
              .help = "the shell to complete for",
              .choices = shells},
};
constinit const Operation completion_command{
    .id = "completion",
    .summary = "print the completion script of a shell",
    .documentation = R"(The script completes commands, options, their values and rule ids.

## Examples

```sh
mimar completion bash > ~/.local/share/bash-completion/completions/mimar
mimar completion zsh > ~/.zfunc/_mimar
mimar completion fish > ~/.config/fish/completions/mimar.fish
```
)",
    .parameters = completion_parameters,
    .group = Group::about,
    .run = [](const ops::Arguments& arguments,
              world::World&) { return page("completion", completion(arguments.get("shell"))); },
};

constexpr std::array help_parameters{
    Parameter{
        .name = "command", .positional = true, .repeated = true, .help = "the command to explain"},
};
constinit const Operation help_command{
    .id = "help",
    .summary = "show what mimar can do, or all about one command",
    .documentation = R"(`mimar COMMAND --help` shows the same page.

## Examples

```sh
mimar help
mimar help emit ddl
```
)",
    .parameters = help_parameters,
    .group = Group::about,
    .run = [](const ops::Arguments& arguments, world::World&) -> Result<report::Report> {
      const std::string id = text::join(arguments.all("command"), " ");
      if (id.empty()) return page("help", overview(false));
      if (const Operation* command = find_command(id))
        return page("help", help_page(*command, false));
      std::vector<std::string> known;
      for (const Operation* command : advertised_commands())
        known.push_back(std::string(command->id));
      const std::string near = text::nearest(id, known);
      return fail(
          ErrorKind::usage, "unknown command '" + id + "'",
          near.empty() ? "`mimar help` lists the commands" : "did you mean '" + near + "'?");
    },
};

constinit const Operation man_command{
    .id = "man",
    .summary = "print the manual page",
    .documentation = R"(## Examples

```sh
mimar man | man -l -
mimar man > ~/.local/share/man/man1/mimar.1
```
)",
    .group = Group::about,
    .run = [](const ops::Arguments&, world::World&) { return page("man", man_page()); },
};

constinit const Operation version_command{
    .id = "version",
    .summary = "print the version",
    .documentation = "One line, `mimar` and the version.\n",
    .group = Group::about,
    .run = [](const ops::Arguments&,
              world::World&) { return page("version", "mimar " MIMAR_VERSION "\n"); },
};

constexpr std::array docs_parameters{
    Parameter{.name = "out",
              .kind = ParameterKind::path,
              .required = true,
              .help = "the folder to write to"},
};
constinit const Operation docs_command{
    .id = "docs",
    .summary = "write the pages of operations and rules",
    .documentation = "Renders docs/operations and docs/rules.\n",
    .parameters = docs_parameters,
    .group = Group::about,
    .hidden = true,
    .run = [](const ops::Arguments&, world::World&) -> Result<report::Report> {
      report::Report report;
      report.operation = "docs";
      report.files = documentation();
      return report;
    },
};

constexpr std::array<const Operation*, 5> own_commands{
    &completion_command, &docs_command, &help_command, &man_command, &version_command};

}  // namespace

std::vector<const Operation*> all_commands() {
  std::vector<const Operation*> commands(ops::catalogue().begin(), ops::catalogue().end());
  commands.insert(commands.end(), own_commands.begin(), own_commands.end());
  std::stable_sort(commands.begin(), commands.end(),
                   [](const Operation* a, const Operation* b) { return a->group < b->group; });
  return commands;
}

std::vector<const Operation*> advertised_commands() {
  std::vector<const Operation*> commands = all_commands();
  std::erase_if(commands, [](const Operation* command) { return command->hidden; });
  return commands;
}

const Operation* find_command(std::string_view id) {
  for (const Operation* command : all_commands()) {
    if (command->id == id) return command;
  }
  return nullptr;
}

std::string_view title(Group group) {
  switch (group) {
    case Group::main_job: return "The main job";
    case Group::understand: return "Understand a database";
    case Group::judge: return "Judge it";
    case Group::produce: return "Produce from it";
    case Group::about: return "About mimar";
  }
  return "";
}

}  // namespace mimar::cli
