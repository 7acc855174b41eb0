#include "sql/stock_text_search.h"

#include <algorithm>
#include <array>

namespace mimar::sql {
namespace {

// estonian since PostgreSQL 18.
constexpr std::array<std::string_view, 29> languages{
    "arabic",  "armenian",  "basque",     "catalan",  "danish",  "dutch",
    "english", "estonian",  "finnish",    "french",   "german",  "greek",
    "hindi",   "hungarian", "indonesian", "irish",    "italian", "lithuanian",
    "nepali",  "norwegian", "portuguese", "romanian", "russian", "serbian",
    "spanish", "swedish",   "tamil",      "turkish",  "yiddish"};

constexpr std::array<std::string_view, 13> plain_tokens{
    "email",   "file",   "float", "host", "hword_numpart", "int",    "numhword",
    "numword", "sfloat", "uint",  "url",  "url_path",      "version"};
constexpr std::array<std::string_view, 3> word_tokens{"hword", "hword_part", "word"};
constexpr std::array<std::string_view, 3> ascii_tokens{"asciihword", "asciiword",
                                                       "hword_asciipart"};

struct Brought {
  std::string_view extension, dictionary, template_name;
};
constexpr std::array<Brought, 3> brought{{{"unaccent", "unaccent", "unaccent"},
                                          {"dict_int", "intdict", "intdict_template"},
                                          {"dict_xsyn", "xsyn", "xsyn_template"}}};

template <class List, class T>
bool has(const List& list, const T& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

template <class List>
void map(model::TextSearchConfiguration& made, const List& tokens, const std::string& dictionary) {
  for (const std::string_view token : tokens)
    made.mappings.push_back({std::string(token), {{"", dictionary}}});
}

}  // namespace

std::optional<model::TextSearchConfiguration> stock_configuration(std::string_view name) {
  const bool simple = name == "simple";
  if (!simple && !has(languages, name)) return std::nullopt;
  const std::string words = simple ? "simple" : std::string(name) + "_stem";
  // Of these the stemmers know no Latin letters.
  const bool english = name == "russian" || name == "hindi";
  model::TextSearchConfiguration made;
  made.name = {"", std::string(name)};
  made.parser = {"", "default"};
  map(made, plain_tokens, "simple");
  map(made, word_tokens, words);
  map(made, ascii_tokens, english ? "english_stem" : words);
  std::sort(made.mappings.begin(), made.mappings.end(),
            [](const auto& a, const auto& b) { return a.token < b.token; });
  return made;
}

bool is_stock_dictionary(std::string_view name) {
  return name == "simple" ||
         (name.ends_with("_stem") && has(languages, name.substr(0, name.size() - 5)));
}

std::vector<std::string_view> dictionaries_of(std::string_view extension) {
  std::vector<std::string_view> found;
  for (const Brought& one : brought)
    if (one.extension == extension) found.push_back(one.dictionary);
  return found;
}

bool brings_template(std::string_view extension, std::string_view name) {
  return std::any_of(brought.begin(), brought.end(), [&](const Brought& one) {
    return one.extension == extension && one.template_name == name;
  });
}

}  // namespace mimar::sql
