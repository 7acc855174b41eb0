#include "design/brief/tables.h"

#include <algorithm>
#include <utility>

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
  prose,  // explains, and sometimes states a rule
  example,
  rows,
  other
};

// By the words of its title, the one that tells most first: "Default value", "Name of field".
Column column_of(const std::string& title) {
  static constexpr std::pair<std::string_view, Column> words[] = {
      {"example", Column::example},    {"sample", Column::example},
      {"reference", Column::notes},    {"required", Column::required},
      {"mandatory", Column::required}, {"nullable", Column::required},
      {"null", Column::required},      {"optional", Column::required},
      {"unique", Column::unique},      {"default", Column::standard},
      {"row", Column::rows},           {"count", Column::rows},
      {"volume", Column::rows},        {"type", Column::type},
      {"datatype", Column::type},      {"kind", Column::type},
      {"format", Column::type},        {"field", Column::name},
      {"attribute", Column::name},     {"column", Column::name},
      {"property", Column::name},      {"entity", Column::entity},
      {"table", Column::entity},       {"object", Column::entity},
      {"name", Column::name},          {"description", Column::prose},
      {"explanation", Column::prose},  {"meaning", Column::prose},
      {"comment", Column::prose},      {"remark", Column::notes},
      {"note", Column::notes},         {"purpose", Column::prose},
      {"detail", Column::notes},       {"constraint", Column::notes},
      {"rule", Column::notes},         {"value", Column::notes},
      {"validation", Column::notes},   {"length", Column::notes},
      {"unit", Column::notes},
  };
  const std::string name = text::replace_all(singular_phrase(text::lower(title)), "?", "");
  if (name == "belongs to" || name == "of") return Column::entity;
  if (name == "number" || name == "expected row") return Column::rows;
  const std::vector<std::string> said = split_words(name);
  if (said.size() > 3) return Column::other;
  for (const auto& [word, column] : words) {
    for (const std::string& one : said) {
      if (singular(one) == word) return column;
    }
  }
  return Column::other;
}

// Whether prose in a column of descriptions could be a rule, and is not only there to explain.
bool is_rule(const std::string& words) {
  static constexpr std::string_view signals[] = {
      "must",    "only",    "unique",    "least",  "most",    "max",    "min",    "maximum",
      "minimum", "cannot",  "never",     "always", "if",      "when",   "unless", "required",
      "between", "per",     "within",    "not",    "no",      "before", "after",  "greater",
      "less",    "default", "generated", "sum",    "computed"};
  const Tokens tokens = tokenize(words);
  return std::ranges::any_of(tokens, [](const Token& token) {
    return token.kind == Token::Kind::number ||
           std::ranges::find(signals, token.lower) != std::end(signals);
  });
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

// What the cells of a row say, by their columns.
struct Row {
  std::string entity, name, rows;
  Details details;
  std::vector<std::string> notes, prose;
};

Row read_cells(const Passage& passage) {
  Row row;
  for (std::size_t i = 0; i < passage.cells.size(); ++i) {
    const std::string& cell = passage.cells[i];
    const std::string title = i < passage.header.size() ? passage.header[i] : "";
    if (cell.empty() || cell == "-" || cell == "\u2013" || cell == "\u2014") continue;
    switch (column_of(title)) {
      case Column::entity: row.entity = singular_phrase(text::lower(cell)); break;
      case Column::name: row.name = cell; break;
      case Column::required: {
        const bool inverse =
            text::lower(title).starts_with("null") || text::lower(title).starts_with("optional");
        if (yes(cell)) row.details.optional = inverse;
        if (no(cell)) row.details.optional = !inverse;
        break;
      }
      case Column::unique: row.details.unique = yes(cell); break;
      case Column::standard: row.details.attribute.default_value = text::lower(cell); break;
      case Column::rows: row.rows = cell; break;
      case Column::type:
      case Column::notes:
      case Column::other: row.notes.push_back(cell); break;
      case Column::prose: row.prose.push_back(cell); break;
      case Column::example: break;
    }
  }
  return row;
}

// Each cell is a sentence of its own, and no list of attributes.
ReadSentence read_sentences(const Passage& passage, const Vocabulary& vocabulary) {
  ReadSentence result;
  for (const std::string& cell : passage.cells) {
    std::string nothing;
    ReadSentence one = read_sentence(cell, vocabulary, "", nothing);
    for (Fact& fact : one.facts)
      result.facts.push_back(std::move(fact));
    for (std::string& words : one.unread)
      result.unread.push_back(std::move(words));
  }
  return result;
}

void read_notes(Row& row, const Vocabulary& vocabulary) {
  for (const std::string& note : row.notes) {
    const Tokens tokens = tokenize(note);
    read_details({&tokens, 0, tokens.size()}, vocabulary, row.details);
  }
  for (const std::string& words : row.prose) {
    const std::size_t unread = row.details.unread.size();
    const Tokens tokens = tokenize(words);
    read_details({&tokens, 0, tokens.size()}, vocabulary, row.details);
    if (!is_rule(words)) row.details.unread.resize(unread);
  }
}

// The entity that an attribute of this name points at, or "": "customer id", "customer".
std::string find_target(const std::string& attribute, const Details& details,
                        const Vocabulary& vocabulary) {
  if (!details.references.empty()) return details.references;
  const ValueKind kind = details.attribute.kind;
  const bool key = !details.says_kind || kind == ValueKind::uuid || kind == ValueKind::integer ||
                   kind == ValueKind::identifier;
  if (key && attribute.size() > 3 && attribute.ends_with(" id"))
    return entity_at_end(vocabulary, attribute.substr(0, attribute.size() - 3));
  return vocabulary.is_entity(attribute) && !details.says_kind ? attribute : "";
}

RelationFact reference(const std::string& entity, const std::string& target,
                       const std::string& attribute, bool required) {
  RelationFact fact;
  fact.subject = entity;
  fact.object = target;
  fact.verb = "belongs to";
  fact.stem = "belong";
  fact.reach = Reach::refers;
  fact.objects.many = false;
  fact.objects.required = required;
  const std::string role =
      attribute.ends_with(" id") ? attribute.substr(0, attribute.size() - 3) : attribute;
  if (role != target) fact.object_role = role;
  return fact;
}

}  // namespace

bool is_attribute_table(const std::vector<std::string>& header) {
  return std::ranges::any_of(
             header, [](const std::string& one) { return column_of(one) == Column::name; }) &&
         header.size() > 1;
}

ReadSentence read_row(const Passage& passage, const Vocabulary& vocabulary,
                      const std::string& heading, std::string& topic) {
  Row row = read_cells(passage);
  if (row.entity.empty()) row.entity = heading.empty() ? topic : heading;
  if (!row.rows.empty()) {
    std::string lead_topic = topic;
    const std::string counted = row.name.empty() ? row.entity : text::lower(row.name);
    return read_sentence(row.rows + " " + plural_phrase(counted), vocabulary, heading, lead_topic);
  }
  if (!row.name.empty() && row.entity.empty()) {
    ReadSentence asked;
    asked.unread.push_back(passage.text);
    asked.question = "What has a «" + text::lower(row.name) + "»? No heading names it.";
    return asked;
  }
  if (row.name.empty()) return read_sentences(passage, vocabulary);
  topic = row.entity;
  Clause clause{.tokens = tokenize(row.name),
                .vocabulary = vocabulary,
                .topic = row.entity,
                .heading = row.entity};
  const std::string attribute = as_name(clause.tokens, 0, clause.tokens.size());
  clause.facts.emplace_back(EntityFact{row.entity});
  read_notes(row, vocabulary);
  const std::string target = find_target(attribute, row.details, vocabulary);
  if (!target.empty()) {
    clause.facts.emplace_back(
        reference(row.entity, target, attribute, !row.details.optional.value_or(false)));
    clause.unread = std::move(row.details.unread);
  } else if (attribute == "id") {
    // the policy makes keys
    clause.unread = std::move(row.details.unread);
  } else {
    say_attribute(clause, row.entity, attribute, std::move(row.details), false);
  }
  ReadSentence result;
  result.facts = std::move(clause.facts);
  result.unread = std::move(clause.unread);
  return result;
}

}  // namespace mimar::design::brief
