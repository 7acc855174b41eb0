#include "sql/do_block.h"

#include "base/text.h"
#include "sql/split.h"
#include "sql/translate.h"

namespace mimar::sql {
namespace {

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

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// Takes `word` off the front of `text`, whatever its case.
bool take(std::string_view& text, std::string_view word) {
  const bool there =
      text.size() >= word.size() && text::equal_ignoring_case(text.substr(0, word.size()), word) &&
      (text.size() == word.size() || is_blank(text[word.size()]) || text[word.size()] == '(');
  if (there) text = text::trim(text.substr(word.size()));
  return there;
}

// The text after the word THEN that closes a condition, or nothing. Conditions hold no THEN of
// their own: a CASE in one makes what follows fail to parse, and the block stays unknown.
std::string_view after_then(std::string_view text) {
  const std::string lower = text::lower(text);
  for (std::size_t at = lower.find("then"); at != std::string::npos;
       at = lower.find("then", at + 1)) {
    const bool starts = at > 0 && (is_blank(lower[at - 1]) || lower[at - 1] == ')');
    const bool ends = at + 4 == lower.size() || is_blank(lower[at + 4]);
    if (starts && ends) return text::trim(text.substr(at + 4));
  }
  return {};
}

// The words between quotes in a condition: the names it asks the catalog for.
std::vector<std::string> names_asked_for(std::string_view condition) {
  std::vector<std::string> names;
  const std::vector<std::string_view> parts = text::split(condition, '\'');
  for (std::size_t i = 1; i < parts.size(); i += 2)
    names.push_back(text::lower(parts[i].substr(parts[i].rfind('.') + 1)));
  return names;
}

bool asks_the_catalog(std::string_view condition) {
  std::string lower = text::lower(condition);
  for (const std::string_view word : {"from ", "join "})
    for (std::size_t at = lower.find(word); at != std::string::npos;
         at = lower.find(word, at + 1)) {
      const std::string_view relation =
          text::trim(std::string_view(lower).substr(at + word.size()));
      if (!relation.starts_with("pg_") && !relation.starts_with("information_schema."))
        return false;
    }
  return true;
}

bool has_word(std::string_view text, std::string_view word) {
  const auto part = [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  };
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !part(text[at - 1])) && (end == text.size() || !part(text[end]))) return true;
  }
  return false;
}

// A guard that asks the catalog for what the statement makes or changes is decided by whether the
// statement would fail; what other guards say only a server knows.
bool decided(std::string_view condition, std::string_view statement) {
  if (!asks_the_catalog(condition)) return false;
  const std::string lower = text::lower(statement);
  for (const std::string& name : names_asked_for(condition))
    if (!name.empty() && has_word(lower, name)) return true;
  return false;
}

bool changes_the_schema(const model::StatementAction& action) {
  return !std::holds_alternative<model::QueryStatement>(action) &&
         !std::holds_alternative<model::IgnoredStatement>(action) &&
         !std::holds_alternative<model::PrivilegeStatement>(action);
}

class Reader {
 public:
  explicit Reader(const Context& context) : context_(context) {}
  bool read(std::string_view body);
  std::vector<model::Statement> result;

 private:
  bool piece(std::string_view text);
  bool control(std::string_view& text);
  bool sql(std::string_view text);
  bool handled(std::string_view text) const;
  void doubt(std::string_view text, const model::StatementAction& action);

  const Context& context_;
  int blocks_ = 0, guards_ = 0;
  bool declaring_ = false, handling_ = false, doubted_ = false;
  std::vector<std::string_view> conditions_;  // of the guards around
};

// The statement is taken to have run; that a guard may say otherwise is said once per block.
void Reader::doubt(std::string_view text, const model::StatementAction& action) {
  if (doubted_ || !changes_the_schema(action)) return;
  for (const std::string_view condition : conditions_)
    doubted_ = doubted_ || !decided(condition, text);
  if (!doubted_) return;
  result.push_back({model::UnknownChange{"the guard of a DO block", {}}, std::string(text),
                    context_.where, true});
}

// In an exception handler only what leaves the schema alone.
bool Reader::handled(std::string_view text) const {
  return text.empty() || take(text, "null") || take(text, "raise");
}

// Takes BEGIN, EXCEPTION, IF and END off the front; false when the block is beyond us.
bool Reader::control(std::string_view& text) {
  if (take(text, "begin")) return ++blocks_ == 1;
  if (take(text, "exception") || (handling_ && take(text, "when"))) {
    handling_ = true;
    for (model::Statement& statement : result)
      statement.may_fail = true;
    text = after_then(text);
    return text.data() != nullptr;
  }
  if (take(text, "if")) {
    std::string_view condition = text;
    take(condition, "not");
    const std::string_view whole = text;
    text = after_then(text);
    ++guards_;
    conditions_.push_back(whole.substr(0, whole.size() - text.size()));
    return take(condition, "exists") && text.data() != nullptr;
  }
  if (!take(text, "end")) return true;
  const bool guard = take(text, "if");
  if (guard && !conditions_.empty()) conditions_.pop_back();
  return --(guard ? guards_ : blocks_) >= 0;
}

bool Reader::sql(std::string_view text) {
  if (text.empty() || handled(text) || take(text, "perform")) return true;
  const ParseTree tree(text);
  if (!tree.ok()) return false;
  for (const Node* item : tree.statements()) {
    const Node* statement = as<RawStmt>(item).stmt;
    // EXECUTE runs text made at run time here, no prepared statement.
    if (tag_of(statement) == T_DoStmt || tag_of(statement) == T_ExecuteStmt) return false;
    const Context context{text, context_.where};
    for (model::StatementAction& action : translate(statement, context)) {
      if (std::holds_alternative<model::UnknownChange>(action)) return false;
      doubt(text, action);
      result.push_back({std::move(action), std::string(text), context_.where, guards_ > 0});
    }
  }
  return true;
}

bool Reader::piece(std::string_view text) {
  if (blocks_ == 0 && (declaring_ || take(text, "declare"))) {
    std::string_view rest = text;
    declaring_ = !take(rest, "begin");
    if (declaring_) return true;
  }
  for (std::string_view before; before != text;) {
    before = text;
    if (!control(text)) return false;
  }
  return handling_ ? handled(text) : sql(text);
}

bool Reader::read(std::string_view body) {
  Places places(body, "");
  const Result<Split> pieces = split(places);
  if (!pieces) return false;
  for (const Chunk& chunk : pieces->chunks) {
    if (chunk.kind != Chunk::Kind::statement || !piece(chunk.text)) return false;
  }
  return blocks_ == 0 && guards_ == 0;
}

}  // namespace

std::vector<model::Statement> do_block(const DoStmt& block, const Context& context) {
  const Body body = body_of(block);
  Reader reader(context);
  if (body.language == "plpgsql" && reader.read(body.text)) return std::move(reader.result);
  return {{model::UnknownChange{"DO", {}}, std::string(context.sql), context.where}};
}

}  // namespace mimar::sql
