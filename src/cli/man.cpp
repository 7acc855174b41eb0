// The manual page (man(7) macros), rendered from the table of commands.
#include "base/text.h"
#include "cli/commands.h"

namespace mimar::cli {
namespace {

using ops::Operation;
using ops::Parameter;

// Text for roff: backslashes and hyphens kept as they are, `code` in bold, no line read as a
// request.
std::string roff(std::string_view text) {
  std::string result;
  bool bold = false;
  for (const char c : text) {
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else if (c == '`')
      result += (bold = !bold) ? "\\fB" : "\\fR";
    else
      result += c;
  }
  return result.starts_with('.') || result.starts_with('\'') ? "\\&" + result : result;
}

std::string code_line(std::string_view line) {
  return roff(text::replace_all(std::string(line), "`", "\\(ga"));
}

// Markdown as used in documentations: headings, paragraphs, lists, tables kept as lines, fenced
// code.
std::string roff_page(std::string_view markdown) {
  std::string result;
  bool code = false, blank = false;
  for (const std::string_view line : text::lines(markdown)) {
    if (line.starts_with("```")) {
      code = !code;
      result += code ? ".PP\n.RS 4\n.nf\n" : ".fi\n.RE\n";
    } else if (code) {
      result += text::replace_all(code_line(line), "\\e(ga", "\\(ga") + '\n';
    } else if (line.starts_with('#')) {
      result += ".PP\n\\fB" + roff(text::trim(line.substr(line.find_first_not_of('#')))) + "\\fR\n";
    } else if (line.starts_with("- ") || line.starts_with("| ")) {
      result += ".br\n" + roff(line) + '\n';
    } else if (!line.empty()) {
      result += (blank ? ".PP\n" : "") + roff(line) + '\n';
    }
    blank = line.empty();
  }
  return result;
}

std::string option(std::string_view spelling, std::string_view text) {
  return ".TP\n\\fB" + roff(spelling) + "\\fR\n" + roff(text) + '\n';
}

std::string command_section(const Operation& command) {
  std::string result = ".SS " + roff(usage_line(command)) + '\n' + roff(command.summary) + ".\n";
  for (const Parameter& parameter : command.parameters) {
    result += option(with_value(parameter), description(parameter));
  }
  return result + ".PP\n" + roff_page(command.documentation);
}

}  // namespace

std::string man_page() {
  std::string result = ".TH MIMAR 1 \"\" \"mimar " MIMAR_VERSION
                       "\" \"User Commands\"\n"
                       ".SH NAME\nmimar \\- a database architect that shows its proof\n"
                       ".SH SYNOPSIS\n.B mimar\n.I COMMAND\n[\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]\n"
                       ".SH DESCRIPTION\nReviews, compares, draws and verifies PostgreSQL "
                       "databases. A \\fISOURCE\\fR is a .sql\n"
                       "file, a folder of them, or a postgres:// URL. What is claimed is executed "
                       "on a disposable server,\n"
                       "and the report carries what was observed.\n.SH COMMANDS\n";
  for (const Operation* command : advertised_commands())
    result += command_section(*command);
  result += ".SH OPTIONS\n" + option("-h, --help", "Show the page of the command.") +
            option("--color WHEN", "Colour the output: auto, always, never.") +
            option("--version", "Print the version.");
  result += ".SH EXIT STATUS\n" + option("0", "Nothing to report.") +
            option("1", "Findings, differences, or a claim refuted.") +
            option("2", "Could not do it: bad arguments, input that does not parse, no server.") +
            option("3", "A claim could not be verified.") + option("70", "A bug in mimar.") +
            option("130", "Interrupted.");
  result += ".SH ENVIRONMENT\n" +
            option("MIMAR_PG_BIN", "Folder of initdb and postgres, when it is not the usual one.") +
            option("MIMAR_TMPDIR, TMPDIR", "Where disposable servers live; /tmp when unset.") +
            option("NO_COLOR", "Set to anything: no colour unless --color asks for it.");
  result += ".SH FILES\n" +
            option("mimar.toml",
                   "Rule sets, severities and ignores of `check`, read from the working folder.");
  return result;
}

}  // namespace mimar::cli
