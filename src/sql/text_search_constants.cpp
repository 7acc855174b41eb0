#include "sql/text_search_constants.h"

#include <algorithm>
#include <array>
#include <vector>

#include "model/quote.h"
#include "sql/pg_tree.h"
#include "sql/tree_facts.h"
#include "sql/walk.h"

namespace mimar::sql {
namespace {

constexpr std::array<std::string_view, 12> takes_a_name_first{
    "to_tsvector",      "to_tsquery",           "plainto_tsquery",
    "phraseto_tsquery", "websearch_to_tsquery", "ts_headline",
    "json_to_tsvector", "jsonb_to_tsvector",    "ts_lexize",
    "unaccent",         "array_to_tsvector",    "ts_debug"};

const A_Const* text_constant(const Node* node) {
  if (node == nullptr || tag_of(node) != T_A_Const || as<A_Const>(node).isnull) return nullptr;
  return tag_of(&as<A_Const>(node).val.node) == T_String ? &as<A_Const>(node) : nullptr;
}

struct Finder {
  std::vector<const A_Const*> found;

  static bool step(Node* node, void* context) {
    if (node == nullptr) return false;
    static_cast<Finder*>(context)->look(node);
    return visit_children(node, &step, context);
  }
  void look(const Node* node) {
    const A_Const* constant = nullptr;
    if (tag_of(node) == T_TypeCast && as<TypeCast>(node).typeName != nullptr) {
      const std::string type = name_of(as<TypeCast>(node).typeName->names).name;
      if (type == "regconfig" || type == "regdictionary")
        constant = text_constant(as<TypeCast>(node).arg);
    } else if (tag_of(node) == T_FuncCall) {
      const Items arguments(as<FuncCall>(node).args);
      const std::string name = name_of(as<FuncCall>(node).funcname).name;
      const bool takes = std::find(takes_a_name_first.begin(), takes_a_name_first.end(), name) !=
                         takes_a_name_first.end();
      // Alone it is the text to search.
      if (takes && arguments.size() > 1) constant = text_constant(arguments[0]);
    }
    if (constant != nullptr && constant->location >= 0) found.push_back(constant);
  }
};

// Nothing when it does not parse.
std::string renamed(const std::string& statement, const model::Name& from, const model::Name& to) {
  const ParseTree tree(statement);
  Node* node = tree.only_statement();
  if (node == nullptr) return {};
  Finder finder;
  Finder::step(node, &finder);
  std::sort(finder.found.begin(), finder.found.end(),
            [](const A_Const* a, const A_Const* b) { return a->location > b->location; });
  std::string result = statement;
  for (const A_Const* constant : finder.found) {
    const std::string value = text_of(constant->val.sval.sval);
    if (value != model::quote_name(from) && value != model::quote_identifier(from.name)) continue;
    const std::string written = model::quote_literal(value);
    const auto at = static_cast<std::size_t>(constant->location);
    if (result.compare(at, written.size(), written) == 0)
      result.replace(at, written.size(), model::quote_literal(model::quote_name(to)));
  }
  return result;
}

}  // namespace

std::string rename_text_search(std::string_view sql, const model::Name& from,
                               const model::Name& to) {
  constexpr std::string_view prefix = "SELECT ";
  if (sql.find(from.name) == std::string_view::npos) return std::string(sql);
  const std::string expression = renamed(std::string(prefix).append(sql), from, to);
  if (!expression.empty()) return expression.substr(prefix.size());
  const std::string query = renamed(std::string(sql), from, to);
  return query.empty() ? std::string(sql) : query;
}

bool uses_text_search(std::string_view sql, const model::Name& name) {
  return rename_text_search(sql, name, {"", "\x01"}) != sql;
}

}  // namespace mimar::sql
