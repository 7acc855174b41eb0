#include "emit/ddl/definition.h"
#include "model/quote.h"

namespace mimar::emit::ddl {
namespace {

using model::quote_identifier;
using model::quote_name;

// CREATE takes no name that leaves its schema to the search path: a user's own may come first.
std::string qualified(model::Name name) {
  if (name.schema.empty()) name.schema = "pg_catalog";
  return quote_name(name);
}

bool is_number(const std::string& text) {
  const std::size_t first = !text.empty() && text[0] == '-' ? 1 : 0;
  return text.size() > first && text.find_first_not_of("0123456789", first) == std::string::npos;
}

// Templates tell a number from a text: casesensitive = 1, but not '1'.
std::string option_value(const std::string& value) {
  return is_number(value) ? value : model::quote_literal(value);
}

void add(std::string& list, const char* word, const model::Name& function) {
  if (function.empty()) return;
  list += (list.empty() ? "" : ", ") + std::string(word) + " = " + quote_name(function);
}

}  // namespace

std::string create(const model::TextSearchConfiguration& made) {
  std::string sql = "CREATE TEXT SEARCH CONFIGURATION " + quote_name(made.name) +
                    " (PARSER = " + qualified(made.parser) + ");\n";
  for (const model::TokenMapping& mapping : made.mappings) {
    sql += "ALTER TEXT SEARCH CONFIGURATION " + quote_name(made.name) + " ADD MAPPING FOR " +
           quote_identifier(mapping.token) + " WITH ";
    for (const model::Name& dictionary : mapping.dictionaries)
      sql += (&dictionary == &mapping.dictionaries.front() ? "" : ", ") + qualified(dictionary);
    sql += ";\n";
  }
  return sql;
}

std::string create(const model::TextSearchDictionary& made) {
  std::string sql = "CREATE TEXT SEARCH DICTIONARY " + quote_name(made.name) +
                    " (TEMPLATE = " + qualified(made.template_name);
  for (const auto& [name, value] : made.options)
    sql += ", " + quote_identifier(name) + " = " + option_value(value);
  return sql + ");\n";
}

std::string create(const model::TextSearchParser& made) {
  std::string functions;
  add(functions, "START", made.start), add(functions, "GETTOKEN", made.token);
  add(functions, "END", made.end), add(functions, "HEADLINE", made.headline);
  add(functions, "LEXTYPES", made.lextypes);
  return "CREATE TEXT SEARCH PARSER " + quote_name(made.name) + " (" + functions + ");\n";
}

std::string create(const model::TextSearchTemplate& made) {
  std::string functions;
  add(functions, "INIT", made.init), add(functions, "LEXIZE", made.lexize);
  return "CREATE TEXT SEARCH TEMPLATE " + quote_name(made.name) + " (" + functions + ");\n";
}

}  // namespace mimar::emit::ddl
