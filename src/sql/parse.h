#pragma once
// SQL text to statements (libpg_query, PostgreSQL 15 grammar). The only folder that includes its headers.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/statement.h"

namespace mimar::sql {

struct Script {
  std::vector<model::Statement> statements;
  std::vector<std::string> notes;  // psql meta-commands and COPY data passed over, a sentence each with file:line
};

// Splits a script the way psql does (`\` commands, COPY ... FROM stdin blocks, a byte-order mark) and parses every statement.
// Errors: ErrorKind::input with file, line, column, the line with a caret, and a hint.
Result<Script> parse_script(std::string_view text, const std::string& file);

// What psql would send, in order, for executing a script on a server: a statement, or the data of the COPY before it.
// `client`: a command of psql itself, with its backslash, that decides what else is executed (\i, \if, \gexec ...).
struct Chunk {
  enum class Kind : std::uint8_t { statement, copy_data, client } kind = Kind::statement;
  std::string_view text;  // into the script
  SourceSpan where;
};
Result<std::vector<Chunk>> split_script(std::string_view text, const std::string& file);

}  // namespace mimar::sql
