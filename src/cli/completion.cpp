// Completion scripts, rendered from the table of commands.
#include "base/ensure.h"
#include "base/text.h"
#include "cli/commands.h"

namespace mimar::cli {
namespace {

using ops::Operation;
using ops::Parameter;
using ops::ParameterKind;

struct Word {
  std::string word, help;
};

// What may follow `prefix` ("" or "emit") as the next word of a command.
std::vector<Word> next_words(std::string_view prefix) {
  std::vector<Word> result;
  for (const Operation* command : advertised_commands()) {
    std::string_view rest = command->id;
    if (!prefix.empty()) {
      if (!rest.starts_with(std::string(prefix) + ' ')) continue;
      rest.remove_prefix(prefix.size() + 1);
    }
    const bool nested = rest.find(' ') != std::string_view::npos;
    Word word{std::string(rest.substr(0, rest.find(' '))),
              nested ? "" : std::string(command->summary)};
    if (result.empty() || result.back().word != word.word) result.push_back(std::move(word));
  }
  return result;
}

std::string joined(const std::vector<Word>& words) {
  std::string result;
  for (const Word& word : words)
    result += (result.empty() ? "" : " ") + word.word;
  return result;
}

// "emit" of "emit ddl"; each once.
std::vector<std::string> prefixes() {
  std::vector<std::string> result;
  for (const Operation* command : advertised_commands()) {
    const std::size_t space = command->id.find(' ');
    if (space == std::string_view::npos) continue;
    const std::string prefix(command->id.substr(0, space));
    if (result.empty() || result.back() != prefix) result.push_back(prefix);
  }
  return result;
}

std::string options_of(const Operation& command) {
  std::string result;
  for (const Parameter& parameter : command.parameters) {
    if (!parameter.positional) result += ops::spelling(parameter) + ' ';
  }
  return result + "--color --help";
}

const Parameter* listed_positional(const Operation& command) {
  for (const Parameter& parameter : command.parameters) {
    if (parameter.positional && !words_of(parameter).empty()) return &parameter;
  }
  return nullptr;
}

// --- bash
// ------------------------------------------------------------------------------------------------------------
std::string bash_compgen(const std::string& words) {
  return "COMPREPLY=($(compgen -W \"" + words + "\" -- \"$current\"))";
}

std::string bash() {
  std::string known, values, nested, options, listed;
  for (const std::string& prefix : prefixes()) {
    known += "      \" " + prefix + "\") command=" + prefix + " ;;\n";
    nested += "    " + prefix + ") " + bash_compgen(joined(next_words(prefix))) + "; return ;;\n";
  }
  for (const Operation* command : advertised_commands()) {
    const std::string id(command->id);
    const std::size_t space = id.find(' ');
    const std::string from = space == std::string::npos ? " " + id : id;
    known += "      \"" + from + "\") command=\"" + id + "\" ;;\n";
    options += "      \"" + id + "\") " + bash_compgen(options_of(*command)) + " ;;\n";
    for (const Parameter& parameter : command->parameters) {
      if (parameter.positional || words_of(parameter).empty()) continue;
      values += "    \"" + id + ' ' + ops::spelling(parameter) + "\") " +
                bash_compgen(text::join(words_of(parameter), " ")) + "; return ;;\n";
    }
    if (const Parameter* parameter = listed_positional(*command)) {
      listed +=
          "    \"" + id + "\") " + bash_compgen(text::join(words_of(*parameter), " ")) + " ;;\n";
    }
  }
  return "# bash completion for mimar; made by: mimar completion bash\n"
         "_mimar() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= "
         "word\n"
         "  COMPREPLY=()\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case \"$command $word\" in\n" +
         known +
         "    esac\n"
         "  done\n"
         "  case \"$command $previous\" in\n"
         "    *\" --color\") " +
         bash_compgen("auto always never") + "; return ;;\n" + values +
         "  esac\n"
         "  if [[ $current == -* ]]; then\n"
         "    case \"$command\" in\n" +
         options + "      *) " + bash_compgen("--color --help --version") +
         " ;;\n"
         "    esac\n"
         "    return\n"
         "  fi\n"
         "  case \"$command\" in\n"
         "    \"\") " +
         bash_compgen(joined(next_words(""))) + " ;;\n" + nested + listed +
         "  esac\n"
         "}\n"
         "complete -o bashdefault -o default -F _mimar mimar\n";
}

// --- zsh
// -------------------------------------------------------------------------------------------------------------
std::string zsh_quoted(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'')
      result += "'\\''";
    else if (c == '[' || c == ']' || c == ':')
      result += std::string("\\") + c;
    else
      result += c;
  }
  return result;
}

std::string zsh_action(const Parameter& parameter) {
  const std::vector<std::string> words = words_of(parameter);
  if (!words.empty()) return '(' + text::join(words, " ") + ')';
  return parameter.kind == ParameterKind::path || parameter.positional ? "_files" : " ";
}

std::string zsh_arguments(const Operation& command) {
  std::string result = "_arguments";
  for (const Parameter& parameter : command.parameters) {
    const std::string help = zsh_quoted(parameter.help);
    const std::string tail = ':' + std::string(parameter.name) + ':' + zsh_action(parameter) + '\'';
    if (parameter.positional) {
      result += std::string(" \\\n        '") + (parameter.repeated ? "*" : "") + tail;
    } else {
      const std::string head =
          (parameter.repeated ? "'*" : "'") + ops::spelling(parameter) + '[' + help + ']';
      result += " \\\n        " + head + (parameter.kind == ParameterKind::flag ? "'" : tail);
    }
  }
  return result +
         " \\\n        '--color[colour the output]:when:(auto always never)' '--help[show the "
         "page]'";
}

std::string zsh_describe(std::string_view prefix) {
  std::string result = "      commands=(";
  for (const Word& word : next_words(prefix))
    result += "\n        '" + word.word + ':' + zsh_quoted(word.help) + '\'';
  return result + "\n      )\n      _describe command commands ;;\n";
}

std::string zsh() {
  std::string cases;
  for (const std::string& prefix : prefixes()) {
    cases += "    " + prefix + ")\n      if (( CURRENT > 2 )); then\n        words[2]=\"" + prefix +
             " $words[2]\"; shift words; (( CURRENT-- )); _mimar_command \"$words[1]\"; return\n   "
             "   fi\n" +
             zsh_describe(prefix);
  }
  for (const Operation* command : advertised_commands()) {
    cases += "    '" + std::string(command->id) + "')\n      " + zsh_arguments(*command) + " ;;\n";
  }
  return "#compdef mimar\n"
         "# zsh completion for mimar; made by: mimar completion zsh\n"
         "_mimar_command() {\n"
         "  local -a commands\n"
         "  case \"$1\" in\n"
         "    '')\n" +
         zsh_describe("") + cases +
         "  esac\n"
         "}\n"
         "_mimar() {\n"
         "  if (( CURRENT == 2 )); then _mimar_command ''; return; fi\n"
         "  shift words; (( CURRENT-- ))\n"
         "  _mimar_command \"$words[1]\"\n"
         "}\n"
         "_mimar \"$@\"\n";
}

// --- fish
// ------------------------------------------------------------------------------------------------------------
std::string fish_quoted(std::string_view text) {
  return '\'' + text::replace_all(text::replace_all(std::string(text), "\\", "\\\\"), "'", "\\'") +
         '\'';
}

std::string fish_seen(std::string_view id) {
  std::string result;
  for (const std::string_view word : text::split(id, ' ')) {
    result +=
        (result.empty() ? "" : "; and ") + ("__fish_seen_subcommand_from " + std::string(word));
  }
  return fish_quoted(result);
}

std::string fish_words(std::string_view prefix, const std::string& condition) {
  std::string result;
  for (const Word& word : next_words(prefix)) {
    result += "complete -c mimar -f -n " + condition + " -a " + word.word + " -d " +
              fish_quoted(word.help) + '\n';
  }
  return result;
}

std::string fish_parameter(const Operation& command, const Parameter& parameter) {
  const std::vector<std::string> words = words_of(parameter);
  std::string result = "complete -c mimar -n " + fish_seen(command.id);
  if (parameter.positional && words.empty()) return {};  // files, which fish offers by itself
  if (!parameter.positional)
    result += " -l " + std::string(parameter.name) + " -d " + fish_quoted(parameter.help);
  if (!parameter.positional && parameter.kind != ParameterKind::flag) result += " -r";
  if (!words.empty()) result += " -f -a " + fish_quoted(text::join(words, " "));
  return result + '\n';
}

std::string fish() {
  std::string result = "# fish completion for mimar; made by: mimar completion fish\n" +
                       fish_words("", "__fish_use_subcommand");
  for (const std::string& prefix : prefixes()) {
    const std::string inner = joined(next_words(prefix));
    const std::string seen = "__fish_seen_subcommand_from ";
    result += fish_words(prefix, fish_quoted(seen + prefix + "; and not " + seen + inner));
  }
  for (const Operation* command : advertised_commands()) {
    for (const Parameter& parameter : command->parameters)
      result += fish_parameter(*command, parameter);
  }
  return result +
         "complete -c mimar -l color -x -a 'auto always never' -d 'colour the output'\n"
         "complete -c mimar -s h -l help -d 'show the page'\n";
}

}  // namespace

std::string completion(std::string_view shell) {
  if (shell == "zsh") return zsh();
  if (shell == "fish") return fish();
  ensure(shell == "bash", "the choices of the parameter are the shells we know");
  return bash();
}

}  // namespace mimar::cli
