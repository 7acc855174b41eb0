#include "cli/run.h"

#include "base/ensure.h"
#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/error_text.h"
#include "cli/terminal.h"
#include "ops/output.h"
#include "world/real_world.h"

namespace mimar::cli {
namespace {

Result<int> print_then(const std::string& text, int code) {
  if (auto printed = print(text); !printed) return fail(printed.error());
  return code;
}

// A list that nobody would read becomes its length.
std::string written_text(const std::vector<std::string>& paths) {
  constexpr std::size_t readable = 40;
  std::string result;
  for (const std::string& path : paths)
    result += "wrote " + path + '\n';
  if (paths.size() <= readable) return result;
  return "wrote " + std::to_string(paths.size()) + " files, from " + paths.front() + " to " +
         paths.back() + '\n';
}

Result<int> perform(const Invocation& invocation, world::World& world) {
  const ops::Operation& command = *invocation.command;
  auto arguments = ops::complete(command, invocation.arguments);
  if (!arguments) return fail(arguments.error());
  auto report = command.run(*arguments, world);
  if (!report) return fail(report.error());
  auto output = ops::deliver(*report, *arguments, use_colour(invocation.colour, stdout), world);
  if (!output) return fail(output.error());
  // What is written or drawn has no place for them.
  if (report->artefact) {
    for (const std::string& note : report->notes)
      print_error("note: " + note + '\n');
  }
  print_error(written_text(output->written));
  return print_then(output->text, report::exit_code(*report));
}

Result<int> answer(const Invocation& invocation, world::World& world) {
  const bool colour = use_colour(invocation.colour, stdout);
  if (invocation.version) return print_then("mimar " MIMAR_VERSION "\n", 0);
  if (invocation.command == nullptr) return print_then(overview(colour), 0);
  if (invocation.help) return print_then(help_page(*invocation.command, colour), 0);
  return perform(invocation, world);
}

int explain(const Error& error, Colour wish) {
  print_error(error_text(error, use_colour(wish, stderr)));
  return exit_code(error);
}

}  // namespace

int run(const std::vector<std::string>& words) {
  try {
    const auto invocation = parse(words);
    if (!invocation) return explain(invocation.error(), Colour::automatic);
    world::install_signal_handlers();
    TerminalProgress progress;
    const auto world = world::make_real_world(progress);
    const auto code = answer(*invocation, *world);
    progress.end();
    return code ? *code : explain(code.error(), invocation->colour);
  } catch (const std::exception& bug) {
    print_error(std::string("error: this is a bug in mimar: ") + bug.what() + '\n');
    return 70;
  }
}

}  // namespace mimar::cli
