#include "sql/split.h"

#include "base/text.h"

namespace mimar::sql {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool starts_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool in_word(char c) {
  return starts_word(c) || is_digit(c) || c == '$';
}

// What psql's lexer remembers of the statement it is in.
struct Progress {
  bool started = false;
  std::size_t start = 0, end = 0;  // first byte of the first token, byte after the last one
  int parentheses = 0, blocks = 0, words = 0;
  std::string_view first[4];  // its first words
  bool after_from = false, from_stdin = false;

  bool is(std::size_t at, std::string_view word) const {
    return text::equal_ignoring_case(first[at], word);
  }
  bool creates_routine() const {
    const std::size_t at = is(1, "or") && is(2, "replace") ? 3 : 1;
    return is(0, "create") && (is(at, "function") || is(at, "procedure"));
  }
  bool copies_from_stdin() const { return is(0, "copy") && from_stdin; }
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
  void token(std::size_t start);
  void step();
  void block_comment();
  void quoted(char quote, bool escapes, std::size_t start);
  void dollar();
  void word();
  void track_word(std::string_view word);
  void parenthesis(int change);
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

// Everything between `start` and the position belongs to the statement.
void Splitter::token(std::size_t start) {
  if (!now_.started) now_.start = start;
  now_.started = true;
  now_.end = position_;
}

void Splitter::block_comment() {
  const std::size_t start = position_;
  position_ += 2;
  for (int depth = 1; depth > 0;) {
    position_ = text_.find_first_of("*/", position_);
    if (position_ >= text_.size()) return stop(start, "unterminated /* comment");
    if (at("*/") || at("/*")) {
      depth += at("/*") ? 1 : -1;
      ++position_;
    }
    ++position_;
  }
}

void Splitter::quoted(char quote, bool escapes, std::size_t start) {
  const char stops[] = {quote, escapes ? '\\' : quote, '\0'};
  for (++position_;; position_ += 2) {
    position_ = text_.find_first_of(stops, position_);
    if (position_ >= text_.size()) {
      return stop(start,
                  quote == '"' ? "unterminated quoted identifier" : "unterminated quoted string",
                  "The quote opens here and is never closed.");
    }
    const bool closes = text_[position_] == quote && peek() != quote;
    if (closes) break;
  }
  ++position_;
  token(start);
}

void Splitter::dollar() {
  const std::size_t start = position_++;
  std::size_t end = position_;
  while (end < text_.size() && in_word(text_[end]) && text_[end] != '$')
    ++end;
  const bool opens = end < text_.size() && text_[end] == '$' && !is_digit(text_[position_]);
  if (!opens) return token(start);
  const std::string_view tag = text_.substr(start, end + 1 - start);
  const std::size_t close = text_.find(tag, end + 1);
  if (close == std::string_view::npos) {
    return stop(start, "unterminated dollar-quoted string",
                "The quote " + std::string(tag) + " opens here and is never closed.");
  }
  position_ = close + tag.size();
  token(start);
}

void Splitter::track_word(std::string_view word) {
  if (now_.words < 4) now_.first[now_.words] = word;
  ++now_.words;
  const auto is = [word](std::string_view other) { return text::equal_ignoring_case(word, other); };
  if (now_.parentheses > 0) return;
  now_.from_stdin = now_.from_stdin || (now_.after_from && is("stdin"));
  now_.after_from = is("from");
  const bool relevant = word.size() >= 3 && word.size() <= 5;
  if (!relevant || !now_.creates_routine()) return;
  if (is("begin") || (is("case") && now_.blocks > 0)) ++now_.blocks;
  if (is("end") && now_.blocks > 0) --now_.blocks;
}

void Splitter::word() {
  const std::size_t start = position_;
  while (position_ < text_.size() && in_word(text_[position_]))
    ++position_;
  const std::string_view found = text_.substr(start, position_ - start);
  const bool quote_follows = position_ < text_.size() && text_[position_] == '\'';
  if (quote_follows && found.size() == 1) return quoted('\'', (found[0] | 32) == 'e', start);
  track_word(found);
  token(start);
}

void Splitter::parenthesis(int change) {
  now_.parentheses = std::max(0, now_.parentheses + change);
  token(position_++);
  now_.end = position_;
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
  if (now_.parentheses > 0 || now_.blocks > 0) {
    now_.end = ++position_;
    return;
  }
  const bool data_follows = now_.copies_from_stdin();
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
  if (now_.started && !sends)
    return token(start);  // the parser will say where it stops making sense
  emit();
  result_.commands.push_back(command);
  if (command.name == "q" || command.name == "quit") position_ = text_.size();
  const std::string rest = text::lower(command.rest);
  if (command.name == "copy" && rest.find("from stdin") != std::string::npos) copy_data(false);
}

void Splitter::step() {
  const char c = text_[position_];
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\f':
    case '\v': ++position_; return;
    case '-':
      if (peek() == '-') return skip_line();
      break;
    case '/':
      if (peek() == '*') return block_comment();
      break;
    case '\'':
    case '"': return quoted(c, false, position_);
    case '$': return dollar();
    case '(': return parenthesis(1);
    case ')': return parenthesis(-1);
    case ';': return semicolon();
    case '\\': return meta_command();
    default: break;
  }
  if (starts_word(c)) return word();
  const std::size_t start = position_++;
  while (is_digit(c) && position_ < text_.size() && in_word(text_[position_]))
    ++position_;
  token(start);
}

Result<Split> Splitter::run() {
  if (at("\xEF\xBB\xBF")) position_ = 3;
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
