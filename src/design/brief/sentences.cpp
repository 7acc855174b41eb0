#include "design/brief/sentences.h"

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/conditions.h"
#include "design/brief/enquiries.h"
#include "design/brief/idioms.h"
#include "design/brief/labels.h"
#include "design/brief/names.h"
#include "design/brief/notes.h"
#include "design/brief/openings.h"
#include "design/brief/spelling.h"
#include "design/brief/verbs.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

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

// "and a reader uses at most one card": "uses" is a noun too, and no part of the name here.
bool swallows_verb(const Noun& noun, const Cursor& behind, const Vocabulary& vocabulary) {
  if (noun.to < noun.from + 2 || behind.done() || vocabulary.attributes.contains(noun.name))
    return false;
  const Token& last = (*behind.tokens)[noun.to - 1];
  const Verb* verb = find_verb(last.lower);
  if (verb == nullptr || last.lower != third_person(verb->stem)) return false;
  Cursor quantity = behind;
  const Quantity read = read_quantity(quantity);
  Cursor subject{behind.tokens, noun.from, noun.to - 1};
  read_quantity(subject);
  return (read.said || read.article) &&
         vocabulary.is_entity(as_singular(*behind.tokens, subject.at, noun.to - 1));
}

// "starts as invited and goes to active": one way, told in two steps.
bool goes_on_from_start(const Tokens& tokens, std::size_t verb, const Cursor& next) {
  const std::string stem = verb_stem(tokens[verb].lower), on = verb_stem(next.word());
  return (stem == "start" || stem == "begin") && tokens[verb + 1].lower == "as" &&
         (on == "go" || on == "move" || on == "change") && next.word(1) == "to";
}

// "and an entry in this list consists of ...": a phrase stands between the subject and its verb.
bool has_verb_behind_phrase(const Cursor& start, Cursor behind, const Vocabulary& vocabulary) {
  if (!is_article(start.word()) || !is_preposition(behind.word())) return false;
  for (int phrases = 0; phrases < 2 && is_preposition(behind.word()); ++phrases) {
    ++behind.at;
    const auto noun = read_noun(behind, vocabulary);
    if (!noun) return false;
    while (behind.accept_any({",", "and", "or"})) {
      if (!read_noun(behind, vocabulary)) return false;
    }
  }
  const Verb* verb = find_verb(behind.word());
  return behind.word() == "is" || behind.word() == "are" || behind.word() == "has" ||
         behind.word() == "have" || is_modal(behind.word()) ||
         (verb != nullptr && !verb->noun && behind.word() == third_person(verb->stem));
}

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
    if (goes_on_from_start(tokens, verb, next)) continue;
    if (next.word() == "never" && (next.word(1) == "both" || next.word(2) == "both")) continue;
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
    if (noun && has_verb_behind_phrase(next, subject, vocabulary))
      return Cut{i, next.at, false, false};
    if (noun && swallows_verb(*noun, subject, vocabulary)) return Cut{i, next.at, false, false};
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
    // "has a name, a code; a colour" goes on with its list
    const Verb* has = find_verb(tokens[verb].lower);
    const bool lists = has != nullptr && (has->reach == Reach::has || has->reach == Reach::part);
    if (word == ";" && !(lists && !find_verb_behind(tokens, next.at, vocabulary))) {
      return Cut{i, next.at, false, false};
    }
  }
  return std::nullopt;
}

}  // namespace

// "Each has a name", "All of them have ...": the words that stand for every one of what was spoken
// of.
static std::size_t read_every_one(const Tokens& tokens) {
  Cursor cursor{&tokens, 0, tokens.size()};
  if (!cursor.accept_phrase({"each one of them", "every one of them", "each of them",
                             "each of these", "each of those", "all of them", "all of these",
                             "each one", "every one", "they all", "these", "those", "each"}))
    return 0;
  return is_verb_at(cursor) ? cursor.at : 0;
}

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
  if (const std::size_t words = read_every_one(tokens); words > 0 && !topic.empty()) {
    Tokens named = tokenize("each " + topic);
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(words));
    std::string& verb = tokens.at(0).lower;
    if (verb == "have" || verb == "are") verb = verb == "have" ? "has" : "is";
    tokens.insert(tokens.begin(), named.begin(), named.end());
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

// "We run 40 clinics": what "each" is, in the sentence behind it.
static std::string counted_in(const Tokens& tokens, const Vocabulary& vocabulary) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Cursor cursor{&tokens, i, tokens.size()};
    if (!cursor.is_number() && cursor.word() != "several" && cursor.word() != "many") continue;
    auto noun = read_noun(cursor, vocabulary);
    if (noun && noun->plural) return noun->name;
  }
  return {};
}

// What "it" is behind words that nobody understood: the entity they begin with, known or spoken of
// as "a crate"; else the one of the heading.
static std::string subject_of(const Tokens& tokens, const Vocabulary& vocabulary,
                              const std::string& heading) {
  Cursor cursor{&tokens, 0, tokens.size()};
  const bool indefinite = cursor.word() == "a" || cursor.word() == "an" ||
                          cursor.word() == "each" || cursor.word() == "every";
  const auto noun = read_noun(cursor, vocabulary);
  if (!noun) return heading;
  if (vocabulary.is_entity(noun->name)) return noun->name;
  if (vocabulary.is_entity(noun->owner)) return noun->owner;
  return indefinite && is_verb_at(cursor) && !is_part_name(noun->name) &&
                 !is_category_name(noun->name)
             ? noun->name
             : heading;
}

// What is spoken of behind them.
static void follow(const Facts& facts, std::string& topic) {
  for (const Fact& fact : facts) {
    if (const auto* entity = std::get_if<EntityFact>(&fact))
      topic = entity->name;
    else if (const auto* relation = std::get_if<RelationFact>(&fact))
      topic = relation->subject;
    else if (const auto* life = std::get_if<Lifecycle>(&fact))
      topic = life->entity;
    else if (const auto* attribute = std::get_if<AttributeFact>(&fact))
      topic = topic.empty() || attribute->refers_back ? attribute->entity : topic;
  }
}

// A whole sentence says itself what is asked for; what is none is an enquiry.
static ReadSentence read_asked(const std::string& text, const Vocabulary& vocabulary,
                               const std::string& heading, std::string& topic) {
  std::string spoken_of = topic;
  ReadSentence whole = read_sentence(text, vocabulary, heading, spoken_of);
  if (!whole.remark && !whole.facts.empty() && whole.unread.empty()) {
    topic = spoken_of;
    return whole;
  }
  auto read = read_enquiries(tokenize(text), vocabulary, heading, topic, true);
  if (!read || (!whole.facts.empty() && read->unread.size() >= whole.unread.size())) return whole;
  return std::move(*read);
}

ReadSentence read_sentence(const std::string& text, const Vocabulary& vocabulary,
                           const std::string& heading, std::string& topic, bool enquiries) {
  if (enquiries) return read_asked(text, vocabulary, heading, topic);
  ReadSentence result;
  Tokens tokens = tokenize(text);
  while (!tokens.empty() && tokens.back().kind == Token::Kind::sign &&
         (tokens.back().lower == "." || tokens.back().lower == "!" || tokens.back().lower == ";" ||
          tokens.back().lower == ":" || tokens.back().lower == ","))
    tokens.pop_back();
  Cursor cursor{&tokens, 0, tokens.size()};
  skip_opening(cursor);
  tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(cursor.at));
  if (tokens.empty() || is_bare_label(tokens)) {
    result.remark = true;
    return result;
  }
  expand_notes(tokens);
  skip_label(tokens, vocabulary, topic);
  result.corrected = correct(tokens, vocabulary);
  read_story(tokens);
  make_plain(tokens);
  if (is_foreign(tokens)) {
    result.foreign = true;
    result.unread.push_back(text);
    return result;
  }
  if (auto read = read_enquiries(tokens, vocabulary, heading, topic, false)) {
    read->corrected = std::move(result.corrected);
    return std::move(*read);
  }
  if (is_talk(tokens)) {
    result.remark = true;
    const std::string counted = counted_in(tokens, vocabulary);
    if (!counted.empty()) topic = counted;
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
    follow(clause.facts, topic);
    if (clause.facts.empty()) topic = subject_of(clause.tokens, vocabulary, heading);
    for (Fact& fact : clause.facts)
      result.facts.push_back(std::move(fact));
    for (std::string& words : clause.unread)
      result.unread.push_back(std::move(words));
    if (result.question.empty()) result.question = clause.question;
    tokens = std::move(rest);
  }
  if (!condition.empty()) apply_condition(condition, vocabulary, topic, result);
  return result;
}

}  // namespace mimar::design::brief
