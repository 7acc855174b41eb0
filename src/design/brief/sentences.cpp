#include "design/brief/sentences.h"

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/spelling.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

// Words in front of a sentence that say nothing about a database.
constexpr std::string_view kOpenings[] = {"note that",
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

void skip_opening(Cursor& cursor) {
  for (bool any = true; any && !cursor.done();) {
    any = std::ranges::any_of(kOpenings,
                              [&](std::string_view words) { return cursor.accept_words(words); });
  }
}

bool is_verb_at(const Cursor& cursor) {
  const std::string_view word = cursor.word();
  if (word == "is" || word == "are" || word == "has" || word == "have" || is_modal(word) ||
      word == "needs" || word == "never" || word == "does" || word == "do" || word == "goes")
    return true;
  const Verb* verb = find_verb(word);
  if (verb == nullptr) return false;
  if (word == verb->stem && !verb->noun && (is_article(cursor.word(1)) || cursor.is_number(1)))
    return true;
  return word == third_person(verb->stem) && (!verb->noun || cursor.word(1) == "to" ||
                                              is_article(cursor.word(1)) || cursor.is_number(1));
}

// "As a customer, I want to see my orders so that ...": "a customer can see their orders".
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

// "We run a platform for sensor data", "This document describes ...": about the brief or the
// people, not about what is kept.
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

// "When an order is delivered, it must have a delivery date": the part in front of the comma, taken
// off; the entity it names is what "it" means.
Tokens take_condition(Tokens& tokens, const Vocabulary& vocabulary, std::string& topic) {
  static constexpr std::string_view words[] = {"when", "if", "once", "whenever", "after", "as"};
  if (tokens.empty() || std::ranges::find(words, tokens.front().lower) == std::end(words))
    return {};
  std::size_t comma = 1;
  while (comma < tokens.size() && tokens[comma].lower != ",")
    ++comma;
  if (comma + 1 >= tokens.size() || comma < 3) return {};
  // "After 90 days, events are deleted": an amount, which the clause itself needs.
  if (tokens[1].kind == Token::Kind::number && comma == 3) {
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(comma));
    return {};
  }
  Tokens condition(tokens.begin() + 1, tokens.begin() + static_cast<std::ptrdiff_t>(comma));
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(comma) + 1);
  Cursor cursor{&condition, 0, condition.size()};
  if (auto noun = read_noun(cursor, vocabulary);
      noun && vocabulary.is_entity(entity_of(*noun, vocabulary)))
    topic = entity_of(*noun, vocabulary);
  return condition;
}

// What is said holds only where "an order is delivered"; what cannot be bound to that is asked
// about.
void apply_condition(const Tokens& condition, const Vocabulary& vocabulary, ReadSentence& result) {
  Cursor cursor{&condition, 0, condition.size()};
  auto noun = read_noun(cursor, vocabulary);
  std::string entity = noun ? entity_of(*noun, vocabulary) : "";
  const auto choices = vocabulary.choices.find(entity);
  std::string value;
  if (choices != vocabulary.choices.end()) {
    cursor.accept_any({"is", "has", "becomes", "was"});
    cursor.accept_any({"been", "status"});
    value = text::lower(spell(condition, cursor.at, condition.size()));
    if (!choices->second.contains(value)) value.clear();
  }
  bool bound = !result.facts.empty() && std::ranges::all_of(result.facts, [&](const Fact& fact) {
    const auto* wish = std::get_if<Wish>(&fact);
    return wish != nullptr && is_occasion(wish->pattern, condition);
  });
  Facts facts;
  for (Fact& fact : result.facts) {
    auto* attribute = std::get_if<AttributeFact>(&fact);
    if (attribute == nullptr || value.empty() || attribute->entity != entity ||
        attribute->attribute.derived) {
      facts.push_back(std::move(fact));
      continue;
    }
    bound = true;
    Requirement rule;
    rule.entity = entity;
    rule.attribute = attribute->attribute.name;
    rule.when_attribute = choices->second.at(value);
    rule.when_value = value;
    if (!vocabulary.has(entity, rule.attribute) || !attribute->refers_back) {
      attribute->optional = attribute->attribute.optional = true;
      attribute->refers_back = false;
      facts.push_back(std::move(fact));
    }
    facts.emplace_back(std::move(rule));
  }
  result.facts = std::move(facts);
  if (!bound) result.unread.push_back(spell(condition, 0, condition.size()));
}

// "belongs to a site", "raised by a sensor" below the heading "Alerts": an alert is.
void add_subject(Tokens& tokens, const std::string& heading) {
  if (heading.empty() || tokens.size() < 2 || tokens.front().kind != Token::Kind::word) return;
  const std::string first = tokens.front().lower;
  const Verb* verb = find_verb(first);
  const bool finite = is_modal(first) || first == "is" || first == "has" || first == "have" ||
                      first == "are" || first == "belongs" || first == "belong" ||
                      (verb != nullptr && first == third_person(verb->stem) && !verb->noun);
  const bool related =
      is_participle(first) && (verb != nullptr || tokens[1].lower == "by") &&
      (tokens[1].lower == "by" || tokens[1].lower == "to" || tokens[1].lower == "in" ||
       tokens[1].lower == "with" || tokens[1].lower == "for") &&
      tokens.size() > 2;
  const bool part = first == "part" && tokens[1].lower == "of";
  if (!finite && !related && !part) return;
  Tokens subject =
      tokenize(std::string(article(heading)) + " " + heading + (related || part ? " is" : ""));
  if (first == "have" || first == "are" || first == "belong")
    tokens.front().lower = first == "have" ? "has" : first == "are" ? "is" : "belongs";
  tokens.insert(tokens.begin(), subject.begin(), subject.end());
}

bool is_only_verb(std::string_view word) {
  const Verb* verb = find_verb(word);
  return verb != nullptr && !verb->noun;
}

// Where "and has a name", "; it can be cancelled", ", and a milestone belongs to one project"
// begins.
struct Cut {
  std::size_t end, start;
  bool same_subject = false;
  bool passive = false;  // "is" is to be said again
};

std::optional<Cut> find_cut(const Tokens& tokens, std::size_t from, const Vocabulary& vocabulary,
                            std::size_t verb) {
  for (std::size_t i = std::max(from, verb + 1); i + 1 < tokens.size(); ++i) {
    const std::string& word = tokens[i].lower;
    if (tokens[i].kind == Token::Kind::sign && (word == "(" || word == "[")) {
      i = std::min(closing(tokens, i, tokens.size()), tokens.size() - 1);
      continue;
    }
    if (word != "," && word != ";" && word != "and" && word != "but" && word != "while" &&
        word != "--" && word != ".")
      continue;
    Cursor next{&tokens, i + 1, tokens.size()};
    if (word == "while" && is_pronoun(next.word())) continue;
    while (next.accept_any({",", "and", "but", "also", "then", "while", "that"})) {
    }
    if (next.done()) return std::nullopt;
    // "is submitted by an employee and approved by a manager"
    if (word != ";" && is_participle(next.word()) &&
        (next.word(1) == "by" || next.word(1) == "to" || next.word(1) == "with") &&
        (tokens[verb].lower == "is" || tokens[verb].lower == "are"))
      return Cut{i, next.at, true, true};
    if (is_verb_at(next)) {
      return Cut{i, next.at, true, false};
    }
    // a subject and its verb
    Cursor subject = next;
    if (subject.word() == "we") continue;
    if (is_pronoun(subject.word()) && is_verb_at(Cursor{&tokens, subject.at + 1, tokens.size()}))
      return Cut{i, next.at, false, false};
    if (subject.word() == "each" && (subject.word(1) == "with" || subject.word(1) == "has" ||
                                     subject.word(1) == "having" || subject.word(1) == "of"))
      continue;
    auto noun = read_noun(subject, vocabulary);
    if (noun && !subject.done() && subject.at < tokens.size()) {
      const bool strong = subject.word() == "has" || subject.word() == "have" ||
                          subject.word() == "is" || subject.word() == "are" ||
                          is_modal(subject.word()) || subject.word() == "belongs" ||
                          subject.word() == "belong" ||
                          (is_verb_at(subject) &&
                           (vocabulary.is_entity(noun->name) || is_only_verb(subject.word())));
      if (strong && !(subject.word() == "is" && noun->name == "which"))
        return Cut{i, next.at, false, false};
    }
    if (word == ";") {
      return Cut{i, next.at, false, false};
    }
  }
  return std::nullopt;
}

}  // namespace

// "It", "they" and "its" become what was spoken of.
static void name_pronoun(Tokens& tokens, const std::string& topic) {
  // "it" and "they" are what was spoken of
  if (tokens.front().kind == Token::Kind::word &&
      (tokens.front().lower == "it" || tokens.front().lower == "they") && !topic.empty()) {
    Tokens named = tokenize(std::string(article(topic)) + " " + topic);
    tokens.erase(tokens.begin());
    tokens.insert(tokens.begin(), named.begin(), named.end());
    if (tokens.size() > named.size() && tokens[named.size()].lower == "have")
      tokens.at(named.size()).lower = "has";
  }
  const std::string& first = tokens.front().lower;
  if ((first == "its" || first == "their" || first == "his" || first == "her") && !topic.empty()) {
    // "Its status is ...": of what was spoken of
    Tokens owner = tokenize(std::string(article(topic)) + " " + topic);
    owner.back().possessive = true;
    tokens.erase(tokens.begin());
    tokens.insert(tokens.begin(), owner.begin(), owner.end());
  }
}

ReadSentence read_sentence(const std::string& text, const Vocabulary& vocabulary,
                           const std::string& heading, std::string& topic) {
  ReadSentence result;
  Tokens tokens = tokenize(text);
  while (!tokens.empty() && tokens.back().kind == Token::Kind::sign &&
         (tokens.back().lower == "." || tokens.back().lower == "!" || tokens.back().lower == ";" ||
          tokens.back().lower == ":" || tokens.back().lower == ","))
    tokens.pop_back();
  Cursor cursor{&tokens, 0, tokens.size()};
  skip_opening(cursor);
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(cursor.at));
  if (tokens.empty()) {
    result.remark = true;
    return result;
  }
  result.corrected = correct(tokens, vocabulary);
  read_story(tokens);
  if (is_foreign(tokens)) {
    result.foreign = true;
    result.unread.push_back(text);
    return result;
  }
  if (is_talk(tokens)) {
    result.remark = true;
    return result;
  }
  const Tokens condition = take_condition(tokens, vocabulary, topic);
  Tokens subject;
  for (std::size_t rounds = 0; !tokens.empty() && rounds < 40; ++rounds) {
    name_pronoun(tokens, topic);
    if (tokens.empty()) break;
    add_subject(tokens, heading);
    const std::size_t verb = find_main_verb(tokens, vocabulary);
    std::optional<Cut> cut;
    if (verb != kNowhere) cut = find_cut(tokens, 0, vocabulary, verb);
    Tokens rest;
    Tokens clause_tokens = tokens;
    if (cut) {
      clause_tokens.assign(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(cut->end));
      rest.assign(tokens.begin() + static_cast<std::ptrdiff_t>(cut->start), tokens.end());
      if (cut->same_subject) {
        subject.assign(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(verb));
        if (cut->passive) subject.push_back(tokens[verb]);
        rest.insert(rest.begin(), subject.begin(), subject.end());
      }
    }
    Clause clause{.tokens = std::move(clause_tokens),
                  .vocabulary = vocabulary,
                  .topic = topic.empty() ? heading : topic,
                  .heading = heading};
    read_clause(clause);
    for (const Fact& fact : clause.facts) {
      if (const auto* entity = std::get_if<EntityFact>(&fact))
        topic = entity->name;
      else if (const auto* relation = std::get_if<RelationFact>(&fact))
        topic = relation->subject;
      else if (const auto* life = std::get_if<Lifecycle>(&fact))
        topic = life->entity;
      else if (const auto* attribute = std::get_if<AttributeFact>(&fact))
        topic = topic.empty() || attribute->refers_back ? attribute->entity : topic;
    }
    for (Fact& fact : clause.facts)
      result.facts.push_back(std::move(fact));
    for (std::string& words : clause.unread)
      result.unread.push_back(std::move(words));
    if (result.question.empty()) result.question = clause.question;
    tokens = std::move(rest);
  }
  if (!condition.empty()) apply_condition(condition, vocabulary, result);
  return result;
}

}  // namespace mimar::design::brief
