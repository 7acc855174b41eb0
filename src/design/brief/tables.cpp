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
  std::vector<std::string> notes, prose;
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
      case Column::notes:
      case Column::other: notes.push_back(cell); break;
      case Column::prose: prose.push_back(cell); break;
      case Column::example: break;
    }
  }
  if (!rows.empty()) {
    std::string lead_topic = topic;
    return read_sentence(rows + " " + plural_phrase(name.empty() ? entity : text::lower(name)),
                         vocabulary, heading, lead_topic);
  }
  if (name.empty() || entity.empty()) {
    // A row of sentences: each cell is read on its own, and is no list of attributes.
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
  topic = entity;
  Clause clause{
      .tokens = tokenize(name), .vocabulary = vocabulary, .topic = entity, .heading = entity};
  std::string attribute = as_name(clause.tokens, 0, clause.tokens.size());
  clause.facts.emplace_back(EntityFact{entity});
  for (const std::string& note : notes) {
    const Tokens tokens = tokenize(note);
    read_details({&tokens, 0, tokens.size()}, vocabulary, details);
  }
  for (const std::string& words : prose) {
    const std::size_t unread = details.unread.size();
    const Tokens tokens = tokenize(words);
    read_details({&tokens, 0, tokens.size()}, vocabulary, details);
    if (!is_rule(words)) details.unread.resize(unread);
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
