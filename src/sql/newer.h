#pragma once
// Syntax that PostgreSQL 16 and newer have and the parser, which is that of PostgreSQL 15, does
// not.

#include <string>
#include <string_view>

namespace mimar::sql {

// Where the parser gave up at `offset` of the statement with `message`: what stands there that
// newer servers understand ("VIRTUAL"), or "" when it is wrong everywhere.
std::string newer_syntax(std::string_view message, std::string_view statement, std::size_t offset);

// What a statement that is not parsed makes, by its first words.
struct Made {
  std::string kind;  // "table", "view", or "" for anything else
  std::string schema, name;
};
Made made_by(std::string_view statement);

}  // namespace mimar::sql
