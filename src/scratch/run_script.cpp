#include <fmt/core.h>

#include "base/text.h"
#include "scratch/broker.h"
#include "scratch/scratch.h"
#include "sql/parse.h"
#include "sql/position.h"

namespace mimar::scratch {
namespace {

using engine::postgres::Connection;
using sql::Chunk;

std::size_t line_offset(std::string_view text, std::uint32_t line) {
  std::size_t at = 0;
  for (; line > 1 && at < text.size(); --line)
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  return at;
}

// The server does not have the files of an extension, or scratch is not allowed to create it.
bool is_missing_extension(const Error& error, std::string_view statement) {
  if (!text::lower(statement.substr(0, 60)).starts_with("create extension")) return false;
  return error.sqlstate == "0A000" || error.sqlstate == "58P01" || error.sqlstate == "42501";
}

// An object, function, table, column or schema does not exist.
bool is_missing_object(const Error& error) {
  for (const std::string_view state : {"42704", "42883", "42P01", "42703", "3F000"}) {
    if (error.sqlstate == state) return true;
  }
  return false;
}

// Sends a script's chunks and maps what the server says back to the script.
class ScriptRun {
 public:
  ScriptRun(Broker& broker, Connection& session, std::string_view text, const std::string& file,
            MissingExtensions missing, std::vector<std::string>& left_out)
      : broker_(broker),
        session_(session),
        places_(text, file),
        missing_(missing),
        left_out_(left_out) {}

  Result<void> run(const std::vector<Chunk>& chunks) {
    for (std::size_t at = 0; at < chunks.size(); ++at) {
      if (chunks[at].kind == Chunk::Kind::client) {
        leave_out(chunks[at], "left out, because only psql runs it");
        continue;
      }
      const bool copies = at + 1 < chunks.size() && chunks[at + 1].kind == Chunk::Kind::copy_data;
      const Result<void> done = copies ? copy(chunks[at], chunks[at + 1]) : statement(chunks[at]);
      if (!done && !may_be_left_out(done.error(), chunks[at])) return done;
      if (!done)
        leave_out(chunks[at],
                  "left out, because an extension is not on this server: " + done.error().message);
      if (copies) ++at;
    }
    return {};
  }

 private:
  Result<void> statement(const Chunk& chunk) {
    Result<void> done = broker_.run(chunk.text);
    if (!done) return fail(placed(done.error(), chunk));
    return done;
  }

  // Inside a transaction nothing after an error would run, so that there nothing can be left out.
  bool may_be_left_out(const Error& error, const Chunk& chunk) {
    if (missing_ != MissingExtensions::leave_out || session_.in_failed_transaction()) return false;
    const bool extension = is_missing_extension(error, chunk.text);
    if (!extension && !(lacks_extension_ && is_missing_object(error))) return false;
    lacks_extension_ = lacks_extension_ || extension;
    return true;
  }

  void leave_out(const Chunk& chunk, const std::string& why) {
    const auto start = static_cast<std::size_t>(chunk.text.data() - places_.text().data());
    const SourceSpan where = places_.at(start, chunk.text.size());
    left_out_.push_back(fmt::format(
        "{}:{}: {}{}", where.file, where.line, why,
        chunk.kind == Chunk::Kind::client ? ": " + std::string(chunk.text) : std::string()));
  }

  Result<void> copy(const Chunk& statement, const Chunk& data) {
    if (auto begun = session_.copy_begin(statement.text); !begun)
      return fail(placed(begun.error(), statement));
    if (auto written = session_.copy_write(data.text); !written)
      return fail(placed(written.error(), data));
    if (auto ended = session_.copy_end(); !ended) return fail(placed(ended.error(), data));
    return {};
  }

  // The error at its place in the script: where the server points, else where the statement starts.
  Error placed(Error error, const Chunk& chunk) {
    const auto start = static_cast<std::size_t>(chunk.text.data() - places_.text().data());
    std::size_t inside = 0;
    if (error.where)
      inside = chunk.kind == Chunk::Kind::copy_data ? line_offset(chunk.text, error.where->line)
                                                    : error.where->offset;
    const std::size_t offset = start + std::min(inside, chunk.text.size());
    error.excerpt = sql::excerpt(places_.text(), offset);
    error.where = places_.at(offset, error.where ? 1 : chunk.text.size());
    return error;
  }

  Broker& broker_;
  Connection& session_;
  sql::Places places_;
  MissingExtensions missing_;
  std::vector<std::string>& left_out_;
  bool lacks_extension_ = false;
};

}  // namespace

Result<void> Database::run_script(std::string_view text, const std::string& file,
                                  MissingExtensions missing) {
  const Result<std::vector<Chunk>> chunks = sql::split_script(text, file);
  if (!chunks) return tl::unexpected(chunks.error());
  // A session of its own, as psql has: settings, temporary tables and open transactions end with
  // the script.
  Result<Connection> session = connect();
  if (!session) return tl::unexpected(session.error());
  const BrokeredDatabase database{access_.admin, name_, access_.owner_role, access_.guard};
  Broker broker(database, *session);
  Result<void> done = ScriptRun(broker, *session, text, file, missing, left_out_).run(*chunks);
  const Result<void> finished = broker.finish();
  for (const std::string& note : broker.notes())
    notes_.push_back(file + ": " + note);
  for (const std::string& sentence : broker.left_out())
    left_out_.push_back(file + ": " + sentence);
  return done ? finished : done;
}

}  // namespace mimar::scratch
