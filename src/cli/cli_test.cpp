#include <cstdio>

#include "base/result.h"
#include "cli/commands.h"
#include "cli/error_text.h"
#include "cli/terminal.h"
#include "support/places.h"

namespace mimar::cli {
namespace {

std::string output_of(const std::string& command) {
  std::string result;
  std::FILE* pipe = popen(command.c_str(), "r");
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
    result += static_cast<char>(c);
  pclose(pipe);
  return result;
}

// What bash would offer for these words, the last one being typed.
std::string completed(const std::string& words, int current) {
  return output_of("bash -c 'source <(" MIMAR_PROGRAM " completion bash); COMP_WORDS=(" + words +
                   "); COMP_CWORD=" + std::to_string(current) + "; _mimar; echo ${COMPREPLY[*]}'");
}

TEST(Completion, BashOffersCommandsOptionsAndValues) {
  EXPECT_EQ(completed("mimar insp", 1), "inspect\n");
  EXPECT_EQ(completed("mimar emit \"\"", 2), "ddl\n");
  EXPECT_EQ(completed("mimar check schema.sql --format s", 4), "sarif\n");
  EXPECT_EQ(completed("mimar explain missing-prim", 2), "missing-primary-key\n");
  EXPECT_EQ(completed("mimar inspect --ver", 2), "--verify\n");
  EXPECT_EQ(completed("mimar check \"\"", 2), "\n") << "files are left to bash";
}

TEST(Help, EveryCommandIsInEveryRendering) {
  const std::string help = overview(false), manual = man_page(), fish = completion("fish"),
                    zsh = completion("zsh");
  for (const ops::Operation* command : advertised_commands()) {
    const std::string id(command->id), first = id.substr(0, id.find(' '));
    for (const std::string* text : {&help, &manual, &fish, &zsh})
      EXPECT_NE(text->find(first), std::string::npos) << id;
    EXPECT_FALSE(command->documentation.empty()) << id;
    EXPECT_FALSE(command->summary.ends_with('.')) << id;
  }
}

TEST(Errors, PlaceMessageExcerptHint) {
  Error error{ErrorKind::input, "syntax error", SourceSpan{"a.sql", 3, 7, 0, 0},
              "42601",          "look again",   "CREATE TABEL\n       ^"};
  EXPECT_EQ(error_text(error, false),
            "error: a.sql:3:7: syntax error (SQLSTATE 42601)\n  CREATE TABEL\n         ^\nhint: "
            "look again\n");
  EXPECT_EQ(exit_code(error), 2);
  error.kind = ErrorKind::interrupted;
  EXPECT_EQ(exit_code(error), 130);
}

TEST(Progress, TheLineFitsATerminal) {
  const std::string line = progress_line(std::string(90, 'x'), 5, 10, 3);
  EXPECT_LE(line.size(), 79U);
  EXPECT_NE(line.find("[##########..........] 50 % 3 s"), std::string::npos) << line;
  EXPECT_EQ(progress_line("reading", 5, 0, 1).find('['), std::string::npos);
}

}  // namespace
}  // namespace mimar::cli
