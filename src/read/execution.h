#pragma once
// SQL files executed on a scratch server, and the database it then has.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/database.h"
#include "read/sql_files/reader.h"
#include "scratch/scratch.h"

namespace mimar::read {

// What a server made of some SQL: the database it then had, or why it refused.
struct Execution {
  std::optional<model::Database> database;
  std::optional<std::string> dump;  // of pg_dump, where there is one and it was asked for
  Error refusal;
  std::vector<std::string> notes;     // what the server was not given
  std::vector<std::string> left_out;  // what needs an extension that the server does not have
};

// What a server says of the SQL it got, and not of itself.
bool is_refusal(const Error& error);

// One file, as a session of its own; as one transaction when it locks tables outright, and
// committed when it leaves that to the tool. Errors: those of the server's refusal, too.
Result<void> execute_file(scratch::Database& database, const sql_files::File& file,
                          scratch::MissingExtensions missing = scratch::MissingExtensions::refuse);
// Read over a connection of our own: what a script set for its session must not colour the reading.
Result<model::Database> read_live(scratch::Database& database);

enum class Dump : std::uint8_t { skip, take };

// All files in a database of their own, named after `hint`. Errors: the server is not to be had, or
// ErrorKind::interrupted.
Result<Execution> execute(scratch::Scratch& scratch, const std::vector<sql_files::File>& files,
                          std::string_view hint, Dump dump = Dump::skip,
                          scratch::MissingExtensions missing = scratch::MissingExtensions::refuse);

// A scratch server creates event triggers disabled, and passes over what is said of them later: the
// state and comment of those in `live` become what `source` says, and are not compared.
model::Database with_event_triggers_of(const model::Database& source, const model::Database& live);

}  // namespace mimar::read
