#include "support/case_runner.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <regex.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/places.h"

namespace mimar::support {
namespace {

namespace fs = std::filesystem;

constexpr unsigned seconds_until_a_case_is_stuck = 120;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Words separated by blanks; '...' and "..." keep blanks.
std::vector<std::string> words(const std::string& line) {
  std::vector<std::string> result;
  std::string word;
  char quote = 0;
  bool inside = false;
  for (const char c : line) {
    if (quote != 0) {
      if (c == quote)
        quote = 0;
      else
        word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
      inside = true;
    } else if (c == ' ' || c == '\n' || c == '\t') {
      if (inside) result.push_back(std::move(word));
      word.clear();
      inside = false;
    } else {
      word += c;
      inside = true;
    }
  }
  if (inside) result.push_back(std::move(word));
  return result;
}

struct Ran {
  std::string out, err;
  int code = 0;
};

void redirect(const fs::path& path, int descriptor) {
  const int file = open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
  if (file < 0 || dup2(file, descriptor) < 0) _exit(127);
}

Ran run(const std::vector<std::string>& arguments, const fs::path& folder,
        const fs::path& captured) {
  const pid_t child = fork();
  if (child == 0) {
    redirect(captured / "out", STDOUT_FILENO);
    redirect(captured / "err", STDERR_FILENO);
    std::vector<char*> argv{const_cast<char*>(MIMAR_PROGRAM)};
    for (const std::string& argument : arguments)
      argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    alarm(seconds_until_a_case_is_stuck);
    if (chdir(folder.c_str()) == 0) execv(MIMAR_PROGRAM, argv.data());
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {content(captured / "out"), content(captured / "err"), code};
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "mimar-case-XXXXXX").string();
    path_ = mkdtemp(name.data());
    fs::permissions(path_, fs::perms::others_exec | fs::perms::group_exec, fs::perm_options::add);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string replace_matches(std::string text, const char* pattern, const std::string& word) {
  regex_t compiled;
  if (regcomp(&compiled, pattern, REG_EXTENDED) != 0) return "bad pattern: " + std::string(pattern);
  std::string result;
  regmatch_t match;
  while (regexec(&compiled, text.c_str(), 1, &match, 0) == 0 && match.rm_eo > match.rm_so) {
    result += text.substr(0, static_cast<std::size_t>(match.rm_so)) + word;
    text.erase(0, static_cast<std::size_t>(match.rm_eo));
  }
  regfree(&compiled);
  return result + text;
}

struct Assertion {
  std::string name;  // "expected.out"
  std::string actual;
};

std::string replaced(std::string text, char from, char to) {
  std::replace(text.begin(), text.end(), from, to);
  return text;
}

std::string written(const fs::path& path) {
  return fs::exists(path) ? content(path) : "(no such file)\n";
}

std::vector<Assertion> assertions(const fs::path& folder, const fs::path& copy, const Ran& ran) {
  std::vector<Assertion> result;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("expected.")) continue;
    const std::string what = name.substr(std::string_view("expected.").size());
    if (what == "out")
      result.push_back({name, ran.out});
    else if (what == "err")
      result.push_back({name, ran.err});
    else if (what == "exit")
      result.push_back({name, std::to_string(ran.code) + '\n'});
    else
      result.push_back({name, written(copy / replaced(what, '%', '/'))});
  }
  std::sort(result.begin(), result.end(),
            [](const Assertion& a, const Assertion& b) { return a.name < b.name; });
  return result;
}

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

void make_assertions(const fs::path& folder, const Ran& ran) {
  write(folder / "expected.out", ran.out);
  if (!ran.err.empty()) write(folder / "expected.err", ran.err);
  write(folder / "expected.exit", std::to_string(ran.code) + '\n');
}

// The first line in which they differ, both sides.
std::string difference(const std::string& expected, const std::string& actual) {
  std::size_t line = 1, start = 0;
  for (std::size_t i = 0; i < std::min(expected.size(), actual.size()) && expected[i] == actual[i];
       ++i) {
    if (expected[i] != '\n') continue;
    ++line;
    start = i + 1;
  }
  const auto at = [&](const std::string& text) {
    return start >= text.size() ? "(end)" : text.substr(start, text.find('\n', start) - start);
  };
  return "line " + std::to_string(line) + "\n  expected: " + at(expected) +
         "\n  actual:   " + at(actual);
}

}  // namespace

std::vector<Case> find_cases(const std::string& root) {
  std::vector<Case> cases;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().filename() != "cmd") continue;
    const fs::path folder = entry.path().parent_path();
    std::string name = fs::relative(folder, root).string();
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return c == '/' || c == '-' || c == '.' || c == ' '; }, '_');
    cases.push_back({name, folder.string()});
  }
  std::sort(cases.begin(), cases.end(),
            [](const Case& a, const Case& b) { return a.name < b.name; });
  return cases;
}

std::string filtered(std::string text, const std::string& filter) {
  if (filter == "version") return replace_matches(std::move(text), MIMAR_VERSION, "<version>");
  if (filter == "digest") return replace_matches(std::move(text), "[0-9a-f]{64}", "<digest>");
  if (filter == "timing")
    return replace_matches(std::move(text), "[0-9]+(\\.[0-9]+)? (ms|s)\\b", "<time>");
  if (filter == "server") return replace_matches(std::move(text), "1[4-9]\\.[0-9]+", "<server>");
  if (filter == "folder")
    return replace_matches(std::move(text), "/[^ ]*mimar-[A-Za-z0-9_-]+", "<folder>");
  return "unknown filter: " + filter;
}

std::vector<std::string> run_case(const Case& test, bool update) {
  const TemporaryFolder temporary;
  const fs::path copy = temporary.path() / "case", captured = temporary.path() / "captured";
  fs::copy(test.folder, copy, fs::copy_options::recursive);
  fs::create_directory(captured);
  const Ran ran = run(words(content(copy / "cmd")), copy, captured);
  const std::vector<std::string> filters = words(content(fs::path(test.folder) / "filters"));
  const auto filter = [&](std::string text) {
    for (const std::string& name : filters)
      text = filtered(std::move(text), name);
    return text;
  };
  std::vector<std::string> wrong;
  const std::vector<Assertion> asserted = assertions(test.folder, copy, ran);
  if (asserted.empty() && !update) wrong.push_back("the case asserts nothing");
  if (asserted.empty() && update)
    make_assertions(test.folder, {filter(ran.out), filter(ran.err), ran.code});
  for (const Assertion& assertion : asserted) {
    const fs::path path = fs::path(test.folder) / assertion.name;
    const std::string expected = content(path), actual = filter(assertion.actual);
    if (update)
      write(path, actual);
    else if (expected != actual)
      wrong.push_back(assertion.name + ", " + difference(expected, actual));
  }
  return wrong;
}

}  // namespace mimar::support
