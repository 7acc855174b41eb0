#include "cli/arguments.h"

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/commands.h"

namespace mimar::cli {
namespace {

struct Leaf {
  const ops::Operation* command;
  CLI::App* app;
  std::vector<CLI::Option*> options;  // one per parameter
};

struct Shared {
  bool help = false, version = false;
  std::string colour = "auto";
};

CLI::Option* add_parameter(CLI::App& app, const ops::Parameter& parameter) {
  const std::string name =
      parameter.positional ? std::string(parameter.name) : "--" + std::string(parameter.name);
  if (parameter.kind == ops::ParameterKind::flag) return app.add_flag(name);
  CLI::Option* option = app.add_option(name, [](const CLI::results_t&) { return true; });
  if (!parameter.repeated) return option->take_last();
  option->take_all();
  return parameter.positional ? option->expected(-1) : option->allow_extra_args(false);
}

// The command line as CLI11 sees it: a tree of subcommands made from the flat table of commands.
class Tree {
 public:
  Tree() {
    prepare(root_);
    root_.add_flag("--version", shared_.version);
    for (const ops::Operation* command : all_commands())
      add(*command);
  }

  Result<Invocation> parse(std::vector<std::string> words) {
    std::reverse(words.begin(), words.end());  // as CLI11 wants them
    try {
      root_.parse(std::move(words));
    } catch (const CLI::ArgumentMismatch& mismatch) {
      const std::string what = mismatch.what();
      return fail(ErrorKind::usage, what.substr(0, what.find(':')) + " needs a value", help_hint());
    } catch (const CLI::ParseError& error) {
      return fail(ErrorKind::usage, error.what(), help_hint());
    }
    if (!shared_.help) {
      if (auto known = refuse_unknown_words(); !known) return fail(std::move(known.error()));
    }
    return invocation();
  }

 private:
  void prepare(CLI::App& app) {
    app.set_help_flag();
    app.allow_extras();
    app.require_subcommand(0, 1);
    app.add_flag("-h,--help", shared_.help);
    app.add_option("--color", shared_.colour)->take_last();
  }

  CLI::App& child(CLI::App& app, const std::string& word) {
    for (CLI::App* known : app.get_subcommands([](const CLI::App*) { return true; })) {
      if (known->get_name() == word) return *known;
    }
    CLI::App* made = app.add_subcommand(word);
    prepare(*made);
    return *made;
  }

  void add(const ops::Operation& command) {
    CLI::App* app = &root_;
    for (const std::string_view word : text::split(command.id, ' '))
      app = &child(*app, std::string(word));
    Leaf leaf{&command, app, {}};
    for (const ops::Parameter& parameter : command.parameters)
      leaf.options.push_back(add_parameter(*app, parameter));
    leaves_.push_back(std::move(leaf));
  }

  CLI::App& reached() {
    CLI::App* app = &root_;
    while (!app->get_subcommands().empty())
      app = app->get_subcommands().front();
    return *app;
  }

  const Leaf* reached_leaf() {
    const CLI::App* app = &reached();
    for (const Leaf& leaf : leaves_) {
      if (leaf.app == app) return &leaf;
    }
    return nullptr;
  }

  std::string help_hint() {
    const Leaf* leaf = reached_leaf();
    return leaf == nullptr
               ? "`mimar help` lists the commands"
               : "`mimar help " + std::string(leaf->command->id) + "` lists what it takes";
  }

  Result<void> refuse_unknown_words() {
    if (shared_.colour != "auto" && shared_.colour != "always" && shared_.colour != "never") {
      return fail(ErrorKind::usage, "--color cannot be '" + shared_.colour + "'",
                  "it is one of: auto, always, never");
    }
    const std::vector<std::string> extras = root_.remaining(true);
    for (const std::string& word : extras) {
      if (word.starts_with('-') && word.size() > 1) return unknown_option(word);
    }
    if (extras.empty()) return missing_subcommand();
    return reached_leaf() == nullptr ? unknown_command(extras.front()) : unexpected(extras.front());
  }

  Result<void> unknown_option(const std::string& word) {
    std::vector<std::string> known{"--help", "--color"};
    for (const CLI::Option* option : reached().get_options()) {
      for (const std::string& name : option->get_lnames())
        known.push_back("--" + name);
    }
    const std::string option = word.substr(0, word.find('='));
    const std::string near = text::nearest(option, known);
    return fail(ErrorKind::usage, "unknown option " + option,
                near.empty() ? help_hint() : "did you mean " + near + "?");
  }

  std::vector<std::string> next_words() {
    std::vector<std::string> words;
    for (const CLI::App* sub : reached().get_subcommands([](const CLI::App*) { return true; })) {
      const ops::Operation* command = find_command(sub->get_name());
      if (command == nullptr || !command->hidden) words.push_back(sub->get_name());
    }
    return words;
  }

  Result<void> unknown_command(const std::string& word) {
    const std::string near = text::nearest(word, next_words());
    return fail(ErrorKind::usage, "unknown command '" + word + "'",
                near.empty() ? help_hint() : "did you mean '" + near + "'?");
  }

  Result<void> missing_subcommand() {
    if (&reached() == &root_ || reached_leaf() != nullptr) return {};
    return fail(
        ErrorKind::usage,
        "mimar " + reached().get_name() + " needs one of: " + text::join(next_words(), ", "),
        help_hint());
  }

  Result<void> unexpected(const std::string& word) {
    return fail(ErrorKind::usage, "unexpected argument '" + word + "'", help_hint());
  }

  Invocation invocation() {
    Invocation result;
    result.help = shared_.help;
    result.version = shared_.version;
    if (shared_.colour == "always") result.colour = Colour::always;
    if (shared_.colour == "never") result.colour = Colour::never;
    const Leaf* leaf = reached_leaf();
    if (leaf == nullptr) return result;
    result.command = leaf->command;
    for (std::size_t i = 0; i < leaf->options.size(); ++i) {
      const ops::Parameter& parameter = leaf->command->parameters[i];
      for (const std::string& value : leaf->options[i]->results()) {
        result.arguments.add(std::string(parameter.name), value);
      }
    }
    return result;
  }

  CLI::App root_;
  Shared shared_;
  std::vector<Leaf> leaves_;
};

}  // namespace

Result<Invocation> parse(const std::vector<std::string>& words) {
  return Tree().parse(words);
}

}  // namespace mimar::cli
