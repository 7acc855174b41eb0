#include "design/brief/doubts.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
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
  return std::ranges::find(kGeneralHeadings, name) != std::end(kGeneralHeadings);
}

std::string question_for(const ReadSentence& sentence, const Vocabulary& vocabulary) {
  if (sentence.remark) return {};
  if (sentence.foreign)
    return "This is not English, as far as can be seen: would you write it in English?";
  if (!sentence.question.empty()) return sentence.question;
  if (sentence.unread.empty() && !sentence.facts.empty()) return {};
  std::vector<std::string> known;
  for (const auto& [entity, times] : vocabulary.entities)
    known.push_back(entity);
  for (const std::string& words : sentence.unread) {
    for (const std::string& word : split_words(text::lower(words))) {
      if (word.size() < 5 || vocabulary.is_entity(singular(word))) continue;
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
    const std::string heading = singular_phrase(text::lower(first.heading));
    const bool about_entity = find_entity(brief.model, heading) != nullptr;
    if (!heading.empty() && !about_entity && !is_general_heading(first.heading) &&
        first.heading != brief.model.name)
      entity.context = first.heading;
  }
}

void find_doubts(const Vocabulary& vocabulary, Brief& brief) {
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
