#include <algorithm>

#include <fmt/core.h>

#include "base/text.h"
#include "base/utf8.h"
#include "design/brief/associations.h"
#include "design/brief/brief.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/complements.h"
#include "design/brief/doubts.h"
#include "design/brief/enquiries.h"
#include "design/brief/labels.h"
#include "design/brief/markdown.h"
#include "design/brief/merge.h"
#include "design/brief/restate.h"
#include "design/brief/sentences.h"
#include "design/brief/spelling.h"
#include "design/brief/standing.h"
#include "design/brief/tables.h"
#include "design/brief/words.h"

namespace mimar::design {
namespace {

using namespace brief;

// One passage after another, with what is known so far.
struct Pass {
  const std::vector<Passage>& passages;
  const Vocabulary& vocabulary;
  std::vector<ReadSentence> read = {};

  // The entity a heading names: "Projects", "1. Order lines", "Entity: Project".
  std::string heading_entity(const std::string& heading) const {
    std::string name = text::lower(heading);
    while (!name.empty() && ((name[0] >= '0' && name[0] <= '9') || name[0] == '.' ||
                             name[0] == ' ' || name[0] == ')'))
      name.erase(0, 1);
    for (const char* prefix : {"entity:", "the ", "entity ", "table:", "object:"}) {
      if (name.starts_with(prefix))
        name = std::string(text::trim(name.substr(std::string_view(prefix).size())));
    }
    name = singular_phrase(name);
    return vocabulary.is_entity(name) ? name : "";
  }

  void run() {
    std::string heading, topic;
    bool spoken = false;
    for (std::size_t i = 0; i < passages.size(); ++i) {
      const Passage& passage = passages[i];
      ReadSentence result;
      if (passage.kind == Passage::Kind::heading) {
        // The title names the whole.
        const bool title = passage.level == 1 && i == 0;
        heading = title ? "" : heading_entity(passage.text);
        topic = heading;
        result.remark = true;
        if (!title && heading.empty() && describes(i)) {
          // what is below it are its attributes
          std::string name = singular_phrase(text::lower(passage.text));
          result.facts.emplace_back(EntityFact{name});
          heading = topic = name;
        } else if (!heading.empty()) {
          result.facts.emplace_back(EntityFact{heading});
        }
      } else if (passage.kind == Passage::Kind::remark) {
        result.remark = true;
      } else if (passage.kind == Passage::Kind::table_row) {
        // What was spoken of somewhere above is not what a table describes.
        if (heading.empty() && begins_table(i) && !introduces_table(i)) topic.clear();
        result = read_row(passage, vocabulary, heading, topic);
      } else if (names_table(i)) {
        // "Vets:" above a table
        std::string name = passage.text;
        if (name.ends_with(':')) name.pop_back();
        heading = topic = singular_phrase(text::lower(name));
        result.remark = true;
        result.facts.emplace_back(EntityFact{heading});
      } else if (!spoken && is_metadata(tokenize(passage.text))) {
        result.remark = true;
      } else {
        result = sentence(passage, heading, topic);
      }
      spoken |= !result.facts.empty();
      read.push_back(std::move(result));
    }
  }

  // Whether the bullets from here on are no sentences of their own: "name", "status (open, done)".
  bool lists_attributes(std::size_t at) const {
    std::size_t bullets = 0, bare = 0;
    for (; at < passages.size() && passages[at].bullet; ++at) {
      const std::string& text = passages[at].text;
      const Tokens tokens = tokenize(text);
      if (tokens.empty()) continue;
      ++bullets;
      const std::size_t verb = find_main_verb(tokens, vocabulary);
      const bool capital = text[0] >= 'A' && text[0] <= 'Z';
      const bool is_number = tokens.front().kind == Token::Kind::number;
      if (!is_number &&
          (verb == kNowhere || (!capital && find_verb(tokens.front().lower) != nullptr)) &&
          !(capital && find_verb(tokens.front().lower) != nullptr) && tokens.size() < 16)
        ++bare;
    }
    return bullets > 0 && bare * 10 >= bullets * 6;
  }

  // A heading followed by a table of attributes or by bullets that are no sentences names an
  // entity.
  bool describes(std::size_t at) const {
    if (split_words(passages[at].text).size() > 3 || at + 1 >= passages.size()) return false;
    const Passage& heading = passages[at];
    if (heading.level == 1) return false;
    std::size_t next = at + 1;
    if (passages[next].bullet) return lists_attributes(next) && !is_general_heading(heading.text);
    while (next < passages.size() && passages[next].kind == Passage::Kind::remark)
      ++next;
    return next < passages.size() && passages[next].kind == Passage::Kind::table_row &&
           is_attribute_table(passages[next].header);
  }

  bool begins_table(std::size_t at) const {
    return at == 0 || passages[at - 1].kind != Passage::Kind::table_row;
  }
  // "An order has these fields:" in front of the head of the table.
  bool introduces_table(std::size_t at) const {
    while (at > 0 && passages[at - 1].kind == Passage::Kind::remark)
      --at;
    return at > 0 && passages[at - 1].text.ends_with(':');
  }

  // A few words above a table of attributes, whose entity they name.
  bool names_table(std::size_t at) const {
    const Passage& label = passages[at];
    if (label.bullet || at + 2 >= passages.size() ||
        passages[at + 1].kind != Passage::Kind::remark ||
        passages[at + 2].kind != Passage::Kind::table_row ||
        !is_attribute_table(passages[at + 2].header))
      return false;
    const std::string_view words =
        label.text.ends_with(':') ? std::string_view(label.text).substr(0, label.text.size() - 1)
                                  : std::string_view(label.text);
    return words.find_first_of(".,:;!?") == std::string_view::npos &&
           split_words(words).size() <= 3 && !is_general_heading(std::string(words));
  }

  // "Data model" above a list: a heading that is not marked as one.
  bool is_label(const Passage& passage) const {
    const std::size_t at = static_cast<std::size_t>(&passage - passages.data());
    return !passage.bullet && at + 1 < passages.size() && passages[at + 1].bullet &&
           passage.text.find_first_of(".,:;!?") == std::string::npos &&
           split_words(passage.text).size() <= 3;
  }

  ReadSentence sentence(const Passage& passage, const std::string& heading,
                        std::string& topic) const {
    ReadSentence result;
    std::string text = passage.text;
    if (passage.opens_list && passage.text.ends_with(':')) text.pop_back();
    if (passage.opens_list || is_label(passage)) return opening(text, heading, topic);
    const bool enquiries =
        announces_enquiries(passage.heading) || announces_enquiries(passage.lead);
    if (enquiries) {
      std::string spoken_of = topic;
      result = read_sentence(text, vocabulary, heading, spoken_of, true);
      if (passage.lead.empty() || (result.unread.empty() && !result.facts.empty())) {
        topic = spoken_of;
        return result;
      }
    }
    if (!passage.lead.empty()) {
      std::string lead_topic = topic;
      result = read_sentence(passage.lead + " " + text, vocabulary, heading, lead_topic);
      if (result.unread.empty() && !result.facts.empty()) {
        topic = lead_topic;
        return result;
      }
      // "Project" above "name", "description (optional)"
      std::string name = singular_phrase(text::lower(passage.lead));
      if (split_words(name).size() <= 3) {
        lead_topic = name;
        const std::string owner = entity_at_end(vocabulary, name) == name ? name : "";
        if (!owner.empty()) {
          ReadSentence below = read_sentence(text, vocabulary, name, lead_topic);
          if (below.unread.empty() && !below.facts.empty()) {
            topic = lead_topic;
            return below;
          }
        }
      }
      ReadSentence alone = read_sentence(text, vocabulary, heading, topic);
      if (alone.unread.empty() && !alone.facts.empty()) return alone;
      return alone.facts.empty() && !result.facts.empty() ? result : alone;
    }
    return read_sentence(text, vocabulary, heading, topic);
  }

  // "A project has:" says something only with what follows; "We need these things:" says nothing.
  ReadSentence opening(const std::string& text, const std::string& heading,
                       std::string& topic) const {
    ReadSentence result;
    result.remark = true;
    const std::string name = singular_phrase(text::lower(text));
    if (is_general_heading(name)) return result;
    if (split_words(name).size() <= 3 &&
        find_verb(split_words(name).empty() ? "" : split_words(name).back()) == nullptr) {
      result.facts.emplace_back(EntityFact{name});
      topic = name;
      return result;
    }
    ReadSentence whole = read_sentence(text, vocabulary, heading, topic);
    if (whole.unread.empty() && !whole.facts.empty()) {
      whole.remark = false;
      return whole;
    }
    return result;
  }
};

Result<void> check_text(std::string_view markdown, const std::string& file) {
  if (markdown.starts_with("\xFF\xFE") || markdown.starts_with("\xFE\xFF")) {
    return fail({ErrorKind::usage,
                 fmt::format("{} is UTF-16, a brief is UTF-8", file),
                 SourceSpan{file, 1, 1},
                 {},
                 fmt::format("convert it: iconv -f UTF-16 -t UTF-8 {}", file),
                 {}});
  }
  const std::size_t bad = text::find_invalid_utf8(markdown);
  if (bad != std::string_view::npos) {
    const auto before = markdown.substr(0, bad);
    const auto line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1);
    const std::size_t start =
        before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return fail(
        {ErrorKind::usage,
         fmt::format("{} is not UTF-8: byte 0x{:02X}; it looks like Latin-1 or Windows-1252", file,
                     static_cast<unsigned>(static_cast<unsigned char>(markdown[bad]))),
         SourceSpan{file, line, static_cast<std::uint32_t>(bad - start + 1),
                    static_cast<std::uint32_t>(bad), 1},
         {},
         fmt::format("convert it: iconv -f WINDOWS-1252 -t UTF-8 {}", file),
         {}});
  }
  if (markdown.find('\0') != std::string_view::npos) {
    return fail(ErrorKind::usage, fmt::format("{} holds zero bytes: it is no text", file),
                "a brief is a text file in UTF-8");
  }
  if (text::trim(markdown).empty()) {
    return fail(ErrorKind::usage, fmt::format("{} is empty", file),
                "write requirements, a sentence each: \"A project has a name.\"");
  }
  return {};
}

}  // namespace

Result<Brief> read_brief(std::string_view markdown, const std::string& file) {
  if (markdown.starts_with("\xEF\xBB\xBF")) markdown.remove_prefix(3);
  if (auto checked = check_text(markdown, file); !checked) return fail(checked.error());
  const std::vector<Passage> passages = read_markdown(markdown, file);
  // The names of a brief are known after it was read once; what they are, after it was read again.
  Vocabulary vocabulary;
  std::vector<ReadSentence> read;
  for (int round = 0; round < 3; ++round) {
    Pass pass{passages, vocabulary};
    pass.run();
    read = std::move(pass.read);
    make_attributes(read);
    name_parts(read);
    place_associations(read);
    drop_doubtful(passages, read);
    if (round == 2) break;
    Vocabulary next;
    for (const ReadSentence& one : read)
      learn(next, one.facts);
    forget_qualified(next);
    forget_values(next);
    find_typos(next);
    if (round > 0) next.typos.insert(vocabulary.typos.begin(), vocabulary.typos.end());
    vocabulary = std::move(next);
  }
  Brief brief;
  std::vector<SaidFact> facts;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    Sentence sentence;
    sentence.text = passages[i].text;
    sentence.where = passages[i].where;
    const ReadSentence& one = read[i];
    sentence.outcome = one.remark ? Sentence::Outcome::remark
                       : one.unread.empty() && !one.facts.empty() && one.corrected.empty()
                           ? Sentence::Outcome::understood
                       : one.facts.empty() ? Sentence::Outcome::not_understood
                                           : Sentence::Outcome::partly;
    sentence.restated = restate(one.facts);
    sentence.question = question_for(one, vocabulary);
    brief.sentences.push_back(std::move(sentence));
    for (const Fact& fact : one.facts)
      facts.push_back({fact, i, passages[i].where.line});
  }
  Merged merged = merge(facts);
  brief.model = std::move(merged.model);
  brief.contradictions = std::move(merged.contradictions);
  brief.remarks = std::move(merged.remarks);
  name_contexts(passages, brief);
  find_doubts(vocabulary, brief);
  return brief;
}

}  // namespace mimar::design
