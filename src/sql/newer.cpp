#include "sql/newer.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "model/lexer.h"

namespace mimar::sql {
namespace {

struct Token {
  std::string word;  // upper case; quoted names and literals as they are
  std::size_t offset = 0;
};

// Words, quoted things whole, and every other character by itself.
std::vector<Token> tokens_of(std::string_view sql) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < sql.size();) {
    const model::Token token = model::next_token(sql, at);
    const std::string_view written = sql.substr(at, token.end - at);
    if (token.kind != model::Token::Kind::blank && !token.is_comment())
      tokens.push_back({token.is_quoted() ? std::string(written) : text::upper(written), at});
    at = token.end;
  }
  return tokens;
}

// The tokens around the one at which the parser gave up.
class Around {
 public:
  Around(std::vector<Token> tokens, std::size_t offset) : tokens_(std::move(tokens)) {
    while (at_ < tokens_.size() && tokens_[at_].offset < offset)
      ++at_;
  }
  // 0 is the token at the error, -1 the one before.
  std::string_view operator[](int distance) const {
    const auto place = static_cast<std::ptrdiff_t>(at_) + distance;
    if (place < 0 || place >= static_cast<std::ptrdiff_t>(tokens_.size())) return {};
    return tokens_[static_cast<std::size_t>(place)].word;
  }
  bool has(std::string_view word) const {
    return std::any_of(tokens_.begin(), tokens_.end(),
                       [&](const Token& token) { return token.word == word; });
  }
  // The word before the parenthesis that is open at distance 0: the function whose arguments these
  // are. `distance` gets the place of that word.
  std::string_view enclosing(int from = -1) const {
    int depth = 0;
    for (int i = from; !(*this)[i].empty(); --i) {
      if ((*this)[i] == ")") ++depth;
      if ((*this)[i] == "(" && depth-- == 0) return (*this)[i - 1];
    }
    return {};
  }
  // Where the parenthesis that closes at `distance` opens.
  int opening(int distance) const {
    int depth = 0;
    for (int i = distance; !(*this)[i].empty(); --i) {
      if ((*this)[i] == ")") ++depth;
      if ((*this)[i] == "(" && --depth == 0) return i;
    }
    return distance;
  }

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

bool any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Columns and constraints of tables.
std::string in_table(const Around& at) {
  if (at[0] == "VIRTUAL" && at[-1] == ")") return "VIRTUAL";
  if (at[-1] == ")") {  // GENERATED ALWAYS AS (...) without STORED
    const int open = at.opening(-1);
    if (at[open - 1] == "AS" && at[open - 2] == "ALWAYS") return "a virtual generated column";
  }
  if (at[0] == "ENFORCED") return "ENFORCED";
  if (at[0] == "WITHOUT" && at[1] == "OVERLAPS") return "WITHOUT OVERLAPS";
  if (at[-1] == "PERIOD") return "PERIOD";
  const bool named = at[-2] == "CONSTRAINT";
  if (at[0] == "NOT" && at[1] == "NULL" && (named || any_of(at[-1], {"ADD", ",", "("})))
    return "a NOT NULL constraint of the table";
  if (at[0] == "NO" && at[1] == "INHERIT") return "NO INHERIT";
  if (at[0] == "INHERIT" && at[-2] == "CONSTRAINT") return "INHERIT";
  if (at[0] == "STORAGE" && any_of(at[1], {"PLAIN", "EXTERNAL", "EXTENDED", "MAIN", "DEFAULT"}))
    return "STORAGE in a column definition";
  if (at[0] == "DEFAULT" && any_of(at[-1], {"STORAGE", "METHOD"}))
    return std::string(at[-1]) + " DEFAULT";
  if (at[0] == "EXPRESSION" && at[-1] == "SET") return "SET EXPRESSION";
  if (any_of(at[0], {"SPLIT", "MERGE"}) && at[1].starts_with("PARTITION"))
    return std::string(at[0]) + " PARTITION";
  return "";
}

// Queries and expressions.
std::string in_query(const Around& at) {
  if (at.enclosing().starts_with("JSON")) return std::string(at.enclosing());
  if (at[0] == "JSON" && (at[-1] == "IS" || at[-1] == "NOT")) return "IS JSON";
  if (at[0] == "RETURNING" && at.has("MERGE")) return "RETURNING of MERGE";
  if (at[0] == "BY" && at[-1] == "MATCHED") return "NOT MATCHED BY";
  if (at[0] == "WITH" && at[-1] == "RETURNING") return "RETURNING WITH";
  if (at[0] == "LOCAL" && at[-1] == "AT") return "AT LOCAL";
  if (any_of(at[0], {"INDENT", "NO"}) && at.enclosing() == "XMLSERIALIZE") return "INDENT";
  return "";
}

std::string in_other_statements(const Around& at) {
  if (at[0] == "ON" && at[-1] == "STATISTICS") return "statistics without a name";
  if (any_of(at[0], {"TRUE", "FALSE", "OPTION"}) && any_of(at[-1], {"ADMIN", "INHERIT", "SET"}))
    return "options of a membership";
  if (any_of(at[0], {"INHERIT", "SET"}) && at[-1] == "WITH" && at.has("GRANT"))
    return "options of a membership";
  if (at[0] == "PROPERTY" && at[1] == "GRAPH") return "PROPERTY GRAPH";
  return "";
}

// 1_000, 0x1F: the old scanner takes the digits before for the number.
bool is_new_number(std::string_view statement, std::size_t offset) {
  while (offset > 0 && model::in_word(statement[offset - 1]))
    --offset;
  std::size_t end = offset;
  while (end < statement.size() && model::in_word(statement[end]))
    ++end;
  const std::string number = text::lower(statement.substr(offset, end - offset));
  const std::size_t digits = number.find_first_not_of("0123456789_");
  if (digits == std::string::npos) return !number.ends_with('_');
  const bool prefixed =
      number.starts_with("0x") || number.starts_with("0o") || number.starts_with("0b");
  return prefixed && number.find_first_not_of("0123456789abcdef_", 2) == std::string::npos;
}

// A quoted name without its quotes, another one in lower case.
std::string name_in(const std::string& token) {
  return token.starts_with('"') ? model::unquoted(token) : text::lower(token);
}

}  // namespace

std::string newer_syntax(std::string_view message, std::string_view statement, std::size_t offset) {
  if (message.starts_with("trailing junk after numeric literal"))
    return is_new_number(statement, offset) ? "the notation of a number" : "";
  if (message == "subquery in FROM must have an alias") return "a subquery without an alias";
  const Around at(tokens_of(statement), offset);
  for (const auto find : {in_table, in_query, in_other_statements}) {
    if (std::string found = find(at); !found.empty()) return found;
  }
  return "";
}

Made made_by(std::string_view statement) {
  const std::vector<Token> tokens = tokens_of(statement);
  std::size_t at = 0;
  const auto skip = [&](std::initializer_list<std::string_view> words) {
    while (at < tokens.size() && any_of(tokens[at].word, words))
      ++at;
  };
  if (tokens.empty() || tokens[0].word != "CREATE") return {};
  skip({"CREATE", "OR", "REPLACE", "UNLOGGED", "TEMP", "TEMPORARY", "MATERIALIZED", "RECURSIVE"});
  if (at >= tokens.size() || !any_of(tokens[at].word, {"TABLE", "VIEW"})) return {};
  Made made;
  made.kind = text::lower(tokens[at].word);
  skip({"TABLE", "VIEW", "IF", "NOT", "EXISTS"});
  if (at >= tokens.size()) return {};
  made.name = name_in(tokens[at].word);
  if (at + 2 < tokens.size() && tokens[at + 1].word == ".") {
    made.schema = std::move(made.name);
    made.name = name_in(tokens[at + 2].word);
  }
  return made;
}

}  // namespace mimar::sql
