#include "design/brief/openings.h"

#include <algorithm>

namespace mimar::design::brief {
namespace {

// Words in front of a sentence that say nothing about a database.
constexpr std::string_view kOpenings[] = {"note that",
                                          "therefore",
                                          "thus",
                                          "hence",
                                          "consequently",
                                          "accordingly",
                                          "as a result ,",
                                          "besides that ,",
                                          "for this reason ,",
                                          "note :",
                                          "please note that",
                                          "also ,",
                                          "in addition ,",
                                          "additionally ,",
                                          "furthermore ,",
                                          "moreover ,",
                                          "finally ,",
                                          "please",
                                          "of course ,",
                                          "in general ,",
                                          "generally ,",
                                          "typically ,",
                                          "it must be possible to",
                                          "it should be possible to",
                                          "it is possible to",
                                          "we want to",
                                          "we need to",
                                          "we must",
                                          "we should",
                                          "we have to",
                                          "we would like to",
                                          "we also want to",
                                          "we also need to",
                                          "we also",
                                          "i want to be able to",
                                          "i want to",
                                          "i need to",
                                          "the system must be able to",
                                          "the system should be able to",
                                          "the system must",
                                          "the system should",
                                          "the system shall",
                                          "the system will",
                                          "the system needs to",
                                          "the database must",
                                          "the database should",
                                          "the app must",
                                          "the app should",
                                          "the application must",
                                          "the application should",
                                          "the platform must",
                                          "the platform should",
                                          "make sure that",
                                          "make sure",
                                          "ensure that",
                                          "ensure",
                                          "it is important that",
                                          "remember that",
                                          "for each of them ,",
                                          "besides ,",
                                          "then ,",
                                          "next ,",
                                          "first ,",
                                          "second ,",
                                          "third ,",
                                          "lastly ,",
                                          "similarly ,",
                                          "likewise ,",
                                          "to begin with ,",
                                          "in short ,",
                                          "that is ,",
                                          "as well ,",
                                          "also",
                                          "furthermore",
                                          "additionally",
                                          "however ,",
                                          "so ,",
                                          "and",
                                          "but",
                                          "allow users to",
                                          "allow the user to",
                                          "users need to be able to",
                                          "users must be able to",
                                          "users should be able to",
                                          "as usual ,",
                                          "at any time ,",
                                          "at all times ,",
                                          "naturally ,",
                                          "rule :",
                                          "note",
                                          "obviously ,",
                                          "be able to",
                                          "let users",
                                          "let us",
                                          "let's",
                                          "we care that",
                                          "it follows that",
                                          "by definition ,",
                                          "here ,",
                                          "there ,",
                                          "like",
                                          "todo :",
                                          "important :",
                                          "constraint :",
                                          "requirement :"};

}  // namespace

void skip_opening(Cursor& cursor) {
  for (bool any = true; any && !cursor.done();) {
    any = std::ranges::any_of(kOpenings,
                              [&](std::string_view words) { return cursor.accept_words(words); });
  }
}

void read_story(Tokens& tokens) {
  Cursor cursor{&tokens, 0, tokens.size()};
  if (!cursor.accept_phrase({"as a", "as an", "as the"})) return;
  const std::size_t from = cursor.at;
  while (!cursor.done() && cursor.word() != "i" && cursor.word() != "we")
    ++cursor.at;
  std::size_t to = cursor.at;
  if (cursor.done() || to == from) return;
  ++cursor.at;
  if (!cursor.accept_phrase({"want to be able to", "want to", "would like to", "need to be able to",
                             "need to", "should be able to", "must be able to", "can", "may",
                             "must", "should", "wish to", "am able to", "want"}))
    return;
  std::size_t end = cursor.at;
  while (end < tokens.size() && tokens[end].lower != "so" &&
         !(tokens[end].lower == "in" && end + 1 < tokens.size() &&
           tokens[end + 1].lower == "order" && end + 2 < tokens.size() &&
           tokens[end + 2].lower == "to"))
    ++end;
  while (end > cursor.at && tokens[end - 1].lower == ",")
    --end;
  while (to > from && tokens[to - 1].lower == ",")
    --to;
  Tokens told = tokenize("a");
  told.insert(told.end(), tokens.begin() + static_cast<std::ptrdiff_t>(from),
              tokens.begin() + static_cast<std::ptrdiff_t>(to));
  for (const Token& token : tokenize("can"))
    told.push_back(token);
  told.insert(told.end(), tokens.begin() + static_cast<std::ptrdiff_t>(cursor.at),
              tokens.begin() + static_cast<std::ptrdiff_t>(end));
  for (Token& token : told) {
    if (token.lower == "my") token.lower = "their";
    if (token.lower == "me") token.lower = "them";
  }
  tokens = std::move(told);
}

// Words that are frequent in other languages and do not exist in English, or letters that are not
// Latin.
bool is_foreign(const Tokens& tokens) {
  static constexpr std::string_view foreign[] = {
      "ein",       "eine",      "einen",    "einer",  "der",  "das",   "und",  "hat",  "ist",
      "nicht",     "mit",       "f\u00fcr", "haben",  "sind", "jeder", "jede", "wird", "werden",
      "viele",     "un",        "une",      "le",     "les",  "des",   "et",   "est",  "avec",
      "pour",      "plusieurs", "chaque",   "du",     "el",   "los",   "las",  "una",  "tiene",
      "con",       "cada",      "y",        "muchos", "il",   "gli",   "che",  "ogni", "ha",
      "per\u00f2", "het",       "een",      "heeft",  "met",  "um",    "uma",  "tem",  "os",
      "muitos",    "na",        "jest"};
  std::size_t words = 0, strange = 0, letters = 0;
  for (const Token& token : tokens) {
    if (token.kind != Token::Kind::word) continue;
    ++words;
    if (std::ranges::find(foreign, token.lower) != std::end(foreign)) ++strange;
    const auto first = static_cast<unsigned char>(token.lower.empty() ? 'a' : token.lower[0]);
    if (first >= 0xCE) ++letters;  // Greek and what follows it
  }
  return words > 0 && (strange * 4 >= words + 1 || letters * 3 >= words * 2) &&
         strange + letters > 1;
}

// "We run a platform for sensor data", "This document describes ...".
bool is_talk(const Tokens& tokens) {
  Cursor cursor{&tokens, 0, tokens.size()};
  if (cursor.accept_phrase(
          {"this document", "this brief", "this page",   "this section", "the following",
           "below",         "here is",    "here are",    "thanks",       "thank you",
           "hello",         "hi",         "dear",        "the goal",     "our goal",
           "the purpose",   "the aim",    "this is",     "these are",    "as discussed",
           "see also",      "see",        "todo",        "for more",     "let me know",
           "background",    "the idea",   "our mission", "out of scope"}))
    return true;
  if (tokens.back().lower == "?") return true;
  if (cursor.accept_any({"we", "our", "i"})) {
    cursor.accept_phrase({"company", "team", "customers", "startup", "shop"});
    cursor.accept_any({"are", "currently", "also", "now"});
    return cursor.accept_phrase({"run",
                                 "running",
                                 "build",
                                 "building",
                                 "operate",
                                 "operating",
                                 "develop",
                                 "developing",
                                 "plan to build",
                                 "are building",
                                 "are",
                                 "am",
                                 "want a",
                                 "want an",
                                 "need a system",
                                 "need a database",
                                 "want to build",
                                 "want to replace",
                                 "offer a",
                                 "help",
                                 "started",
                                 "use excel",
                                 "use spreadsheets",
                                 "planning",
                                 "designing",
                                 "looking",
                                 "make a",
                                 "create a",
                                 "launch"});
  }
  return false;
}

}  // namespace mimar::design::brief
