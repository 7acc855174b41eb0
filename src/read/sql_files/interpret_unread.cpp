// Statements that are newer than the parser: kept as they are, so that nothing is lost, and said.
#include "read/sql_files/state.h"

namespace mimar::read::sql_files {
namespace {

std::string place(const State& state) {
  return state.statement->where.file + ":" + std::to_string(state.statement->where.line);
}

model::OtherObject opaque(const State& state, std::string kind, std::string name) {
  model::OtherObject object;
  object.kind = std::move(kind);
  object.name = std::move(name);
  object.sql = state.statement->sql + ";";
  object.origin.span = state.statement->where;
  return object;
}

}  // namespace

void keep_unread(State& state, const model::NewerStatement& newer) {
  state.incomplete.push_back(place(state) + ": " + newer.syntax +
                             " is newer than PostgreSQL 15, whose grammar reads without a server; "
                             "the statement is kept as "
                             "it is (--via-server reads it)");
  model::OtherObject object = opaque(state, "unread statement", place(state));
  if (!newer.kind.empty()) {
    const model::Name name = new_name(state, newer.name);
    object.kind = "unread " + newer.kind;
    object.name = name.text();
    state.temporary.insert(name);
  }
  const ObjectKey key{object.kind, object.name};
  state.others[key] = std::move(object);
}

void keep_with_unread(State& state, const model::Name& relation) {
  const auto unread = state.others.find({"unread table", relation.text()});
  if (unread == state.others.end()) return;  // a temporary table
  unread->second.sql += "\n" + state.statement->sql + ";";
}

}  // namespace mimar::read::sql_files
