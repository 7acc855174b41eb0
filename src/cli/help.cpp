// Help as a terminal shows it, and the same as markdown for docs/operations.
#include <algorithm>

#include "base/text.h"
#include "cli/commands.h"
#include "report/page.h"
#include "report/paint.h"

namespace mimar::cli {
namespace {

using ops::Operation;
using ops::Parameter;
using report::Ink;
using report::Paint;

struct Row {
  std::string left, right;
};

// Two columns; what is right of them wraps at 100 columns below itself.
std::string columns(const std::vector<Row>& rows) {
  std::size_t width = 0;
  for (const Row& row : rows)
    width = std::max(width, row.left.size());
  std::string result;
  for (const Row& row : rows) {
    std::string line = "  " + row.left + std::string(width - row.left.size() + 2, ' ');
    const std::size_t indent = line.size();
    for (const std::string_view word : text::split(row.right, ' ')) {
      if (line.size() > indent && line.size() + word.size() > 99) {
        result += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
        line = std::string(indent, ' ');
      }
      line += std::string(word) + ' ';
    }
    result += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return result;
}

std::vector<Row> parameter_rows(const Operation& command, bool positional) {
  std::vector<Row> rows;
  for (const Parameter& parameter : command.parameters) {
    if (parameter.positional == positional)
      rows.push_back({with_value(parameter), description(parameter)});
  }
  if (!positional) {
    rows.push_back({"--color WHEN", "colour the output: auto, always, never (default auto)"});
    rows.push_back({"-h, --help", "this page"});
  }
  return rows;
}

constexpr std::string_view examples =
    R"(  mimar check schema.sql                       what would an expert object to?
  mimar inspect schema.sql --verify            is it read right? execute it and compare
  mimar erd schema.sql --out schema.svg        a picture of it
  mimar diff old.sql postgres://host/shop      what differs between a file and a server?
  mimar explain foreign-key-without-index      why does a rule exist?
)";

constexpr std::string_view exit_codes =
    R"(  0 nothing to report    1 findings, differences or refuted    2 could not do it
  3 could not verify     70 a bug in mimar                     130 interrupted
)";

}  // namespace

std::string overview(bool colour) {
  const Paint paint(colour);
  std::string result = paint(Ink::bold, "mimar " MIMAR_VERSION) +
                       ": a database architect that shows its proof\n\n" +
                       paint(Ink::bold, "Usage") + "\n  mimar COMMAND [ARGUMENTS] [OPTIONS]\n";
  const std::vector<const Operation*> commands = advertised_commands();
  std::vector<Row> rows;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    rows.push_back({usage_line(*commands[i]).substr(6), std::string(commands[i]->summary)});
    const std::size_t cut = rows.back().left.find(" [OPTIONS]");
    if (cut != std::string::npos) rows.back().left.resize(cut);
  }
  // One table, so that all groups share their columns; then the titles go between its lines.
  std::size_t width = 0;
  for (const Row& row : rows)
    width = std::max(width, row.left.size());
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (i == 0 || commands[i]->group != commands[i - 1]->group) {
      result += '\n' + paint(Ink::bold, title(commands[i]->group)) + '\n';
    }
    rows[i].left.resize(width, ' ');
    result += columns({rows[i]});
  }
  result += '\n' + paint(Ink::bold, "Examples") + '\n' + std::string(examples);
  result += '\n' + paint(Ink::bold, "Exit codes") + '\n' + std::string(exit_codes);
  return result +
         "\n`mimar help COMMAND` tells all about one of them. SOURCE is a .sql file, a folder of "
         "them, or a\n"
         "postgres:// URL.\n";
}

std::string help_page(const Operation& command, bool colour) {
  const Paint paint(colour);
  std::string result = paint(Ink::bold, "mimar " + std::string(command.id)) + ": " +
                       std::string(command.summary) + "\n\n" + paint(Ink::bold, "Usage") + "\n  " +
                       usage_line(command) + '\n';
  const std::vector<Row> arguments = parameter_rows(command, true);
  if (!arguments.empty())
    result += '\n' + paint(Ink::bold, "Arguments") + '\n' + columns(arguments);
  result += '\n' + paint(Ink::bold, "Options") + '\n' + columns(parameter_rows(command, false));
  return result + '\n' + report::terminal_page(command.documentation, colour);
}

std::string markdown_page(const Operation& command) {
  std::string result = "# mimar " + std::string(command.id) + "\n\n" +
                       std::string(command.summary) + "\n\n```\n" + usage_line(command) +
                       "\n```\n\n| | |\n|---|---|\n";
  for (const Parameter& parameter : command.parameters) {
    result += "| `" + with_value(parameter) + "` | " + description(parameter) + " |\n";
  }
  return result + '\n' + std::string(command.documentation);
}

}  // namespace mimar::cli
