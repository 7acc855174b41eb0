// Full-text search: the words of a row as a generated column, weighted by where they stand.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "design/patterns/catalogue.h"
#include "design/patterns/writing.h"
#include "model/quote.h"

namespace mimar::design::pattern {
namespace {

constexpr std::string_view sql = R"sql(
ALTER TABLE {table} ADD COLUMN {words} tsvector GENERATED ALWAYS AS ({expression}) STORED;
CREATE INDEX {index.name} ON {table} USING gin ({words});
CREATE FUNCTION {search}(query text, page integer DEFAULT 20) RETURNS SETOF {table}
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $body$
  SELECT t.* FROM {table} AS t, websearch_to_tsquery({language}, query) AS q
  WHERE t.{words} @@ q
  ORDER BY ts_rank(t.{words}, q) DESC
  LIMIT page
$body$;
)sql";

constexpr std::array languages{"arabic",   "armenian",   "basque",    "catalan",    "danish",
                               "dutch",    "english",    "finnish",   "french",     "german",
                               "greek",    "hindi",      "hungarian", "indonesian", "irish",
                               "italian",  "lithuanian", "nepali",    "norwegian",  "portuguese",
                               "romanian", "russian",    "serbian",   "simple",     "spanish",
                               "swedish",  "tamil",      "turkish",   "yiddish"};

bool is_text(const model::Database& database, const model::DataType& type) {
  for (const model::Domain* domain : model::all<model::Domain>(database))
    if (!type.array && domain->name == type.name) return is_text(database, domain->type);
  return type.is("text") || type.is("character varying") ||
         (!type.array && type.name.name == "citext");
}

struct Part {
  std::string column, weight;
};

// "title:A, body:B"; without it all texts, the first of them above the others.
Result<std::vector<Part>> parts_of(const Writing& w) {
  std::vector<Part> parts;
  for (const std::string& given : list_option(w.request, "columns")) {
    const std::size_t colon = given.rfind(':');
    Part part{given.substr(0, colon), colon == std::string::npos ? "" : given.substr(colon + 1)};
    part.weight = text::upper(text::trim(part.weight));
    if (part.weight.empty()) part.weight = parts.empty() ? "A" : "B";
    if (const auto error = lacks_column(w, part.column)) return fail(*error);
    if (!is_text(w.database, model::find_column(*w.table, part.column)->type))
      return fail(ErrorKind::usage, w.table->name.text() + "." + part.column + " is no text");
    if (part.weight.size() != 1 || part.weight[0] < 'A' || part.weight[0] > 'D')
      return fail(ErrorKind::usage, "\"" + part.weight + "\" is no weight", "A, B, C or D");
    parts.push_back(std::move(part));
  }
  if (!parts.empty()) return parts;
  for (const model::Column& column : w.table->columns)
    if (is_text(w.database, column.type) && !column.generated)
      parts.push_back({column.name, parts.empty() ? "A" : "B"});
  if (parts.empty()) return fail(ErrorKind::usage, w.table->name.text() + " has no text to search");
  return parts;
}

Result<Draft> apply(const model::Database& database, const PatternRequest& request,
                    const Policy& policy) {
  Writing w = begin(database, request, policy);
  if (const auto error = unfit(w)) return fail(*error);
  const auto parts = parts_of(w);
  if (!parts) return fail(parts.error());
  const std::string language = text::lower(option(request, "language", "english"));
  if (std::ranges::find(languages, language) == languages.end())
    return fail(ErrorKind::usage,
                "PostgreSQL has no text search configuration \"" + language + "\"",
                "one of " + text::join({languages.begin(), languages.end()}, ", "));
  const std::string column = option(request, "column", "search_words");
  if (model::find_column(*w.table, column) != nullptr)
    return fail(ErrorKind::usage, w.table->name.text() + "." + column + " is there already",
                "name another column: column=words");
  set(w, "language", model::quote_literal(language) + "::regconfig");
  std::vector<std::string> pieces;
  for (const Part& part : *parts) {
    set(w, "part", model::quote_identifier(part.column));
    set(w, "weight", model::quote_literal(part.weight));
    pieces.push_back(
        filled(w, "setweight(to_tsvector({language}, coalesce({part}::text, '')), {weight})"));
  }
  set(w, "expression", text::join(pieces, " || "));
  set(w, "words", model::quote_identifier(column));
  if (const auto error = claim(w, "search", w.table->name.name + "_search")) return fail(*error);
  name(w, "index", "idx_" + w.table->name.name, column);
  write(w, sql);
  comment(w, "COLUMN {table}.{words}", "The words of the row, for full-text search");
  comment(w, "FUNCTION {search}(text, integer)",
          "Rows that match, as people write queries: \"a phrase\", or, -not; the best first");
  because(
      w, "{table}.{words}",
      "generated and stored: it cannot differ from the text, and ranking need not parse it again");
  because(w, "setweight(...)", "a word in the title tells more than one in the body");
  access(w, "rows of {table} that match words", model::Query::Kind::select,
         "SELECT t.* FROM {table} AS t WHERE t.{words} @@ websearch_to_tsquery({language}, $1)",
         {"word"}, {"{index.name}"}, "GIN finds the rows of each word");
  serves(w, "index {index.name}", "{index.name}",
         "SELECT 1 FROM {table} WHERE {words} @@ websearch_to_tsquery({language}, 'word')");
  holds(w, "column {words} of {table}", Expect::empty,
        "SELECT 1 FROM {table} WHERE {words} IS DISTINCT FROM {expression}",
        "ALTER TABLE {table} DROP COLUMN {words}");
  return std::move(w.draft);
}

}  // namespace

Pattern full_text_search() {
  return {"full-text-search",
          "A row is found by any word of its text, in every grammatical form the language's "
          "configuration knows, as soon as it is written.",
          "A second copy of the words, a GIN index that makes writes slower and a rewrite of the "
          "table when it is added; no typing errors (pg_trgm) and one language a table.",
          true,
          {{"columns", "column:weight, separated by commas; A weighs most, D least", "all texts"},
           {"language", "the text search configuration", "english"},
           {"column", "the new column", "search_words"}},
          apply};
}

}  // namespace mimar::design::pattern
