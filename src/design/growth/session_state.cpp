#include "design/growth/session_state.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "model/lexer.h"

namespace mimar::design::growth {
namespace {

using Verdict = SessionState::Verdict;

struct Word {
  std::string text;  // lower case; of a string: what it says
  model::Token::Kind kind = model::Token::Kind::other;
  std::size_t at = 0;  // of its first byte, of a string: of what it says
  bool is(std::string_view word) const { return kind == model::Token::Kind::word && text == word; }
};

std::string inside(std::string_view piece, model::Token::Kind kind) {
  if (kind == model::Token::Kind::string) return model::unquoted(piece);
  const std::size_t tag = piece.find('$', 1) + 1;
  return piece.size() >= 2 * tag ? std::string(piece.substr(tag, piece.size() - 2 * tag)) : "";
}

std::vector<Word> words_of(std::string_view code) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < code.size();) {
    const model::Token token = model::next_token(code, at);
    const std::string_view piece = code.substr(at, token.end - at);
    const std::size_t begin = at;
    at = token.end;
    if (token.kind == model::Token::Kind::blank || token.is_comment()) continue;
    Word word{text::lower(piece), token.kind, begin};
    if (token.kind == model::Token::Kind::string || token.kind == model::Token::Kind::dollar_string)
      word.text = inside(piece, token.kind);
    words.push_back(std::move(word));
  }
  return words;
}

struct Call {
  std::string_view function, why, instead;
  Verdict verdict;
};
constexpr std::string_view lock_why =
                               "the lock stays with the server connection, which the next "
                               "transaction may not get; others get it, with the lock",
                           lock_instead = "pg_advisory_xact_lock, which ends with the transaction",
                           last_why =
                               "the sequence was asked in a session that this transaction "
                               "may not have",
                           last_instead = "INSERT ... RETURNING, or both calls in one transaction";
constexpr std::array calls{
    Call{"pg_advisory_lock", lock_why, lock_instead, Verdict::breaks},
    Call{"pg_advisory_lock_shared", lock_why, lock_instead, Verdict::breaks},
    Call{"pg_try_advisory_lock", lock_why, lock_instead, Verdict::breaks},
    Call{"pg_try_advisory_lock_shared", lock_why, lock_instead, Verdict::breaks},
    Call{"pg_advisory_unlock", "the lock was taken in another session",
         "locks that end with the transaction need no unlocking", Verdict::breaks},
    Call{"pg_advisory_unlock_shared", "the lock was taken in another session",
         "locks that end with the transaction need no unlocking", Verdict::breaks},
    Call{"pg_advisory_unlock_all", "the locks of whoever had the session before go, too",
         "locks that end with the transaction need no unlocking", Verdict::breaks},
    Call{"dblink_connect", "a named connection stays with the session",
         "dblink with the connection string in the call, or postgres_fdw", Verdict::breaks},
    Call{"currval", last_why, last_instead, Verdict::conditional},
    Call{"lastval", last_why, last_instead, Verdict::conditional}};

class Reader {
 public:
  explicit Reader(std::string_view code) : code_(code), words_(words_of(code)) {}

  std::vector<SessionState> read() {
    for (at_ = 0; at_ < words_.size(); ++at_) {
      if (begins_statement()) statement();
      call();
      cursor();
      temporary();
      if (words_[at_].is("execute")) executed();
    }
    return std::move(found_);
  }

 private:
  const Word& word(std::size_t ahead) const {
    static const Word none;
    return at_ + ahead < words_.size() ? words_[at_ + ahead] : none;
  }

  bool begins_statement() const {
    if (at_ == 0) return true;
    const Word& before = words_[at_ - 1];
    if (before.kind == model::Token::Kind::semicolon) return true;
    return std::any_of(starts.begin(), starts.end(),
                       [&](std::string_view start) { return before.is(start); });
  }

  void add(Verdict verdict, std::string construct, std::string_view why, std::string_view instead) {
    SessionState state;
    state.verdict = verdict;
    state.construct = std::move(construct);
    state.why = why;
    state.instead = instead;
    state.line = line_of(word(0).at);
    found_.push_back(std::move(state));
  }

  std::size_t line_of(std::size_t offset) const {
    return 1 + static_cast<std::size_t>(std::count(
                   code_.begin(), code_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
  }

  void statement() {
    const Word &first = word(0), &second = word(1);
    if (first.is("set")) {
      set();
    } else if (first.is("reset")) {
      add(Verdict::breaks, "RESET " + second.text,
          "it changes a server connection that others use, and may not be the one that was set",
          "SET LOCAL, which ends with the transaction");
    } else if (first.is("listen") || first.is("unlisten")) {
      add(Verdict::breaks, text::upper(first.text) + " " + second.text,
          "notifications arrive at a server connection that has no client",
          "LISTEN over a connection of its own, past the pooler; NOTIFY works");
    } else if (first.is("load")) {
      add(Verdict::breaks, "LOAD", "the library is loaded into one server connection",
          "session_preload_libraries");
    } else if (first.is("deallocate") || (first.is("prepare") && !second.is("transaction"))) {
      add(Verdict::breaks, text::upper(first.text) + " " + second.text,
          "the statement is prepared in one server connection",
          "prepared statements of the protocol, with max_prepared_statements (PgBouncer 1.21)");
    } else if (first.is("discard")) {
      add(Verdict::breaks, "DISCARD " + text::upper(second.text),
          "it empties a server connection that others use", "nothing: transactions end clean");
    }
  }

  // SET x TO, but not SET LOCAL, SET TRANSACTION, SET CONSTRAINTS.
  void set() {
    const Word& second = word(1);
    if (second.is("local") || second.is("transaction") || second.is("constraints")) return;
    if (second.kind != model::Token::Kind::word &&
        second.kind != model::Token::Kind::quoted_identifier)
      return;
    std::string name = second.text;
    if (second.is("session") && !word(2).text.empty()) name += " " + word(2).text;
    for (std::size_t i = 2; word(i).text == "." && i < 6; i += 2)
      name += "." + word(i + 1).text;
    add(Verdict::breaks, "SET " + name,
        "it stays with the server connection: the next transaction may not have it, others do",
        "SET LOCAL, or SET as an attribute of the function");
  }

  void call() {
    if (word(0).kind != model::Token::Kind::word || word(1).kind != model::Token::Kind::open)
      return;
    for (const Call& one : calls)
      if (word(0).text == one.function)
        add(one.verdict, std::string(one.function) + "()", one.why, one.instead);
    if (word(0).is("set_config")) set_config();
    if (word(0).is("current_setting") && word(2).kind == model::Token::Kind::string &&
        word(2).text.find('.') != std::string::npos)
      add(Verdict::conditional, "current_setting('" + word(2).text + "')",
          "what SET left there belongs to whoever had the server connection before",
          "SET LOCAL " + word(2).text + ", or set_config(..., true), in each transaction");
  }

  // The third argument says whether it is for the transaction alone.
  void set_config() {
    std::vector<std::vector<std::string>> arguments(1);
    int depth = 0;
    for (std::size_t i = 1; at_ + i < words_.size(); ++i) {
      const Word& one = word(i);
      if (one.kind == model::Token::Kind::open && depth++ == 0) continue;
      if (one.kind == model::Token::Kind::close && --depth == 0) break;
      if (depth == 1 && one.text == ",") {
        arguments.emplace_back();
      } else {
        arguments.back().push_back(one.text);
      }
    }
    if (arguments.size() != 3 || arguments[2].size() != 1) return;
    const std::string& local = arguments[2][0];
    if (local != "false" && local != "f") return;
    add(Verdict::breaks,
        "set_config('" + (arguments[0].empty() ? "" : arguments[0][0]) + "', ..., false)",
        "it stays with the server connection: the next transaction may not have it, others do",
        "set_config(..., true)");
  }

  void cursor() {
    if (!word(0).is("with") || !word(1).is("hold")) return;
    add(Verdict::breaks, "WITH HOLD", "the cursor stays with the server connection",
        "a page at a time by key, or a table");
  }

  // CREATE TEMP TABLE without ON COMMIT DROP; SELECT INTO TEMP.
  void temporary() {
    if (!word(0).is("temp") && !word(0).is("temporary")) return;
    const bool created = at_ > 0 && (words_[at_ - 1].is("create") || words_[at_ - 1].is("local") ||
                                     words_[at_ - 1].is("global") ||
                                     words_[at_ - 1].is("replace") || words_[at_ - 1].is("into"));
    if (!created) return;
    for (std::size_t i = 1;
         word(i).kind != model::Token::Kind::semicolon && at_ + i < words_.size(); ++i)
      if (word(i).is("commit") && word(i + 1).is("drop")) return;
    add(Verdict::breaks, word(1).is("table") ? "a temporary table" : "a temporary relation",
        "it stays with the server connection after the transaction",
        "ON COMMIT DROP, or a common table expression");
  }

  // PL/pgSQL: EXECUTE 'text', EXECUTE format('text', ...), parts joined by ||.
  void executed() {
    for (std::size_t i = 1;
         word(i).kind != model::Token::Kind::semicolon && at_ + i < words_.size(); ++i) {
      const Word& one = word(i);
      if (one.is("using") || one.is("into")) break;
      if (one.kind != model::Token::Kind::string && one.kind != model::Token::Kind::dollar_string)
        continue;
      const std::size_t line = line_of(one.at);
      for (SessionState& state : session_states_in(one.text)) {
        state.line += line - 1;
        found_.push_back(std::move(state));
      }
    }
  }

  static constexpr std::array<std::string_view, 7> starts{"begin",  "then",    "else", "loop",
                                                          "atomic", "execute", "end"};
  std::string_view code_;
  std::vector<Word> words_;
  std::size_t at_ = 0;
  std::vector<SessionState> found_;
};

// Where line `line` of `body` is in the source that `sql` was read from.
std::optional<SourceSpan> place(const model::Origin& origin, std::string_view sql,
                                std::string_view body, std::size_t line) {
  if (!origin.span) return std::nullopt;
  SourceSpan span = *origin.span;
  const std::size_t at = body.empty() ? std::string_view::npos : sql.find(body);
  if (at == std::string_view::npos) return span;
  const auto before = std::count(sql.begin(), sql.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const auto down = static_cast<std::uint32_t>(before) + static_cast<std::uint32_t>(line - 1);
  if (down > 0) {
    span.column = 0;
    span.offset = span.length = 0;
  }
  span.line += down;
  return span;
}

class Collector {
 public:
  void code(const std::string& object, const model::Origin& origin, std::string_view sql,
            std::string_view body) {
    for (SessionState& state : session_states_in(body)) {
      state.object = object;
      state.where = place(origin, sql, body, state.line);
      result_.found.push_back(std::move(state));
    }
  }
  void expression(const std::string& object, const model::Origin& origin,
                  const std::optional<model::Expression>& expression) {
    if (expression) code(object, origin, {}, expression->sql);
  }
  void not_read(std::string what) { result_.not_read.push_back(std::move(what)); }
  SessionStates take() { return std::move(result_); }

 private:
  SessionStates result_;
};

void routine(const model::OtherObject& object, const model::Routine& routine,
             Collector& collector) {
  const std::string name = object.kind + " " + object.name;
  if (routine.sql_body) {
    collector.expression(name, object.origin, routine.sql_body);
  } else if (routine.language == "sql" || routine.language == "plpgsql") {
    collector.code(name, object.origin, object.sql, routine.body);
  } else if (routine.language != "c" && routine.language != "internal") {
    collector.not_read(name + ": " + routine.language);
  }
}

void table(const model::Table& table, Collector& collector) {
  const std::string name = table.name.text();
  for (const model::Column& column : table.columns) {
    const model::Origin& origin = column.origin.span ? column.origin : table.origin;
    collector.expression("default of " + name + "." + column.name, origin, column.default_value);
  }
  for (const model::Check& check : table.checks)
    collector.expression("check " + check.name + " of " + name,
                         check.origin.span ? check.origin : table.origin, check.expression);
}

}  // namespace

std::vector<SessionState> session_states_in(std::string_view code) {
  return Reader(code).read();
}

SessionStates session_states(const model::Database& database) {
  Collector collector;
  for (const model::Table& one : database->tables)
    table(one, collector);
  for (const model::View& view : database->views)
    collector.expression("view " + view.name.text(), view.origin, view.query);
  for (const model::OtherObject& object : database->others) {
    const std::string name = object.kind + " " + object.name;
    if (const auto* code = model::as<model::Routine>(object)) {
      routine(object, *code, collector);
    } else if (const auto* policy = model::as<model::Policy>(object)) {
      collector.expression(name, object.origin, policy->using_expression);
      collector.expression(name, object.origin, policy->check_expression);
    } else if (const auto* trigger = model::as<model::Trigger>(object)) {
      collector.expression(name, object.origin, trigger->condition);
    } else if (const auto* rule = model::as<model::Rule>(object)) {
      for (const model::Expression& action : rule->actions)
        collector.expression(name, object.origin, action);
    } else if (const auto* domain = model::as<model::Domain>(object)) {
      collector.expression(name, object.origin, domain->default_value);
    }
  }
  SessionStates result = collector.take();
  std::stable_sort(result.found.begin(), result.found.end(),
                   [](const SessionState& a, const SessionState& b) {
                     return std::tie(a.object, a.line) < std::tie(b.object, b.line);
                   });
  return result;
}

}  // namespace mimar::design::growth
