#include "sql/split.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "model/lexer.h"
#include "sql/statement_words.h"

namespace mimar::sql {
namespace {

using Kind = model::Token::Kind;

// Those of psql that decide what is executed.
bool is_client(std::string_view command) {
  constexpr std::array<std::string_view, 8> names{"elif", "else", "endif",   "gexec",
                                                  "i",    "if",   "include", "include_relative"};
  return command == "ir" || std::binary_search(names.begin(), names.end(), command);
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The statement so far.
struct Progress {
  bool started = false;
  std::size_t start = 0, end = 0;  // first byte of the first token, byte after the last one
  StatementWords words;
};

class Splitter {
 public:
  explicit Splitter(Places& places) : places_(places), text_(places.text()) {}
  Result<Split> run();

 private:
  bool at(std::string_view token) const { return text_.substr(position_).starts_with(token); }
  char peek() const { return position_ + 1 < text_.size() ? text_[position_ + 1] : '\0'; }
  void skip_line() { position_ = std::min(text_.find('\n', position_), text_.size()); }
  void stop(std::size_t offset, std::string message, std::string hint = {});
  void take(std::size_t end);
  void step();
  void unfinished(Kind kind);
  void semicolon();
  void emit();
  void meta_command();
  void copy_data(bool keep);

  Places& places_;
  std::string_view text_;
  std::size_t position_ = 0;
  Progress now_;
  Split result_;
  std::optional<Error> error_;
};

void Splitter::stop(std::size_t offset, std::string message, std::string hint) {
  error_ = error_at(places_, offset, std::move(message), std::move(hint));
  position_ = text_.size();
}

// Everything from the position to `end` belongs to the statement.
void Splitter::take(std::size_t end) {
  if (!now_.started) now_.start = position_;
  now_.started = true;
  now_.end = position_ = end;
}

void Splitter::unfinished(Kind kind) {
  switch (kind) {
    case Kind::block_comment: return stop(position_, "unterminated /* comment");
    case Kind::string:
    case Kind::quoted_identifier:
      return stop(
          position_,
          kind == Kind::string ? "unterminated quoted string" : "unterminated quoted identifier",
          "The quote opens here and is never closed.");
    default: break;
  }
  const std::size_t end = text_.find('$', position_ + 1);
  stop(position_, "unterminated dollar-quoted string",
       "The quote " + std::string(text_.substr(position_, end + 1 - position_)) +
           " opens here and is never closed.");
}

void Splitter::emit() {
  if (now_.started) {
    const std::size_t length = now_.end - now_.start;
    result_.chunks.push_back(
        {Chunk::Kind::statement, text_.substr(now_.start, length), places_.at(now_.start, length)});
  }
  now_ = Progress();
}

void Splitter::semicolon() {
  if (!now_.words.ends_at_semicolon()) {
    now_.end = ++position_;
    return;
  }
  const bool data_follows = now_.words.copies_from_stdin();
  ++position_;
  emit();
  if (data_follows) copy_data(true);
}

// From the next line to the line that says \. or the end.
void Splitter::copy_data(bool keep) {
  skip_line();
  const std::size_t start = std::min(position_ + 1, text_.size());
  std::size_t end = start;
  while (end < text_.size()) {
    const std::size_t line_end = std::min(text_.find('\n', end), text_.size());
    std::string_view line = text_.substr(end, line_end - end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    position_ = line_end;
    if (line == "\\.") break;
    end = std::min(line_end + 1, text_.size());
  }
  if (end == text_.size()) position_ = end;
  const std::size_t length = end - start;
  if (!keep) return;
  result_.chunks.push_back(
      {Chunk::Kind::copy_data, text_.substr(start, length), places_.at(start, length)});
}

void Splitter::meta_command() {
  const std::size_t start = position_;
  if (peek() == ';') {
    ++position_;
    return semicolon();
  }
  skip_line();
  const std::string_view line = text::trim(text_.substr(start + 1, position_ - start - 1));
  const std::size_t blank = std::min(line.find_first_of(" \t"), line.size());
  const MetaCommand command{line.substr(0, blank), text::trim(line.substr(blank)),
                            places_.at(start, 1)};
  const bool sends = command.name.starts_with('g') || command.name.starts_with("crosstabview");
  if (now_.started && !sends) {
    const std::size_t end = std::exchange(position_, start);
    return take(end);  // the parser will say where it stops making sense
  }
  emit();
  if (is_client(command.name)) {
    const std::string_view whole = text::trim(text_.substr(start, position_ - start));
    result_.chunks.push_back({Chunk::Kind::client, whole, places_.at(start, whole.size())});
    return;
  }
  result_.commands.push_back(command);
  if (command.name == "q" || command.name == "quit") position_ = text_.size();
  const std::string rest = text::lower(command.rest);
  if (command.name == "copy" && rest.find("from stdin") != std::string::npos) copy_data(false);
}

void Splitter::step() {
  if (!now_.started && at(byte_order_mark)) {  // of a file that was appended to another
    position_ += byte_order_mark.size();
    return;
  }
  const model::Token token = model::next_token(text_, position_);
  const std::string_view written = text_.substr(position_, token.end - position_);
  switch (token.kind) {
    case Kind::blank:
    case Kind::line_comment: position_ = token.end; return;
    case Kind::block_comment:
      if (!token.closed) return unfinished(token.kind);
      position_ = token.end;
      return;
    case Kind::string:
    case Kind::quoted_identifier:
    case Kind::dollar_string:
      if (!token.closed) return unfinished(token.kind);
      return take(token.end);
    case Kind::word: now_.words.word(written); return take(token.end);
    case Kind::open: now_.words.parenthesis(1); return take(token.end);
    case Kind::close: now_.words.parenthesis(-1); return take(token.end);
    case Kind::semicolon: return semicolon();
    case Kind::backslash: return meta_command();
    case Kind::number:
    case Kind::other: return take(token.end);
  }
}

Result<Split> Splitter::run() {
  while (position_ < text_.size())
    step();
  if (error_) return fail(std::move(*error_));
  emit();
  return std::move(result_);
}

}  // namespace

Result<Split> split(Places& places) {
  return Splitter(places).run();
}

Result<std::vector<Chunk>> split_script(std::string_view text, const std::string& file) {
  Places places(text, file);
  Result<Split> result = split(places);
  if (!result) return fail(std::move(result.error()));
  return std::move(result->chunks);
}

}  // namespace mimar::sql
