// What a model wrote, held against the prose.
#include "design/prose/support.h"

#include <algorithm>
#include <chrono>

#include <gtest/gtest.h>

#include "design/brief/brief.h"
#include "design/prose/prompt.h"
#include "design/prose/words.h"
#include "design/prose/written.h"

namespace mimar::design::prose {
namespace {

constexpr const char* letter =
    "Dear all,\n"
    "our choir has singers. Every singer gives us an email and sings one voice (soprano or bass).\n"
    "They come to rehearsals, of which there are 40 a year.\n"
    "A singer must not be in two rehearsals at once.\n"
    "We throw attendance lists away after 3 months.\n"
    "Some singers also pay a fee.\n";

std::vector<Passage> passages() {
  const auto read = read_prose(letter, "letter.txt");
  EXPECT_TRUE(read);
  return read ? *read : std::vector<Passage>{};
}

// The one sentence that the answer is.
Judged judged(const std::string& answer) {
  const auto prose = passages();
  const Judgement judgement = judge(prose, read_answer(answer, prose.size()));
  EXPECT_EQ(judgement.lines.size(), 1U);
  return judgement.lines.at(0);
}

std::string all_of(const std::vector<std::string>& clauses) {
  std::string result;
  for (const std::string& clause : clauses)
    result += clause + "; ";
  return result;
}

// Where a word of the letter stands, as a model would cite it.
std::string at(const std::string& word) {
  const auto prose = passages();
  for (std::size_t i = 0; i < prose.size(); ++i)
    if (prose[i].text.find(word) != std::string::npos) return " [" + std::to_string(i + 1) + "]";
  ADD_FAILURE() << word;
  return {};
}

TEST(ProseSupport, WhatTheProseSaysIsTaken) {
  for (const std::string& answer :
       {"A singer has an email and a voice (soprano or bass)." + at("email"),
        "A choir has many singers." + at("our choir"), "There are 40 rehearsals a year." + at("40"),
        "Rehearsals of a singer must not overlap." + at("two rehearsals"),
        "Keep attendance lists for 3 months." + at("3 months"),
        "A singer has an optional fee." + at("fee")}) {
    const Judged one = judged(answer);
    EXPECT_TRUE(one.against.empty()) << answer << all_of(one.against);
    EXPECT_TRUE(one.doubts.empty()) << answer << all_of(one.doubts);
  }
}

TEST(ProseSupport, AFigureThatTheProseDoesNotHaveKeepsTheSentenceOut) {
  EXPECT_EQ(all_of(judged("There are 400 rehearsals a year." + at("40")).against),
            "the prose does not say 400; ");
  EXPECT_EQ(all_of(judged("Keep attendance lists for 90 days." + at("3 months")).against),
            "the prose does not say 90; its source does not say «day»; ");
  EXPECT_EQ(all_of(judged("There are 40 rehearsals a week." + at("40")).against),
            "its source does not say «week»; ");
}

TEST(ProseSupport, AFigureOfAnotherSentenceIsDoubtful) {
  const Judged one = judged("Keep attendance lists for 40 months." + at("3 months"));
  EXPECT_TRUE(one.against.empty()) << all_of(one.against);
  EXPECT_EQ(all_of(one.doubts), "40 stands in line 3, not where it is said to come from; ");
}

TEST(ProseSupport, WhatNoSentenceSaysStaysOut) {
  EXPECT_EQ(all_of(judged("A conductor signs a contract with an agency." + at("email")).against),
            "its source has 0 of its 4 words; ");
  EXPECT_EQ(all_of(judged("A dragon has scales.").against), "it names no sentence of the prose; ");
  EXPECT_EQ(all_of(judged("A dragon has scales. [99]").against),
            "it names a sentence that the prose does not have; ");
}

TEST(ProseSupport, AWrongNumberOfASentenceThatIsThereIsMended) {
  for (const std::string wrong : {"", " [99]", " [1]"}) {
    const Judged one = judged("Keep attendance lists for 3 months." + wrong);
    EXPECT_TRUE(one.against.empty()) << all_of(one.against);
    EXPECT_NE(all_of(one.doubts).find("it comes from here, and names"), std::string::npos);
    const auto prose = passages();
    ASSERT_EQ(one.line.cited.size(), 1U);
    EXPECT_EQ(prose[one.line.cited[0] - 1].where.line, 5U);
  }
}

TEST(ProseSupport, SingleWordsThatAreNewAreNamed) {
  const Judged one = judged("A singer has an email, a voice and a shoe size." + at("email"));
  EXPECT_TRUE(one.against.empty()) << all_of(one.against);
  EXPECT_EQ(all_of(one.doubts), "the prose does not say «shoe», «size»; ");
}

TEST(ProseSupport, ANotThatCameOrWentIsNamed) {
  EXPECT_EQ(all_of(judged("A singer has no email." + at("email")).doubts),
            "it says «not», its source does not; ");
  EXPECT_EQ(all_of(judged("A singer is in two rehearsals." + at("two rehearsals")).doubts),
            "line 4 says «not», it does not; ");
}

TEST(ProseSupport, NamingEverythingIsNamingNothing) {
  const auto prose = passages();
  const auto lines =
      read_answer("A singer has an email. [1-" + std::to_string(prose.size()) + "]", prose.size());
  EXPECT_NE(all_of(judge(prose, lines).lines.at(0).doubts).find("sentences as its source"),
            std::string::npos);
}

TEST(ProseSupport, SentencesOfTheProseThatNothingComesFromAreListed) {
  const auto prose = passages();
  const Judgement judgement =
      judge(prose, read_answer("A singer has an email." + at("email"), prose.size()));
  EXPECT_EQ(judgement.left_out.size(), prose.size() - 1);
}

TEST(ProseSupport, EachSentenceOfALineIsJudgedAlone) {
  const auto prose = passages();
  const Judgement judgement =
      judge(prose, read_answer("A singer has an email. A dragon has golden scales." + at("email"),
                               prose.size()));
  ASSERT_EQ(judgement.lines.size(), 2U);
  EXPECT_TRUE(judgement.lines[0].against.empty());
  EXPECT_FALSE(judgement.lines[1].against.empty());
}

TEST(ProseSupport, AnythingThatComesBackIsJudged) {
  static constexpr const char* words[] = {"A singer",
                                          "has",
                                          "an email",
                                          ".",
                                          "[1]",
                                          "[2-9]",
                                          "[,]",
                                          "\n",
                                          "# ",
                                          "? ",
                                          "> ",
                                          "|",
                                          "---",
                                          "<!--",
                                          "-->",
                                          "```",
                                          "not",
                                          "40",
                                          "12.5%",
                                          "[",
                                          "]",
                                          "- ",
                                          "1. ",
                                          "«",
                                          "\xC3\xA9",
                                          "rehearsals",
                                          "must not overlap",
                                          "months",
                                          "[99999999999]",
                                          "\t",
                                          "*",
                                          "`"};
  const auto prose = passages();
  std::uint64_t state = 5;
  for (int round = 0; round < 100; ++round) {
    std::string answer;
    for (int i = 0; i < 30; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      answer += std::string(words[(state >> 33U) % std::size(words)]) + " ";
    }
    const Judgement judgement = judge(prose, read_answer(answer, prose.size()));
    const auto brief = read_brief(written_brief(prose, judgement, {"m", "p", "d"}), "brief.md");
    ASSERT_TRUE(brief) << answer;
    // What stays out of the brief says nothing in it.
    std::size_t kept = 0;
    for (const Judged& judged : judgement.lines)
      kept += judged.line.kind == Line::Kind::sentence && judged.against.empty() ? 1U : 0U;
    const auto read = static_cast<std::size_t>(std::count_if(
        brief->sentences.begin(), brief->sentences.end(),
        [](const Sentence& one) { return one.outcome != Sentence::Outcome::remark; }));
    EXPECT_LE(read, kept) << written_brief(prose, judgement, {"m", "p", "d"});
  }
}

TEST(ProseSupport, LongProseAndManyWrongSourcesTakeNoTime) {
  std::string text;
  for (int i = 0; i < 1000; ++i)
    text += "Customer number " + std::to_string(i) + " gets widget" + std::to_string(i % 97) +
            " and pays the invoice later.\n";
  const auto prose = read_prose(text, "long.txt");
  ASSERT_TRUE(prose);
  std::string answer;
  for (int i = 0; i < 100; ++i)
    answer += "A gadget" + std::to_string(i) + " has a frobnicator and a customer. [1]\n";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(judge(*prose, read_answer(answer, prose->size())).lines.size(), 100U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(ProseAnswer, CitationsInEveryShapeAreRead) {
  const auto lines = read_answer(
      "```markdown\n# Choir\n- A singer sings. [1, 3-4]\n2. A voice is high [2].\n? Who pays? [5]\n"
      "A fee. [1][2]\n\"A [draft] is kept\"\n```\n",
      5);
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[0].kind, Line::Kind::heading);
  EXPECT_EQ(lines[1].text, "A singer sings.");
  EXPECT_EQ(lines[1].cited, (std::vector<std::size_t>{1, 3, 4}));
  EXPECT_EQ(lines[2].text, "A voice is high.");
  EXPECT_EQ(lines[2].cited, (std::vector<std::size_t>{2}));
  EXPECT_EQ(lines[3].kind, Line::Kind::question);
  EXPECT_EQ(lines[3].text, "Who pays?");
  EXPECT_EQ(lines[4].cited, (std::vector<std::size_t>{1, 2}));
  EXPECT_TRUE(lines[5].cited.empty());
}

TEST(ProseAnswer, HugeRangesAreNoCitation) {
  const auto lines = read_answer("A fee. [1-99999999999999999999]\nA fee. [1-4000000000]", 5);
  ASSERT_EQ(lines.size(), 2U);
  for (const Line& line : lines) {
    EXPECT_TRUE(line.cited.empty());
    EXPECT_TRUE(line.cites_unknown);
  }
}

TEST(ProseWords, FormsOfAWordAreOne) {
  for (const auto& [a, b] :
       std::initializer_list<std::pair<const char*, const char*>>{{"booking", "booked"},
                                                                  {"companies", "company"},
                                                                  {"enrolment", "enrolled"},
                                                                  {"people", "person"},
                                                                  {"payment", "pays"}})
    EXPECT_TRUE(same_word(a, b)) << a << ' ' << b;
  for (const auto& [a, b] : std::initializer_list<std::pair<const char*, const char*>>{
           {"contact", "contract"}, {"status", "state"}, {"order", "ordinary"}, {"part", "party"}})
    EXPECT_FALSE(same_word(a, b)) << a << ' ' << b;
}

TEST(ProseWritten, QuotesItsSourcesAndReadsBackWithoutThem) {
  const auto prose = passages();
  const Judgement judgement = judge(
      prose, read_answer("# Choir\nA singer has an email." + at("email") +
                             "\nA singer owns 12 dogs." + at("fee") + "\n<!-- A singer has a fee." +
                             at("fee") + "\n? Which fee?" + at("fee"),
                         prose.size()));
  const std::string page =
      written_brief(prose, judgement, {"m", "https://llm.example", "2026-01-02"});
  EXPECT_NE(page.find("Made of letter.txt by the model m at https://llm.example on 2026-01-02"),
            std::string::npos);
  EXPECT_NE(page.find("> line 2: «Every singer gives us an email"), std::string::npos) << page;
  EXPECT_NE(page.find("> left out, as the prose does not say 12"), std::string::npos) << page;
  const auto brief = read_brief(page, "brief.md");
  ASSERT_TRUE(brief);
  ASSERT_EQ(brief->model.entities.size(), 1U) << page;
  EXPECT_EQ(brief->model.entities[0].name, "singer");
  EXPECT_EQ(brief->model.entities[0].attributes.size(), 1U);
  for (const Sentence& sentence : brief->sentences)
    EXPECT_TRUE(sentence.outcome == Sentence::Outcome::remark ||
                sentence.outcome == Sentence::Outcome::understood)
        << sentence.text;
}

TEST(Prose, WhatCannotBeSentIsRefused) {
  EXPECT_EQ(read_prose(" \n\t", "a.txt").error().message, "a.txt is empty");
  EXPECT_EQ(read_prose("caf\xE9", "a.txt").error().message, "a.txt is not UTF-8 at byte 4");
  EXPECT_NE(read_prose(std::string(400'000, 'x'), "a.txt").error().message.find("at once"),
            std::string::npos);
}

TEST(Prose, QuotationsRowsAndListsAreProseToo) {
  const auto read = read_prose(
      "# Shop\n\n> Customers buy goods.\n\n| Thing | Has |\n|---|---|\n| good | price |\n\nAn "
      "order "
      "has:\n- a date\n",
      "a.md");
  ASSERT_TRUE(read);
  std::string all = numbered(*read);
  EXPECT_NE(all.find("(heading) Shop"), std::string::npos);
  EXPECT_NE(all.find("] Customers buy goods."), std::string::npos) << all;
  EXPECT_NE(all.find("Thing: good; Has: price"), std::string::npos) << all;
  EXPECT_NE(read->back().context.find("An order has"), std::string::npos) << all;
}

}  // namespace
}  // namespace mimar::design::prose
