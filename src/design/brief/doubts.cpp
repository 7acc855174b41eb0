#include "design/brief/doubts.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/core.h>

#include "base/text.h"
#include "design/brief/syntax/syntax.h"
#include "design/brief/words.h"

namespace mimar::design::brief {

constexpr std::string_view kGeneralHeadings[] = {"overview",
                                                 "requirement",
                                                 "entity",
                                                 "data model",
                                                 "access pattern",
                                                 "volume",
                                                 "scale",
                                                 "rule",
                                                 "constraint",
                                                 "load",
                                                 "tenancy",
                                                 "retention",
                                                 "introduction",
                                                 "goal",
                                                 "domain",
                                                 "model",
                                                 "query",
                                                 "data",
                                                 "security",
                                                 "performance",
                                                 "note",
                                                 "pattern",
                                                 "operation",
                                                 "non-functional requirement",
                                                 "user story",
                                                 "story",
                                                 "history",
                                                 "growth",
                                                 "structure",
                                                 "business rule",
                                                 "functional requirement",
                                                 "background",
                                                 "scope",
                                                 "description",
                                                 "access",
                                                 "access pattern",
                                                 "query pattern",
                                                 "expected load",
                                                 "number",
                                                 "figure",
                                                 "security and privacy",
                                                 "privacy",
                                                 "operation and maintenance",
                                                 "traffic",
                                                 "use case",
                                                 "usage",
                                                 "business rules and constraint",
                                                 "rules of the platform",
                                                 "other",
                                                 "misc",
                                                 "notes and rule",
                                                 "people",
                                                 "what we store",
                                                 "main entity",
                                                 "core concept",
                                                 "workflow",
                                                 "functional requirement",
                                                 "question",
                                                 "reporting",
                                                 "compliance",
                                                 "lifecycle",
                                                 "relationship",
                                                 "validation",
                                                 "feature"};
bool is_general_heading(const std::string& heading) {
  const std::string name = singular_phrase(text::lower(heading));
  if (std::ranges::find(kGeneralHeadings, name) != std::end(kGeneralHeadings)) return true;
  // "Frequent enquiries", "Key figures": what they are is said in front of it.
  static constexpr std::string_view heads[] = {"enquiry", "inquiry", "query",
                                               "lookup",  "screen",  "requirement"};
  const std::size_t space = name.rfind(' ');
  return space != std::string::npos &&
         std::ranges::find(heads, name.substr(space + 1)) != std::end(heads);
}

std::string question_for(const ReadSentence& sentence, const Vocabulary& vocabulary) {
  if (sentence.remark) return {};
  if (sentence.foreign)
    return "This is not English, as far as can be seen: would you write it in English?";
  if (!sentence.question.empty()) return sentence.question;
  if (!sentence.corrected.empty() && sentence.unread.empty())
    return fmt::format("Did you mean «{}» by «{}»?", sentence.corrected.front().second,
                       sentence.corrected.front().first);
  if (sentence.unread.empty() && !sentence.facts.empty()) return {};
  std::vector<std::string> known;
  for (const auto& [entity, times] : vocabulary.entities)
    known.push_back(entity);
  for (const std::string& words : sentence.unread) {
    for (const std::string& word : split_words(text::lower(words))) {
      if (word.size() < 5 || vocabulary.is_entity(singular(word)) || is_english(singular(word)))
        continue;
      const std::string near = text::nearest(singular(word), known);
      if (!near.empty()) return fmt::format("What does «{}» say? Did you mean «{}»?", words, near);
    }
  }
  if (sentence.unread.empty()) return "What should the database hold or do because of this?";
  return fmt::format("What does «{}» ask of the database?", sentence.unread.front());
}

void name_contexts(const std::vector<Passage>& passages, Brief& brief) {
  for (const Passage& passage : passages) {
    if (passage.kind == Passage::Kind::heading && passage.level == 1) {
      brief.model.name = passage.text;
      break;
    }
  }
  for (Entity& entity : brief.model.entities) {
    if (entity.said.empty()) continue;
    const Passage& first = passages[entity.said.front()];
    if (!first.heading.empty() && !is_general_heading(first.heading) &&
        first.heading != brief.model.name)
      entity.context = first.heading;
  }
}

namespace {

std::uint32_t line_of(const Brief& brief, const Said& said) {
  return said.empty() ? 0 : brief.sentences[said.front()].where.line;
}

// Two sentences that say the same.
void find_repetitions(Brief& brief) {
  std::map<std::string, std::uint32_t> first;
  for (const Sentence& sentence : brief.sentences) {
    if (sentence.outcome != Sentence::Outcome::understood || sentence.restated.empty()) continue;
    const auto [at, fresh] =
        first.try_emplace(text::join(sentence.restated, " "), sentence.where.line);
    if (!fresh)
      brief.remarks.push_back(
          fmt::format("line {} says the same as line {}", sentence.where.line, at->second));
  }
}

// Rows that cannot be there without one another: "A husband must have a wife" and the other way.
void find_circles(Brief& brief) {
  std::map<std::string, std::set<std::string>> needs;
  for (const Relationship& one : brief.model.relationships) {
    if (one.from.required && !one.from.many) needs[one.to.entity].insert(one.from.entity);
    if (!one.to.required) continue;
    if (one.from.required && !one.from.many && one.from.entity != one.to.entity) {
      brief.remarks.push_back(
          fmt::format("line {}: every «{}» needs a «{}» and every «{}» a «{}»; the two are stored "
                      "in one transaction, with a constraint checked at its end",
                      line_of(brief, one.said), one.from.entity, one.to.entity, one.to.entity,
                      one.from.entity));
    }
  }
  // What needs nothing that is left is taken away; what stays stands in a circle, or needs one.
  for (bool any = true; any;) {
    any = false;
    for (auto entity = needs.begin(); entity != needs.end();) {
      const bool free = std::ranges::none_of(
          entity->second, [&](const std::string& other) { return needs.contains(other); });
      entity = free ? needs.erase(entity) : std::next(entity);
      any |= free;
    }
  }
  if (needs.empty()) return;
  std::vector<std::string> names;
  for (const auto& [entity, others] : needs)
    names.push_back("«" + entity + "»");
  brief.remarks.push_back(
      fmt::format("{} need one another in a circle; the first rows are stored in one transaction, "
                  "with constraints checked at its end",
                  text::join(names, ", ")));
}

}  // namespace

void find_doubts(const Vocabulary& vocabulary, Brief& brief) {
  find_repetitions(brief);
  find_circles(brief);
  std::vector<std::string> known;
  for (const Entity& entity : brief.model.entities)
    known.push_back(entity.name);
  for (const Entity& entity : brief.model.entities) {
    if (vocabulary.described.contains(entity.name) || !entity.attributes.empty() ||
        entity.associative)
      continue;
    std::vector<std::string> others;
    std::ranges::copy_if(known, std::back_inserter(others), [&](const std::string& one) {
      return one != entity.name && vocabulary.described.contains(one);
    });
    const std::string near = entity.name.size() < 4 ? "" : text::nearest(entity.name, others);
    const std::uint32_t line =
        entity.said.empty() ? 0 : brief.sentences[entity.said.front()].where.line;
    if (near.empty()) {
      brief.remarks.push_back(
          fmt::format("line {} speaks of «{}», which no sentence describes", line, entity.name));
    } else {
      brief.remarks.push_back(
          fmt::format("line {} speaks of «{}», which no sentence describes: did you mean «{}»?",
                      line, entity.name, near));
    }
  }
}

}  // namespace mimar::design::brief
