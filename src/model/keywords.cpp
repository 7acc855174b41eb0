#include "model/keywords.h"

#include <algorithm>
#include <array>

namespace mimar::model {
namespace {

struct Keyword {
  std::string_view word;
  bool quoted = false;    // by PostgreSQL 15
  bool reserved = false;  // by PostgreSQL 18
};

// Sorted.
constexpr std::array<Keyword, 152> keywords{{
    {"all", true, true},
    {"analyse", true, true},
    {"analyze", true, true},
    {"and", true, true},
    {"any", true, true},
    {"array", true, true},
    {"as", true, true},
    {"asc", true, true},
    {"asymmetric", true, true},
    {"authorization", true, true},
    {"between", true, false},
    {"bigint", true, false},
    {"binary", true, true},
    {"bit", true, false},
    {"boolean", true, false},
    {"both", true, true},
    {"case", true, true},
    {"cast", true, true},
    {"char", true, false},
    {"character", true, false},
    {"check", true, true},
    {"coalesce", true, false},
    {"collate", true, true},
    {"collation", true, true},
    {"column", true, true},
    {"concurrently", true, true},
    {"constraint", true, true},
    {"create", true, true},
    {"cross", true, true},
    {"current_catalog", true, true},
    {"current_date", true, true},
    {"current_role", true, true},
    {"current_schema", true, true},
    {"current_time", true, true},
    {"current_timestamp", true, true},
    {"current_user", true, true},
    {"dec", true, false},
    {"decimal", true, false},
    {"default", true, true},
    {"deferrable", true, true},
    {"desc", true, true},
    {"distinct", true, true},
    {"do", true, true},
    {"else", true, true},
    {"end", true, true},
    {"except", true, true},
    {"exists", true, false},
    {"extract", true, false},
    {"false", true, true},
    {"fetch", true, true},
    {"float", true, false},
    {"for", true, true},
    {"foreign", true, true},
    {"freeze", true, true},
    {"from", true, true},
    {"full", true, true},
    {"grant", true, true},
    {"greatest", true, false},
    {"group", true, true},
    {"grouping", true, false},
    {"having", true, true},
    {"ilike", true, true},
    {"in", true, true},
    {"initially", true, true},
    {"inner", true, true},
    {"inout", true, false},
    {"int", true, false},
    {"integer", true, false},
    {"intersect", true, true},
    {"interval", true, false},
    {"into", true, true},
    {"is", true, true},
    {"isnull", true, true},
    {"join", true, true},
    {"lateral", true, true},
    {"leading", true, true},
    {"least", true, false},
    {"left", true, true},
    {"like", true, true},
    {"limit", true, true},
    {"localtime", true, true},
    {"localtimestamp", true, true},
    {"national", true, false},
    {"natural", true, true},
    {"nchar", true, false},
    {"none", true, false},
    {"normalize", true, false},
    {"not", true, true},
    {"notnull", true, true},
    {"null", true, true},
    {"nullif", true, false},
    {"numeric", true, false},
    {"offset", true, true},
    {"on", true, true},
    {"only", true, true},
    {"or", true, true},
    {"order", true, true},
    {"out", true, false},
    {"outer", true, true},
    {"overlaps", true, true},
    {"overlay", true, false},
    {"placing", true, true},
    {"position", true, false},
    {"precision", true, false},
    {"primary", true, true},
    {"real", true, false},
    {"references", true, true},
    {"returning", true, true},
    {"right", true, true},
    {"row", true, false},
    {"select", true, true},
    {"session_user", true, true},
    {"setof", true, false},
    {"similar", true, true},
    {"smallint", true, false},
    {"some", true, true},
    {"substring", true, false},
    {"symmetric", true, true},
    {"system_user", false, true},
    {"table", true, true},
    {"tablesample", true, true},
    {"then", true, true},
    {"time", true, false},
    {"timestamp", true, false},
    {"to", true, true},
    {"trailing", true, true},
    {"treat", true, false},
    {"trim", true, false},
    {"true", true, true},
    {"union", true, true},
    {"unique", true, true},
    {"user", true, true},
    {"using", true, true},
    {"values", true, false},
    {"varchar", true, false},
    {"variadic", true, true},
    {"verbose", true, true},
    {"when", true, true},
    {"where", true, true},
    {"window", true, true},
    {"with", true, true},
    {"xmlattributes", true, false},
    {"xmlconcat", true, false},
    {"xmlelement", true, false},
    {"xmlexists", true, false},
    {"xmlforest", true, false},
    {"xmlnamespaces", true, false},
    {"xmlparse", true, false},
    {"xmlpi", true, false},
    {"xmlroot", true, false},
    {"xmlserialize", true, false},
    {"xmltable", true, false},
}};
static_assert(std::is_sorted(keywords.begin(), keywords.end(),
                             [](const Keyword& a, const Keyword& b) { return a.word < b.word; }));

const Keyword* find(std::string_view word) {
  const auto at = std::lower_bound(
      keywords.begin(), keywords.end(), word,
      [](const Keyword& keyword, std::string_view wanted) { return keyword.word < wanted; });
  return at != keywords.end() && at->word == word ? &*at : nullptr;
}

}  // namespace

bool is_quoted_keyword(std::string_view word) {
  const Keyword* keyword = find(word);
  return keyword != nullptr && keyword->quoted;
}

bool is_reserved(std::string_view word) {
  const Keyword* keyword = find(word);
  return keyword != nullptr && keyword->reserved;
}

}  // namespace mimar::model
