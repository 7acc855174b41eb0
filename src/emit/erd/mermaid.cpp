// Mermaid's erDiagram. Its lexer is strict: names of entities are quoted, attributes are ASCII
// words, types have no commas.
#include "base/text.h"
#include "emit/erd/diagram.h"

namespace mimar::emit::erd {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string word(std::string_view name) {
  std::string result;
  for (const char c : name)
    result += is_word(c) ? c : '_';
  const bool letter = !result.empty() && ((result[0] >= 'a' && result[0] <= 'z') ||
                                          (result[0] >= 'A' && result[0] <= 'Z'));
  return letter ? result : "x" + result;
}

// Inside double quotes; what its lexer refuses becomes '_'.
std::string quoted(std::string_view name) {
  std::string result = "\"";
  for (const char c : name) {
    const bool refused = c == '"' || c == '%' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
    result += refused ? '_' : c;
  }
  return result + '"';
}

std::string type_word(std::string_view type) {
  if (type.find(" | ") != std::string_view::npos) return "choice";
  const std::size_t open = type.find('(');
  const std::string base =
      word(text::replace_all(std::string(type.substr(0, type.find_first_of("(["))), " ", "_"));
  const std::string_view rest =
      open == std::string_view::npos ? std::string_view() : type.substr(open);
  const std::string array = type.ends_with("[]") ? "[]" : "";
  const std::string_view inside = rest.substr(0, rest.find(')'));
  if (inside.size() < 2 || inside.find_first_not_of("0123456789", 1) != std::string_view::npos)
    return base + array;
  return base + std::string(inside) + ')' + array;
}

std::string keys(const Row& row) {
  std::vector<std::string> result;
  if (row.primary) result.push_back("PK");
  if (row.foreign) result.push_back("FK");
  if (row.unique && !row.primary) result.push_back("UK");
  return result.empty() ? "" : ' ' + text::join(result, ", ");
}

// Nullability, and what the strict lexer did not let through.
std::string remark(const Row& row, bool concept_row) {
  std::string result = row.nullable ? "NULL" : "NOT NULL";
  if (concept_row) result = row.nullable ? "may be missing" : "always there";
  if (type_word(row.type) != row.type) result += ", " + row.type;
  if (word(row.name) != row.name) result += ", named " + row.name;
  return quoted(result);
}

std::string parent_end(const Relation& relation) {
  if (relation.many_parents) return relation.some_parent ? "}|" : "}o";
  return relation.optional ? "|o" : "||";
}

std::string child_end(const Relation& relation) {
  if (relation.one_to_one) return relation.some_child ? "||" : "o|";
  return relation.some_child ? "|{" : "o{";
}

}  // namespace

std::string mermaid(const Diagram& diagram) {
  std::string result;
  if (!diagram.title.empty()) result += "---\ntitle: " + quoted(diagram.title) + "\n---\n";
  result += "erDiagram\n";
  for (const Entity& entity : diagram.entities) {
    result += "    " + quoted(entity.name) + (entity.rows.empty() ? "\n" : " {\n");
    for (const Row& row : entity.rows) {
      result += "        " + type_word(row.type) + ' ' + word(row.name) + keys(row) + ' ' +
                remark(row, diagram.concepts) + '\n';
    }
    if (!entity.rows.empty()) result += "    }\n";
  }
  for (const Relation& relation : diagram.relations) {
    result += "    " + quoted(diagram.entities[relation.parent].name) + ' ' + parent_end(relation) +
              "--" + child_end(relation) + ' ' + quoted(diagram.entities[relation.child].name) +
              " : " + quoted(relation.columns) + '\n';
  }
  return result;
}

std::string mermaid(const model::Database& database, const Options& options) {
  return mermaid(make_diagram(database, options));
}

}  // namespace mimar::emit::erd
