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

// Sends a script's chunks and maps what the server says back to the script.
class ScriptRun {
 public:
  ScriptRun(Broker& broker, Connection& session, std::string_view text, const std::string& file)
      : broker_(broker), session_(session), places_(text, file) {}

  Result<void> run(const std::vector<Chunk>& chunks) {
    for (std::size_t at = 0; at < chunks.size(); ++at) {
      const bool copies = at + 1 < chunks.size() && chunks[at + 1].kind == Chunk::Kind::copy_data;
      const Result<void> done = copies ? copy(chunks[at], chunks[at + 1]) : statement(chunks[at]);
      if (!done) return done;
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
};

}  // namespace

Result<void> Database::run_script(std::string_view text, const std::string& file) {
  const Result<std::vector<Chunk>> chunks = sql::split_script(text, file);
  if (!chunks) return tl::unexpected(chunks.error());
  // A session of its own, as psql has: settings, temporary tables and open transactions end with
  // the script.
  Result<Connection> session = connect();
  if (!session) return tl::unexpected(session.error());
  const BrokeredDatabase database{access_.admin, name_, access_.owner_role, access_.guard};
  Broker broker(database, *session);
  Result<void> done = ScriptRun(broker, *session, text, file).run(*chunks);
  const Result<void> finished = broker.finish();
  for (const std::string& note : broker.notes())
    notes_.push_back(file + ": " + note);
  return done ? finished : done;
}

}  // namespace mimar::scratch
