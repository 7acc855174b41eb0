#include "sql/do_block.h"

#include <algorithm>

#include "base/text.h"
#include "sql/condition.h"
#include "sql/constant.h"
#include "sql/plpgsql.h"
#include "sql/split.h"
#include "sql/translate.h"
#include "sql/variables.h"

namespace mimar::sql {
namespace {

using plpgsql::take;

struct Body {
  std::string language = "plpgsql", text;
};

Body body_of(const DoStmt& block) {
  Body result;
  for (const Node* item : Items(block.args)) {
    const auto& option = as<DefElem>(item);
    (text_of(option.defname) == "language" ? result.language : result.text) =
        option_text(option.arg);
  }
  return result;
}

bool changes_the_schema(const model::StatementAction& action) {
  return !std::holds_alternative<model::QueryStatement>(action) &&
         !std::holds_alternative<model::IgnoredStatement>(action);
}

bool starts_with_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    std::string_view rest = text;
    return take(rest, word);
  });
}

// Rows, settings and messages, in SQL or as PL/pgSQL extends it (SELECT ... INTO variable).
bool leaves_the_schema_alone(std::string_view text) {
  return starts_with_one_of(
      text, {"null",   "raise",    "return",   "perform", "assert",  "exit",    "continue",
             "get",    "open",     "fetch",    "move",    "close",   "select",  "insert",
             "update", "delete",   "merge",    "with",    "values",  "analyze", "vacuum",
             "notify", "listen",   "lock",     "set",     "reset",   "call",    "copy",
             "commit", "rollback", "truncate", "refresh", "reindex", "cluster"});
}

// Dynamic SQL about what a schema does not hold, whatever its names are made of.
bool concerns_the_server(const std::string& start) {
  std::string_view text = plpgsql::trim(start);
  if (take(text, "alter") || take(text, "comment") || take(text, "create") || take(text, "drop")) {
    take(text, "on");
    return starts_with_one_of(text, {"database", "role", "user", "system", "group"});
  }
  if (starts_with_one_of(text, {"grant", "revoke"})) return true;
  return !text.empty() && leaves_the_schema_alone(text);
}

// The text after EXECUTE without INTO and USING.
std::string_view executed(std::string_view text) {
  for (const std::string_view word : {"into", "using"})
    text = text.substr(0, plpgsql::find(text, word));
  return text;
}

struct Frame {
  enum class Kind : std::uint8_t { block, branch, loop, choice } kind = Kind::block;
  std::vector<model::Guard> guards;  // of a branch: its own condition, and those before it undone
  std::size_t first = 0;             // of a block: its first statement in the result
  std::size_t attempt = 0;           // of a block once its handlers are read
  // Of a loop that is walked round by round: what each sets, and where its body begins.
  std::vector<plpgsql::Variables> rounds;
  std::size_t round = 0, body_piece = 0;
  std::string_view body;
};

class Reader {
 public:
  Reader(const Context& context, std::size_t id) : context_(context), next_id_(id) {}
  bool read(std::string_view body);
  std::vector<model::Statement> result;

 private:
  enum class Taken : std::uint8_t { no, yes, beyond_us };
  bool piece(std::string_view text);
  void statement(std::string_view text);
  bool leaves_a_round(std::string_view text) const;
  Taken control(std::string_view& text);
  Taken division(std::string_view& text);
  Taken declaration(std::string_view& text);
  Taken skip_to(std::string_view& text, std::string_view keyword);
  Taken enter(std::string_view& text, Frame::Kind kind);
  Taken after(std::string_view& text, std::string_view keyword, Frame::Kind kind);
  Taken loop(std::string_view& text);
  bool next_round(std::string_view& text);
  Taken branch(std::string_view& text);
  Taken handlers(std::string_view& text);
  Taken close(std::string_view& text);
  void execute(std::string_view text);
  void returned();
  void sql(std::string_view text);
  void add(model::StatementAction action, std::string_view text);
  void unknown(std::string_view text);

  const Context& context_;
  std::size_t next_id_;
  bool declaring_ = false, ended_ = false;
  std::vector<Frame> frames_;
  std::vector<model::Guard> unless_returned_;
  plpgsql::Variables variables_;  // those whose values are known here
  std::size_t at_ = 0;            // of the pieces between semicolons
};

// Under every condition around it. How often a loop runs, and which way a CASE goes, only a server
// can tell.
void Reader::add(model::StatementAction action, std::string_view text) {
  if (!changes_the_schema(action)) return;
  model::Statement statement{std::move(action), std::string(text), context_.where};
  statement.guards = unless_returned_;
  for (const Frame& frame : frames_) {
    statement.guards.insert(statement.guards.end(), frame.guards.begin(), frame.guards.end());
    if (frame.attempt != 0) statement.rescues = frame.attempt;
    if ((frame.kind == Frame::Kind::loop && frame.rounds.empty()) ||
        frame.kind == Frame::Kind::choice)
      statement.action = model::UnknownChange{"DO", {}};
  }
  result.push_back(std::move(statement));
}

// IF ... THEN RETURN: what follows happens when the condition does not hold.
void Reader::returned() {
  std::vector<model::Guard> guards;
  for (const Frame& frame : frames_)
    guards.insert(guards.end(), frame.guards.begin(), frame.guards.end());
  if (guards.size() == 1) {
    guards[0].wanted = !guards[0].wanted;
    unless_returned_.push_back(guards[0]);
  } else {
    unless_returned_.push_back({++next_id_, true, {}});
  }
}

void Reader::unknown(std::string_view text) {
  add(model::UnknownChange{"DO", {}}, text);
}

void Reader::sql(std::string_view text) {
  const ParseTree tree(text);
  if (!tree.ok()) {
    if (!leaves_the_schema_alone(text)) unknown(text);
    return;
  }
  for (const Node* item : tree.statements()) {
    const Node* statement = as<RawStmt>(item).stmt;
    const Context context{text, context_.where};
    if (tag_of(statement) == T_DoStmt) {
      for (model::Statement& inner : do_block(as<DoStmt>(statement), context))
        add(std::move(inner.action), inner.sql);
      continue;
    }
    if (tag_of(statement) == T_SelectStmt) continue;  // INTO names a variable here
    for (model::StatementAction& action : translate(statement, context))
      add(std::move(action), text);
  }
}

void Reader::execute(std::string_view text) {
  const std::string expression = plpgsql::with_values(executed(text), variables_);
  if (const auto constant = plpgsql::constant_text(expression)) return sql(*constant);
  if (!concerns_the_server(plpgsql::constant_start(expression))) unknown(text);
}

Reader::Taken Reader::skip_to(std::string_view& text, std::string_view keyword) {
  const std::size_t at = plpgsql::find(text, keyword);
  if (at == std::string_view::npos) return Taken::beyond_us;
  text = plpgsql::trim(text.substr(at + keyword.size()));
  return Taken::yes;
}

Reader::Taken Reader::enter(std::string_view&, Frame::Kind kind) {
  frames_.push_back({kind, {}, 0, 0, {}, 0, 0, {}});
  return Taken::yes;
}

// FOR, FOREACH: walked round by round where it is known what each sets.
Reader::Taken Reader::loop(std::string_view& text) {
  const std::string_view header = text.substr(0, plpgsql::find(text, "loop"));
  const Taken taken = after(text, "loop", Frame::Kind::loop);
  auto rounds = plpgsql::rounds(header, variables_);
  if (taken != Taken::yes || !rounds) return taken;
  Frame& frame = frames_.back();
  frame.rounds = std::move(*rounds);
  frame.body_piece = at_;
  frame.body = text;
  return next_round(text) ? Taken::yes : Taken::beyond_us;
}

// Back to the start of the innermost loop, with what its next round sets; false when there is none.
bool Reader::next_round(std::string_view& text) {
  Frame& frame = frames_.back();
  if (frame.round == frame.rounds.size()) return false;
  for (const auto& [name, value] : frame.rounds[frame.round])
    variables_[name] = value;
  ++frame.round;
  at_ = frame.body_piece;
  text = frame.body;
  return true;
}

// A loop or CASE, from its first word on.
Reader::Taken Reader::after(std::string_view& text, std::string_view keyword, Frame::Kind kind) {
  const Taken taken = skip_to(text, keyword);
  return taken == Taken::yes ? enter(text, kind) : taken;
}

// IF, ELSIF: its condition holds and those of the branches before it do not.
Reader::Taken Reader::branch(std::string_view& text) {
  const std::string_view whole = text;
  const Taken taken = skip_to(text, "then");
  for (model::Guard& guard : frames_.back().guards)
    guard.wanted = false;
  const std::string_view condition = whole.substr(0, plpgsql::find(whole, "then"));
  frames_.back().guards.push_back(
      {++next_id_, true, sql::condition(plpgsql::with_values(condition, variables_))});
  return taken;
}

// EXCEPTION: what came before in this block happens as a whole or not at all.
Reader::Taken Reader::handlers(std::string_view& text) {
  Frame& block = frames_.back();
  if (frames_.size() == 1) variables_.clear();
  if (block.attempt == 0) {
    block.attempt = ++next_id_;
    for (std::size_t i = block.first; i < result.size(); ++i)
      if (result[i].attempt == 0) result[i].attempt = block.attempt;
  }
  return skip_to(text, "then");
}

Reader::Taken Reader::close(std::string_view& text) {
  Frame::Kind kind = Frame::Kind::block;
  if (take(text, "if")) kind = Frame::Kind::branch;
  if (take(text, "loop")) kind = Frame::Kind::loop;
  if (take(text, "case")) kind = Frame::Kind::choice;
  if (frames_.back().kind != kind) return Taken::beyond_us;
  if (kind == Frame::Kind::loop && next_round(text)) return Taken::yes;
  frames_.pop_back();
  ended_ = frames_.empty();
  text = {};  // a label may follow
  return Taken::yes;
}

// What stands at the front of the text: IF ... THEN, LOOP, END and the like are taken off.
Reader::Taken Reader::control(std::string_view& text) {
  if (text.starts_with("<<")) {
    text = plpgsql::trim(text.substr(std::min(text.find(">>"), text.size() - 2) + 2));
    return Taken::yes;
  }
  if (take(text, "declare")) {
    declaring_ = true;
    return declaration(text);
  }
  if (take(text, "begin")) {
    enter(text, Frame::Kind::block);
    frames_.back().first = result.size();
    return Taken::yes;
  }
  if (frames_.empty()) return Taken::beyond_us;
  if (take(text, "if")) {
    enter(text, Frame::Kind::branch);
    return branch(text);
  }
  if (take(text, "end")) return close(text);
  if (take(text, "loop")) return enter(text, Frame::Kind::loop);
  if (take(text, "for") || take(text, "foreach")) return loop(text);
  if (take(text, "while")) return after(text, "loop", Frame::Kind::loop);
  if (take(text, "case")) return after(text, "then", Frame::Kind::choice);
  return division(text);
}

// What divides the innermost frame: EXCEPTION, WHEN, ELSIF, ELSE.
Reader::Taken Reader::division(std::string_view& text) {
  const Frame::Kind kind = frames_.back().kind;
  if (kind == Frame::Kind::block && take(text, "exception"))
    return take(text, "when") ? handlers(text) : Taken::beyond_us;
  if (kind == Frame::Kind::block && frames_.back().attempt != 0 && take(text, "when"))
    return handlers(text);
  if (kind == Frame::Kind::branch && (take(text, "elsif") || take(text, "elseif")))
    return branch(text);
  if (kind == Frame::Kind::choice && take(text, "when")) return skip_to(text, "then");
  if ((kind == Frame::Kind::branch || kind == Frame::Kind::choice) && take(text, "else")) {
    for (model::Guard& guard : frames_.back().guards)
      guard.wanted = false;
    return Taken::yes;
  }
  return Taken::no;
}

Reader::Taken Reader::declaration(std::string_view& text) {
  std::string_view rest = text;
  declaring_ = !take(rest, "begin");
  if (!declaring_) return Taken::yes;
  if (frames_.empty())
    plpgsql::declare(text, variables_);
  else  // hides another of the name until the block ends
    plpgsql::assign(text, false, variables_);
  text = {};
  return Taken::yes;
}

bool Reader::piece(std::string_view text) {
  text = plpgsql::trim(text);
  if (declaring_) declaration(text);
  while (!text.empty()) {
    if (ended_) return false;
    const Taken taken = control(text);
    if (taken == Taken::beyond_us) return false;
    if (taken == Taken::yes) continue;
    if (leaves_a_round(text)) return false;
    statement(text);
    return true;
  }
  return true;
}

// EXIT and CONTINUE in a loop that is walked round by round.
bool Reader::leaves_a_round(std::string_view text) const {
  const bool walked = std::any_of(frames_.begin(), frames_.end(),
                                  [](const Frame& frame) { return !frame.rounds.empty(); });
  return walked && starts_with_one_of(text, {"exit", "continue"});
}

void Reader::statement(std::string_view text) {
  if (plpgsql::is_assignment(text)) {
    // A block inside is there for its handlers as a rule: it may end anywhere.
    const bool certain = std::all_of(frames_.begin() + 1, frames_.end(),
                                     [](const Frame& frame) { return !frame.rounds.empty(); });
    return plpgsql::assign(text, certain, variables_);
  }
  if (take(text, "return")) return returned();
  if (take(text, "execute"))
    execute(text);
  else
    sql(text);
  plpgsql::forget_assigned(text, variables_);
}

bool Reader::read(std::string_view body) {
  Places places(body, "");
  const Result<Split> pieces = split(places);
  if (!pieces) return false;
  for (at_ = 0; at_ < pieces->chunks.size(); ++at_) {
    const Chunk& chunk = pieces->chunks[at_];
    if (chunk.kind != Chunk::Kind::statement || !piece(chunk.text)) return false;
  }
  return ended_;
}

}  // namespace

std::vector<model::Statement> do_block(const DoStmt& block, const Context& context) {
  const Body body = body_of(block);
  Reader reader(context, (context.where.offset + 1) << 12U);
  if (body.language == "plpgsql" && reader.read(body.text)) return std::move(reader.result);
  return {{model::UnknownChange{"DO", {}}, std::string(context.sql), context.where}};
}

}  // namespace mimar::sql
