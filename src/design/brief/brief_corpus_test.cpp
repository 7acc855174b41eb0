// The briefs of tests/corpus/briefs: nothing of them may be lost, and what is understood of them
// says the same when it is read again.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "design/brief/brief.h"
#include "support/model_outline.h"
#include "support/places.h"

namespace mimar::design {
namespace {

std::vector<std::filesystem::path> briefs() {
  std::vector<std::filesystem::path> result;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(MIMAR_SOURCE_DIR) +
                                                               "/tests/corpus/briefs")) {
    if (entry.path().extension() == ".md") result.push_back(entry.path());
  }
  std::ranges::sort(result);
  return result;
}

Brief read(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  auto brief = read_brief(text.str(), path.filename().string());
  EXPECT_TRUE(brief) << path;
  return brief ? std::move(*brief) : Brief{};
}

TEST(BriefCorpus, EverySentenceIsUnderstood) {
  ASSERT_GE(briefs().size(), 10U);
  for (const auto& path : briefs()) {
    for (const Sentence& sentence : read(path).sentences) {
      EXPECT_TRUE(sentence.outcome == Sentence::Outcome::understood ||
                  sentence.outcome == Sentence::Outcome::remark)
          << path.filename() << ":" << sentence.where.line << ": " << sentence.text << " -- "
          << sentence.question;
    }
  }
}

TEST(BriefCorpus, WhatIsRestatedSaysTheSame) {
  for (const auto& path : briefs()) {
    const Brief brief = read(path);
    std::string restated;
    for (const Sentence& sentence : brief.sentences) {
      for (const std::string& line : sentence.restated)
        restated += "- " + line + "\n";
    }
    const auto again = read_brief(restated, "restated.md");
    ASSERT_TRUE(again);
    EXPECT_EQ(test::outline(brief.model), test::outline(again->model)) << path.filename() << "\n"
                                                                       << restated;
  }
}

TEST(BriefCorpus, NoBriefContradictsItself) {
  for (const auto& path : briefs())
    EXPECT_EQ(read(path).contradictions, std::vector<std::string>{}) << path.filename();
}

}  // namespace
}  // namespace mimar::design
