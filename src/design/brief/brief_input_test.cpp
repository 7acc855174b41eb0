// Input that is no brief, or a very long one: clear messages, no crash, no quadratic behaviour.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "design/brief/brief.h"

namespace mimar::design {
namespace {

TEST(BriefInput, RandomBytesAreReadOrRefused) {
  std::uint64_t state = 7;
  const auto next = [&] {
    return state = state * 6364136223846793005ULL + 1442695040888963407ULL, state >> 33U;
  };
  for (int round = 0; round < 150; ++round) {
    std::string text;
    const std::size_t length = next() % 400;
    for (std::size_t i = 0; i < length; ++i)
      text += static_cast<char>(round % 2 == 0 ? next() % 256 : 32 + next() % 95);
    const auto brief = read_brief(text, "random.md");
    EXPECT_TRUE(brief || !brief.error().message.empty());
  }
}

TEST(BriefInput, RandomSentencesOfItsOwnWordsAreRead) {
  static constexpr const char* words[] = {
      "a",        "project", "has",        "many",  "milestones", "the",     "of",
      "(",        ")",       ",",          ":",     ";",          "and",     "or",
      "is",       "unique",  "within",     "must",  "not",        "overlap", "at",
      "least",    "5",       "10 million", "%",     "per",        "second",  "goes",
      "from",     "draft",   "to",         "list",  "by",         "'s",      "status",
      "with",     "each",    "when",       "it",    "belongs",    "who",     "that",
      "exactly",  "one",     "between",    "never", "keep",       "for",     "90 days",
      "->",       "=",       "\"",         "|",     "-",          "#",       "\n",
      "\n- ",     "\n\n",    ".",          "sum",   "number",     "isolate", "everything",
      "its",      "whether", "as",         "up",    "more",       "than",    "before",
      "can",      "be",      "cancelled",  "in",    "order",      "without", "cycles",
      "\xC3\xA9", "*",       "`"};
  std::uint64_t state = 11;
  const auto next = [&] {
    return state = state * 6364136223846793005ULL + 1442695040888963407ULL, state >> 33U;
  };
  for (int round = 0; round < 300; ++round) {
    std::string text;
    const std::size_t length = 1 + next() % 60;
    for (std::size_t i = 0; i < length; ++i)
      text += std::string(words[next() % std::size(words)]) + (next() % 9 == 0 ? "" : " ");
    const auto brief = read_brief(text, "random.md");
    if (!brief) continue;
    for (const Sentence& sentence : brief->sentences) {
      EXPECT_TRUE(sentence.outcome == Sentence::Outcome::understood ||
                  sentence.outcome == Sentence::Outcome::remark || !sentence.question.empty())
          << sentence.text;
    }
  }
}

TEST(BriefInput, SaysWhatIsWrongWithAnEncoding) {
  const auto latin = read_brief("A project has a name.\nA caf\xE9 has a name.", "brief.md");
  ASSERT_FALSE(latin);
  EXPECT_EQ(latin.error().where->line, 2U);
  EXPECT_EQ(latin.error().where->column, 6U);
  EXPECT_NE(latin.error().hint.find("iconv"), std::string::npos);
  EXPECT_FALSE(read_brief(std::string_view("\xFF\xFE"
                                           "A\0",
                                           4),
                          "brief.md"));
  EXPECT_FALSE(read_brief(" \n\t\n", "brief.md"));
  EXPECT_TRUE(
      read_brief("\xEF\xBB\xBF"
                 "A project has a name.\r\n",
                 "brief.md"));
}

TEST(BriefInput, OtherLanguagesAreNotGuessedAt) {
  const auto brief = read_brief(
      "Ein Projekt hat viele Meilensteine und einen Namen.\n\nКаждый пользователь имеет имя.",
      "brief.md");
  ASSERT_TRUE(brief);
  for (const Sentence& sentence : brief->sentences) {
    EXPECT_EQ(sentence.outcome, Sentence::Outcome::not_understood) << sentence.text;
    EXPECT_NE(sentence.question.find("English"), std::string::npos) << sentence.question;
  }
  EXPECT_TRUE(brief->model.entities.empty());
}

TEST(BriefInputSlow, FiveThousandLinesAreRead) {
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    text += fmt::format(
        "A thing{0} has a name, an optional note and a status (open, done).\nA thing{0} belongs to "
        "a thing{1}.\nThe name of a thing{0} is unique, ignoring case.\nList open thing{0}s by "
        "name, 50 a page.\n10,000 thing{0}s.\n",
        i, i / 2);
  }
  const auto brief = read_brief(text, "long.md");
  ASSERT_TRUE(brief);
  EXPECT_EQ(brief->sentences.size(), 5000U);
  EXPECT_EQ(brief->model.entities.size(), 1000U);
}

}  // namespace
}  // namespace mimar::design
