// Every folder of tests/cases with a `cmd`, run with the real program (support/case_runner.h).
#include <cstdlib>
#include <ostream>

#include "support/case_runner.h"
#include "support/places.h"

namespace mimar::support {

void PrintTo(const Case& test, std::ostream* out) {
  *out << test.folder;
}

namespace {

class Cases : public testing::TestWithParam<Case> {};

TEST_P(Cases, Match) {
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  for (const std::string& wrong : run_case(GetParam(), update))
    ADD_FAILURE() << GetParam().folder << ": " << wrong;
}

INSTANTIATE_TEST_SUITE_P(All, Cases, testing::ValuesIn(find_cases(MIMAR_SOURCE_DIR "/tests/cases")),
                         [](const auto& test) { return test.param.name; });

TEST(CaseRunner, FiltersBlankOutWhatTheyName) {
  EXPECT_EQ(filtered("took 12.5 ms", "timing"), "took <time>");
  EXPECT_EQ(filtered(std::string(64, 'a') + "!", "digest"), "<digest>!");
  EXPECT_EQ(filtered("x", "colour"), "unknown filter: colour");
}

// The runner itself must be able to fail.
TEST(CaseRunner, SaysWhatIsWrong) {
  char name[] = "/tmp/mimar-runner-XXXXXX";
  const std::string folder = mkdtemp(name);
  const auto write = [&](const std::string& file, const std::string& text) {
    std::FILE* out = std::fopen((folder + '/' + file).c_str(), "w");
    std::fputs(text.c_str(), out);
    std::fclose(out);
  };
  write("cmd", "version");
  EXPECT_EQ(run_case({"x", folder}, false), (std::vector<std::string>{"the case asserts nothing"}));
  write("filters", "version");
  write("expected.out", "mimar <version>\n");
  write("expected.exit", "0\n");
  EXPECT_TRUE(run_case({"x", folder}, false).empty());
  write("expected.out", "mimar 99\n");
  write("expected.report.md", "");
  EXPECT_EQ(run_case({"x", folder}, false).size(), 2U);
  EXPECT_EQ(std::system(("rm -r " + folder).c_str()), 0);
}

}  // namespace
}  // namespace mimar::support
