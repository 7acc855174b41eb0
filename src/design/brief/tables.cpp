#include "design/brief/tables.h"

#include <algorithm>

#include "base/text.h"
#include "design/brief/clauses/clause.h"
#include "design/brief/words.h"

namespace mimar::design::brief {
namespace {

enum class Column : std::uint8_t {
  entity,
  name,
  type,
  required,
  unique,
  standard,
  notes,
  rows,
  other
};

Column column_of(const std::string& title) {
  const std::string name = singular_phrase(text::lower(title));
  for (const char* one : {"entity", "table", "object", "belongs to", "of"}) {
    if (name == one) return Column::entity;
  }
  for (const char* one : {"field", "name", "attribute", "column", "property", "field name",
                          "attribute name", "column name"}) {
    if (name == one) return Column::name;
  }
  for (const char* one : {"type", "kind", "data type", "datatype", "format"}) {
    if (name == one) return Column::type;
  }
  for (const char* one : {"required", "required?", "mandatory", "mandatory?", "nullable",
                          "nullable?", "optional", "optional?", "null", "null?"}) {
    if (name == one) return Column::required;
  }
  if (name == "unique" || name == "unique?") return Column::unique;
  if (name == "default" || name == "default value") return Column::standard;
  for (const char* one : {"row", "count", "volume", "number", "expected row", "rows"}) {
    if (name == one) return Column::rows;
  }
  for (const char* one : {"note", "description", "comment", "constraint", "rule", "remark",
                          "detail", "meaning", "value", "allowed value", "validation"}) {
    if (name == one) return Column::notes;
  }
  return Column::other;
}

bool yes(const std::string& cell) {
  const std::string word = text::lower(cell);
  return word == "yes" || word == "y" || word == "x" || word == "true" || word == "required" ||
         word == "mandatory" || word == "\u2713" || word == "\u2714" || word == "unique";
}
bool no(const std::string& cell) {
  const std::string word = text::lower(cell);
  return word == "no" || word == "n" || word == "false" || word == "optional";
}

}  // namespace

bool is_attribute_table(const std::vector<std::string>& header) {
  return std::ranges::any_of(
             header, [](const std::string& one) { return column_of(one) == Column::name; }) &&
         header.size() > 1;
}

ReadSentence read_row(const Passage& passage, const Vocabulary& vocabulary,
                      const std::string& heading, std::string& topic) {
  ReadSentence result;
  std::string entity = heading.empty() ? topic : heading, name;
  Details details;
  std::vector<std::string> notes;
  std::string rows;
  for (std::size_t i = 0; i < passage.cells.size(); ++i) {
    const std::string& cell = passage.cells[i];
    const std::string title = i < passage.header.size() ? passage.header[i] : "";
    if (cell.empty() || cell == "-" || cell == "\u2013" || cell == "\u2014") continue;
    switch (column_of(title)) {
      case Column::entity: entity = singular_phrase(text::lower(cell)); break;
      case Column::name: name = cell; break;
      case Column::required: {
        const bool inverse =
            text::lower(title).starts_with("null") || text::lower(title).starts_with("optional");
        if (yes(cell)) details.optional = inverse;
        if (no(cell)) details.optional = !inverse;
        break;
      }
      case Column::unique: details.unique = yes(cell); break;
      case Column::standard: details.attribute.default_value = text::lower(cell); break;
      case Column::rows: rows = cell; break;
      case Column::type:
      case Column::notes: notes.push_back(cell); break;
      case Column::other: notes.push_back(cell); break;
    }
  }
  if (!rows.empty()) {
    std::string lead_topic = topic;
    return read_sentence(rows + " " + plural_phrase(name.empty() ? entity : text::lower(name)),
                         vocabulary, heading, lead_topic);
  }
  if (name.empty() || entity.empty()) {
    // A row of sentences: each cell is read on its own.
    for (const std::string& cell : passage.cells) {
      ReadSentence one = read_sentence(cell, vocabulary, heading, topic);
      for (Fact& fact : one.facts)
        result.facts.push_back(std::move(fact));
      for (std::string& words : one.unread)
        result.unread.push_back(std::move(words));
    }
    return result;
  }
  topic = entity;
  Clause clause{
      .tokens = tokenize(name), .vocabulary = vocabulary, .topic = entity, .heading = entity};
  std::string attribute = as_name(clause.tokens, 0, clause.tokens.size());
  clause.facts.emplace_back(EntityFact{entity});
  for (const std::string& note : notes) {
    const Tokens tokens = tokenize(note);
    read_details({&tokens, 0, tokens.size()}, vocabulary, details);
  }
  const bool key = attribute == "id" && details.references.empty();
  std::string target = details.references;
  if (target.empty() && attribute.size() > 3 && attribute.ends_with(" id") && !details.says_kind)
    target = entity_at_end(vocabulary, attribute.substr(0, attribute.size() - 3));
  if (target.empty() && vocabulary.is_entity(attribute) && !details.says_kind) target = attribute;
  if (!target.empty()) {
    RelationFact fact;
    fact.subject = entity;
    fact.object = target;
    fact.verb = "belongs to";
    fact.stem = "belong";
    fact.reach = Reach::refers;
    fact.objects.many = false;
    fact.objects.required = !details.optional.value_or(false);
    std::string role =
        attribute.ends_with(" id") ? attribute.substr(0, attribute.size() - 3) : attribute;
    if (role != target) fact.object_role = role;
    clause.facts.emplace_back(std::move(fact));
    clause.unread = std::move(details.unread);
  } else if (!key) {
    say_attribute(clause, entity, attribute, std::move(details), false);
  } else {
    clause.unread = std::move(details.unread);
  }
  result.facts = std::move(clause.facts);
  result.unread = std::move(clause.unread);
  return result;
}

}  // namespace mimar::design::brief
