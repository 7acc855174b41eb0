#include "engine/postgres/connection.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include <fmt/core.h>
#include <libpq-fe.h>
#include <poll.h>

#include "base/ensure.h"
#include "base/text.h"

namespace mimar::engine::postgres {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int oldest_server = 140000;
constexpr int poll_ms = 100;

struct ResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ServerResult = std::unique_ptr<PGresult, ResultDeleter>;

struct CancelDeleter {
  void operator()(PGcancel* cancel) const { PQfreeCancel(cancel); }
};

void swallow_notice(void*, const PGresult*) {}

// libpq breaks its longer messages into lines and indents them with tabs.
std::string one_line(const char* message) {
  std::string result;
  for (const std::string_view line : text::lines(message != nullptr ? message : "")) {
    const std::string_view words = text::trim(line);
    if (!words.empty()) result += (result.empty() ? "" : " ") + std::string(words);
  }
  return result;
}

std::string field(const PGresult* result, int code) {
  const char* value = PQresultErrorField(result, code);
  return value != nullptr ? value : "";
}

// The server counts characters from 1; spans count bytes.
std::optional<SourceSpan> position_in(std::string_view sql, const std::string& position) {
  std::size_t character = 0;
  std::from_chars(position.data(), position.data() + position.size(), character);
  if (character == 0) return std::nullopt;
  SourceSpan span;
  span.line = span.column = 1;
  std::size_t at = 0;
  for (; at < sql.size(); ++at) {
    const bool starts_character = (static_cast<unsigned char>(sql[at]) & 0xC0) != 0x80;
    if (starts_character && --character == 0) break;
    if (sql[at] == '\n') {
      ++span.line;
      span.column = 1;
    } else {
      ++span.column;
    }
  }
  span.offset = static_cast<std::uint32_t>(at);
  return span;
}

// COPY tells the line of its data in the context: "COPY t, line 3, column a: ...".
std::optional<SourceSpan> copy_line(const std::string& context) {
  constexpr std::string_view before = ", line ";
  const std::size_t at =
      context.compare(0, 5, "COPY ") == 0 ? context.find(before) : std::string::npos;
  if (at == std::string::npos) return std::nullopt;
  SourceSpan span;
  std::from_chars(context.data() + at + before.size(), context.data() + context.size(), span.line);
  span.column = 1;
  return span;
}

Error server_error(const PGresult* result, std::string_view sql) {
  Error error;
  error.kind = ErrorKind::database;
  error.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (error.message.empty()) error.message = one_line(PQresultErrorMessage(result));
  if (const std::string detail = field(result, PG_DIAG_MESSAGE_DETAIL); !detail.empty())
    error.message += " (" + detail + ')';
  error.sqlstate = field(result, PG_DIAG_SQLSTATE);
  error.hint = field(result, PG_DIAG_MESSAGE_HINT);
  error.where = position_in(sql, field(result, PG_DIAG_STATEMENT_POSITION));
  if (!error.where) error.where = copy_line(field(result, PG_DIAG_CONTEXT));
  return error;
}

Rows rows_of(const PGresult* result) {
  Rows rows;
  rows.command = PQcmdStatus(const_cast<PGresult*>(result));
  const int columns = PQnfields(result);
  const int count = PQntuples(result);
  for (int column = 0; column < columns; ++column)
    rows.columns.emplace_back(PQfname(result, column));
  rows.rows.reserve(static_cast<std::size_t>(count));
  for (int row = 0; row < count; ++row) {
    std::vector<Value>& values = rows.rows.emplace_back(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
      if (PQgetisnull(result, row, column) != 0) continue;
      const int length = PQgetlength(result, row, column);
      values[static_cast<std::size_t>(column)].emplace(PQgetvalue(result, row, column),
                                                       static_cast<std::size_t>(length));
    }
  }
  return rows;
}

struct Parameters {
  std::vector<const char*> keywords, values;
};

// `conninfo` is expanded by libpq from the keyword dbname; what stands before it are defaults, what
// stands after it wins.
Parameters connection_parameters(const std::string& conninfo) {
  return {{"connect_timeout", "application_name", "dbname", "client_encoding", nullptr},
          {"5", "mimar", conninfo.c_str(), "UTF8", nullptr}};
}

// libpq quotes what it could not parse, and that may be the password.
std::string without_quoted(const std::string& message) {
  std::string result;
  bool quoted = false;
  for (const char c : message) {
    if (c == '"' && !quoted) result += "...";
    if (c == '"')
      quoted = !quoted;
    else if (!quoted)
      result += c;
  }
  return result;
}

struct OptionsDeleter {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using ConninfoOptions = std::unique_ptr<PQconninfoOption, OptionsDeleter>;

Result<ConninfoOptions> parsed(const std::string& conninfo) {
  char* why = nullptr;
  if (ConninfoOptions options{PQconninfoParse(conninfo.c_str(), &why)}) return options;
  const std::string reason = without_quoted(one_line(why));
  PQfreemem(why);
  return fail(ErrorKind::usage, "cannot understand " + masked(conninfo) + ": " + reason,
              "write postgres://user:password@host:port/database; in a password, percent-encode "
              "special characters");
}

// A keyword's value in quotes.
std::string quoted(std::string_view value) {
  std::string result = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// A password inside a longer word is a coincidence, and masking it would tell the password.
std::string without_word(std::string reason, std::string_view word) {
  for (std::size_t at = 0; (at = reason.find(word, at)) != std::string::npos;) {
    const std::size_t end = at + word.size();
    const bool inside = (at > 0 && is_alphanumeric(reason[at - 1])) ||
                        (end < reason.size() && is_alphanumeric(reason[end]));
    if (!inside) reason.replace(at, word.size(), "***");
    at += inside ? 1 : 3;
  }
  return reason;
}

tl::unexpected<Error> unreachable(PGconn* connection, const std::string& conninfo) {
  std::string reason = one_line(PQerrorMessage(connection));
  if (const char* password = PQpass(connection); password != nullptr && *password != '\0') {
    reason = without_word(reason, password);
  }
  return fail(ErrorKind::environment, "cannot connect to " + masked(conninfo) + ": " + reason,
              "check host, port, user, password and database name, that the server is running, and "
              "its pg_hba.conf");
}

}  // namespace

struct Connection::State {
  PGconn* connection = nullptr;
  std::unique_ptr<PGcancel, CancelDeleter> cancel;
  Guard guard;
  std::string copy;  // the COPY statement under way

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { PQfinish(connection); }

  void ask_to_stop() const {
    std::array<char, 256> why{};
    if (cancel) PQcancel(cancel.get(), why.data(), static_cast<int>(why.size()));
  }

  tl::unexpected<Error> lost() const {
    return fail(ErrorKind::database,
                "the connection was lost: " + one_line(PQerrorMessage(connection)),
                "the server may have stopped; its log says why");
  }

  bool dead() const { return PQstatus(connection) != CONNECTION_OK; }

  // Waits until a result can be taken without blocking. The guard's error is kept, the statement
  // cancelled, and waiting goes on for the server's answer to the cancel.
  void wait(Clock::time_point started, std::optional<Error>& stopped) const {
    while (PQisBusy(connection) != 0) {
      pollfd socket{PQsocket(connection), POLLIN, 0};
      const int ready = poll(&socket, 1, poll_ms);
      if (ready > 0 && PQconsumeInput(connection) == 0) return;
      if (ready > 0 || stopped || !guard) continue;
      const auto running =
          std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - started);
      const Result<void> go_on = guard(running);
      if (go_on) continue;
      stopped = go_on.error();
      ask_to_stop();
    }
  }

  // Takes all results of what was sent; the last one that is not an error, or the first error.
  Result<ServerResult> finish(std::string_view sql) {
    const Clock::time_point started = Clock::now();
    std::optional<Error> stopped, failed;
    ServerResult last;
    while (true) {
      wait(started, stopped);
      ServerResult next(PQgetResult(connection));
      if (!next) break;
      const ExecStatusType status = PQresultStatus(next.get());
      if (status == PGRES_FATAL_ERROR && !failed) failed = server_error(next.get(), sql);
      last = std::move(next);
      if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) break;
    }
    if (stopped) return fail(*stopped);
    if (failed && dead() && failed->sqlstate.empty()) return lost();
    if (failed) return fail(*failed);
    if (!last) return lost();
    return last;
  }

  // The protocol stays usable after a COPY nobody wanted: `execute` of COPY ... TO STDOUT or FROM
  // STDIN.
  tl::unexpected<Error> refuse_copy(ExecStatusType status) {
    if (status == PGRES_COPY_IN) {
      PQputCopyEnd(connection, "not wanted");
    } else {
      char* data = nullptr;
      while (PQgetCopyData(connection, &data, 0) > 0)
        PQfreemem(data);
    }
    while (ServerResult(PQgetResult(connection))) {
    }
    return fail(ErrorKind::unsupported, "COPY to or from the client is not a query");
  }

  Result<Rows> answer(std::string_view sql) {
    const Result<ServerResult> result = finish(sql);
    if (!result) return tl::unexpected(result.error());
    const ExecStatusType status = PQresultStatus(result->get());
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) return refuse_copy(status);
    return rows_of(result->get());
  }
};

Guard stop_when_interrupted(world::World& world) {
  return [&world](std::chrono::milliseconds) -> Result<void> {
    if (world.interrupted()) return fail(ErrorKind::interrupted, "interrupted");
    return {};
  };
}

Result<Apart> password_apart(const std::string& conninfo) {
  const Result<ConninfoOptions> options = parsed(conninfo);
  if (!options) return tl::unexpected(options.error());
  Apart result;
  for (const PQconninfoOption* option = options->get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    if (std::string_view(option->keyword) == "password")
      result.password = option->val;
    else
      result.conninfo += std::string(option->keyword) + "=" + quoted(option->val) + " ";
  }
  return result;
}

Result<std::string> in_database(const std::string& conninfo, std::string_view database) {
  const Result<Apart> apart = password_apart(conninfo);
  if (!apart) return fail(apart.error());
  std::string result = apart->conninfo + "dbname=" + quoted(database);
  if (!apart->password.empty()) result += " password=" + quoted(apart->password);
  return result;
}

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(const std::string& conninfo, Guard guard) {
  if (const auto valid = parsed(conninfo); !valid) return tl::unexpected(valid.error());
  auto state = std::make_unique<State>();
  const Parameters parameters = connection_parameters(conninfo);
  state->connection = PQconnectdbParams(parameters.keywords.data(), parameters.values.data(), 1);
  if (state->connection == nullptr)
    return fail(ErrorKind::environment, "out of memory while connecting");
  if (state->dead()) return unreachable(state->connection, conninfo);
  if (PQserverVersion(state->connection) < oldest_server) {
    return fail(ErrorKind::unsupported,
                fmt::format("the server is PostgreSQL {}",
                            PQparameterStatus(state->connection, "server_version")),
                "Mimar needs PostgreSQL 14 or newer");
  }
  PQsetNoticeReceiver(state->connection, swallow_notice, nullptr);
  state->cancel.reset(PQgetCancel(state->connection));
  state->guard = std::move(guard);
  return Connection(std::move(state));
}

Result<Rows> Connection::execute(std::string_view sql) {
  const std::string terminated(sql);
  if (PQsendQuery(state_->connection, terminated.c_str()) == 0) return state_->lost();
  return state_->answer(sql);
}

namespace {

std::vector<const char*> pointers(const std::vector<Value>& parameters) {
  std::vector<const char*> values;
  for (const Value& value : parameters)
    values.push_back(value ? value->c_str() : nullptr);
  return values;
}

}  // namespace

Result<Rows> Connection::execute(std::string_view sql, const std::vector<Value>& parameters) {
  const std::string terminated(sql);
  const std::vector<const char*> values = pointers(parameters);
  if (PQsendQueryParams(state_->connection, terminated.c_str(), static_cast<int>(values.size()),
                        nullptr, values.data(), nullptr, nullptr, 0) == 0) {
    return state_->lost();
  }
  return state_->answer(sql);
}

Result<void> Connection::prepare(const std::string& name, const std::string& sql) {
  if (PQsendPrepare(state_->connection, name.c_str(), sql.c_str(), 0, nullptr) == 0)
    return state_->lost();
  const Result<ServerResult> result = state_->finish(sql);
  return result ? Result<void>() : tl::unexpected(result.error());
}

Result<std::uint64_t> Connection::run_prepared(const std::string& name,
                                               const std::vector<Value>& parameters) {
  const std::vector<const char*> values = pointers(parameters);
  if (PQsendQueryPrepared(state_->connection, name.c_str(), static_cast<int>(values.size()),
                          values.data(), nullptr, nullptr, 0) == 0) {
    return state_->lost();
  }
  const Result<ServerResult> result = state_->finish({});
  if (!result) return tl::unexpected(result.error());
  const std::string_view count = PQcmdTuples(result->get());
  std::uint64_t rows = 0;
  std::from_chars(count.data(), count.data() + count.size(), rows);
  return rows;
}

Result<void> Connection::copy_begin(std::string_view copy_statement) {
  state_->copy = copy_statement;
  if (PQsendQuery(state_->connection, state_->copy.c_str()) == 0) return state_->lost();
  const Result<ServerResult> result = state_->finish(state_->copy);
  if (!result) return tl::unexpected(result.error());
  const ExecStatusType status = PQresultStatus(result->get());
  if (status == PGRES_COPY_IN) return {};
  if (status == PGRES_COPY_OUT) return state_->refuse_copy(status);
  return fail(ErrorKind::unsupported, "not a COPY ... FROM STDIN statement");
}

Result<void> Connection::copy_write(std::string_view data) {
  constexpr std::size_t block = 1 << 20;
  while (!data.empty()) {
    const std::string_view part = data.substr(0, block);
    if (PQputCopyData(state_->connection, part.data(), static_cast<int>(part.size())) != 1)
      return state_->lost();
    data.remove_prefix(part.size());
    if (!state_->guard) continue;
    const Result<void> go_on = state_->guard(std::chrono::milliseconds(0));
    if (go_on) continue;
    PQputCopyEnd(state_->connection, "stopped");
    while (ServerResult(PQgetResult(state_->connection))) {
    }
    return go_on;
  }
  return {};
}

Result<std::uint64_t> Connection::copy_end() {
  if (PQputCopyEnd(state_->connection, nullptr) != 1) return state_->lost();
  const Result<ServerResult> result = state_->finish({});
  if (!result) return tl::unexpected(result.error());
  const std::string_view count = PQcmdTuples(result->get());
  std::uint64_t copied = 0;
  std::from_chars(count.data(), count.data() + count.size(), copied);
  return copied;
}

bool Connection::in_transaction() const {
  return PQtransactionStatus(state_->connection) == PQTRANS_INTRANS;
}

bool Connection::in_failed_transaction() const {
  return PQtransactionStatus(state_->connection) == PQTRANS_INERROR;
}

int Connection::server_version() const {
  return PQserverVersion(state_->connection);
}

std::string Connection::server_version_text() const {
  const std::string_view text = PQparameterStatus(state_->connection, "server_version");
  return std::string(text.substr(0, text.find(' ')));
}

void Connection::cancel() {
  state_->ask_to_stop();
}

}  // namespace mimar::engine::postgres
