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

  const Context& context_;
  int blocks_ = 0, guards_ = 0;
  bool declaring_ = false, handling_ = false;
};

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
    text = after_then(text);
    ++guards_;
    return take(condition, "exists") && text.data() != nullptr;
  }
  if (!take(text, "end")) return true;
  const bool guard = take(text, "if");
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
