#include "sql/parse.h"

#include "sql/do_block.h"
#include "sql/hints.h"
#include "sql/newer.h"
#include "sql/other_tools.h"
#include "sql/split.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

bool is_silent(std::string_view command) {
  if (command.starts_with('d') || command.starts_with('l'))
    return true;  // \\dt, \\l: they only show
  for (const std::string_view name :
       {"restrict",     "unrestrict", "echo", "qecho", "warn", "pset",  "timing", "encoding", "q",
        "quit",         "x",          "t",    "a",     "set",  "unset", "prompt", "g",        "gx",
        "crosstabview", "mimar_from"}) {
    if (command == name) return true;
  }
  return false;
}

void add_commands(const std::vector<MetaCommand>& commands, Script& script) {
  for (const MetaCommand& command : commands) {
    if (is_silent(command.name)) continue;
    script.notes.push_back(command.where.file + ":" + std::to_string(command.where.line) +
                           ": passed over \\" + std::string(command.name) +
                           (command.rest.empty() ? "" : " ") + std::string(command.rest) + ".");
  }
}

// A statement that only newer servers understand stays as it is, and what it makes with it.
void add_newer(const Chunk& chunk, const std::string& syntax, Script& script) {
  const std::string sql(chunk.text);
  const Made made = made_by(chunk.text);
  model::NewerStatement statement{syntax, made.kind, {made.schema, made.name}};
  script.statements.push_back({std::move(statement), sql, chunk.where});
}

// One piece of the script is one statement, save where psql and the grammar disagree.
std::optional<Error> add_statements(const Chunk& chunk, Places& places, Script& script) {
  const ParseTree tree(chunk.text);
  if (!tree.ok()) {
    if (const std::string syntax = newer_syntax(tree.message(), chunk.text, tree.error_offset());
        !syntax.empty()) {
      add_newer(chunk, syntax, script);
      return std::nullopt;
    }
    const std::size_t offset = chunk.where.offset + tree.error_offset();
    return error_at(places, offset, tree.message(),
                    hint(tree.message(), chunk.text, tree.error_offset()));
  }
  const Context context{chunk.text, chunk.where};
  for (const Node* item : tree.statements()) {
    const auto& raw = as<RawStmt>(item);
    std::string_view sql = chunk.text;
    if (tree.statements().size() > 1) {
      sql = sql.substr(static_cast<std::size_t>(raw.stmt_location));
      if (raw.stmt_len > 0) sql = sql.substr(0, static_cast<std::size_t>(raw.stmt_len));
    }
    if (tag_of(raw.stmt) == T_DoStmt) {
      for (model::Statement& inner : do_block(as<DoStmt>(raw.stmt), context)) {
        script.statements.push_back(std::move(inner));
      }
      continue;
    }
    for (model::StatementAction& action : translate(raw.stmt, context)) {
      script.statements.push_back({std::move(action), std::string(sql), chunk.where});
    }
  }
  return std::nullopt;
}

// What is in the file instead of SQL.
std::optional<Error> not_text(Places& places) {
  const std::string_view text = places.text();
  const std::string file = places.at(0, 0).file;
  if (text.starts_with("PGDMP")) {
    return error_at(places, 0, "this is an archive of pg_dump, not SQL",
                    "pg_restore -f schema.sql " + file + " makes SQL of it");
  }
  if (const auto other = written_by_other_tool(text))
    return error_at(places, other->offset, other->message, other->hint);
  const std::size_t zero = text.find('\0');
  if (zero == std::string_view::npos) return std::nullopt;
  return error_at(places, zero, "a NUL byte: this is no SQL text",
                  "Is this a binary file, or UTF-16? Mimar reads SQL as UTF-8 text.");
}

}  // namespace

Result<Script> parse_script(std::string_view text, const std::string& file) {
  Places places(text, file);
  if (auto error = not_text(places)) return fail(std::move(*error));
  const Result<Split> pieces = split(places);
  if (!pieces) return fail(pieces.error());
  Script script;
  for (const Chunk& chunk : pieces->chunks) {
    if (chunk.kind == Chunk::Kind::copy_data) continue;
    if (chunk.kind == Chunk::Kind::client) {
      const std::string command(chunk.text);
      script.statements.push_back({model::UnknownChange{command, {}}, command, chunk.where});
      continue;
    }
    if (auto error = add_statements(chunk, places, script)) return fail(std::move(*error));
  }
  add_commands(pieces->commands, script);
  return script;
}

}  // namespace mimar::sql
