#include "synthesis/domain.h"

#include <charconv>
#include <optional>

#include "synthesis/tokens.h"

namespace mimar::synthesis {
namespace {

constexpr std::string_view after_type[] = {"collate", "default", "constraint", "not",
                                           "null",    "check",   ";"};

bool ends_type(const Tokens& tokens) {
  if (tokens.at_end()) return true;
  for (std::string_view word : after_type) {
    if (tokens.is(word)) return true;
  }
  return false;
}

model::DataType read_type(Tokens& tokens) {
  model::DataType type;
  std::string spelling;
  while (!ends_type(tokens)) {
    if (tokens.take("(")) {
      while (!tokens.at_end() && !tokens.take(")")) {
        int modifier = 0;
        const std::string text = tokens.next().text;
        if (std::from_chars(text.data(), text.data() + text.size(), modifier).ec == std::errc{}) {
          type.modifiers.push_back(modifier);
        }
      }
    } else if (tokens.take("[")) {
      type.array = true;
      while (!tokens.at_end() && !tokens.take("]"))
        tokens.next();
    } else if (tokens.take(".")) {
      type.name.schema = spelling;
      spelling.clear();
    } else {
      spelling += (spelling.empty() ? "" : " ") + tokens.next().text;
    }
  }
  if (type.name.schema == "pg_catalog") type.name.schema.clear();
  const std::string builtin =
      type.name.schema.empty() ? model::canonical_builtin(spelling) : std::string();
  type.name.name = builtin.empty() ? spelling : builtin;
  return type;
}

// The text between the parenthesis the cursor is at and its partner, as tokens put together again.
std::string read_parenthesis(Tokens& tokens) {
  std::string sql;
  int depth = 0;
  do {
    const Token token = tokens.next();
    if (token.kind == Token::Kind::symbol && token.text == "(" && depth++ == 0) continue;
    if (token.kind == Token::Kind::symbol && token.text == ")" && --depth == 0) break;
    const bool text = token.kind == Token::Kind::string, quoted = token.kind == Token::Kind::quoted;
    const char* mark = text ? "'" : quoted ? "\"" : "";
    std::string content;
    for (char c : token.text)
      content += std::string((text && c == '\'') || (quoted && c == '"') ? 2 : 1, c);
    sql += mark + content + mark + " ";
  } while (depth > 0 && !tokens.at_end());
  return sql;
}

std::optional<Domain> read_domain(std::string_view sql) {
  Tokens tokens(sql);
  while (!tokens.at_end() && !tokens.is("domain"))
    tokens.next();
  tokens.next();
  tokens.next();
  while (tokens.take("."))
    tokens.next();
  tokens.take("as");
  if (tokens.at_end()) return std::nullopt;
  Domain domain;
  domain.base = read_type(tokens);
  while (!tokens.at_end() && !tokens.is(";")) {
    if (tokens.take("check")) {
      domain.checks.push_back(read_parenthesis(tokens));
    } else if (tokens.take("not")) {
      domain.not_null = true;
    } else {
      tokens.next();
    }
  }
  return domain;
}

const model::OtherObject* find_domain(const model::Database& database, const model::Name& name) {
  for (const model::OtherObject& opaque : database->others) {
    if (opaque.kind == "domain" && (opaque.name == name.text() || opaque.name == name.name))
      return &opaque;
  }
  return nullptr;
}

}  // namespace

ResolvedType resolve_domains(const model::Database& database, const model::DataType& type) {
  ResolvedType resolved{type, {}, false};
  for (int depth = 0; depth < 8 && !model::find_enum(database, resolved.type.name); ++depth) {
    const model::OtherObject* opaque = find_domain(database, resolved.type.name);
    if (opaque == nullptr) break;
    const auto domain = read_domain(opaque->sql);
    if (!domain) break;
    const bool array = resolved.type.array;
    resolved.type = domain->base;
    resolved.type.array = resolved.type.array || array;
    resolved.checks.insert(resolved.checks.end(), domain->checks.begin(), domain->checks.end());
    resolved.not_null = resolved.not_null || domain->not_null;
  }
  return resolved;
}

}  // namespace mimar::synthesis
